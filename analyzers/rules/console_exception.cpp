#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// The browser's own line about a failed request: failed-request and failed-document have those.
bool repeats_network(const ConsoleLine& line) {
  return line.text.rfind("Failed to load resource", 0) == 0;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

Finding describe(const Recording& recording, const ConsoleLine& line) {
  const StepRecord* step = step_at(recording.walk.steps, line.step);
  Finding finding = finding_at(recording, "console-exception", step);
  const bool exception = line.level == "exception";
  finding.severity = !exception                            ? Severity::kMinor
                     : ended_at(recording.walk, line.step) ? Severity::kSerious
                                                           : Severity::kAnnoying;
  finding.owner = Owner::kEngineering;
  finding.title =
      as_sentence(fmt::format("{}{}: {}", exception ? "A script broke" : "The page logged an error",
                              step == nullptr ? "" : " during " + quoted_step(*step),
                              printable(first_line(line.text), 120)));
  finding.why =
      "After an uncaught exception the rest of that script does not run; what it should "
      "have set up is dead (Datadog calls it an error click).";
  finding.fix = line.url.empty()
                    ? "Find the script by its message and handle the case it trips over."
                    : fmt::format("See {} line {} and handle the case it trips over.",
                                  short_url(line.url), line.line);
  finding.evidence.text = line.text;
  finding.evidence.url = line.url;
  return finding;
}

}  // namespace

Verdict console_exception(const Recording& recording) {
  std::vector<Finding> findings;
  std::map<std::pair<std::string, std::string>, std::size_t> known;  // level and text -> finding
  for (const auto& line : recording.console) {
    if ((line.level != "exception" && line.level != "error") || repeats_network(line)) continue;
    const auto [place, added] = known.try_emplace({line.level, line.text}, findings.size());
    if (added) {
      findings.push_back(describe(recording, line));
      continue;
    }
    Finding again = describe(recording, line);
    Finding& first = findings[place->second];
    again.count = first.count + 1;
    if (again.severity > first.severity) {
      first = std::move(again);
    } else {
      first.count = again.count;
    }
  }
  return findings;
}

}  // namespace firsthand
