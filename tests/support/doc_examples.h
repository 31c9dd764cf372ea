#pragma once
// The examples of a page of the manual.

#include <sstream>
#include <string>
#include <vector>

#include "tests/support/golden.h"

namespace firsthand::test {

struct Example {
  int line = 0;
  std::string text{};
};

inline std::vector<Example> doc_examples(const std::string& file = "docs/journeys.md",
                                         const std::string& language = "yaml") {
  std::istringstream page(slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / file));
  std::vector<Example> found;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(page, line);) {
    ++number;
    if (line == "```" + language) {
      found.push_back({number, ""});
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += line + "\n";
    }
  }
  return found;
}

// An example may be a whole journey, or the steps of one.
inline std::string whole_journey(const std::string& text) {
  if (text.starts_with("- "))
    return "journey: X\nlet: {order: 1, email: a@b.example}\nsteps:\n- open: /\n" + text +
           "- see: Done\n";
  if (text.find("steps:") == std::string::npos)
    return "journey: X\n" + text + "steps:\n- open: /\n- see: Done\n";
  return text;
}

}  // namespace firsthand::test
