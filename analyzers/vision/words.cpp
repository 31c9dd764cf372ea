#include "analyzers/vision/words.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <map>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "analyzers/vision/known_lines.h"
#include "analyzers/vision/language.h"
#include "analyzers/vision/line_reader.h"
#include "analyzers/vision/lines.h"
#include "analyzers/vision/mat.h"

namespace firsthand::vision {

namespace {

constexpr int kAround = 3;          // pixels of the picture kept around a line's box: accents
constexpr std::size_t kSample = 3;  // lines that are read at a time to tell the language

cv::Rect grown(const Rect& box, double scale, const cv::Mat& picture) {
  const auto at = [&](int v) { return static_cast<int>(std::lround(v * scale)); };
  return cv::Rect(at(box.x - kAround), at(box.y - kAround), at(box.w + 2 * kAround),
                  at(box.h + 2 * kAround)) &
         cv::Rect(0, 0, picture.cols, picture.rows);
}

// Lines are looked for at the size people see; letters are read from all the pixels there are.
std::vector<Line> lines_of(const cv::Mat& picture, double scale) {
  cv::Mat seen = picture;
  if (scale > 1) cv::resize(picture, seen, {}, 1 / scale, 1 / scale, cv::INTER_AREA);
  std::vector<Line> lines;
  for (const Rect& box : find_lines(copy_of(seen))) {
    Line line;
    line.place = grown(box, scale, picture);
    if (line.place.area() > 0) line.picture = dark_on_white(picture(line.place));
    if (!line.picture.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

// Lines by the letters they may hold, most first.
std::vector<std::size_t> longest_first(const std::vector<Line>& lines) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto letters = [&](std::size_t i) {
    return static_cast<double>(lines[i].place.width) / lines[i].place.height;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return letters(a) > letters(b); });
  return order;
}

}  // namespace

struct Reader::State {
  std::vector<std::string> languages{};  // that are told apart; one when all are used at once
  std::vector<std::map<std::string, LineReader>> engines{};  // one a thread, by language
  KnownLines known{};

  LineReader& engine(std::size_t thread, const std::string& language) {
    auto& mine = engines[thread];
    const auto loaded = mine.find(language);
    return loaded != mine.end() ? loaded->second
                                : mine.emplace(language, LineReader(language)).first->second;
  }
  void read(Line& line, const std::string& language, std::size_t thread);
  void read(std::vector<Line>& lines, const std::vector<std::size_t>& which,
            const std::string& language, std::size_t threads);
  std::string tell(std::vector<Line>& lines, const std::vector<std::size_t>& order,
                   std::size_t& read_already, std::size_t threads);
};

void Reader::State::read(Line& line, const std::string& language, std::size_t thread) {
  auto words = known.find(line.picture, language);
  if (!words) {
    words = engine(thread, language).read(line.picture);
    known.remember(line.picture, language, *words);
  }
  for (auto& word : *words) {
    word.box.x += line.place.x;
    word.box.y += line.place.y;
  }
  line.words = std::move(*words);
}

void Reader::State::read(std::vector<Line>& lines, const std::vector<std::size_t>& which,
                         const std::string& language, std::size_t threads) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(which.size(), 1));
  if (engines.size() < threads) engines.resize(threads);
  std::atomic<std::size_t> next{0};
  std::exception_ptr trouble;
  std::mutex trouble_guard;
  const auto work = [&](std::size_t thread) {
    try {
      for (std::size_t i = next++; i < which.size(); i = next++)
        read(lines[which[i]], language, thread);
    } catch (...) {
      const std::lock_guard lock(trouble_guard);
      trouble = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (std::size_t thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
  work(0);
  for (auto& other : others) other.join();
  if (trouble) std::rethrow_exception(trouble);
}

// Reads as many lines in the first language, in `order`, as it takes to tell the language of all.
std::string Reader::State::tell(std::vector<Line>& lines, const std::vector<std::size_t>& order,
                                std::size_t& read_already, std::size_t threads) {
  if (languages.size() == 1) return languages[0];
  LanguageGuess guess(languages);
  while (read_already < order.size() && !guess.is_sure()) {
    const std::size_t end = std::min(read_already + kSample, order.size());
    const auto at = [&](std::size_t i) { return order.begin() + static_cast<std::ptrdiff_t>(i); };
    read(lines, {at(read_already), at(end)}, languages[0], threads);
    for (; read_already < end; ++read_already)
      for (const auto& word : lines[order[read_already]].words) guess.take(word.text);
  }
  return guess.best();
}

Reader::Reader(const std::string& languages) : state_(std::make_unique<State>()) {
  // A screen is small: OpenCV's own threads cost more than they save, and lines have ours.
  cv::setNumThreads(1);
  state_->languages = split_languages(languages);
  // What is missing is told at once, not with the first picture that needs it.
  for (const auto& language : state_->languages) require_language(language);
  if (!std::all_of(state_->languages.begin(), state_->languages.end(), can_tell))
    state_->languages = {languages};
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::warm_up(int threads) {
  const auto most = static_cast<std::size_t>(std::max(threads, 1));
  if (state_->engines.size() < most) state_->engines.resize(most);
  for (std::size_t thread = 0; thread < most; ++thread)
    state_->engine(thread, state_->languages[0]);
}

Readout Reader::read(const Image& image, double scale, int threads) {
  const cv::Mat picture = view(image);
  if (picture.empty()) return {};
  auto lines = lines_of(picture, std::clamp(scale, 1.0, 4.0));
  const auto order = longest_first(lines);
  const auto most = static_cast<std::size_t>(std::max(threads, 1));
  std::size_t read_already = 0;
  Readout readout;
  readout.language = state_->tell(lines, order, read_already, most);
  const bool again = readout.language != state_->languages[0];
  const auto rest = order.begin() + static_cast<std::ptrdiff_t>(again ? 0 : read_already);
  state_->read(lines, {rest, order.end()}, readout.language, most);
  int number = 0;
  for (auto& line : lines) {
    for (auto& word : line.words) {
      word.line = number;
      readout.words.push_back(std::move(word));
    }
    number += line.words.empty() ? 0 : 1;
  }
  return readout;
}

std::vector<std::string> split_languages(const std::string& languages) {
  std::vector<std::string> names(1);
  for (const char c : languages) {
    if (c == '+')
      names.emplace_back();
    else
      names.back() += c;
  }
  return names;
}

}  // namespace firsthand::vision
