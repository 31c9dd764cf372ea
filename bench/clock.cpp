// bench/clock: how far the walk's clock is from the truth, on pages whose delay is known.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include "bench/clock_cases.h"
#include "bench/clock_site.h"
#include "bench/clock_table.h"
#include "bench/machine_load.h"
#include "bench/rival.h"
#include "journeys/journey_parser.h"
#include "journeys/recording_folder.h"
#include "recorder/seeing.h"
#include "recorder/walker.h"

namespace firsthand::bench {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kUsage =
    "usage: bench/clock [--json] [--trials N] [--delays 50,300] [--only client,canvas]\n"
    "                   [--pace quick|steady] [--no-rival]\n";

struct Asked {
  bool json = false, rival = true;
  int trials = 3;
  std::vector<int> delays{50, 300, 1500, 4000};
  std::vector<std::string> only{};
  Pace pace = Pace::kQuick;
};

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

std::optional<Asked> asked_by(int count, char** words) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const std::string value = i + 1 < count ? words[i + 1] : "";
    if (word == "--json") {
      asked.json = true;
      continue;
    }
    if (word == "--no-rival") {
      asked.rival = false;
      continue;
    }
    if (value.empty()) return std::nullopt;
    ++i;
    if (word == "--trials") {
      asked.trials = std::atoi(value.c_str());
    } else if (word == "--only") {
      asked.only = parts_of(value);
    } else if (word == "--pace" && (value == "quick" || value == "steady")) {
      asked.pace = value == "quick" ? Pace::kQuick : Pace::kSteady;
    } else if (word == "--delays") {
      asked.delays.clear();
      for (const auto& part : parts_of(value)) asked.delays.push_back(std::atoi(part.c_str()));
    } else {
      return std::nullopt;
    }
  }
  if (asked.trials < 1 || asked.delays.empty()) return std::nullopt;
  return asked;
}

class Bench {
 public:
  Bench(const Asked& asked, fs::path room) : asked_(asked), room_(std::move(room)) {}

  int run() {
    if (asked_.rival) start_rival();
    const MachineLoad load;
    for (int round = 0; round < asked_.trials; ++round)
      for (const int delay : asked_.delays)
        for (const auto& one : cases_) {
          if (!wanted(one)) continue;
          if (one.name == "web font" && !site_.has_font()) continue;
          show(fmt::format("{} of {}: {} after {} ms", round + 1, asked_.trials, one.name, delay));
          trials_.push_back(ours(one, delay));
          if (rival_ && !one.locator.empty()) trials_.push_back(theirs(one, delay));
        }
    show("");
    tell(load);
    return trials_.empty() ? 2 : 0;
  }

 private:
  // Progress, for a person who watches.
  static void show(const std::string& line) {
    if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r{:60}\r{}", "", line);
  }

  bool wanted(const ClockCase& one) const {
    return asked_.only.empty() || std::ranges::find(asked_.only, one.name) != asked_.only.end();
  }

  void start_rival() {
    const auto browser = find_browser("shell");
    if (!browser) return;
    rival_ = Rival::start(FIRSTHAND_SOURCE_DIR "/bench/clock_playwright.mjs", browser->string(),
                          no_rival_);
  }

  Trial trial(const ClockCase& one, int delay) {
    ++number_;
    return {.name = one.name, .in_page = one.in_page, .delay_ms = delay};
  }

  // What was true of the trial now walked; what the page did not come to say was as it was asked
  // for.
  Truth truth_of(const ClockCase& one, int delay, Trial& trial) const {
    auto truth = site_.truth(number_);
    trial.told = truth.usable.has_value();
    if (!truth.usable) truth.usable = std::min(delay + one.later_ms, one.most_ms);
    return truth;
  }

  Trial ours(const ClockCase& one, int delay) {
    Trial made = trial(one, delay);
    const MachineLoad load;
    const auto source = fmt::format(
        "journey: Clock\nsite: {}\npatience: 20s\nlimit: 20s\nsteps:\n  - open: {}\n"
        "  - click: Go on\n{}",
        site_.url(), ClockSite::path(one, delay, number_), one.steps);
    const auto parsed = parse_journey(source, "clock.yaml");
    WalkOptions options;
    options.folder = room_ / fmt::format("walk-{}", number_);
    options.visitor = *built_in_visitor("laptop");
    options.pace = one.steady ? Pace::kSteady : asked_.pace;
    options.site = site_.url();
    options.tool_version = "bench";
    auto walked = parsed.ok() ? walk(parsed.journey, options)
                              : Result<Walk>(Error{Errc::kUsage, "the journey does not read"});
    made.quiet = load.quiet();
    const auto truth = truth_of(one, delay, made);
    if (!walked) {
      made.trouble = walked.error().text();
      return made;
    }
    if (walked->outcome != Outcome::kCompleted)
      made.trouble = std::string(to_word(walked->outcome)) + ": " + walked->reason_text;
    else
      read(options.folder, truth, made);
    std::error_code ignored;
    fs::remove_all(options.folder, ignored);
    return made;
  }

  void read(const fs::path& folder, const Truth& truth, Trial& made) {
    const auto seen = see_recording(folder, eyes_);
    const auto recording = read_recording(folder);
    if (!seen || !recording) {
      made.trouble = (seen ? recording.error() : seen.error()).text();
      return;
    }
    constexpr std::size_t kClick = 1;
    const auto& timing = recording->walk.steps[kClick].timing;
    const auto error = [](const OptMs& measured, const std::optional<double>& true_ms) {
      return measured && true_ms ? std::optional(*measured - *true_ms) : std::nullopt;
    };
    made.usable = error(timing.usable_ms, truth.usable);
    made.feedback = error(timing.feedback_ms, truth.feedback);
    made.settled = error(timing.settled_ms, truth.settled);
    for (const auto& each : recording->walk.observations)
      if (each.kind == "clocks_disagree") made.apart = each.text;
  }

  Trial theirs(const ClockCase& one, int delay) {
    Trial made = trial(one, delay);
    made.rival = true;
    const MachineLoad load;
    const auto answer = rival_->ask({{"url", site_.url() + ClockSite::path(one, delay, number_)},
                                     {"locator", json::parse(one.locator)}});
    made.quiet = load.quiet();
    const auto truth = truth_of(one, delay, made);
    if (!answer) {
      made.trouble = "it ended";
      no_rival_ = "it ended in the middle";
      rival_.reset();
    } else if (answer->contains("error")) {
      made.trouble = answer->at("error").get<std::string>();
    } else {
      made.usable = answer->at("ms").get<double>() - *truth.usable;
    }
    return made;
  }

  void tell(const MachineLoad& load) const {
    const auto quiet = std::ranges::count_if(trials_, &Trial::quiet);
    const double others = load.others();
    const auto pressure = load.pressure();
    const std::string rival = rival_ ? rival_->name() : asked_.rival ? no_rival_ : "not asked";
    if (asked_.json) {
      auto out = json_of(trials_);
      out["bench"] = "clock";
      out["unit"] = "ms";
      out["trials_a_cell"] = asked_.trials;
      out["playwright"] = rival;
      out["machine"] = {{"processors", std::thread::hardware_concurrency()},
                        {"others_used_processors", std::round(others * 100) / 100},
                        {"quiet_trials", quiet},
                        {"all_trials", trials_.size()},
                        {"quiet", quiet == static_cast<long>(trials_.size())}};
      if (pressure) out["machine"]["cpu_pressure"] = std::round(*pressure * 100) / 100;
      fmt::print("{}\n", out.dump(1));
      return;
    }
    fmt::print("{}\n", table_of(trials_));
    for (const auto& made : trials_)
      if (!made.trouble.empty())
        fmt::print("{} after {} ms{}: {}\n", made.name, made.delay_ms,
                   made.rival ? ", Playwright" : "", made.trouble);
    fmt::print(
        "Machine: {} processors; others kept {:.2f} of them busy; tasks waited for one {} of the "
        "time;\n{} of {} trials were quiet (others used less than a tenth of a processor){}.\n"
        "Playwright: {}.\n",
        std::thread::hardware_concurrency(), others,
        pressure ? fmt::format("{:.0f} %", *pressure * 100) : std::string("an unknown part"), quiet,
        trials_.size(), quiet == static_cast<long>(trials_.size()) ? "" : ": NOT A QUIET RUN",
        rival);
  }

  const Asked asked_;
  const fs::path room_;
  const std::vector<ClockCase> cases_ = clock_cases();
  ClockSite site_{cases_};
  Eyes eyes_{find_eyes()};
  std::unique_ptr<Rival> rival_{};
  std::string no_rival_ = "no browser";
  std::vector<Trial> trials_{};
  int number_ = 0;
};

int main_of(int count, char** words) {
  const auto asked = asked_by(count, words);
  if (!asked) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  std::string room = (fs::temp_directory_path() / "firsthand-clock-XXXXXX").string();
  if (::mkdtemp(room.data()) == nullptr) {
    fmt::print(stderr, "bench/clock: no room for recordings in {}\n", room);
    return 2;
  }
  const int code = Bench(*asked, room).run();
  std::error_code ignored;
  fs::remove_all(room, ignored);
  return code;
}

}  // namespace
}  // namespace firsthand::bench

int main(int count, char** words) { return firsthand::bench::main_of(count, words); }
