#include "recorder/looking.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>

#include "journeys/text.h"
#include "recorder/json_fields.h"
#include "recorder/queries.h"
#include "recorder/waiting.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostPlaces = 3;      // of one pattern that are looked at
constexpr int kFirstPlace = kMostLooks;     // ids of the places, above those of the looks
constexpr std::size_t kLongestPlace = 200;  // characters of a match that are looked for

using Glance = std::optional<std::pair<FrameId, Sighting>>;

bool is_there(const Sighting& sighting) {
  return sighting.state != "missing" && sighting.state != "hidden";
}

Glance ready(FrameId frame, double since_ms) {
  Sighting sighting;
  sighting.state = "ready";
  sighting.since_ms = since_ms;
  return std::pair(std::move(frame), sighting);
}

Glance missing(double since_ms) {
  Sighting sighting;
  sighting.since_ms = since_ms;
  return std::pair(FrameId(), sighting);
}

// The different stretches of `text` that match, the first few.
std::vector<std::string> matches_in(const std::string& text, const re2::RE2& pattern) {
  std::vector<std::string> found;
  std::size_t at = 0;
  re2::StringPiece match;
  while (at <= text.size() && found.size() < kMostPlaces &&
         pattern.Match(text, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
    at = static_cast<std::size_t>(match.data() - text.data()) +
         std::max<std::size_t>(1, match.size());
    auto place = valid_utf8(std::string_view(match.data(), match.size()).substr(0, kLongestPlace));
    // A character that was cut in the middle is on no page.
    while (place.ends_with("\xEF\xBF\xBD")) place.resize(place.size() - 3);
    if (!fold(place).empty() && std::ranges::find(found, place) == found.end())
      found.push_back(std::move(place));
  }
  return found;
}

std::string as_that_kind(TargetKind kind) {
  switch (kind) {
    case TargetKind::kButton:
      return " as a button";
    case TargetKind::kLink:
      return " as a link";
    case TargetKind::kField:
      return " as a field";
    case TargetKind::kImage:
      return " as a picture";
    case TargetKind::kAny:
      break;
  }
  return "";
}

std::string where_for_people(const Look& look) {
  switch (look.at) {
    case LookAt::kUrl:
      return " in the address";
    case LookAt::kTitle:
      return " in the title";
    case LookAt::kDownload:
      return " as a download";
    case LookAt::kDialog:
      return " in a dialog";
    case LookAt::kPage:
      break;
  }
  return as_that_kind(look.what.kind);
}

}  // namespace

struct Looking::Eye {
  // One stretch of text that the pattern matched, looked for as words on the page.
  struct Place {
    std::string text{};
    double told_ms = 0;             // when the page's text had it
    std::optional<bool> at_once{};  // it was to be seen when it was first looked for
    bool looked = false;
  };

  LookAt at = LookAt::kPage;
  int id = 0, first_place = 0;
  std::optional<Query> query{};  // what the page has to tell; downloads and dialogs need none
  std::string text{};            // what is looked for, variables filled in
  std::shared_ptr<re2::RE2> pattern{};
  std::string says{};
  std::string where{};  // " in the address", " as a button"; for people
  std::array<Place, kMostPlaces> places{};
  std::optional<std::pair<bool, double>> standing{};  // whether its text fits, and since when
  // By frame: what its text of that time matched.
  std::map<FrameId, std::pair<double, std::vector<std::string>>> matched{};

  bool fits(const std::string& seen) const {
    if (pattern) return re2::RE2::PartialMatch(seen, *pattern);
    return fold(seen).find(fold(text)) != std::string::npos;
  }
  // A page that changes all the time tells its text anew, however little that says.
  double since(bool fits, double told_ms) {
    if (!standing || standing->first != fits) standing = {fits, told_ms};
    return standing->second;
  }
};

Looking::Looking(WalkState& state, bool all, bool absence)
    : state_(state), all_(all), absence_(absence) {}
Looking::Looking(Looking&&) noexcept = default;
Looking::~Looking() = default;

Result<Looking> Looking::of(WalkState& state, const Step& step, int first_id, double since_ms) {
  const auto* see = std::get_if<See>(&step.action);
  const auto& looks = see != nullptr ? see->looks : std::get<NotSee>(step.action).looks;
  if (looks.size() > static_cast<std::size_t>(kMostLooks))
    return Error{Errc::kUsage, fmt::format("a step looks for at most {} things", kMostLooks),
                 "Make it several steps."};
  Looking looking(state, see != nullptr && see->all, see == nullptr);
  looking.since_ms_ = since_ms;
  for (const auto& look : looks) {
    Eye eye;
    const int which = static_cast<int>(looking.eyes_.size());
    eye.at = look.at;
    eye.where = where_for_people(look);
    eye.id = first_id + which;
    eye.first_place = first_id + kFirstPlace + which * static_cast<int>(kMostPlaces);
    auto text = expand(look.what.text.raw, state.variables);
    if (!text) return std::move(text).error();
    eye.text = std::move(*text);
    eye.says = look.pattern ? "/" + *look.pattern + "/"
                            : expand_for_people(look.what.text.raw, state.variables);
    if (look.pattern) {
      eye.pattern = std::make_shared<re2::RE2>(*look.pattern, re2::RE2::Quiet);
      if (!eye.pattern->ok())
        return Error{Errc::kUsage,
                     "the pattern " + eye.says + " does not read: " + eye.pattern->error()};
    }
    if (look.at == LookAt::kUrl || look.at == LookAt::kTitle) {
      eye.query = Query{.word = look.at == LookAt::kUrl ? "address" : "title", .pattern = true};
    } else if (look.at == LookAt::kPage && look.pattern) {
      eye.query = Query{.word = "see", .pattern = true};
    } else if (look.at == LookAt::kPage) {
      Step one;
      one.action = See{{look}};
      auto queries = queries_for(one, state.variables);
      if (!queries) return std::move(queries).error();
      eye.query = queries->front();
    }
    looking.eyes_.push_back(std::move(eye));
  }
  return looking;
}

void Looking::arm() {
  for (const auto& eye : eyes_)
    if (eye.query) state_.page.agent().arm(eye.id, *eye.query);
}

void Looking::take_as_read() {
  for (auto& eye : eyes_) {
    if (!eye.query || eye.query->words.empty()) continue;
    const auto told = state_.ask(
        state_.page.frames().root_frame(),
        "standing(" + to_json(*eye.query).dump(-1, ' ', true, Json::error_handler_t::replace) +
            ")");
    // No page yet: nothing on it.
    if (told && told->is_array()) eye.query->before = texts_in(*told);
  }
}

void Looking::disarm() {
  auto& agent = state_.page.agent();
  for (const auto& eye : eyes_) {
    if (eye.query) agent.disarm(eye.id);
    for (int place = 0; place < static_cast<int>(kMostPlaces); ++place)
      if (eye.places[static_cast<std::size_t>(place)].looked) agent.disarm(eye.first_place + place);
  }
}

Glance Looking::in_text(Eye& eye) {
  const auto& texts = state_.page.agent().texts(eye.id);
  const auto told = texts.find(state_.page.frames().root_frame());
  if (told == texts.end()) return std::nullopt;
  const bool fits = eye.fits(told->second.text);
  const double since = eye.since(fits, told->second.at_ms);
  return fits ? ready(told->first, since) : missing(since);
}

// Text that matches may be covered or out of sight: what was matched is looked for as words.
Glance Looking::by_pattern(Eye& eye) {
  auto& agent = state_.page.agent();
  std::vector<std::pair<std::string, double>> matched;
  std::optional<double> told;
  for (const auto& [frame, shown] : agent.texts(eye.id)) {
    if (!state_.page.frames().in_front(frame)) continue;
    told = std::max(told.value_or(shown.at_ms), shown.at_ms);
    auto& known = eye.matched[frame];
    if (known.first != shown.at_ms) known = {shown.at_ms, matches_in(shown.text, *eye.pattern)};
    for (const auto& match : known.second) matched.emplace_back(match, shown.at_ms);
  }
  if (!told) return std::nullopt;
  const auto known = [&](const Eye::Place& place) {
    return std::ranges::any_of(matched, [&](const auto& one) { return one.first == place.text; });
  };
  for (const auto& [text, at_ms] : matched) {
    if (std::ranges::find(eye.places, text, &Eye::Place::text) != eye.places.end()) continue;
    const auto room =
        std::ranges::find_if(eye.places, [&](const auto& place) { return !known(place); });
    if (room == eye.places.end()) break;
    *room = {.text = text, .told_ms = at_ms, .looked = true};
    agent.arm(eye.first_place + static_cast<int>(room - eye.places.begin()),
              Query{.word = "see", .text = text});
  }
  Glance best;
  for (std::size_t index = 0; index < eye.places.size(); ++index) {
    auto& place = eye.places[index];
    if (!place.looked || !known(place)) continue;
    auto seen = best_sighting(state_, eye.first_place + static_cast<int>(index));
    if (!seen) continue;
    // The second look must not make the wait longer than it was.
    const bool to_be_seen = seen->second.state == "ready";
    if (!place.at_once) place.at_once = to_be_seen;
    if (*place.at_once && to_be_seen) seen->second.since_ms = place.told_ms;
    if (!best || (is_there(seen->second) && best->second.state != "ready")) best = std::move(seen);
  }
  const double since = eye.since(!matched.empty(), *told);
  return best ? best : missing(since);
}

Glance Looking::seen_by(Eye& eye) {
  switch (eye.at) {
    case LookAt::kUrl:
    case LookAt::kTitle:
      return in_text(eye);
    case LookAt::kDialog:
      for (const auto& dialog : state_.page.dialogs().dialogs())
        if (dialog.at_ms >= since_ms_ && eye.fits(dialog.text)) return ready("", dialog.at_ms);
      return missing(since_ms_);
    case LookAt::kDownload:
      for (const auto& download : state_.page.downloads().downloads())
        if (download.completed_ms && eye.fits(download.name))
          return ready("", *download.completed_ms);
      return missing(since_ms_);
    case LookAt::kPage:
      break;
  }
  return eye.pattern ? by_pattern(eye) : best_sighting(state_, eye.id);
}

Glance Looking::now() {
  std::vector<std::pair<FrameId, Sighting>> all;
  for (auto& eye : eyes_) {
    auto seen = seen_by(eye);
    if (seen)
      all.push_back(std::move(*seen));
    else if (all_ || absence_)
      return std::nullopt;
  }
  if (all.empty()) return std::nullopt;
  const auto later = [](const auto& one, const auto& other) {
    return one.second.since_ms < other.second.since_ms;
  };
  if (absence_) {
    const auto there =
        std::ranges::find_if(all, [](const auto& one) { return is_there(one.second); });
    const auto loaded = state_.page.agent().loaded_ms();
    if (there != all.end())
      there->second.state = "still_there";
    else if (loaded)
      return ready("", std::max(*loaded, std::ranges::max_element(all, later)->second.since_ms));
    return there != all.end() ? *there : missing(state_.clock.now_ms());
  }
  const auto standing = [](const Sighting& sighting) {
    return sighting.state == "ready" ? 0 : sighting.state == "missing" ? 2 : 1;
  };
  const auto sooner = [&](const auto& one, const auto& other) {
    return std::pair(standing(one.second), one.second.since_ms) <
           std::pair(standing(other.second), other.second.since_ms);
  };
  return all_ ? *std::ranges::max_element(all, sooner) : *std::ranges::min_element(all, sooner);
}

std::vector<Looking::OnPage> Looking::on_page() {
  std::vector<OnPage> out;
  for (auto& eye : eyes_) {
    if (eye.at != LookAt::kPage) continue;
    if (!eye.pattern) {
      if (const auto seen = best_sighting(state_, eye.id); seen && seen->second.state == "ready")
        out.push_back({seen->first, eye.id, eye.says});
      continue;
    }
    for (std::size_t index = 0; index < eye.places.size(); ++index) {
      const int id = eye.first_place + static_cast<int>(index);
      if (!eye.places[index].looked) continue;
      const auto seen = best_sighting(state_, id);
      if (!seen || seen->second.state != "ready") continue;
      out.push_back({seen->first, id, eye.says});
      break;
    }
  }
  return out;
}

bool Looking::on_the_page() const {
  return std::ranges::any_of(eyes_, [](const Eye& eye) { return eye.at == LookAt::kPage; });
}

std::string Looking::named(bool quoted) const {
  std::string out;
  for (const auto& eye : eyes_) {
    if (!out.empty()) out += all_ ? " and " : " or ";
    const auto words = printable(eye.says, 80);
    out += (quoted ? "“" + words + "”" : words) + eye.where;
  }
  return out;
}
std::string Looking::what() const { return named(true); }
std::string Looking::plainly() const { return named(false); }

std::string Looking::instead() const {
  std::string out;
  for (const auto& eye : eyes_) {
    if (eye.at == LookAt::kUrl || eye.at == LookAt::kTitle) {
      const auto& texts = state_.page.agent().texts(eye.id);
      const auto told = texts.find(state_.page.frames().root_frame());
      if (told == texts.end()) continue;
      out += fmt::format(" The {} is “{}”.", eye.at == LookAt::kUrl ? "address" : "title",
                         printable(told->second.text, 120));
    } else if (eye.at == LookAt::kDialog) {
      std::vector<std::string> texts;
      for (const auto& dialog : state_.page.dialogs().dialogs())
        if (dialog.at_ms >= since_ms_) texts.push_back(dialog.text);
      out += texts.empty() ? " No dialog came up." : " What came up: " + listed(texts, 80) + ".";
    } else if (eye.at == LookAt::kDownload) {
      std::vector<std::string> names;
      for (const auto& download : state_.page.downloads().downloads())
        names.push_back(download.name);
      out += names.empty() ? " Nothing was downloaded." : " Downloads: " + listed(names, 80) + ".";
    }
  }
  return out;
}

}  // namespace firsthand
