#include "analyzers/vision/words.h"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "analyzers/vision/lines.h"
#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kMargin = 8;          // white around a line, so that no letter touches the border
constexpr int kAround = 3;          // pixels of the picture kept around a line's box: accents
constexpr double kLineHeight = 44;  // what reads best; Tesseract itself works at 36
constexpr double kLargest = 2;      // small text is enlarged at most so much

std::filesystem::path data_folder() {
  const char* set = std::getenv("TESSDATA_PREFIX");
  return set != nullptr && *set != '\0' ? set : "/usr/share/tesseract-ocr/5/tessdata";
}

// The languages of "eng+deu", each a plain file name.
std::vector<std::string> split(const std::string& languages) {
  std::vector<std::string> names(1);
  for (const char c : languages) {
    if (c == '+')
      names.emplace_back();
    else
      names.back() += c;
  }
  return names;
}

void must_be_there(const std::string& language) {
  const bool plain =
      !language.empty() &&
      language.find_first_not_of("abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
          std::string::npos;
  if (!plain) throw std::runtime_error("a tesseract language is written like 'eng' or 'eng+deu'");
  if (std::filesystem::exists(data_folder() / (language + ".traineddata"))) return;
  std::string package = language;
  std::replace(package.begin(), package.end(), '_', '-');
  throw std::runtime_error("tesseract language '" + language +
                           "' is not installed: apt-get install tesseract-ocr-" + package);
}

// Dark letters on white with full contrast, whatever they were. Most of a line is its ground, so
// the median is the ground; letters are on the side of it that reaches further. Empty: one colour.
cv::Mat dark_on_white(const cv::Mat& line) {
  cv::Mat gray;
  cv::cvtColor(line, gray, cv::COLOR_BGR2GRAY);
  int histogram[256] = {};
  for (int y = 0; y < gray.rows; ++y)
    for (int x = 0; x < gray.cols; ++x) ++histogram[gray.at<std::uint8_t>(y, x)];
  std::size_t ground = 0, seen = 0;
  for (; ground < 255; ++ground) {
    seen += static_cast<std::size_t>(histogram[ground]);
    if (seen * 2 >= gray.total()) break;
  }
  double low = 0, high = 0;
  cv::minMaxLoc(gray, &low, &high);
  if (high - low < 1) return {};
  const auto middle = static_cast<double>(ground);
  const double letters = high - middle > middle - low ? high : low;
  const double stretch = 255 / (middle - letters);
  cv::Mat out;
  gray.convertTo(out, CV_8U, stretch, -stretch * letters);
  return out;
}

double size_to_read(int height) { return std::min(kLineHeight / height, kLargest); }

cv::Rect grown(const Rect& box, double scale, const cv::Mat& picture) {
  const auto at = [&](int v) { return static_cast<int>(std::lround(v * scale)); };
  return cv::Rect(at(box.x - kAround), at(box.y - kAround), at(box.w + 2 * kAround),
                  at(box.h + 2 * kAround)) &
         cv::Rect(0, 0, picture.cols, picture.rows);
}

}  // namespace

struct Reader::State {
  tesseract::TessBaseAPI api;

  // The words of one line, boxes in pixels of the picture that `place` was cut from.
  std::vector<Word> read_line(const cv::Mat& picture, const cv::Rect& place);
};

std::vector<Word> Reader::State::read_line(const cv::Mat& picture, const cv::Rect& place) {
  cv::Mat line = dark_on_white(picture(place));
  if (line.empty()) return {};
  const double size = size_to_read(line.rows);
  cv::resize(line, line, {}, size, size, size < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::copyMakeBorder(line, line, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, 255);
  api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api.SetImage(line.data, line.cols, line.rows, 1, static_cast<int>(line.step));
  api.SetSourceResolution(96);
  if (api.Recognize(nullptr) != 0) return {};
  const std::unique_ptr<tesseract::ResultIterator> found(api.GetIterator());
  if (!found) return {};
  std::vector<Word> words;
  do {
    int left = 0, top = 0, right = 0, bottom = 0;
    const std::unique_ptr<char[]> text(found->GetUTF8Text(tesseract::RIL_WORD));
    if (!text || !found->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
    Word word;
    word.text = text.get();
    if (word.text.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    const auto back = [&](int v) { return static_cast<int>(std::lround((v - kMargin) / size)); };
    const cv::Rect box(back(left), back(top), back(right) - back(left), back(bottom) - back(top));
    word.box = from_cv((box + place.tl()) & place);
    word.confidence = static_cast<double>(found->Confidence(tesseract::RIL_WORD));
    words.push_back(std::move(word));
  } while (found->Next(tesseract::RIL_WORD));
  return words;
}

Reader::Reader(const std::string& languages) : state_(std::make_unique<State>()) {
  for (const auto& language : split(languages)) must_be_there(language);
  // Tesseract asks for four threads by name; without a level to open them on, it gets one.
  omp_set_max_active_levels(0);
  if (state_->api.Init(data_folder().c_str(), languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
    throw std::runtime_error("tesseract could not be started for '" + languages +
                             "': its language data in " + data_folder().string() +
                             " may be damaged; reinstall tesseract-ocr");
  state_->api.SetVariable("debug_file", "/dev/null");
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::vector<Word> Reader::read(const Image& image, double scale) {
  const cv::Mat picture = view(image);
  if (picture.empty()) return {};
  // Lines are looked for at the size people see; letters are read from all the pixels there are.
  const double ratio = std::clamp(scale, 1.0, 4.0);
  cv::Mat seen = picture;
  if (ratio > 1) cv::resize(picture, seen, {}, 1 / ratio, 1 / ratio, cv::INTER_AREA);
  std::vector<Word> words;
  int line_number = 0;
  for (const Rect& line : find_lines(copy_of(seen))) {
    const cv::Rect place = grown(line, ratio, picture);
    if (place.area() == 0) continue;
    auto read = state_->read_line(picture, place);
    if (read.empty()) continue;
    for (auto& word : read) {
      word.line = line_number;
      words.push_back(std::move(word));
    }
    ++line_number;
  }
  return words;
}

std::vector<std::string> installed_languages() {
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder(), failed))
    if (entry.path().extension() == ".traineddata") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace firsthand::vision
