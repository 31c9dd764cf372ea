#include "analyzers/vision/line_reader.h"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kMargin = 8;          // white around a line, so that no letter touches the border
constexpr double kLineHeight = 44;  // what reads best; Tesseract itself works at 36
constexpr double kLargest = 2;      // small text is enlarged at most so much

std::filesystem::path data_folder() {
  const char* set = std::getenv("TESSDATA_PREFIX");
  return set != nullptr && *set != '\0' ? set : "/usr/share/tesseract-ocr/5/tessdata";
}

double size_to_read(int height) { return std::min(kLineHeight / height, kLargest); }

}  // namespace

void require_language(const std::string& language) {
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

namespace {

// The box that a line stands in, and what is beyond it, reach along the border; letters only touch
// it. They are painted over with the ground.
void clear_border(cv::Mat& gray, int ground) {
  constexpr int kDiffers = 40;    // of 255: less does no harm, and JPEG blurs so much
  constexpr double kAlong = 0.3;  // of a side
  cv::Mat far, labels;
  cv::absdiff(gray, cv::Scalar(ground), far);
  far = far > kDiffers;
  const int count = cv::connectedComponents(far, labels, 4, CV_32S);
  std::vector<std::array<int, 4>> touched(static_cast<std::size_t>(count), {0, 0, 0, 0});
  const auto touch = [&](int y, int x, std::size_t side) {
    ++touched[static_cast<std::size_t>(labels.at<int>(y, x))][side];
  };
  for (int x = 0; x < gray.cols; ++x) {
    touch(0, x, 0);
    touch(gray.rows - 1, x, 1);
  }
  for (int y = 0; y < gray.rows; ++y) {
    touch(y, 0, 2);
    touch(y, gray.cols - 1, 3);
  }
  cv::Mat beyond = cv::Mat::zeros(gray.size(), CV_8U);
  bool any = false;
  for (std::size_t i = 1; i < touched.size(); ++i) {
    const auto& sides = touched[i];
    if (std::max(sides[0], sides[1]) < kAlong * gray.cols &&
        std::max(sides[2], sides[3]) < kAlong * gray.rows)
      continue;
    beyond.setTo(255, labels == static_cast<int>(i));
    any = true;
  }
  if (any) gray.setTo(ground, beyond);
}

}  // namespace

// Most of a line is its ground, so the median is the ground; letters are on the side of it that
// reaches further.
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
  clear_border(gray, static_cast<int>(ground));
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

struct LineReader::State {
  tesseract::TessBaseAPI api;
};

LineReader::LineReader(const std::string& languages) : state_(std::make_unique<State>()) {
  for (const auto& language : split_languages(languages)) require_language(language);
  if (state_->api.Init(data_folder().c_str(), languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
    throw std::runtime_error("tesseract could not be started for '" + languages +
                             "': its language data in " + data_folder().string() +
                             " may be damaged; reinstall tesseract-ocr");
  state_->api.SetVariable("debug_file", "/dev/null");
}
LineReader::~LineReader() = default;
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;

std::vector<Word> LineReader::read(const cv::Mat& line) {
  // Tesseract asks for four threads by name; without a level to open them on, it gets one. The
  // setting is the calling thread's own.
  omp_set_max_active_levels(0);
  auto& api = state_->api;
  const double size = size_to_read(line.rows);
  cv::Mat ready;
  cv::resize(line, ready, {}, size, size, size < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::copyMakeBorder(ready, ready, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, 255);
  api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api.SetImage(ready.data, ready.cols, ready.rows, 1, static_cast<int>(ready.step));
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
    word.box = from_cv(box & cv::Rect(0, 0, line.cols, line.rows));
    word.confidence = static_cast<double>(found->Confidence(tesseract::RIL_WORD));
    words.push_back(std::move(word));
  } while (found->Next(tesseract::RIL_WORD));
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
