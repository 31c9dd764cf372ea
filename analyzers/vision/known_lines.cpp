#include "analyzers/vision/known_lines.h"

#include <functional>
#include <string_view>

namespace firsthand::vision {
namespace {

constexpr std::size_t kMost = 20'000;  // of some 500 bytes

}  // namespace

KnownLines::Fingerprint KnownLines::of(const cv::Mat& line) {
  const cv::Mat whole = line.isContinuous() ? line : line.clone();
  const std::string_view bytes(reinterpret_cast<const char*>(whole.data), whole.total());
  std::uint64_t fnv = 14695981039346656037ULL;
  for (const char c : bytes) fnv = (fnv ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return {std::hash<std::string_view>{}(bytes), fnv, line.cols, line.rows};
}

std::optional<std::vector<Word>> KnownLines::find(const cv::Mat& line,
                                                  const std::string& language) {
  const Fingerprint print = of(line);
  const std::lock_guard lock(guard_);
  const auto& known = known_[language];
  const auto same = known.find(print);
  if (same == known.end()) return std::nullopt;
  return same->second;
}

void KnownLines::remember(const cv::Mat& line, const std::string& language,
                          std::vector<Word> words) {
  const Fingerprint print = of(line);
  const std::lock_guard lock(guard_);
  auto& known = known_[language];
  if (known.size() >= kMost) known.clear();
  known.emplace(print, std::move(words));
}

}  // namespace firsthand::vision
