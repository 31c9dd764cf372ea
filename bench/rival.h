#pragma once
// Another tool that walks the same pages: bench/clock_playwright.mjs under node, spoken to by
// lines.

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace firsthand::bench {

class Rival {
 public:
  // Starts it with this browser program. Empty with `why`, when it is not installed or fails.
  static std::unique_ptr<Rival> start(const std::string& script, const std::string& browser,
                                      std::string& why);
  ~Rival();
  Rival(const Rival&) = delete;
  Rival& operator=(const Rival&) = delete;

  // One answer to one question, both JSON in a line; empty when it has ended.
  std::optional<nlohmann::json> ask(const nlohmann::json& question);
  // What it says of itself, with the version.
  const std::string& name() const { return name_; }

 private:
  Rival() = default;
  pid_t pid_ = -1;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
  std::string name_{};
};

}  // namespace firsthand::bench
