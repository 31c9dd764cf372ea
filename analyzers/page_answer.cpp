#include "analyzers/page_answer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "analyzers/error_phrases.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// In the names of classes, as the usual frameworks and shops have them: those that the recorder
// listens to (recorder/visitor/agent/notice.js).
constexpr std::array<std::string_view, 11> kMessageClasses{
    "error",    "alert", "message",  "notice", "notification", "warning",
    "feedback", "toast", "snackbar", "flash",  "invalid"};
constexpr std::array<std::string_view, 7> kControls{"a",      "button", "label",   "legend",
                                                    "option", "select", "textarea"};
constexpr int kLevelsAround = 2;  // from the words up to what holds them and the form

enum class Place {
  kMessage,
  kErrorWords,
  kCalledMessage,
  kHeading,
  kBesideForm,
  kElsewhere,
  kNowhere
};

bool holds(const HtmlTree& page, int node, std::string_view tag) {
  for (int i = node; i < page.node(node).end; ++i)
    if (page.node(i).tag == tag) return true;
  return false;
}

bool is_called_message(const HtmlTree& page, int node) {
  for (int i = node, level = 0; i >= 0 && level <= kLevelsAround;
       i = page.node(i).parent, ++level) {
    const auto* classes = page.attribute(i, "class");
    if (classes == nullptr) continue;
    const auto names = lower_ascii(*classes);
    if (std::any_of(kMessageClasses.begin(), kMessageClasses.end(),
                    [&](auto word) { return names.find(word) != std::string::npos; }))
      return true;
  }
  return false;
}

bool is_beside_form(const HtmlTree& page, int node) {
  if (page.closest(node, "form")) return true;
  int around = node;
  for (int level = 0; level < kLevelsAround; ++level) {
    around = page.node(around).parent;
    if (around < 0 || page.node(around).tag == "body" || page.node(around).tag == "main")
      return false;
    if (holds(page, around, "form")) return true;
  }
  return false;
}

bool is_control(const HtmlTree& page, int node) {
  return std::any_of(kControls.begin(), kControls.end(),
                     [&](auto tag) { return page.closest(node, tag).has_value(); });
}

Place place_of(const HtmlTree& page, int node, const std::string& folded) {
  if (page.in_alert(node)) return Place::kMessage;
  if (!ErrorVocabulary::built_in().find(folded).empty()) return Place::kErrorWords;
  if (is_called_message(page, node)) return Place::kCalledMessage;
  if (page.closest(node, "h1")) return Place::kHeading;
  return is_beside_form(page, node) ? Place::kBesideForm : Place::kElsewhere;
}

// "Preparing your label…": no answer yet.
bool still_works(std::string_view text) { return text.ends_with("…") || text.ends_with("..."); }

// What the customer had done last before they looked for it.
const StepRecord* last_input(const Walk& walk, const StepRecord& ending) {
  const StepRecord* step = previous_step(walk.steps, ending.index);
  while (step != nullptr && !sends_input(*step)) step = previous_step(walk.steps, step->index);
  return step;
}

}  // namespace

std::string answer_on(const HtmlTree& page, const std::set<std::string>& before, bool refused) {
  std::string answer;
  Place best = refused ? Place::kNowhere : Place::kElsewhere;
  for (const auto& block : page.blocks()) {
    const auto folded = fold_phrase(block.text);
    if (folded.size() < 2 || still_works(block.text) || before.count(folded) > 0 ||
        is_control(page, block.node))
      continue;
    const Place place = place_of(page, block.node, folded);
    if (place >= best) continue;
    best = place;
    answer = block.text;
  }
  return answer;
}

std::string last_answer(const Recording& recording) {
  const Walk& walk = recording.walk;
  const StepRecord* ending = ending_step(walk);
  if (walk.outcome != Outcome::kGaveUp || ending == nullptr || !ending->error ||
      ending->error->code != "not_found")
    return {};
  const StepRecord* sent = last_input(walk, *ending);
  if (sent == nullptr || (!sent->submits && sent->word != "press")) return {};
  KeptPages pages(recording);
  std::optional<HtmlTree> before;
  for (const auto* step = previous_step(walk.steps, sent->index); step != nullptr && !before;
       step = previous_step(walk.steps, step->index))
    before = pages.after(*step);
  if (!before) return {};
  const auto said_before = folded_blocks(*before);
  for (const auto* step : {ending, sent})
    if (const auto page = pages.after(*step))
      if (auto answer = answer_on(*page, said_before, step->status.value_or(0) >= 400);
          !answer.empty())
        return answer;
  const auto said = announced(walk, sent->index, ending->index, said_before);
  return said.empty() ? std::string() : said.front();
}

std::vector<std::string> announced(const Walk& walk, int from, int to,
                                   const std::set<std::string>& before) {
  std::vector<std::string> all;
  for (const auto& each : walk.observations)
    if (each.kind == "said" && each.step >= from && each.step <= to && !still_works(each.text) &&
        before.count(fold_phrase(each.text)) == 0)
      all.push_back(each.text);
  return all;
}

}  // namespace firsthand
