#include "recorder/collecting.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestExtension = 12;
constexpr std::uintmax_t kLargestSearched = 10'000'000;  // bytes looked through for secrets

bool is_text(const std::string& bytes) {
  return bytes.find('\0') == std::string::npos && valid_utf8(bytes) == bytes;
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  std::string out = printable(name, 1000);
  for (char& character : out)
    if (std::string_view(R"(<>:"|?*$`')").find(character) != std::string_view::npos)
      character = '_';
  out.erase(0, out.find_first_not_of(". -"));
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
  if (out.size() > kLongestName) {
    auto extension = fs::path(out).extension().string();
    if (extension.size() > kLongestExtension) extension.clear();
    out = valid_utf8(out.substr(0, kLongestName - extension.size() - 3)) + extension;
  }
  return out.empty() ? "download" : out;
}

void Collecting::collect(int step) {
  for (const auto& download : state_.page.downloads().downloads())
    if ((download.completed_ms || download.canceled) && told_.insert(download.id).second)
      take(download, step);
}

std::string Collecting::free_name(const std::string& name) {
  const auto extension = fs::path(name).extension().string();
  const auto stem = name.substr(0, name.size() - extension.size());
  auto free = name;
  for (int copy = 2; !names_.insert(free).second; ++copy)
    free = fmt::format("{} ({}){}", stem, copy, extension);
  return free;
}

void Collecting::take(const Download& download, int step) {
  const auto& redactor = state_.log.redactor();
  const auto name = free_name(safe_file_name(redactor.clean(download.name)));
  const auto tell = [&](const std::string& what) {
    state_.observe({.kind = "download", .step = step, .text = name + ", " + what});
  };
  if (!download.completed_ms) return tell("was not completed");
  const auto file = state_.page.downloads().file_of(download);
  std::error_code failed;
  const auto size = fs::is_regular_file(fs::symlink_status(file, failed))
                        ? fs::file_size(file, failed)
                        : std::uintmax_t{0};
  if (failed || !std::ifstream(file)) return tell("could not be read");
  fs::create_directory(state_.log.folder() / "downloads", failed);
  const auto sized = fmt::format("{} bytes", size);
  if (redactor.idle()) {
    state_.log.save_copy("downloads/" + name, file);
    return tell(sized);
  }
  const auto text = size <= kLargestSearched ? read_file(file) : Error{};
  if (!text || !is_text(*text))
    return tell(sized + "; not kept, it may hold a secret of the journey");
  state_.log.save_text("downloads/" + name, *text);
  tell(sized);
}

}  // namespace firsthand
