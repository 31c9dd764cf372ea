#include "journeys/run_plan.h"

#include <nlohmann/json.hpp>
#include <set>

#include "journeys/journey.h"
#include "journeys/recording_parse.h"

namespace firsthand {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kSchema = "firsthand.run/1";
constexpr int kMostTimes = 1000;
constexpr std::size_t kMostWalks = 100'000;

fs::path file_in(const fs::path& run) { return run / "run.json"; }

Error unreadable_plan(const fs::path& file, const std::string& why) {
  return {
      Errc::kUnreadable, "cannot read " + file.string() + ": " + why,
      "It says what the run set out to walk. Take it away to judge what is there as all of it."};
}

int times_from(const json& times, int most) {
  const auto many = times.get<double>();
  return many >= 1 && many <= most ? static_cast<int>(many) : 0;
}

RunPlan plan_from(const json& tree) {
  RunPlan plan;
  plan.tool_version = tree.value("tool_version", "");
  plan.fail_on = tree.value("fail_on", "");
  for (const auto& planned : tree.at("journeys"))
    plan.journeys.push_back({planned.at("journey").get<JourneyInfo>(),
                             planned.at("visitor").get<Visitor>(),
                             times_from(planned.at("times"), kMostTimes),
                             times_from(planned.value("visits", json(1)), kMostVisits)});
  return plan;
}

// Its names become those of folders.
std::string why_refused(const RunPlan& plan) {
  std::size_t walks = 0;
  for (const auto& [journey, visitor, times, visits] : plan.journeys) {
    if (journey.id.empty() || slug(journey.id) != journey.id)
      return "'" + printable(journey.id, 80) + "' is the name of no journey";
    if (times == 0 || visits == 0) return "no journey is walked so many times";
    walks += static_cast<std::size_t>(times) * static_cast<std::size_t>(visits);
  }
  return walks > kMostWalks ? "no run has so many walks" : "";
}

Recording missing(const PlannedJourney& planned, const RunPlan& plan, std::string name, int visit,
                  const fs::path& walks) {
  Recording recording;
  const bool begun = is_recording(walks / name);
  recording.name = std::move(name);
  recording.walk.tool_version = plan.tool_version;
  recording.walk.journey = planned.journey;
  recording.walk.visitor = planned.visitor;
  recording.walk.visit = visit;
  recording.walk.reason = begun ? "lost" : "not_begun";
  recording.walk.reason_text = begun ? "Its recording does not read." : "The walk was not begun.";
  return recording;
}

}  // namespace

std::string recording_name(const std::string& journey_id, int walk, int visit) {
  auto name = journey_id + "-" + std::to_string(walk);
  return visit == 1 ? name : name + "-visit-" + std::to_string(visit);
}

Result<> write_run_plan(const fs::path& run, const RunPlan& plan, DiskSync& disk) {
  json tree{{"schema", kSchema},
            {"tool_version", valid_utf8(plan.tool_version)},
            {"fail_on", plan.fail_on},
            {"journeys", json::array()}};
  for (const auto& planned : plan.journeys)
    tree["journeys"].push_back({{"journey", planned.journey},
                                {"visitor", planned.visitor},
                                {"times", planned.times},
                                {"visits", planned.visits}});
  return disk.write(file_in(run), tree.dump(1) + "\n");
}

Result<std::optional<RunPlan>> read_run_plan(const fs::path& run) {
  const auto file = file_in(run);
  std::error_code error;
  // Not through a link: a run from elsewhere must not show files of this machine.
  const auto status = fs::symlink_status(file, error);
  if (!fs::exists(status)) return std::optional<RunPlan>();
  if (!fs::is_regular_file(status)) return unreadable_plan(file, "it is no file");
  const auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  try {
    const auto tree = parse_json(*bytes);
    if (!tree.is_object() || tree.value("schema", "") != kSchema)
      return unreadable_plan(file, "this is not " + std::string(kSchema));
    auto plan = plan_from(tree);
    if (const auto why = why_refused(plan); !why.empty()) return unreadable_plan(file, why);
    return std::optional(std::move(plan));
  } catch (const json::exception& exception) {
    return unreadable_plan(file, reason_of(exception));
  }
}

std::vector<Recording> missing_walks(const RunPlan& plan, const std::vector<Recording>& recordings,
                                     const fs::path& walks) {
  std::set<std::string> there;
  for (const auto& recording : recordings) there.insert(recording.name);
  std::vector<Recording> all;
  for (const auto& planned : plan.journeys)
    for (int walk = 1; walk <= planned.times; ++walk)
      for (int visit = 1; visit <= planned.visits; ++visit)
        if (auto name = recording_name(planned.journey.id, walk, visit); !there.contains(name))
          all.push_back(missing(planned, plan, std::move(name), visit, walks));
  return all;
}

}  // namespace firsthand
