#include "analyzers/finding.h"

#include <array>

namespace firsthand {
namespace {
constexpr std::array<std::string_view, 4> kSeverities{"minor", "annoying", "serious", "blocker"};
}

std::string_view to_word(Severity severity) {
  return kSeverities[static_cast<std::size_t>(severity) - 1];
}

std::optional<Severity> severity_from(std::string_view word) {
  for (std::size_t i = 0; i < kSeverities.size(); ++i)
    if (kSeverities[i] == word) return static_cast<Severity>(i + 1);
  return std::nullopt;
}

std::string_view to_word(Owner owner) {
  switch (owner) {
    case Owner::kContent:
      return "content";
    case Owner::kDesign:
      return "design";
    case Owner::kEngineering:
      return "engineering";
    case Owner::kService:
      return "service";
  }
  return "engineering";
}

}  // namespace firsthand
