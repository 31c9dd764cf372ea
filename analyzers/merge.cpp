#include "analyzers/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace firsthand {
namespace {

struct Group {
  Finding worst{};
  std::size_t walk = 0, index = 0;  // of the worst
};

std::string address(const std::string& url) { return url.substr(0, url.find_first_of("?#")); }

// What makes two findings the same one, whichever walk they come from.
std::string identity(const Finding& finding, const std::string& visitor) {
  const bool network = finding.rule == "failed-document" || finding.rule == "failed-request";
  const Evidence& evidence = finding.evidence;
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", finding.journey, visitor, finding.rule,
                     finding.step.value_or(-1), evidence.selector,
                     network
                         ? fmt::format("{} {}", address(evidence.url), evidence.status.value_or(0))
                         : evidence.text);
}

double cost_of(const Finding& finding) { return finding.cost ? finding.cost->ms : -1; }

bool is_worse(const Finding& a, const Finding& b) {
  if (a.severity != b.severity) return a.severity > b.severity;
  return cost_of(a) > cost_of(b);
}

// Blocked outcomes first, and among them those that the business depends on.
int urgency(const Group& group, const std::vector<JudgedWalk>& walks) {
  if (group.worst.rule != "gave-up") return 0;
  return walks[group.walk].recording->walk.journey.critical ? 2 : 1;
}

}  // namespace

MergedFindings merge(const std::vector<JudgedWalk>& walks) {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> known;
  std::vector<std::vector<std::size_t>> group_of(walks.size());
  for (std::size_t w = 0; w < walks.size(); ++w) {
    const JudgedWalk& walk = walks[w];
    for (std::size_t i = 0; i < walk.findings.size(); ++i) {
      const Finding& finding = walk.findings[i];
      const auto [place, added] =
          known.try_emplace(identity(finding, walk.recording->walk.visitor.name), groups.size());
      group_of[w].push_back(place->second);
      if (added) {
        groups.push_back({finding, w, i});
        continue;
      }
      Group& group = groups[place->second];
      const int count = group.worst.count + finding.count;
      if (is_worse(finding, group.worst)) group = {finding, w, i};
      group.worst.count = count;
    }
  }
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int first = urgency(groups[a], walks), second = urgency(groups[b], walks);
    return first != second ? first > second : is_worse(groups[a].worst, groups[b].worst);
  });
  std::map<std::string, int> numbers;
  for (const std::size_t g : order) {
    Finding& finding = groups[g].worst;
    finding.id = fmt::format("{}-{}", finding.rule, ++numbers[finding.rule]);
  }
  MergedFindings merged;
  for (const std::size_t g : order) {
    Finding finding = groups[g].worst;
    if (const auto whole = walks[groups[g].walk].part_of[groups[g].index])
      finding.part_of = groups[group_of[groups[g].walk][*whole]].worst.id;
    merged.findings.push_back(std::move(finding));
  }
  for (const auto& of_walk : group_of) {
    merged.ids.emplace_back();
    for (const std::size_t g : of_walk) merged.ids.back().push_back(groups[g].worst.id);
  }
  return merged;
}

}  // namespace firsthand
