#include "cli/output_folder.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <system_error>

#include "journeys/text.h"

namespace firsthand {
namespace fs = std::filesystem;

fs::path dated_folder() {
  const auto name = fmt::format("firsthand-{:%Y%m%d-%H%M%S}", fmt::localtime(std::time(nullptr)));
  fs::path folder = name;
  std::error_code ignored;
  for (int n = 2; fs::exists(folder, ignored); ++n) folder = fmt::format("{}-{}", name, n);
  return folder;
}

Result<> make_folder(const fs::path& folder) {
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  if (!trouble && fs::is_directory(folder, trouble)) return Done{};
  return Error{Errc::kNoSpace,
               fmt::format("cannot write to {}: {}", printable(folder.string()),
                           trouble ? trouble.message() : "it is a file"),
               trouble == std::errc::no_space_on_device
                   ? "Make room on that disk, or choose another folder with --out."
                   : "Choose another folder with --out."};
}

Result<> make_run_folder(const fs::path& folder) {
  std::error_code trouble;
  if (fs::is_directory(folder, trouble) && !fs::is_empty(folder, trouble))
    return Error{
        Errc::kUsage, fmt::format("{} is not empty", printable(folder.string())),
        "Every run keeps its own evidence: name a new folder with --out, or remove that "
        "one first." +
            (fs::is_directory(folder / "walks", trouble)
                 ? fmt::format(" What a run left there is judged by `firsthand analyze {}`.",
                               printable(folder.string()))
                 : std::string())};
  if (auto made = make_folder(folder); !made) return made;
  // Only one of two runs that begin at once makes it.
  if (fs::create_directory(folder / "walks", trouble)) return Done{};
  if (trouble) return make_folder(folder / "walks");
  return Error{Errc::kUsage, fmt::format("{} is another run's", printable(folder.string())),
               "Every run keeps its own evidence: name a new folder with --out."};
}

Result<fs::path> make_dated_run_folder() {
  for (;;) {
    auto folder = dated_folder();
    const auto made = make_run_folder(folder);
    if (made) return folder;
    if (made.error().code != Errc::kUsage) return made.error();
  }
}

}  // namespace firsthand
