#pragma once
// Runs one rule of the table, by its id.

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "tests/support/recording_builder.h"

namespace firsthand::test {

inline Verdict run_rule(std::string_view id, const Recording& recording) {
  for (const auto& analyzer : all_analyzers())
    if (analyzer.id == id) return run_guarded(analyzer, recording);
  throw std::runtime_error("no such rule: " + std::string(id));
}

inline std::vector<Finding> findings_of(std::string_view id, const Recording& recording) {
  Verdict verdict = run_rule(id, recording);
  if (const auto* failed = std::get_if<Failed>(&verdict)) throw std::runtime_error(failed->because);
  if (auto* partly = std::get_if<Partly>(&verdict)) return std::move(partly->findings);
  auto* found = std::get_if<std::vector<Finding>>(&verdict);
  return found == nullptr ? std::vector<Finding>{} : *found;
}

// Why the rule could not work; empty when it could.
inline std::string failure_of(std::string_view id, const Recording& recording) {
  const Verdict verdict = run_rule(id, recording);
  const auto* failed = std::get_if<Failed>(&verdict);
  return failed == nullptr ? "" : failed->because;
}

// What the rule left out; empty when it judged everything, or nothing.
inline std::string left_out_by(std::string_view id, const Recording& recording) {
  const Verdict verdict = run_rule(id, recording);
  const auto* partly = std::get_if<Partly>(&verdict);
  return partly == nullptr ? "" : partly->because;
}

}  // namespace firsthand::test
