#pragma once
// How a screen fills, from its frames: the published measures, as browsertime's
// visualmetrics-portable.py computes them.

#include <optional>
#include <vector>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

struct TimedFrame {
  double at_ms = 0;
  Image image{};
};

struct VisualMetrics {
  double first_change_ms = 0;  // of the second frame
  double last_change_ms = 0;   // of the last
  // First time from which on so much was there and stayed: 85, 95, 99 % of the change.
  double complete_85_ms = 0, complete_95_ms = 0, complete_99_ms = 0;
  double speed_index = 0;             // ms: the area above the curve of progress
  double speed_index_all = 0;         // ms: the same of progress_all
  double perceptual_speed_index = 0;  // ms: the same by likeness to the last frame (SSIM)
  double contentful_speed_index = 0;  // ms: the same by edges (Canny)
  std::vector<int> progress{};        // percent, one a frame
  // Theirs leaves out pixels whose channels are all 250 or more, taking the page's ground to be
  // white; this counts all: on a dark page white is a part of what changes.
  std::vector<int> progress_all{};
};

// Frames in their order, each different from the one before; times count from the first (the start
// of a load, or the frame at a click). All frames have one size. Empty: no frames, or sizes differ.
// One frame: nothing changed, all times are its own and all indices 0.
//
// progress: colour histograms of 3 x 256 bins, h of the frame, s of the first, t of the last:
//   floor(100 * sum min(|h - s|, |t - s|) / sum |t - s|), and 100 when nothing differs.
// speed_index: sum of (t[i] - t[i-1]) * (1 - progress[i-1] / 100)  (Speed Index, WebPageTest).
// perceptual: first_change + sum from the third frame of dt * (1 - SSIM(frame[i-1], last)); SSIM in
//   grey, Gaussian 11 x 11, sigma 1.5 (Gao et al. 2017; Wang et al. 2004).
// contentful: grey, blurred 13 x 13, sigma 1, Canny at 10 and 30 % of its range; edges / most edges
//   of any frame, the first counting 0.
std::optional<VisualMetrics> visual_metrics(const std::vector<TimedFrame>& frames);

struct Instability {
  double changed = 0;     // share of the pixels that changed at all
  double repeatedly = 0;  // share of those that changed five times or more: what will not settle
};
// A pixel changes between two frames when its channels differ by more than 30 together. Empty: as
// above.
std::optional<Instability> instability(const std::vector<TimedFrame>& frames);

}  // namespace firsthand::vision
