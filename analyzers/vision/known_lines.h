#pragma once
// Lines that were read before, by what they look like. For this folder only; any thread.

#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/vision/words.h"

namespace firsthand::vision {

class KnownLines {
 public:
  // The words of a line of the same pixels that was read in `language`.
  std::optional<std::vector<Word>> find(const cv::Mat& line, const std::string& language);
  void remember(const cv::Mat& line, const std::string& language, std::vector<Word> words);

 private:
  // Two independent numbers of its pixels: the pixels themselves would fill the memory.
  struct Fingerprint {
    std::uint64_t one = 0, other = 0;
    int width = 0, height = 0;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
  };
  static Fingerprint of(const cv::Mat& line);

  std::mutex guard_{};
  std::map<std::string, std::map<Fingerprint, std::vector<Word>>> known_{};
};

}  // namespace firsthand::vision
