#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

std::string steps_left(const Progress& progress) {
  const int left = progress.steps - progress.step - 1;
  return left <= 0 ? "the last step" : left == 1 ? "1 step left" : fmt::format("{} left", left);
}

}  // namespace

void ProgressLine::start(int walk, int walks, const std::string& title) {
  head_ = fmt::format("[{}/{}] {}", walk, walks, printable(title, 60));
  if (console_.terminal)
    live(head_);
  else
    console_.say(head_);
}

void ProgressLine::tell(const Progress& progress) {
  if (progress.what != Progress::What::kStepStarted) return;
  auto what = fmt::format("{}: step {} of {}: {}", head_, progress.step + 1, progress.steps,
                          printable(progress.says, 80));
  if (progress.waited_ms >= 1000) what += ", after " + duration_text(progress.waited_ms);
  if (console_.terminal)
    live(fmt::format("{} ({})", what, steps_left(progress)));
  else
    console_.say(what);
}

void ProgressLine::work(const std::string& what) {
  if (console_.terminal)
    live(what);
  else
    console_.say(what);
}

void ProgressLine::live(const std::string& line) {
  if (console_.noise == Noise::kQuiet) return;
  const auto columns = static_cast<std::size_t>(std::max(20, console_.columns - 1));
  console_.err << "\r\033[K" << printable(line, columns) << std::flush;
  shown_ = true;
}

void ProgressLine::clear() {
  if (shown_) console_.err << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace firsthand
