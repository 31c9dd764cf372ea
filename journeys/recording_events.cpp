// The fold from events to a walk.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "journeys/recording_parse.h"

namespace firsthand {
namespace {

using nlohmann::json;

constexpr std::string_view kEventsSchema = "firsthand.events/1";
// As many steps as a journey can have; an index beyond is damage or malice.
constexpr int kMostSteps = 2000;

StepRecord* step_at(Walk& walk, int index) {
  if (index < 0 || index >= kMostSteps) return nullptr;
  const auto place = static_cast<std::size_t>(index);
  while (walk.steps.size() <= place)
    walk.steps.push_back({.index = static_cast<int>(walk.steps.size())});
  return &walk.steps[place];
}

// Until walk_finished says otherwise.
void cut_off(Walk& walk) {
  walk.outcome = Outcome::kUnmeasured;
  walk.reason = "lost";
  walk.reason_text = "The walk was cut off before it ended.";
  walk.total_ms.reset();
  walk.timing = {.reliable = false,
                 .reasons = {"the walk was cut off before the machine was judged"}};
}

void start(Walk& walk, const json& event) {
  walk = event.at("walk").get<Walk>();
  cut_off(walk);
}

void finish(Walk& walk, const json& event) {
  // The words of the end are keys of a walk.
  const Walk end = event.get<Walk>();
  walk.outcome = end.outcome;
  walk.reason = event.contains("reason") ? end.reason : std::string();
  walk.reason_text = end.reason_text;
  walk.censored = end.censored;
  walk.total_ms = end.total_ms;
  walk.timing = end.timing;
}

void apply(Walk& walk, const json& event) {
  const auto& kind = event.at("kind").get_ref<const std::string&>();
  if (kind == "walk_started") {
    start(walk, event);
  } else if (kind == "step_started") {
    const StepRecord started = event.get<StepRecord>();
    if (auto* step = step_at(walk, started.index)) {
      step->outcome = StepOutcome::kUnmeasured;
      if (event.contains("at_ms")) step->started_at_ms = event["at_ms"].get<double>();
    }
  } else if (kind == "step_finished") {
    auto finished = event.at("step").get<StepRecord>();
    if (auto* step = step_at(walk, finished.index)) *step = std::move(finished);
  } else if (kind == "step_timing") {
    // Its keys are those of a step.
    const StepRecord timed = event.get<StepRecord>();
    if (auto* step = step_at(walk, timed.index)) {
      step->timing = timed.timing;
      if (timed.reaction) step->reaction = timed.reaction;
    }
  } else if (kind == "screen") {
    walk.screens.push_back(event.at("screen").get<Screen>());
  } else if (kind == "frames") {
    for (const auto& frame : event.at("frames")) walk.frames.push_back(frame.get<Frame>());
  } else if (kind == "observation") {
    walk.observations.push_back(event.at("observation").get<Observation>());
  } else if (kind == "native_ui") {
    walk.native_ui.push_back(event.at("native_ui").get<NativeUi>());
  } else if (kind == "interruption") {
    walk.interruptions.push_back(event.at("interruption").get<Interruption>());
  } else if (kind == "doubt") {
    walk.timing.reliable = false;
    walk.timing.reasons.push_back(event.at("reason").get<std::string>());
  } else if (kind == "walk_finished") {
    finish(walk, event);
  }
}

}  // namespace

Result<Walk> walk_from_events(std::string_view jsonl) {
  Walk walk;
  cut_off(walk);
  std::vector<std::string> damaged;
  for (int line = 1; !jsonl.empty(); ++line) {
    const auto end = jsonl.find('\n');
    if (end == std::string_view::npos) break;  // torn
    const std::string_view text = jsonl.substr(0, end);
    jsonl.remove_prefix(end + 1);
    try {
      const json event = parse_json(text);
      if (line > 1) {
        apply(walk, event);
      } else if (!event.is_object() || event.value("schema", "") != kEventsSchema) {
        return Error{Errc::kUnreadable, "events.jsonl: this is not " + std::string(kEventsSchema),
                     "Was it written by a later version of Firsthand?"};
      }
    } catch (const json::exception& exception) {
      if (line == 1)
        return Error{Errc::kUnreadable, "events.jsonl:1: " + reason_of(exception),
                     "This is not a recording, or its start is damaged."};
      // What was torn earlier may stand in the middle, when something was appended afterwards.
      damaged.push_back("events.jsonl:" + std::to_string(line) +
                        " does not read and is left out: " + reason_of(exception));
    }
  }
  if (!damaged.empty()) {
    walk.timing.reliable = false;
    if (damaged.size() > 3) damaged.resize(3);
    walk.timing.reasons.insert(walk.timing.reasons.end(), damaged.begin(), damaged.end());
  }
  // A browser that compresses two frames at a time may send the later one first.
  std::ranges::stable_sort(walk.frames, {}, &Frame::at_ms);
  return walk;
}

}  // namespace firsthand
