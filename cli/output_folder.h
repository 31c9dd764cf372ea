#pragma once
// Where a run's files go:
//   DIR/run.json                  what the run set out to walk
//   DIR/walks/<journey-id>-<n>/   the recordings
//   DIR/report.html, audit.json, junit.xml

#include <filesystem>
#include <string>

#include "journeys/result.h"

namespace firsthand {

// firsthand-YYYYMMDD-HHMMSS in the current folder, local time; with -2, -3 … if that is taken.
std::filesystem::path dated_folder();

// Makes `folder` with its walks/ in it. It must be new or empty: an earlier run's evidence is never
// overwritten or mixed with another's. Not empty, or made by another run at the same time: kUsage.
// Not writable: kNoSpace.
Result<> make_run_folder(const std::filesystem::path& folder);

// The same for dated_folder(), where another run may have taken the name meanwhile.
Result<std::filesystem::path> make_dated_run_folder();

// Makes `folder` if it is not there. Not writable: kNoSpace.
Result<> make_folder(const std::filesystem::path& folder);

}  // namespace firsthand
