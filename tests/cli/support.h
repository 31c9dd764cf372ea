#pragma once
// What the tests of the command line share: a folder of their own, a console to read back, and a
// walk that needs no browser.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "journeys/recording_folder.h"
#include "tests/support/golden.h"

namespace firsthand::test {

// A folder that is gone when the test is over.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "firsthand-cli-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  // `text` with this folder's own name taken out, for comparing.
  std::string without_name(std::string text) const {
    for (auto at = text.find(path_.string()); at != std::string::npos;
         at = text.find(path_.string()))
      text.replace(at, path_.string().size(), "TMP");
    return text;
  }

 private:
  std::filesystem::path path_{};
};

struct HeardConsole {
  std::ostringstream out{}, err{};
  Console console{out, err};
  std::string last_line() const {
    auto text = out.str();
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
  }
};

inline const std::string kJourney =
    "journey: Ask about a kettle\n"
    "site: http://127.0.0.1:9\n"
    "steps:\n"
    "  - open: /\n"
    "  - see: Welcome\n";

// A finished walk of `journey`, every step done unless `outcome` is another.
inline Walk walked(const Journey& journey, const WalkOptions& options, Outcome outcome) {
  Walk walk;
  walk.tool_version = options.tool_version;
  walk.started = "2026-01-31T10:00:00Z";
  walk.journey = journey_info(journey, options);
  walk.visitor = options.visitor;
  walk.visit = options.visit;
  walk.outcome = outcome;
  walk.reason = outcome == Outcome::kUnmeasured ? "our_rig" : "";
  walk.total_ms = 1000;
  int index = 0;
  for (const auto& step : journey.steps) {
    StepRecord record;
    record.index = index++;
    record.line = step.at.line;
    record.word = step.word;
    record.says = step.says;
    record.outcome = StepOutcome::kDone;
    record.patience_ms = journey.patience_ms;
    record.limit_ms = journey.limit_ms;
    record.timing.usable_ms = 120;
    walk.steps.push_back(std::move(record));
  }
  if (outcome == Outcome::kGaveUp && !walk.steps.empty()) {
    auto& last = walk.steps.back();
    last.outcome = StepOutcome::kGaveUp;
    last.timing.usable_ms = 10'000;
    last.error = StepError{"not_found", "'Welcome' was never there"};
  }
  return walk;
}

inline void keep(const Walk& walk, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "screens");
  ASSERT_TRUE(write_atomically(folder / "walk.json", nlohmann::json(walk).dump(1)).ok());
  const nlohmann::json begun{{"kind", "walk_started"}, {"walk", walk}},
      ended{{"kind", "walk_finished"},
            {"outcome", to_word(walk.outcome)},
            {"reason", walk.reason},
            {"total_ms", walk.total_ms.value_or(0)},
            {"timing", walk.timing}};
  ASSERT_TRUE(write_atomically(folder / "events.jsonl", "{\"schema\": \"firsthand.events/1\"}\n" +
                                                            begun.dump() + "\n" + ended.dump() +
                                                            "\n")
                  .ok());
  ASSERT_TRUE(write_atomically(
                  folder / "network.har",
                  R"({"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[]}})")
                  .ok());
  ASSERT_TRUE(write_atomically(folder / "console.jsonl", "").ok());
}

// Parts without a browser: walks end as `outcomes` say, one after the other; the last one repeats.
struct ScriptedParts {
  explicit ScriptedParts(std::vector<Outcome> script = {Outcome::kCompleted})
      : outcomes(std::move(script)) {
    parts.walk = [this](const Journey& journey, const WalkOptions& options) -> Result<Walk> {
      asked.push_back(options);
      journeys.push_back(journey.id);
      if (walk_error && asked.size() == error_at) return *walk_error;
      const auto walk =
          walked(journey, options, outcomes[std::min(asked.size(), outcomes.size()) - 1]);
      keep(walk, options.folder);
      if (options.progress) options.progress({0, 2, "open /", Progress::What::kStepStarted, 0});
      return walk;
    };
    parts.see = [this](const std::filesystem::path& folder) -> Result<> {
      seen.push_back(folder);
      return Done{};
    };
    parts.pictures = [](const auto&) {
      return [](const auto&, const auto&) { return std::optional<Picture>(); };
    };
    parts.interrupted = [this] { return interrupt_after && asked.size() >= *interrupt_after; };
    parts.version = "test";
  }
  ScriptedParts(const ScriptedParts&) = delete;
  ScriptedParts& operator=(const ScriptedParts&) = delete;

  Parts parts{};
  std::vector<Outcome> outcomes{};
  std::optional<Error> walk_error{};
  std::size_t error_at = 1;  // which walk has it, from 1
  std::optional<std::size_t> interrupt_after{};
  std::vector<WalkOptions> asked{};
  std::vector<std::string> journeys{};
  std::vector<std::filesystem::path> seen{};
};

}  // namespace firsthand::test
