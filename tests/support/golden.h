#pragma once
// Golden files: what a person would read, checked in under tests/golden/.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace firsthand::test {

inline std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// Compares with tests/golden/<name>, or rewrites it when FIRSTHAND_UPDATE_GOLDEN is set.
inline void expect_golden(const std::string& name, const std::string& actual) {
  const auto file = std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden" / name;
  if (std::getenv("FIRSTHAND_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(slurp(file), actual) << "golden file " << name
                                 << "\nIf the change is meant: FIRSTHAND_UPDATE_GOLDEN=1 ctest";
}

}  // namespace firsthand::test
