#pragma once
// The screens of a run's recordings, made small enough for a report.

#include <filesystem>

#include "recorder/eyes.h"
#include "reports/html_report.h"

namespace firsthand {

// Pictures of recordings that lie relative to `audit_folder`, by firsthand-eyes: WebP, at most 640
// pixels wide. `eyes` must outlive it. Only a recording's own screens/ are ever read, whatever an
// audit file says.
PictureSource pictures_for(const std::filesystem::path& audit_folder, Eyes& eyes);

}  // namespace firsthand
