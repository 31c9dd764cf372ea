#pragma once
// An audit as one HTML file for people who will never see the command line: no network request, no
// script, readable on a phone, in print and in dark mode. Everything an audit holds is treated as
// hostile text.

#include <functional>
#include <optional>
#include <string>

#include "analyzers/audit.h"

namespace firsthand {

struct Picture {
  std::string bytes{};
  std::string mime{};         // image/webp, image/jpeg or image/png; another is left out
  int width = 0, height = 0;  // pixels of the picture itself
};

// A screen of a recording, already as small as it should be in a report. `recording` is
// WalkSummary::recording, `screen_file` as in StepRecord::before, after and Evidence::screen.
// Empty: there is no such picture, and the report says so in its place. Asked once for each
// picture.
using PictureSource = std::function<std::optional<Picture>(const std::string& recording,
                                                           const std::string& screen_file)>;

// Pictures are embedded once, however often they are shown, and at most 4 MB of them (as base64,
// 5.3 MB): what has no room is named in its place. In this order: the worst frictions, the
// journeys, the findings. A journey's story is that of its worst walk; all its walks are listed.
std::string html_report(const Audit& audit, const PictureSource& pictures);

}  // namespace firsthand
