#pragma once
// A screen as eyes take it in: lines with their colours, paragraphs, and what stands together.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "journeys/recording.h"

namespace firsthand {

struct ScreenColour {
  int red = 0, green = 0, blue = 0;
  friend bool operator==(const ScreenColour&, const ScreenColour&) = default;
};
// Of "#rrggbb".
std::optional<ScreenColour> colour_from(std::string_view hex);
// No channel differs by more than `most` of 255.
bool is_like(const ScreenColour& a, const ScreenColour& b, int most);
// The colours of trouble: red, and the pale or dark reds of boxes around it.
bool is_red(const ScreenColour& colour);
// The colours of success, from pale to dark.
bool is_green(const ScreenColour& colour);

struct ScreenLine {
  std::string text{};    // as read
  std::string folded{};  // fold_phrase() of it
  Box box{};             // CSS pixels
  std::optional<ScreenColour> letters{}, ground{};
  std::size_t words = 0;
  double size = 0;  // of its letters, about that of the font in CSS pixels
};

// Lines of one paragraph: under each other, equally tall, of one colour.
struct Paragraph {
  std::vector<std::size_t> lines{};  // of ScreenLayout::lines, from the top
  Box box{};
};

struct ScreenLayout {
  std::vector<ScreenLine> lines{};  // reading order, without noise: pictures read as letters
  std::vector<Paragraph> paragraphs{};
  double usual_size = 0;    // of letters
  std::size_t letters = 0;  // all that there is to read

  const ScreenLine& first_of(const Paragraph& paragraph) const {
    return lines[paragraph.lines.front()];
  }
};

ScreenLayout layout_of(const Seen& seen);

}  // namespace firsthand
