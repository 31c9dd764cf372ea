#include "recorder/accessibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "journeys/content_hash.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

extern const std::string_view kAskAxe;

namespace {

constexpr auto kAxeTime = std::chrono::seconds(3);
// A script cannot be called off without hurting the page's own; until it is over the page stands
// still, and a customer's wait must not begin.
constexpr auto kAxeAtMost = std::chrono::seconds(30);
constexpr std::size_t kLongestTag = 300;

// The tags of the page in their order, and where it is: texts and values come and go.
std::string shape_of(std::string_view html, std::string_view url) {
  std::string tags(url.substr(0, url.find_first_of("?#")));
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const auto end = html.find_first_of(" \t\n/>", at + 1);
    tags += html.substr(at, std::min(end, html.size()) - at);
  }
  return content_hash(tags);
}

std::string cut_tag(std::string html) {
  if (html.size() <= kLongestTag) return html;
  html.resize(kLongestTag);
  return valid_utf8(html) + "…";
}

}  // namespace

std::filesystem::path find_axe() {
  std::error_code failed;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  for (const char* place : {"axe-core/axe.min.js", "share/firsthand/axe.min.js"})
    if (auto file = here.parent_path() / place; std::filesystem::is_regular_file(file, failed))
      return file;
  return {};
}

void Accessibility::saw(std::string_view html, const std::string& url) {
  if (state_.options.axe.empty()) return;
  url_ = url;
  shape_ = shape_of(html, url);
}

bool Accessibility::wants_to_look() const {
  return !state_.options.axe.empty() && !too_slow_ && url_.starts_with("http") &&
         !known_.contains(shape_) && !state_.page.silent() && !state_.page.frames().navigating();
}

Result<std::optional<std::string>> Accessibility::missed(int step, const std::string& why) {
  state_.observe({.kind = "access_missed", .step = step, .text = printable(why, 200)});
  return std::optional<std::string>();
}

Result<int> Accessibility::world() {
  const auto& frames = state_.page.frames();
  auto made =
      state_.page.client().call(frames.root_session(), "Page.createIsolatedWorld",
                                {{"frameId", frames.root_frame()}, {"worldName", "firsthand-axe"}},
                                Deadline::after(kAxeTime));
  if (!made) return std::move(made).error();
  return whole_in(*made, "executionContextId");
}

Result<Json> Accessibility::ask(int world) {
  auto& client = state_.page.client();
  const auto ticket = client.send(state_.page.frames().root_session(), "Runtime.evaluate",
                                  {{"expression", script_},
                                   {"contextId", world},
                                   {"awaitPromise", true},
                                   {"returnByValue", true}});
  auto answered =
      client.pump_until([&] { return client.answered(ticket); }, Deadline::after(kAxeTime));
  if (!answered) return std::move(answered).error();
  if (*answered) return AgentLink::value_of(client.wait(ticket, Deadline::after(kAxeTime)));
  too_slow_ = true;
  auto over = client.pump_until([&] { return client.answered(ticket); },
                                Deadline::after(kAxeAtMost - kAxeTime));
  client.forget(ticket);
  if (!over) return std::move(over).error();
  return Error{Errc::kTimeout,
               "axe-core took longer than 3 s over this page; it was asked no more in this walk"};
}

Result<std::optional<std::string>> Accessibility::look(int step) {
  known_.insert(shape_);
  if (script_.empty()) {
    auto axe = read_file(state_.options.axe);
    if (!axe) return missed(step, "axe-core was not read: " + axe.error().what);
    script_ = std::move(*axe) + "\n;" + std::string(kAskAxe);
  }
  const double began = state_.clock.now_ms();
  const auto made = world();
  auto told = made ? ask(*made) : Result<Json>(made.error());
  if (!told && ends_walk(told.error())) return std::move(told).error();
  if (!told) return missed(step, told.error().what);
  if (const auto left = text_in(*told, "left"); !left.empty()) return missed(step, left);
  Access access;
  try {
    access = told->get<Access>();
  } catch (const nlohmann::json::exception&) {
    return missed(step, "what axe-core answered does not read");
  }
  access.url = url_;
  access.ms = state_.clock.now_ms() - began;
  // Cut only when no secret is in it any more: half of one would not be known.
  for (auto& violation : access.violations)
    for (auto& node : violation.nodes) node.html = cut_tag(state_.log.redactor().clean(node.html));
  const auto name = fmt::format("access/{:03}.json", step);
  state_.log.save_json(name, nlohmann::json(access));
  return state_.log.trouble() ? std::optional<std::string>() : std::optional(name);
}

}  // namespace firsthand
