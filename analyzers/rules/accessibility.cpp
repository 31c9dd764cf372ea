#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What rules of our own look for, or what Chromium itself makes good. Ours know what the customer
// did there.
constexpr std::array<std::string_view, 7> kOurs{
    "label",
    "select-name",
    "aria-input-field-name",         // nameless-field
    "document-title",                // page-without-title
    "autocomplete-valid",            // field-type
    "target-size",                   // small-target
    "scrollable-region-focusable"};  // Chromium lets the keyboard scroll since version 130
constexpr double kPixelOfACounter = 2;
constexpr std::size_t kTagsTold = 5;

bool is_ours(const AccessViolation& violation) {
  return std::find(kOurs.begin(), kOurs.end(), violation.rule) != kOurs.end();
}

// A serious finding stops a release. Where axe-core says "serious" nearly every site has some (the
// contrast of a grey line); where it says "critical" something cannot be used at all.
Severity severity_of(const AccessViolation& violation) {
  if (violation.impact == "critical") return Severity::kSerious;
  return violation.impact == "minor" ? Severity::kMinor : Severity::kAnnoying;
}

bool has_tag(const AccessViolation& violation, std::string_view tag) {
  return std::find(violation.tags.begin(), violation.tags.end(), tag) != violation.tags.end();
}

Owner owner_of(const AccessViolation& violation) {
  if (has_tag(violation, "cat.color")) return Owner::kDesign;
  const bool words =
      has_tag(violation, "cat.text-alternatives") || has_tag(violation, "cat.language");
  return words ? Owner::kContent : Owner::kEngineering;
}

// "wcag143" is "1.4.3", "wcag1410" is "1.4.10".
std::string criterion_of(std::string_view tag) {
  if (!tag.starts_with("wcag") || tag.size() < 7 ||
      tag.find_first_not_of("0123456789", 4) != std::string_view::npos)
    return "";
  return fmt::format("{}.{}.{}", tag[4], tag[5], tag.substr(6));
}

std::string standard_of(const AccessViolation& violation) {
  std::string criteria;
  for (const auto& tag : violation.tags)
    if (const auto criterion = criterion_of(tag); !criterion.empty())
      criteria += (criteria.empty() ? "WCAG " : ", ") + criterion;
  return criteria.empty() ? "good practice beyond WCAG" : criteria;
}

// Who follows visitors with a picture of one pixel shows them nothing.
bool is_a_counter(const AccessViolation& violation, const AccessNode& node) {
  return violation.rule == "image-alt" && node.box.w <= kPixelOfACounter &&
         node.box.h <= kPixelOfACounter;
}

// Pages of one kind: the last part of an address, and whatever has a number in it, tells them
// apart.
std::string template_of(std::string_view url) {
  const std::string address = address_of(url);
  const auto site = address.find("://");
  std::string out, part;
  int depth = 0;
  const auto close = [&](bool last) {
    const bool number = part.find_first_of("0123456789") != std::string::npos;
    out += "/" + (number || (last && depth > 1) ? std::string("*") : part);
    part.clear();
  };
  const auto path = address.find('/', site == std::string::npos ? 0 : site + 3);
  if (path == std::string::npos) return "/";
  for (std::size_t at = path + 1; at < address.size(); ++at) {
    if (address[at] != '/') {
      if (part.empty()) ++depth;
      part += address[at];
    } else if (!part.empty()) {
      close(false);
    }
  }
  if (!part.empty()) close(true);
  return out.empty() ? "/" : out;
}

class AccessFindings {
 public:
  explicit AccessFindings(const Recording& recording) : recording_(recording) {}

  void add(const StepRecord& step, const Access& access) {
    for (const auto& violation : access.violations)
      if (!is_ours(violation)) add(step, access, violation);
  }
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  // Elements that were met before, like those of a head that every page has, are left out.
  void add(const StepRecord& step, const Access& access, const AccessViolation& violation) {
    std::vector<const AccessNode*> fresh;
    int left_out = 0;
    for (const auto& node : violation.nodes) {
      if (is_a_counter(violation, node) || told_.contains(violation.rule + "\n" + node.html))
        ++left_out;
      else
        fresh.push_back(&node);
    }
    if (fresh.empty()) return;
    for (const auto* node : fresh) told_.insert(violation.rule + "\n" + node->html);
    if (!known_.insert(violation.rule + "\n" + template_of(access.url)).second) return;
    findings_.push_back(describe(step, access, violation, fresh, violation.count - left_out));
  }

  Finding describe(const StepRecord& step, const Access& access, const AccessViolation& violation,
                   const std::vector<const AccessNode*>& nodes, int count) const {
    Finding finding = finding_at(recording_, "accessibility", &step);
    finding.severity = severity_of(violation);
    finding.owner = owner_of(violation);
    finding.count = std::max(1, count);
    finding.title =
        as_sentence(fmt::format("{} on {} {} {}: {}", counted(finding.count, "element", "elements"),
                                short_url(access.url), finding.count == 1 ? "breaks" : "break",
                                in_quotes(violation.rule, 60), printable(violation.help, 160)));
    finding.why = fmt::format(
        "Who listens to a page, enlarges it or works it by keyboard is kept out or held up by this "
        "({}). {} calls it {}.",
        standard_of(violation), printable(access.engine, 40), printable(violation.impact, 20));
    finding.fix =
        as_sentence(fmt::format("{} (axe-core's rule {} tells how)", printable(violation.help, 160),
                                in_quotes(violation.rule, 60)));
    finding.evidence.text = violation.rule;  // findings are known by it: see merge.cpp
    show(finding, step, nodes);
    return finding;
  }

  void show(Finding& finding, const StepRecord& step,
            const std::vector<const AccessNode*>& nodes) const {
    finding.evidence.selector = nodes.front()->selector;
    for (std::size_t i = 0; i < std::min(nodes.size(), kTagsTold); ++i)
      finding.evidence.text += "\n" + nodes[i]->html;
    const auto* screen = screen_named(recording_.walk.screens, step.after);
    if (screen == nullptr) return;
    for (const auto* node : nodes)
      if (shows_some_of(screen, node->box)) {
        finding.evidence.box = node->box;
        return;
      }
  }

  const Recording& recording_;
  std::set<std::string> told_{}, known_{};
  std::vector<Finding> findings_{};
};

// Why some pages were not looked at; empty: all were.
std::string pages_missed(const Recording& recording) {
  std::string why = recording.access_error;
  for (const auto& observation : recording.walk.observations)
    if (observation.kind == "access_missed")
      why += fmt::format("{}step {}: {}", why.empty() ? "" : "; ", observation.step + 1,
                         observation.text);
  return why;
}

}  // namespace

Verdict accessibility(const Recording& recording) {
  const auto& told = recording.walk.accessibility;
  if (!told) return NotApplicable{"this recording does not say what axe-core found"};
  if (*told == "off") return NotApplicable{"axe-core was not asked"};
  if (*told == "not_installed")
    return Partly{{},
                  "Accessibility was not looked at: axe-core is not installed. scripts/setup "
                  "fetches it; then walk again."};
  AccessFindings findings(recording);
  for (const auto& step : recording.walk.steps) {
    const auto access = step.access ? recording.access.find(*step.access) : recording.access.end();
    if (access != recording.access.end()) findings.add(step, access->second);
  }
  if (auto missed = pages_missed(recording); !missed.empty())
    return Partly{findings.take(), "Accessibility was not looked at everywhere: " + missed};
  if (recording.access.empty()) return NotApplicable{"no page was looked at with axe-core"};
  return findings.take();
}

}  // namespace firsthand
