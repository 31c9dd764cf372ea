#include "recorder/control_probe.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "journeys/visitor.h"
#include "recorder/channels/one_page.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

constexpr double kDelayMs = 200;
constexpr double kAtOnceMs = 100;
constexpr const char* kPage = R"html(<!doctype html><title>Control</title><button>Go</button>
<p id="told"></p><script>document.querySelector('button').onclick = () => setTimeout(() => {
document.getElementById('told').textContent = 'Arrived'; }, 200);</script>)html";

Step step_of(const char* word, Action action) {
  Step step;
  step.word = word;
  step.says = word;
  step.action = std::move(action);
  return step;
}

Journey control_journey() {
  Journey journey;
  journey.id = "control";
  journey.title = "Control";
  journey.steps.push_back(step_of("open", Open{{"/"}}));
  journey.steps.push_back(step_of("click", Click{Target{.text = {"Go"}}}));
  journey.steps.push_back(step_of("see", See{{Look{.what = Target{.text = {"Arrived"}}}}}));
  return journey;
}

// A folder that is gone when it is not needed any more.
class Scratch {
 public:
  Scratch() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "firsthand-control-XXXXXX").string();
    if (!failed && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_{};
};

}  // namespace

Result<double> control_probe(const WalkOptions& like) {
  const Scratch scratch;
  if (scratch.path().empty())
    return Error{Errc::kNoSpace, "no temporary folder for the control page", ""};
  auto page = OnePage::serve(kPage);
  if (!page) return std::move(page).error();
  WalkOptions options;
  options.folder = scratch.path() / "walk";
  options.browser = like.browser;
  options.browser.netlog.clear();
  // A slow network or processor is the visitor's, and no fault of the machine.
  options.visitor = built_in_visitor("laptop").value_or(like.visitor);
  options.pace = Pace::kQuick;
  options.site = (*page)->url();
  options.interrupted = like.interrupted;
  auto walked = walk(control_journey(), options);
  if (!walked) return std::move(walked).error();
  const auto& click = walked->steps.at(1);
  if (walked->outcome != Outcome::kCompleted || !click.timing.usable_ms)
    return Error{Errc::kInternal,
                 "the control page was not walked to its end: " + walked->reason_text, ""};
  return *click.timing.usable_ms - kDelayMs;
}

std::string doubt_after_probe(double error_ms) {
  if (error_ms <= kAtOnceMs) return {};
  return fmt::format(
      "a page of our own that answers after {:.0f} ms seemed to take {:.0f} ms on this machine",
      kDelayMs, kDelayMs + error_ms);
}

}  // namespace firsthand
