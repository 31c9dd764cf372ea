#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostTold = 5;

const FoundTarget* target_of(const StepRecord& step, const Observation& observation) {
  const auto target = std::find_if(
      step.targets.begin(), step.targets.end(),
      [&](const FoundTarget& each) { return observation.box && each.box == *observation.box; });
  return target == step.targets.end() ? nullptr : &*target;
}

bool is_called(const HtmlTree& page, int node, const std::string& folded) {
  if (!page.node(node).visible) return false;
  if (fold(page.text_of(node)) == folded) return true;
  const auto* label = page.attribute(node, "aria-label");
  return label != nullptr && fold(*label) == folded;
}

struct Twin {
  std::string says{};   // "link to /sale"
  std::string leads{};  // "/sale"; empty: a button
};

std::vector<Twin> twins_on(const HtmlTree& page, const std::string& name) {
  std::vector<Twin> twins;
  const std::string folded = fold(name);
  for (std::size_t i = 0; i < page.nodes().size(); ++i) {
    const int node = static_cast<int>(i);
    const std::string& tag = page.node(node).tag;
    if ((tag != "a" && tag != "button") || !is_called(page, node, folded)) continue;
    const auto* href = tag == "a" ? page.attribute(node, "href") : nullptr;
    const std::string leads = href == nullptr ? "" : short_url(*href);
    twins.push_back({leads.empty() ? "button" : "link to " + leads, leads});
  }
  return twins;
}

// Where each leads, and which was taken, as far as the page before the step and the address after
// it tell.
std::string told_apart(const Recording& recording, const StepRecord& step,
                       const FoundTarget& target) {
  const std::string after = short_url(step.url);
  const bool moved = step.url != url_before(recording.walk, step);
  const StepRecord* before = previous_step(recording.walk.steps, step.index);
  KeptPages pages(recording);
  if (const auto page = before == nullptr ? std::nullopt : pages.after(*before)) {
    const auto twins = twins_on(*page, target.says);
    const auto taken = [&](const Twin& twin) { return moved && twin.leads == after; };
    const bool one_taken = std::count_if(twins.begin(), twins.end(), taken) == 1;
    std::vector<std::string> told;
    told.reserve(twins.size());
    for (const auto& twin : twins)
      told.push_back("a " + twin.says + (one_taken && taken(twin) ? " (taken)" : ""));
    if (told.size() > 1) return first_few(told, kMostTold);
  }
  if (target.role.empty()) return {};
  return fmt::format("the {} that was taken{}", printable(target.role, 40),
                     moved ? " led to " + after : " stayed on the page");
}

}  // namespace

Verdict ambiguous_target(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::pair<int, std::string>> known;  // step, what was seen
  for (const auto& observation : recording.walk.observations) {
    if (observation.kind != "ambiguous_target") continue;
    if (!known.emplace(observation.step, observation.text).second) continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    Finding finding = finding_at(recording, "ambiguous-target", step);
    finding.severity = Severity::kMinor;
    finding.owner = Owner::kContent;
    finding.title = as_sentence(printable(observation.text, 160));
    finding.why =
        "One name for several things makes people guess which is meant, and whoever hears the page "
        "instead of seeing it cannot tell them apart at all (WCAG 2.4.4).";
    finding.fix = "Give each its own name, that of where it leads or what it does.";
    finding.evidence.box = observation.box;
    if (step != nullptr) {
      show_before(finding, recording.walk, *step);
      if (const FoundTarget* target = target_of(*step, observation)) {
        finding.evidence.selector = target->selector;
        finding.evidence.text = told_apart(recording, *step, *target);
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
