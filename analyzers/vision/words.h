#pragma once
// Words in pixels, by Tesseract. One Reader a thread; OpenMP is limited to one thread.

#include <memory>
#include <string>
#include <vector>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

struct Word {
  std::string text{};     // UTF-8
  Rect box{};             // image pixels
  double confidence = 0;  // 0 to 100
  int line = 0;           // words of one line share it; reading order
};

class Reader {
 public:
  // `languages` as Tesseract writes them: "eng+deu". Throws std::runtime_error naming the missing
  // language and the package that holds it.
  explicit Reader(const std::string& languages);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Every word of the picture. `scale` is its device pixels per CSS pixel (1 to 4): pictures are
  // read at about the size people see them.
  std::vector<Word> read(const Image& image, double scale);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The languages that Tesseract has data for, sorted. From $TESSDATA_PREFIX, else where Debian keeps
// them.
std::vector<std::string> installed_languages();

}  // namespace firsthand::vision
