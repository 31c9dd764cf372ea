#pragma once
// Short recordings in one line, for tests of rules, audits and reports:
//   auto recording = RecordingBuilder().step("click", "click Help").usable(4000).build();
// Methods about a step speak of the last one added. A walk is completed unless it says otherwise.

#include <fmt/format.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "journeys/recording_folder.h"

namespace firsthand::test {

class RecordingBuilder {
 public:
  explicit RecordingBuilder(std::string title = "Return a kettle") {
    recording_.name = "return-a-kettle-1";
    Walk& walk = recording_.walk;
    walk.started = "2026-01-31T09:00:00Z";
    walk.journey.id = "return-a-kettle";
    walk.journey.title = std::move(title);
    walk.journey.site = "http://shop.test";
    walk.journey.patience_ms = 10'000;
    walk.journey.limit_ms = 60'000;
    walk.visitor.name = "phone";
    walk.visitor.width = 390;
    walk.visitor.height = 844;
    walk.outcome = Outcome::kCompleted;
    walk.reason = "";
    recording_.links = LinkLook{};
  }

  RecordingBuilder& name(std::string folder) {
    recording_.name = std::move(folder);
    return *this;
  }
  RecordingBuilder& journey(std::string id, bool critical) {
    recording_.walk.journey.id = std::move(id);
    recording_.walk.journey.critical = critical;
    return *this;
  }
  RecordingBuilder& unreliable(std::string reason) {
    recording_.walk.timing = {false, {std::move(reason)}};
    return *this;
  }

  // Done, usable after 500 ms, with an after-picture that was not read.
  RecordingBuilder& step(std::string word, std::string says) {
    StepRecord step;
    step.index = static_cast<int>(recording_.walk.steps.size());
    step.word = std::move(word);
    step.says = std::move(says);
    step.outcome = StepOutcome::kDone;
    step.patience_ms = 10'000;
    step.limit_ms = 60'000;
    step.started_at_ms = 1000.0 * step.index;
    if (step.word != "see" && step.word != "keep") step.input_at_ms = step.started_at_ms;
    step.timing.usable_ms = 500;
    step.url = fmt::format("http://shop.test/{}", step.index);
    recording_.walk.steps.push_back(std::move(step));
    return *this;
  }
  RecordingBuilder& usable(double ms) {
    last().timing.usable_ms = ms;
    return *this;
  }
  RecordingBuilder& feedback(double ms) {
    last().timing.feedback_ms = ms;
    return *this;
  }
  RecordingBuilder& should_take(double ms) {
    last().should_take_ms = ms;
    return *this;
  }
  RecordingBuilder& submits() {
    last().submits = true;
    return *this;
  }
  RecordingBuilder& url(std::string url) {
    last().url = std::move(url);
    return *this;
  }
  RecordingBuilder& status(int status) {
    last().status = status;
    return *this;
  }
  RecordingBuilder& waited(std::string cause, double ms, std::string by = "") {
    last().waited_for.push_back({std::move(cause), std::move(by), ms});
    return *this;
  }
  RecordingBuilder& target(std::string control, std::string role) {
    FoundTarget target;
    target.says = target.name = std::move(control);
    target.role = std::move(role);
    target.selector = "main > " + target.role;
    target.box = {20, 300, 350, 48};
    last().targets.push_back(std::move(target));
    return *this;
  }
  RecordingBuilder& reaction(Reaction reaction) {
    last().reaction = reaction;
    return *this;
  }
  RecordingBuilder& works(int clicks, int keystrokes, int fields) {
    last().clicks = clicks;
    last().keystrokes = keystrokes;
    last().fields = fields;
    return *this;
  }
  RecordingBuilder& page(std::string html) {
    last().page = fmt::format("pages/{:03}.html", last().index);
    recording_.pages[*last().page] = std::move(html);
    return *this;
  }

  // What Tesseract would read: lines of 20 px letters, 10 px wide, 8 px apart.
  RecordingBuilder& seen(const std::string& text) {
    Seen& seen = picture();
    seen.one_colour = 0.8;
    seen.detail = 0.05;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
      std::istringstream words(line);
      double x = 20;
      for (std::string word; words >> word;) {
        const double width = 10.0 * static_cast<double>(word.size());
        seen.words.push_back({word, {x, 100 + 28.0 * number, width, 20}, 95, number});
        x += width + 10;
      }
    }
    return *this;
  }
  RecordingBuilder& blank() {
    Seen& seen = picture();
    seen.one_colour = 1;
    seen.detail = 0;
    return *this;
  }
  // An after-picture that nobody read.
  RecordingBuilder& unread() {
    picture();
    recording_.seen.pop_back();
    return *this;
  }

  RecordingBuilder& request(std::string type, std::string url, int status) {
    Request request;
    request.step = last().index;
    request.method = "GET";
    request.first_party = true;
    request.main_document = type == "document";
    request.type = std::move(type);
    request.url = std::move(url);
    request.status = status;
    recording_.requests.push_back(std::move(request));
    return *this;
  }
  RecordingBuilder& observed(std::string kind, std::string text, double at_ms = 0) {
    recording_.walk.observations.push_back({.kind = std::move(kind),
                                            .at_ms = at_ms,
                                            .step = last().index,
                                            .text = std::move(text),
                                            .box = Box{20, 300, 350, 48}});
    return *this;
  }
  RecordingBuilder& console(std::string level, std::string text) {
    ConsoleLine line;
    line.step = last().index;
    line.level = std::move(level);
    line.text = std::move(text);
    recording_.console.push_back(std::move(line));
    return *this;
  }

  // The last step is where the customer's patience ran out; `true_wait_ms` is how long it took, or
  // how long it was watched when `censored`.
  RecordingBuilder& gives_up(double true_wait_ms, bool censored = false) {
    end(Outcome::kGaveUp, StepOutcome::kGaveUp, "too_slow", "");
    last().timing.usable_ms = true_wait_ms;
    last().timing.censored = recording_.walk.censored = censored;
    return *this;
  }
  RecordingBuilder& ends(Outcome outcome, StepOutcome step, std::string code, std::string what) {
    end(outcome, step, std::move(code), std::move(what));
    last().timing.usable_ms.reset();
    return *this;
  }
  RecordingBuilder& unmeasured(std::string reason, std::string text) {
    recording_.walk.outcome = Outcome::kUnmeasured;
    recording_.walk.reason = std::move(reason);
    recording_.walk.reason_text = std::move(text);
    return *this;
  }
  RecordingBuilder& stopped() {
    end(Outcome::kStopped, StepOutcome::kStopped, "not_allowed", "Sending was not allowed.");
    return *this;
  }

  // For what has no method of its own.
  Recording& raw() { return recording_; }
  Recording build() const { return recording_; }

 private:
  StepRecord& last() { return recording_.walk.steps.back(); }

  Seen& picture() {
    Screen screen;
    screen.file = fmt::format("screens/{:03}-after.png", last().index);
    screen.step = last().index;
    screen.when = "after";
    screen.width = 390;
    screen.height = 844;
    screen.url = last().url;
    last().after = screen.file;
    Seen seen;
    seen.screen = screen.file;
    recording_.walk.screens.push_back(std::move(screen));
    recording_.seen.push_back(std::move(seen));
    return recording_.seen.back();
  }

  void end(Outcome outcome, StepOutcome step, std::string code, std::string what) {
    recording_.walk.outcome = outcome;
    recording_.walk.reason = code;
    recording_.walk.reason_text = what;
    last().outcome = step;
    if (!what.empty()) last().error = StepError{std::move(code), std::move(what)};
  }

  Recording recording_{};
};

}  // namespace firsthand::test
