#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/error_phrases.h"
#include "analyzers/find_on_screen.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/vague_messages.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 6> kContinuing{"p", "div", "li", "small", "dd", "section"};

std::optional<int> alert_around(const HtmlTree& page, int node) {
  std::optional<int> alert;
  for (int i = node; i >= 0 && page.in_alert(i); i = page.node(i).parent) alert = i;
  return alert;
}

struct Message {
  std::string text{};
  bool marked = false;  // the page marks it as a message
};

// A message with what stands below it: "Error" over "Enter your name" is not vague.
std::vector<Message> messages_on(const HtmlTree& page) {
  std::vector<Message> messages;
  std::set<int> alerts;
  const auto blocks = page.blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (const auto alert = alert_around(page, blocks[i].node)) {
      if (alerts.insert(*alert).second) messages.push_back({page.text_of(*alert), true});
      continue;
    }
    Message message{blocks[i].text};
    if (i + 1 < blocks.size()) {
      const auto& next = page.node(blocks[i + 1].node);
      const bool continues =
          std::find(kContinuing.begin(), kContinuing.end(), next.tag) != kContinuing.end();
      if (continues && next.parent == page.node(blocks[i].node).parent)
        message.text = as_sentence(std::move(message.text)) + " " + blocks[i + 1].text;
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

Finding describe(const Recording& recording, const StepRecord& step, const std::string& text,
                 bool in_dialog) {
  Finding finding = finding_at(recording, "vague-error", &step);
  finding.severity = Severity::kAnnoying;
  finding.owner = Owner::kContent;
  finding.title =
      as_sentence(fmt::format("All that the customer learned after {} was {}{}", quoted_step(step),
                              in_quotes(text, 120), in_dialog ? " in a box to click away" : ""));
  finding.why =
      "A message that names neither what is wrong nor what to do now leaves nothing but to try the "
      "same again, or to leave (GOV.UK; Nielsen: help people recover from errors).";
  finding.fix = "Say what is wrong, in which box, and how to put it right.";
  finding.evidence.text = text;
  finding.evidence.status = step.status;
  if (step.after)
    if (const Seen* seen = seen_of(recording, *step.after))
      finding.evidence.box = find_on_screen(*seen, fold_phrase(text));
  return finding;
}

}  // namespace

Verdict vague_error(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;
  const auto tell = [&](const StepRecord& step, const std::string& text, bool in_dialog) {
    if (says_nothing(text) && known.insert(fold_phrase(text)).second)
      findings.push_back(describe(recording, step, text, in_dialog));
  };
  for (const auto& observation : recording.walk.observations) {
    constexpr std::string_view kAlert = "alert: ";
    if (observation.kind != "dialog" || !observation.text.starts_with(kAlert)) continue;
    if (const StepRecord* step = step_at(recording.walk.steps, observation.step))
      tell(*step, observation.text.substr(kAlert.size()), true);
  }
  std::set<std::string> before;
  std::string url_before;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step)) continue;
    const auto kept = pages.after(step);
    if (!kept) continue;
    std::set<std::string> now;
    for (const auto& message : messages_on(*kept)) {
      const std::string folded = fold_phrase(message.text);
      const bool failed = step.status.value_or(200) >= 400 || ended_at(recording.walk, step.index);
      const bool is_new =
          answers_input(step, url_before) && !before.empty() && before.count(folded) == 0;
      if (message.marked || failed || is_new) tell(step, message.text, false);
      now.insert(folded);
    }
    before = std::move(now);
    url_before = step.url;
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
