#include <fmt/format.h>

#include <algorithm>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"

namespace firsthand {
namespace {

// A screen of one colour with a lone spinner or a line under a header still counts as blank; a
// sentence of three words does not.
constexpr double kOneColour = 0.99;
constexpr double kHardlyAnEdge = 0.001;
constexpr double kSureOfWord = 50;
constexpr int kFewWords = 3;

bool is_blank(const Seen& seen) {
  const auto words = std::count_if(seen.words.begin(), seen.words.end(), [](const SeenWord& word) {
    return word.confidence >= kSureOfWord;
  });
  return seen.detail <= kHardlyAnEdge && seen.one_colour >= kOneColour && words < kFewWords;
}

}  // namespace

Verdict blank_screen(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  bool blank_before = false;
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step)) continue;
    const bool blank = is_blank(*seen_of(recording, *step.after));
    if (blank && !blank_before) {
      Finding finding = finding_at(recording, "blank-screen", &step);
      finding.severity = Severity::kSerious;
      finding.owner = Owner::kEngineering;
      finding.title = fmt::format("The screen was blank after {}.", quoted_step(step));
      finding.why =
          "An empty screen tells a customer neither that something is coming nor that "
          "something broke; people leave.";
      finding.fix =
          "Show the frame of the page and what is being loaded, also when a script fails.";
      finding.evidence.box = Box{0, 0, static_cast<double>(recording.walk.visitor.width),
                                 static_cast<double>(recording.walk.visitor.height)};
      findings.push_back(std::move(finding));
    }
    blank_before = blank;
  }
  return findings;
}

}  // namespace firsthand
