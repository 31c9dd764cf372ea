#include "cli/pictures.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A phone's 390 CSS pixels at 1.6 times; a laptop's screen so that its text can still be read.
constexpr int kTallWidth = 640;
constexpr int kWideWidth = 1000;
constexpr int kQuality = 60;  // WebP: 21 KB for a screen of 1280 x 800, and it can still be read

bool is_a_screen(const std::string& file) {
  const auto path = fs::path(file);
  return path.parent_path() == "screens" && path.extension() == ".png";
}

// Width and height as a PNG's first chunk says them.
std::optional<std::pair<int, int>> png_size(std::string_view png) {
  if (png.size() < 24 || png.substr(12, 4) != "IHDR") return {};
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value << 8U | static_cast<unsigned char>(png[at + i]);
    return value > 0 && value < 100'000 ? static_cast<int>(value) : 0;
  };
  const auto size = std::pair(number(16), number(20));
  if (size.first == 0 || size.second == 0) return {};
  return size;
}

std::optional<Picture> picture_of(const fs::path& file, Eyes& eyes) {
  auto png = read_file(file);
  if (!png) return {};
  const auto size = png_size(*png);
  if (!size) return {};
  const int most = size->first > size->second ? kWideWidth : kTallWidth;
  auto small = eyes.picture(*png, most, "webp", kQuality, Deadline::after(10s));
  if (!small) {
    spdlog::warn("{}: {}", printable(file.string()), printable(small.error().text()));
    return {};
  }
  const int width = std::min(most, size->first);
  const double ratio = static_cast<double>(size->second) / size->first;
  return Picture{std::move(*small), "image/webp", width,
                 std::max(1, static_cast<int>(std::lround(width * ratio)))};
}

}  // namespace

PictureSource pictures_for(const fs::path& audit_folder, Eyes& eyes) {
  return [audit_folder, &eyes](const std::string& recording,
                               const std::string& screen) -> std::optional<Picture> {
    const auto folder = audit_folder / recording;
    std::error_code ignored;
    // Not through links: a recording from elsewhere must not show files of this machine.
    if (!is_a_screen(screen) || !is_recording(folder) ||
        !fs::is_regular_file(fs::symlink_status(folder / screen, ignored)))
      return {};
    return picture_of(folder / screen, eyes);
  };
}

}  // namespace firsthand
