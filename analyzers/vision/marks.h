#pragma once
// What a screen shows without a word: that it waits, that something is missing, or nothing at all.

#include <string_view>
#include <vector>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

enum class MarkKind {
  kPlain,        // the largest rectangle of one colour, if it is at least a fifth of the picture
  kSpinner,      // a ring of two tones or with a gap, or a row of dots, with nothing beside it
  kSkeleton,     // at least six blocks of one colour where words and pictures are to come
  kBrokenImage,  // the browser's icon for a picture that did not load
  kBrokenFrame   // the browser's own page in a frame that did not load; the box is the frame
};
std::string_view to_word(MarkKind kind);  // "plain", "spinner", "skeleton", "broken_image", ...

struct Mark {
  MarkKind kind = MarkKind::kPlain;
  Rect box{};  // pixels of the picture
};

// For pictures at about one pixel a CSS pixel. Icons of the browser are Chromium's.
std::vector<Mark> marks_in(const Image& image);

}  // namespace firsthand::vision
