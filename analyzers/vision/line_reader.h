#pragma once
// One engine of Tesseract, one line at a time. For this folder only.

#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "analyzers/vision/words.h"

namespace firsthand::vision {

// A line to read: where it stands in the picture, and how it looks without its colours.
struct Line {
  cv::Rect place{};
  cv::Mat picture{};
  std::vector<Word> words{};  // boxes in pixels of the whole picture
};

// Dark letters on white with full contrast, whatever they were: 8 bits, one channel. Empty: the
// line is of one colour.
cv::Mat dark_on_white(const cv::Mat& line);

// Throws what Reader's constructor does when the language is none or its data is missing.
void require_language(const std::string& language);

class LineReader {
 public:
  // See Reader.
  explicit LineReader(const std::string& languages);
  ~LineReader();
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;

  // The words of a line as dark_on_white makes it, boxes in its pixels.
  std::vector<Word> read(const cv::Mat& line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand::vision
