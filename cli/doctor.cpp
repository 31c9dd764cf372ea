#include <fmt/format.h>
#include <sys/utsname.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <thread>

#include "cli/commands.h"
#include "cli/examined_browser.h"
#include "journeys/text.h"
#include "recorder/eyes.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view kSetup = "scripts/setup";

enum class Health { kOk, kMissing, kLacking };  // kLacking: works without it, less well

class Sheet {
 public:
  explicit Sheet(const Console& console) : console_(console) {}
  // `mend`: the command or act that mends it.
  void line(Health health, std::string_view part, std::string_view what,
            std::string_view mend = "") {
    const auto word = health == Health::kOk        ? "ok"
                      : health == Health::kMissing ? "missing"
                                                   : "lacking";
    console_.out << fmt::format("{:<8} {:<14} {}\n", word, part, printable(what));
    if (health != Health::kOk && !mend.empty())
      console_.out << fmt::format("{:<24}mend it: {}\n", "", printable(mend));
    if (health == Health::kMissing) well_ = false;
  }
  bool well() const { return well_; }

 private:
  const Console& console_;
  bool well_ = true;
};

void look_for_browsers(Sheet& sheet, const DoctorRequest& request) {
  for (const std::string engine : {"shell", "full"}) {
    const auto found = find_browser(engine);
    const auto part = "browser " + engine;
    if (found)
      sheet.line(Health::kOk, part, found->string());
    else
      sheet.line(request.browser == engine ? Health::kMissing : Health::kLacking, part,
                 found.error().what, found.error().advice);
  }
}

void try_the_browser(Sheet& sheet, const DoctorRequest& request) {
  BrowserOptions options;
  options.engine = request.browser;
  options.sandbox = !request.unsandboxed;
  const auto browser = examine_browser(options, Deadline::after(20s));
  if (!browser) {
    sheet.line(Health::kMissing, "launch", browser.error().what,
               browser.error().advice.empty() ? kSetup : browser.error().advice);
    return;
  }
  sheet.line(Health::kOk, "launch",
             fmt::format("{}, in {}", browser->product, duration_text(browser->launch_ms)));
  if (request.unsandboxed)
    sheet.line(Health::kLacking, "sandbox", "off, as asked",
               "firsthand doctor without --unsandboxed");
  else if (browser->sandboxed)
    sheet.line(Health::kOk, "sandbox", "on: the renderer's system calls are filtered");
  else
    sheet.line(Health::kMissing, "sandbox", "the renderer's system calls are not filtered",
               "apt-get install chromium-sandbox");
}

void look_at_eyes(Sheet& sheet) {
  const auto program = find_eyes();
  std::error_code ignored;
  if (program.empty() || !fs::exists(program, ignored)) {
    sheet.line(Health::kMissing, "eyes", "firsthand-eyes was not found beside this program",
               "cmake --build build/dev --target firsthand-eyes");
    return;
  }
  Eyes eyes(program);
  const auto languages = eyes.languages(Deadline::after(10s));
  if (!languages) {
    sheet.line(Health::kMissing, "eyes", languages.error().what,
               languages.error().advice.empty() ? kSetup : languages.error().advice);
    return;
  }
  sheet.line(Health::kOk, "eyes", program.string());
  if (std::find(languages->begin(), languages->end(), "eng") != languages->end())
    sheet.line(Health::kOk, "languages", fmt::format("{}", fmt::join(*languages, ", ")));
  else
    sheet.line(Health::kMissing, "languages", "Tesseract cannot read English",
               "apt-get install tesseract-ocr-eng");
}

// Families that fontconfig knows, counted; empty when fc-list is not there.
std::optional<int> font_families() {
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen("fc-list : family 2>/dev/null", "r"),
                                                    close);
  if (!pipe) return {};
  int lines = 0;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr) ++lines;
  if (lines == 0) return {};
  return lines;
}

void look_at_fonts(Sheet& sheet) {
  if (const auto families = font_families())
    sheet.line(Health::kOk, "fonts", fmt::format("{} families", *families));
  else
    sheet.line(Health::kLacking, "fonts", "no fonts: pages will not look as customers see them",
               "apt-get install fontconfig fonts-liberation fonts-noto-core");
}

void look_at_disk(Sheet& sheet) {
  constexpr double kGigabyte = 1e9;
  std::error_code trouble;
  const auto space = fs::space(".", trouble);
  const double free = trouble ? 0 : static_cast<double>(space.available) / kGigabyte;
  // A walk keeps its film and screens: tens of megabytes.
  if (free >= 1)
    sheet.line(Health::kOk, "disk", fmt::format("{:.0f} GB free in this folder", free));
  else
    sheet.line(Health::kLacking, "disk", fmt::format("{:.1f} GB free in this folder", free),
               "make room, or name another disk with --out");
}

void look_at_machine(Sheet& sheet) {
  timespec resolution{};
  clock_getres(CLOCK_MONOTONIC, &resolution);
  const double ns =
      static_cast<double>(resolution.tv_sec) * 1e9 + static_cast<double>(resolution.tv_nsec);
  sheet.line(ns <= 1e6 ? Health::kOk : Health::kLacking, "clock",
             fmt::format("monotonic, to {:.0f} ns", ns), "use a machine with a finer clock");
  utsname system{};
  uname(&system);
  sheet.line(Health::kOk, "machine",
             fmt::format("{} {}, {} CPUs", system.sysname, system.release,
                         std::thread::hardware_concurrency()));
}

}  // namespace

ExitCode run_doctor(const DoctorRequest& request, const Console& console) {
  Sheet sheet(console);
  look_for_browsers(sheet, request);
  try_the_browser(sheet, request);
  look_at_eyes(sheet);
  look_at_fonts(sheet);
  look_at_disk(sheet);
  look_at_machine(sheet);
  console.out << (sheet.well() ? "Firsthand can walk here."
                               : "Firsthand cannot walk here until what is missing is mended.")
              << std::endl;
  return sheet.well() ? ExitCode::kGo : ExitCode::kCannotMeasure;
}

}  // namespace firsthand
