#pragma once
// What the tests with a real browser share: a site, a journey from its steps, a walk and what came
// of it.

#include <gmock/gmock.h>

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "recorder/walker.h"
#include "tests/support/test_site.h"

namespace firsthand {
void PrintTo(const Walk& walk, std::ostream* out);  // for GoogleTest
}

namespace firsthand::test {

// How a walk is made when the usual is not wanted.
struct Way {
  std::string patience = "15s";  // a busy machine must not become a customer's patience
  std::string limit = "15s";
  std::string head{};  // more lines of the journey, above its steps
  std::string visitor = "laptop";
  std::string file = "test.yaml";  // where the journey is
  std::function<void(WalkOptions&)> with{};
};

// A click (or another step on one target) and the id of the element that it is to find.
struct Wanted {
  std::string step{};  // YAML below "- "
  std::string id{};
};

class Walks : public ::testing::Test {
 protected:
  Walks();
  ~Walks() override;

  // Walks `steps` (YAML, indented by two) on the site. Fails the test when there is no recording.
  Walk walk(const std::string& steps, const Way& way = {});
  // The same, without a word about how it went.
  Result<Walk> try_walk(const std::string& steps, const Way& way = {});
  // Walks a page of `body`, expects every step to find its element and the page to say so.
  void expect_found(const std::string& body, const std::vector<Wanted>& wanted,
                    const Way& way = {});

  // Of the last walk.
  const std::filesystem::path& folder() const { return folder_; }
  // For whatever else a test writes, like the files that a journey uses; gone when it is over.
  const std::filesystem::path& room() const { return room_; }

  TestSite site;  // NOLINT: for tests

 private:
  std::filesystem::path room_{}, folder_{};
  int walks_ = 0;
};

// Why a walk ended as it did, for the message of a failed test.
std::string told(const Walk& walk);

// EXPECT_THAT(walk, Ended(Outcome::kCompleted))
MATCHER_P(Ended, outcome, "ended as " + std::string(to_word(outcome))) {
  (void)result_listener;
  return arg.outcome == outcome;
}

// A mistake of the journey's author: nothing is said about the site.
MATCHER_P(AuthorsMistake, code, std::string("ended by the author's mistake ") + code) {
  const StepError* error = nullptr;
  for (const auto& step : arg.steps)
    if (step.error) error = &*step.error;
  *result_listener << "ended as " << to_word(arg.outcome) << ", " << arg.reason << ", "
                   << (error ? error->code : "no error");
  return arg.outcome == Outcome::kUnmeasured && arg.reason == "our_rig" && error &&
         error->code == code;
}

// The observations of `kind`.
std::vector<Observation> observed(const Walk& walk, const std::string& kind);
// How long the step waited for `cause`.
double waited_ms(const StepRecord& step, const std::string& cause);
std::string contents(const std::filesystem::path& file);
// firsthand-eyes of this build.
std::filesystem::path eyes_program();

}  // namespace firsthand::test
