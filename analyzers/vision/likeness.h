#pragma once
// Whether one place of two pictures shows the same thing, whatever its colours: a button under the
// pointer is still that button, an empty place is not.

#include <optional>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

struct Likeness {
  double changed = 0;  // share of the place that looks different, see change_between (kSoft)
  // How far the outlines of what stands there agree: 1 the same, 0 nothing in common, as of two
  // different words.
  double outlines = 0;
  // How strong those of the first are beside those of the second: what fades in has few as yet.
  double strength = 0;
};

// The first picture beside the second, in `place`. Empty: the sizes differ, or the place lies
// outside.
std::optional<Likeness> likeness_in(const Image& one, const Image& other, const Rect& place);

}  // namespace firsthand::vision
