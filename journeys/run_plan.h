#pragma once
// What a run set out to do, written into its folder (run.json, schema "firsthand.run/1") before the
// first walk: a run that ended early is not judged as if it had been whole.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "journeys/disk_sync.h"
#include "journeys/recording_folder.h"

namespace firsthand {

struct PlannedJourney {
  JourneyInfo journey{};
  Visitor visitor{};
  int times = 1;   // how many visitors walk it
  int visits = 1;  // how often each of them does
};

struct RunPlan {
  std::string tool_version{};
  std::string fail_on{};  // the mildest finding that is a NO-GO: "serious"; empty: not known
  std::vector<PlannedJourney> journeys{};
};

// How a run names the recording of a journey's walk, by the visitor and their visit, from 1:
// "return-an-order-2", and of their second visit "return-an-order-2-visit-2".
std::string recording_name(const std::string& journey_id, int walk, int visit = 1);

Result<> write_run_plan(const std::filesystem::path& run, const RunPlan& plan, DiskSync& disk);

// Nothing: the run has no run.json. kUnreadable: it has one that does not read.
Result<std::optional<RunPlan>> read_run_plan(const std::filesystem::path& run);

// The planned walks that are none of `recordings`, each as a recording of its name without steps:
// unmeasured, with the reason not_begun, or lost where `walks` holds a recording that does not
// read.
std::vector<Recording> missing_walks(const RunPlan& plan, const std::vector<Recording>& recordings,
                                     const std::filesystem::path& walks);

}  // namespace firsthand
