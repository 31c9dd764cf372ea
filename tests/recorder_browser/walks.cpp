#include "tests/recorder_browser/walks.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "journeys/journey_parser.h"
#include "journeys/recording_folder.h"
#include "journeys/used_journeys.h"
#include "journeys/visitor_wish.h"

namespace firsthand {
void PrintTo(const Walk& walk, std::ostream* out) { *out << test::told(walk); }
}  // namespace firsthand

namespace firsthand::test {
namespace fs = std::filesystem;

Walks::Walks() {
  std::string name = (fs::temp_directory_path() / "firsthand-walks-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  room_ = name;
  // The walk looks for its eyes beside the program, which here is a test.
  const char* known = std::getenv("PATH");
  const std::string path = known == nullptr ? "" : known;
  if (!path.starts_with(FIRSTHAND_BINARY_DIR))
    ::setenv("PATH", (std::string(FIRSTHAND_BINARY_DIR) + ":" + path).c_str(), 1);
}

Walks::~Walks() {
  std::error_code ignored;
  fs::remove_all(room_, ignored);
}

Result<Walk> Walks::try_walk(const std::string& steps, const Way& way) {
  const auto source = fmt::format("journey: Test\nsite: {}\npatience: {}\nlimit: {}\n{}steps:\n{}",
                                  site.url(), way.patience, way.limit, way.head, steps);
  auto parsed = parse_journey(source, way.file);
  if (!parsed.ok()) return Error{Errc::kUsage, render(parsed.diagnostics, way.file, source)};
  for (const auto& told : put_used_steps(
           parsed.journey, {}, [this](const fs::path& file) { return read_file(room_ / file); }))
    return Error{Errc::kUsage, render(told.diagnostics, told.file, told.source)};
  WalkOptions options;
  options.folder = folder_ = room_ / fmt::format("walk-{}", ++walks_);
  options.visitor = visitor_as(with({.like = way.visitor}, parsed.journey.visitor));
  options.pace = Pace::kQuick;
  options.site = site.url();
  options.tool_version = "test";
  if (way.with) way.with(options);
  auto variables = resolve_variables(parsed.journey, options.variables);
  if (!variables) return std::move(variables).error();
  options.variables = *variables;
  return firsthand::walk(parsed.journey, options);
}

Walk Walks::walk(const std::string& steps, const Way& way) {
  auto walked = try_walk(steps, way);
  if (!walked) {
    ADD_FAILURE() << walked.error().text();
    Walk none;
    none.steps.resize(20);  // so that the test can go on saying what else is wrong
    return none;
  }
  return *walked;
}

void Walks::expect_found(const std::string& body, const std::vector<Wanted>& wanted,
                         const Way& way) {
  site.page("/", body);
  std::string steps = "  - open: /\n", clicked = "clicked:";
  for (const auto& one : wanted) {
    steps += "  - " + one.step + "\n";
    clicked += " " + one.id;
  }
  steps += "  - see: \"" + clicked + "\"\n";
  const auto walked = walk(steps, way);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  for (std::size_t index = 0; index < wanted.size() && index + 1 < walked.steps.size(); ++index) {
    const auto& targets = walked.steps[index + 1].targets;
    if (targets.empty()) continue;
    EXPECT_EQ(targets.back().selector, "#" + wanted[index].id) << wanted[index].step;
  }
}

std::string told(const Walk& walk) {
  std::string text =
      std::string(to_word(walk.outcome)) + " (" + walk.reason + ") " + walk.reason_text;
  for (const auto& step : walk.steps) {
    text += fmt::format("\n  {} {}: {}", step.index, step.says, to_word(step.outcome));
    if (step.timing.usable_ms) text += fmt::format(", usable {:.0f} ms", *step.timing.usable_ms);
    for (const auto& waited : step.waited_for)
      text += fmt::format(", {} {:.0f} ms by '{}'", waited.cause, waited.ms, waited.by);
    for (const auto& target : step.targets)
      text += fmt::format(", {} by {}", target.selector, target.how);
    if (step.error) text += ", " + step.error->code + ": " + step.error->what;
  }
  for (const auto& observation : walk.observations)
    text += "\n  [" + observation.kind + "] " + observation.text;
  return text;
}

std::vector<Observation> observed(const Walk& walk, const std::string& kind) {
  std::vector<Observation> found;
  for (const auto& observation : walk.observations)
    if (observation.kind == kind) found.push_back(observation);
  return found;
}

double waited_ms(const StepRecord& step, const std::string& cause) {
  double sum = 0;
  for (const auto& waited : step.waited_for)
    if (waited.cause == cause) sum += waited.ms;
  return sum;
}

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

fs::path eyes_program() { return fs::path(FIRSTHAND_BINARY_DIR) / "firsthand-eyes"; }

}  // namespace firsthand::test
