#include "recorder/robot_checks.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>

#include "journeys/text.h"
#include "recorder/browser/emulation.h"
#include "recorder/json_fields.h"

namespace firsthand {

extern const std::string_view kRobotChecks;

namespace {

// A page that says less than this is all captcha; forms say more.
constexpr std::size_t kHardlyAnything = 400;  // bytes of visible text
constexpr const char* kGeneral = "A robot check";

enum class When { kAlways, kRefused, kBlocking, kBacked };

struct Signature {
  std::string vendor{}, where{};
  When when = When::kAlways;
  std::shared_ptr<re2::RE2> pattern{};
};

When when_from(std::string_view word) {
  if (word == "refused") return When::kRefused;
  if (word == "blocking") return When::kBlocking;
  return word == "backed" ? When::kBacked : When::kAlways;
}

const std::vector<Signature>& signatures() {
  static const auto kAll = [] {
    std::vector<Signature> all;
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_case_sensitive(false);
    for (const auto line : split(kRobotChecks, '\n')) {
      const auto parts = split(line, '\t');
      if (line.starts_with('#') || parts.size() != 4) continue;
      all.push_back({std::string(parts[0]), std::string(parts[1]), when_from(parts[2]),
                     std::make_shared<re2::RE2>(re2::StringPiece(parts[3].data(), parts[3].size()),
                                                options)});
    }
    return all;
  }();
  return kAll;
}

bool is_refusal(std::optional<int> status) {
  constexpr int kRefusals[] = {401, 403, 405, 406, 429, 503};
  return status && std::ranges::find(kRefusals, *status) != std::end(kRefusals);
}

bool shows(const Signature& signature, const RobotSigns& signs) {
  const auto in = [&](const std::string& text) {
    return re2::RE2::PartialMatch(text, *signature.pattern);
  };
  if (signature.where == "title") return in(signs.title);
  if (signature.where == "text") return in(signs.text);
  return std::ranges::any_of(signature.where == "header"   ? signs.headers
                             : signature.where == "cookie" ? signs.cookies
                             : signature.where == "frame"  ? signs.frames
                                                           : signs.scripts,
                             in);
}

bool counts(When when, const RobotSigns& signs) {
  switch (when) {
    case When::kRefused:
      return is_refusal(signs.status);
    case When::kBlocking:
      return signs.in_the_way || is_refusal(signs.status) || signs.text.size() < kHardlyAnything;
    case When::kBacked:
      return is_refusal(signs.status) &&
             std::ranges::any_of(signatures(), [&](const Signature& other) {
               return other.vendor == kGeneral && shows(other, signs);
             });
    case When::kAlways:
      break;
  }
  return true;
}

std::string sign_for_people(const std::string& where) {
  if (where == "header") return "a header of the page";
  if (where == "cookie") return "a cookie beside the page's own words";
  if (where == "frame") return "its box on the page";
  if (where == "script") return "its script on the page";
  return where == "title" ? "the page's title" : "the page's words";
}

bool may_be_a_check(const std::string& address) {
  return std::ranges::any_of(signatures(), [&](const Signature& signature) {
    return signature.where == "frame" && re2::RE2::PartialMatch(address, *signature.pattern);
  });
}

// Whether the frame is to be seen, as its parent's agent tells.
bool to_be_seen(WalkState& state, const PageFrame& frame) {
  const auto* parent = state.page.frames().find(frame.parent);
  if (parent == nullptr || !parent->world) return false;
  auto& client = state.page.client();
  // The parent may be gone once something was asked.
  const auto ask = [&client, session = parent->session](const char* method, Json parameters) {
    return client.call(session, method, std::move(parameters), Deadline::after(kCommand));
  };
  const int world = *parent->world;
  auto owner = ask("DOM.getFrameOwner", {{"frameId", frame.id}});
  if (!owner) return false;
  auto node = ask("DOM.resolveNode", {{"backendNodeId", whole_in(*owner, "backendNodeId")},
                                      {"executionContextId", world}});
  if (!node) return false;
  auto shown = ask("Runtime.callFunctionOn",
                   {{"objectId", text_in(part_in(*node, "object"), "objectId")},
                    {"functionDeclaration", "function(){return firsthand.shown(this)}"},
                    {"returnByValue", true}});
  return shown && flag_in(part_in(*shown, "result"), "value");
}

}  // namespace

std::optional<RobotCheck> robot_check_in(const RobotSigns& signs) {
  for (const auto& signature : signatures())
    if (shows(signature, signs) && counts(signature.when, signs))
      return RobotCheck{signature.vendor, sign_for_people(signature.where)};
  return std::nullopt;
}

Result<RobotSigns> signs_on_page(WalkState& state, bool in_the_way) {
  RobotSigns signs;
  signs.in_the_way = in_the_way;
  const auto* document = state.page.network().main_document();
  if (document != nullptr) {
    signs.status = document->status;
    for (const auto& [name, value] : document->response_headers.items())
      if (value.is_string())
        signs.headers.push_back(lower_ascii(name) + ": " + value.get<std::string>());
    for (const auto& entry : state.page.network().entries())
      if (entry.at_ms >= document->at_ms && entry.type == "script")
        signs.scripts.push_back(entry.url);
  }
  const auto& frames = state.page.frames();
  auto cookies = state.page.client().call(frames.root_session(), "Network.getCookies",
                                          Json::object(), Deadline::after(kCommand));
  if (!cookies && ends_walk(cookies.error())) return std::move(cookies).error();
  if (cookies)
    for (const auto& cookie : part_in(*cookies, "cookies"))
      signs.cookies.push_back(text_in(cookie, "name") + "=" + text_in(cookie, "value"));
  auto words = state.ask(frames.root_frame(), "words()");
  if (!words && ends_walk(words.error())) return std::move(words).error();
  if (words) {
    signs.title = text_in(*words, "title");
    signs.text = text_in(*words, "text");
  }
  const auto all = frames.frames();  // they may go while we ask
  for (const auto& [id, frame] : all)
    if (frames.in_front(id) && may_be_a_check(frame.url) && to_be_seen(state, frame))
      signs.frames.push_back(frame.url);
  return signs;
}

std::string turned_away_by(const RobotCheck& check, bool marked) {
  const auto who = check.vendor == kGeneral ? check.vendor : "A robot check of " + check.vendor;
  const auto allow = fmt::format(
      "let in requests whose User-Agent ends in “{}” or that carry the header “{}: synthetic”",
      std::string(kMarkerSuffix).substr(1), kMarkerHeader);
  return fmt::format(
      "{} turned the walk away (seen by {}). Whether customers meet it is unknown. {}", who,
      check.sign,
      marked ? "To measure this journey, " + allow + " from this machine."
             : "This walk was unmarked: leave --unmarked off, and " + allow + ".");
}

}  // namespace firsthand
