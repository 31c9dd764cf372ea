#pragma once
// Words in pixels, by Tesseract.

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

struct Readout {
  std::vector<Word> words{};
  std::string language{};  // the one of the reader's that the picture was read in
};

// Warm engines: loading one takes 0.1 s and some 20 MB a language and thread. A line whose pixels
// were read before is not read again, so that what two screens share costs next to nothing. One
// thread at a time may use a Reader.
class Reader {
 public:
  // `languages` as Tesseract writes them: "eng+deu". A picture is read in the one of them that its
  // first lines seem to be written in; where they cannot be told from each other (see language.h),
  // in all at once. Throws std::runtime_error naming the missing language and the package that
  // holds it.
  explicit Reader(const std::string& languages);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Loads what the first picture would wait for.
  void warm_up(int threads);

  // Every word of the picture. `scale` is its device pixels per CSS pixel (1 to 4): pictures are
  // read at about the size people see them. `threads`: how many lines are read at once, each by an
  // engine of its own (OpenMP is limited to one thread an engine); the words are the same.
  Readout read(const Image& image, double scale, int threads = 1);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The languages that Tesseract has data for, sorted. From $TESSDATA_PREFIX, else where Debian keeps
// them.
std::vector<std::string> installed_languages();

// The languages of "eng+deu".
std::vector<std::string> split_languages(const std::string& languages);

}  // namespace firsthand::vision
