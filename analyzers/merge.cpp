#include "analyzers/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/page_words.h"
#include "analyzers/rules/rule_kit.h"
#include "journeys/content_hash.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kPlacesNamed = 4;
constexpr std::size_t kKeyDigits = 8;

struct MetAt {
  std::string place{};  // as a reader knows it
  std::string visitor{};
  friend bool operator==(const MetAt&, const MetAt&) = default;
};

struct Group {
  Finding worst{};
  std::size_t walk = 0, index = 0;  // of the worst
  std::size_t last_walk = 0;        // the last that met it
  bool always_part = true;          // of something else, in every walk that met it
  std::vector<MetAt> places{};
};

bool is_of_the_site(const Finding& finding) {
  const Analyzer* rule = analyzer_for(finding.rule);
  return rule != nullptr && rule->fault_of == FaultOf::kSite;
}

bool is_known_by_address(const Finding& finding) {
  return finding.rule == "failed-document" || finding.rule == "failed-request" ||
         finding.rule == "broken-image" || finding.rule == "mixed-content";
}

bool is_about_a_link(const Finding& finding) {
  return finding.rule == "broken-link" || finding.rule == "link-redirects" ||
         finding.rule == "insecure-link" || finding.rule == "slow-link";
}

bool is_status(std::string_view word) {
  return word.size() == 3 && (word[0] == '4' || word[0] == '5') &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

// Order numbers, tokens, times: what differs from walk to walk and says the same. A status is none.
std::string without_numbers(std::string_view text) {
  std::string out, word;
  bool number = false;
  for (const char c : fmt::format("{} ", text)) {
    const bool digit = c >= '0' && c <= '9';
    const bool part = digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (part) {
      word += c;
      number = number || digit;
      continue;
    }
    out += number && !is_status(word) ? "#" : word;
    out += c;
    word.clear();
    number = false;
  }
  return out;
}

// Addresses in a row ("/a?t=1 → /b"): a query's numbers and tokens tell nothing of the way.
std::string without_query_numbers(std::string_view ways) {
  std::string out;
  std::size_t at = 0;
  while (at < ways.size()) {
    const std::size_t query = std::min(ways.find('?', at), ways.size());
    const std::size_t end = std::min(ways.find(' ', query), ways.size());
    out += ways.substr(at, query - at);
    out += without_numbers(ways.substr(query, end - query));
    at = end;
  }
  return out;
}

// What the rule found, wherever.
std::string subject_of(const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  if (is_known_by_address(finding))
    return fmt::format("{} {}", address_of(evidence.url), evidence.status.value_or(0));
  if (finding.rule == "ambiguous-target") return finding.title;
  if (finding.rule == "redirect-chain")
    return fmt::format("{}\n{}", address_of(evidence.url), without_query_numbers(evidence.text));
  // The same link on however many pages.
  if (is_about_a_link(finding)) return evidence.text;
  // A narrower screen breaks its lines elsewhere.
  if (finding.rule == "unreadable-text")
    return fmt::format("{}\n{}", squeeze(evidence.text), address_of(evidence.url));
  // The rule's name and the first element: the same head is on many pages.
  if (finding.rule == "accessibility")
    return evidence.text.substr(0, evidence.text.find('\n', evidence.text.find('\n') + 1));
  const bool page = is_of_the_site(finding) && finding.rule != "console-exception";
  return fmt::format("{}\n{}\n{}", evidence.selector, evidence.text,
                     page ? address_of(evidence.url) : "");
}

// Who met it, where that matters: a fault of the site is the same for a phone and a desk.
std::string met_by(const Finding& finding, const std::string& visitor) {
  return is_of_the_site(finding) || is_known_by_address(finding) ? "" : visitor;
}

// What makes two findings the same one, whichever walk they come from.
std::string identity(const Finding& finding, const std::string& visitor) {
  const std::string what =
      fmt::format("{}\n{}\n{}", met_by(finding, visitor), finding.rule, subject_of(finding));
  return is_of_the_site(finding)
             ? what
             : fmt::format("{}\n{}\n{}", what, finding.journey, finding.step.value_or(-1));
}

// The same, as another walk of the same journey would have met it.
std::string likeness(const Finding& finding, const std::string& visitor) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", met_by(finding, visitor), finding.rule, finding.journey,
                     finding.step.value_or(-1), without_numbers(subject_of(finding)));
}

// Tried out on one host, it holds on the others.
std::string without_host(std::string text, const Walk& walk) {
  const std::string& site = walk.journey.site;
  const auto host = site.find("://");
  if (host == std::string::npos) return text;
  const std::string origin = site.substr(0, site.find_first_of("/?#", host + 3));
  for (auto at = text.find(origin); at != std::string::npos; at = text.find(origin, at))
    text.erase(at, origin.size());
  return text;
}

double cost_of(const Finding& finding) { return finding.cost ? finding.cost->ms : -1; }

bool is_critical(const JudgedWalk& walk) { return walk.recording->walk.journey.critical; }

// What hurts more; then what the business depends on; then what cost more.
bool is_worse(const Finding& a, bool critical_a, const Finding& b, bool critical_b) {
  if (a.severity != b.severity) return a.severity > b.severity;
  if (critical_a != critical_b) return critical_a;
  return cost_of(a) > cost_of(b);
}

// Blocked outcomes first, and among them those that the business depends on.
int urgency(const Group& group, const std::vector<JudgedWalk>& walks) {
  if (group.worst.rule != "gave-up" || group.worst.severity != Severity::kBlocker) return 0;
  return is_critical(walks[group.walk]) ? 2 : 1;
}

// "step 3 of 'Return a kettle'"
std::string place_of(const Finding& finding, const Walk& walk) {
  const std::string journey = quoted_journey(walk.journey, 60);
  return finding.step ? fmt::format("step {} of {}", *finding.step + 1, journey) : journey;
}

// Visitors are named when several met it.
std::string places_text(const std::vector<MetAt>& met) {
  const bool several = std::any_of(met.begin(), met.end(), [&](const MetAt& each) {
    return each.visitor != met.front().visitor;
  });
  std::vector<std::string> places;
  for (const auto& each : met) {
    const std::string visitor = several ? fmt::format(" ({})", printable(each.visitor, 40)) : "";
    places.push_back(each.place + visitor);
  }
  return fmt::format(" It was met at {} places: {}.", places.size(),
                     first_few(places, kPlacesNamed));
}

// The findings of all walks, each with the others that are the same.
class Groups {
 public:
  std::size_t add(const Finding& finding, std::size_t index, std::size_t w,
                  const std::vector<JudgedWalk>& walks) {
    const JudgedWalk& walk = walks[w];
    const std::size_t place = place_for(finding, w, who_walked(walk.recording->walk));
    if (place == all_.size()) all_.push_back({finding, w, index, w, true, {}});
    Group& group = all_[place];
    group.last_walk = w;
    group.always_part = group.always_part && walk.part_of[index].has_value();
    const MetAt where{place_of(finding, walk.recording->walk), who_walked(walk.recording->walk)};
    if (std::find(group.places.begin(), group.places.end(), where) == group.places.end())
      group.places.push_back(where);
    if (group.walk == w && group.index == index) return place;
    const int count = group.worst.count + finding.count;
    const bool critical = is_critical(walk), was_critical = is_critical(walks[group.walk]);
    const bool shows_more = finding.evidence.box && !group.worst.evidence.box &&
                            !is_worse(group.worst, was_critical, finding, critical);
    if (shows_more || is_worse(finding, critical, group.worst, was_critical)) {
      group.worst = finding;
      group.walk = w;
      group.index = index;
    }
    group.worst.count = count;
    return place;
  }

  std::vector<Group> take() { return std::move(all_); }

 private:
  // Exactly the same; else one that no finding of this walk belongs to yet and that differs by
  // numbers alone; else a new one.
  std::size_t place_for(const Finding& finding, std::size_t w, const std::string& visitor) {
    const auto [exact, is_new] = exact_.try_emplace(identity(finding, visitor), all_.size());
    if (!is_new) return exact->second;
    auto& alike = alike_[likeness(finding, visitor)];
    const auto same = std::find_if(alike.begin(), alike.end(),
                                   [&](std::size_t g) { return all_[g].last_walk != w; });
    if (same != alike.end()) return exact->second = *same;
    alike.push_back(all_.size());
    return all_.size();
  }

  std::vector<Group> all_{};
  std::map<std::string, std::size_t> exact_{};
  std::map<std::string, std::vector<std::size_t>> alike_{};
};

}  // namespace

MergedFindings merge(const std::vector<JudgedWalk>& walks) {
  Groups collected;
  std::vector<std::vector<std::size_t>> group_of(walks.size());
  for (std::size_t w = 0; w < walks.size(); ++w)
    for (std::size_t i = 0; i < walks[w].findings.size(); ++i)
      group_of[w].push_back(collected.add(walks[w].findings[i], i, w, walks));
  std::vector<Group> groups = collected.take();
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int first = urgency(groups[a], walks), second = urgency(groups[b], walks);
    if (first != second) return first > second;
    return is_worse(groups[a].worst, is_critical(walks[groups[a].walk]), groups[b].worst,
                    is_critical(walks[groups[b].walk]));
  });
  std::map<std::string, int> numbers;
  for (const std::size_t g : order) {
    Finding& finding = groups[g].worst;
    finding.id = fmt::format("{}-{}", finding.rule, ++numbers[finding.rule]);
  }
  MergedFindings merged;
  for (const std::size_t g : order) {
    const Group& group = groups[g];
    Finding finding = group.worst;
    const auto whole = walks[group.walk].part_of[group.index];
    if (whole && group.always_part) finding.part_of = groups[group_of[group.walk][*whole]].worst.id;
    if (is_of_the_site(finding) && group.places.size() > 1)
      finding.why += places_text(group.places);
    merged.findings.push_back(std::move(finding));
  }
  for (const auto& of_walk : group_of) {
    merged.ids.emplace_back();
    for (const std::size_t g : of_walk) merged.ids.back().push_back(groups[g].worst.id);
  }
  return merged;
}

std::string key_of(const Finding& finding, const Walk& walk) {
  std::string what = subject_of(finding);
  if (!is_of_the_site(finding)) {
    const StepRecord* step = finding.step ? step_at(walk.steps, *finding.step) : nullptr;
    what += fmt::format("\n{}\n{}\n{}", walk.journey.id, step == nullptr ? "" : step->says,
                        address_of(finding.evidence.url));
  }
  const std::string hashed = content_hash(without_numbers(without_host(std::move(what), walk)));
  return fmt::format("{}@{}", finding.rule, hashed.substr(0, kKeyDigits));
}

}  // namespace firsthand
