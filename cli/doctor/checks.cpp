#include "cli/doctor/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kGigabyte = 1e9;
constexpr double kMegabyte = 1e6;
constexpr const char* kReinstall =
    "apt-get install --reinstall chromium-headless-shell chromium-sandbox";

HealthLine ok(std::string part, std::string what) {
  return {Health::kOk, std::move(part), std::move(what)};
}
HealthLine warning(std::string part, std::string what, std::string mend) {
  return {Health::kWarning, std::move(part), std::move(what), std::move(mend)};
}
HealthLine failure(std::string part, std::string what, std::string mend) {
  return {Health::kFailure, std::move(part), std::move(what), std::move(mend)};
}

std::string or_else(const std::string& text, const std::string& other) {
  return text.empty() ? other : text;
}

std::string size_text(std::uint64_t bytes) {
  const auto size = static_cast<double>(bytes);
  return size >= kGigabyte ? fmt::format("{:.1f} GB", size / kGigabyte)
                           : fmt::format("{:.0f} MB", size / kMegabyte);
}

// Why the browser found no sandbox to use, by what usually refuses it.
HealthLine refused(const SandboxFacts& facts) {
  const auto because = [](const std::string& why, std::string mend) {
    return failure("sandbox", "the browser finds no sandbox it may use: " + why, std::move(mend));
  };
  if (facts.max_user_namespaces == 0)
    return because("user namespaces are switched off (user.max_user_namespaces is 0)",
                   "sysctl -w user.max_user_namespaces=15000");
  if (facts.unprivileged_userns_clone == 0)
    return because("only root may make user namespaces (kernel.unprivileged_userns_clone is 0)",
                   "sysctl -w kernel.unprivileged_userns_clone=1");
  if (facts.apparmor_restrict_userns.value_or(0) != 0)
    return because(
        "AppArmor keeps programs from user namespaces, as on Ubuntu since 23.10 "
        "(kernel.apparmor_restrict_unprivileged_userns is 1)",
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
  if (facts.in_container)
    return because("this container's seccomp profile does not let it make user namespaces",
                   "run the container with --security-opt seccomp=seccomp.json, which is in "
                   "packaging/container, or below share/doc/firsthand");
  if (!facts.setuid_helper)
    return because("there is no setuid helper either", "apt-get install chromium-sandbox");
  if (facts.no_new_privileges)
    return because("the setuid helper is kept from its privileges (no_new_privs)",
                   "start firsthand without no_new_privs (systemd: NoNewPrivileges=no)");
  return because("the cause is not one of the usual ones", "firsthand doctor --browser full");
}

// "eng" -> the package that has it.
std::string tesseract_package(const std::string& language) { return "tesseract-ocr-" + language; }

bool speaks(const Font& font, std::string_view language) {
  std::string_view rest = font.languages;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, end) == language) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

struct WritingSystem {
  const char* name;
  std::vector<const char*> languages;  // as fontconfig calls them; all are needed
  const char* package;
  const char* without;
};

}  // namespace

std::vector<HealthLine> check_browser(const BrowserFacts& facts) {
  std::vector<HealthLine> lines;
  const auto found = [&](const char* engine, const Result<std::string>& path) {
    const std::string part = std::string("browser ") + engine;
    if (path)
      lines.push_back(ok(part, *path));
    else if (facts.wanted == engine)
      lines.push_back(failure(part, path.error().what, path.error().advice));
    else
      lines.push_back(warning(part, path.error().what, path.error().advice));
  };
  found("shell", facts.shell);
  found("full", facts.full);
  const auto& examined = facts.examined;
  if (!examined)
    lines.push_back(
        failure("launch", examined.error().what, or_else(examined.error().advice, kReinstall)));
  else if (examined->sandbox != Sandbox::kRefused)
    lines.push_back(ok(
        "launch", fmt::format("{}, in {}", examined->product, duration_text(examined->launch_ms))));
  return lines;
}

std::vector<HealthLine> check_sandbox(const BrowserFacts& facts) {
  if (facts.unsandboxed)
    return {warning("sandbox", "off, as asked", "firsthand doctor without --unsandboxed")};
  if (!facts.examined) return {};
  switch (facts.examined->sandbox) {
    case Sandbox::kUserNamespaces:
      return {ok("sandbox", "on, by user namespaces")};
    case Sandbox::kSetuidHelper:
      return {ok("sandbox", "on, by the setuid helper of chromium-sandbox")};
    case Sandbox::kRefused:
      return {refused(facts.sandbox)};
    case Sandbox::kOff:
      break;
  }
  return {failure("sandbox", "the renderer's system calls are not filtered",
                  "apt-get install chromium-sandbox")};
}

std::vector<HealthLine> check_eyes(const EyesFacts& facts) {
  if (facts.program.empty())
    return {failure("eyes", "firsthand-eyes was found neither beside this program nor in libexec",
                    "reinstall firsthand; in a build tree: cmake --build . --target "
                    "firsthand-eyes")};
  if (!facts.languages)
    return {failure("eyes", facts.languages.error().what,
                    or_else(facts.languages.error().advice, "reinstall firsthand"))};
  std::vector<HealthLine> lines{ok("eyes", facts.program)};
  const auto& known = *facts.languages;
  std::vector<std::string> missing;
  for (const auto* language : {"eng", "deu", "fra", "spa"})
    if (std::find(known.begin(), known.end(), language) == known.end())
      missing.emplace_back(language);
  if (missing.empty()) {
    lines.push_back(ok("languages", fmt::format("{}", fmt::join(known, ", "))));
    return lines;
  }
  std::vector<std::string> packages;
  std::transform(missing.begin(), missing.end(), std::back_inserter(packages), tesseract_package);
  const bool blind = missing.front() == "eng";
  lines.push_back({blind ? Health::kFailure : Health::kWarning, "languages",
                   fmt::format("screens cannot be read in: {}", fmt::join(missing, ", ")),
                   fmt::format("apt-get install {}", fmt::join(packages, " "))});
  return lines;
}

std::vector<HealthLine> check_fonts(const FontFacts& facts) {
  if (!facts.fonts)
    return {warning("fonts", "fontconfig's fc-list is not there to name them",
                    "apt-get install fontconfig")};
  static const std::vector<WritingSystem> kScripts{
      {"Latin", {"en", "de", "fr", "es"}, "fonts-liberation", "no page looks as customers see it"},
      {"Chinese, Japanese and Korean",
       {"zh-cn", "ja", "ko"},
       "fonts-noto-cjk",
       "such text is shown as boxes"},
      {"emoji", {"und-zsye"}, "fonts-noto-color-emoji", "emoji are shown as boxes"}};
  std::vector<HealthLine> lines;
  std::vector<std::string> there;
  for (const auto& script : kScripts) {
    const bool found =
        std::all_of(script.languages.begin(), script.languages.end(), [&](const char* language) {
          return std::any_of(facts.fonts->begin(), facts.fonts->end(),
                             [&](const Font& font) { return speaks(font, language); });
        });
    if (found)
      there.emplace_back(script.name);
    else
      lines.push_back(warning("fonts", fmt::format("none for {}: {}", script.name, script.without),
                              fmt::format("apt-get install {}", script.package)));
  }
  if (!there.empty())
    lines.insert(lines.begin(), ok("fonts", fmt::format("{} faces, for {}", facts.fonts->size(),
                                                        fmt::join(there, "; "))));
  return lines;
}

std::vector<HealthLine> check_space(const SpaceFacts& facts) {
  std::vector<HealthLine> lines;
  // `enough`, below which it warns, and what it is for, stand with each.
  const auto check = [&](const char* part, const char* where, std::optional<std::uint64_t> bytes,
                         double enough, const std::string& mend) {
    if (!bytes)
      lines.push_back(warning(part, fmt::format("nobody can tell what is free {}", where), mend));
    else if (static_cast<double>(*bytes) < enough)
      lines.push_back(warning(part, fmt::format("only {} {}", size_text(*bytes), where), mend));
    else
      lines.push_back(ok(part, fmt::format("{} {}", size_text(*bytes), where)));
  };
  // A walk keeps its film and screens: tens of megabytes.
  check("disk", "free in this folder", facts.disk, 1 * kGigabyte,
        "make room, or name another disk with --out");
  // The profile of an empty browser with a shop's pages in its cache: up to 200 MB.
  check("disk", "free for temporary files", facts.temporary, 0.5 * kGigabyte,
        "make room there, or name another folder with TMPDIR");
  // A browser with a heavy page: around 1 GB; reading screens afterwards: 0.3 GB.
  check("memory", "available", facts.memory, 1.5 * kGigabyte,
        "close other programs, or give the machine or container more memory");
  const std::string mend = facts.in_container ? "run the container with --shm-size=1g"
                                              : "mount -o remount,size=1g /dev/shm";
  if (!facts.shared)
    lines.push_back(failure("/dev/shm", "is not there, and the browser's processes share it",
                            "mount -t tmpfs -o size=1g tmpfs /dev/shm"));
  else
    // Containers have 64 MB unless told: large pages crash in it.
    check("/dev/shm", "for pictures that the browser's processes share", facts.shared,
          256 * kMegabyte, mend);
  return lines;
}

std::vector<HealthLine> check_clock(const ClockFacts& facts) {
  constexpr double kFine = 1e6;         // ns: times are written in milliseconds
  constexpr double kAgrees = 50;        // ms, over the seconds that doctor takes
  constexpr std::int64_t kDay = 86400;  // a file may come from another time zone's clock
  std::vector<HealthLine> lines;
  if (facts.resolution_ns > kFine)
    lines.push_back(warning("clock",
                            fmt::format("ticks only every {:.0f} ms", facts.resolution_ns / 1e6),
                            "use a machine with a finer clock"));
  if (facts.now < facts.not_before - kDay)
    lines.push_back(warning("clock", "it is earlier than when this program was made",
                            "set the clock: timedatectl set-ntp true"));
  if (const double apart = std::abs(facts.realtime_ms - facts.monotonic_ms); apart > kAgrees)
    lines.push_back(warning(
        "clock",
        fmt::format("the wall clock was moved by {} while doctor looked", duration_text(apart)),
        "let one time service alone set the clock"));
  if (!facts.zone_known)
    lines.push_back(warning("clock",
                            fmt::format("TZ names no time zone of this machine: {}; dates are "
                                        "those of UTC",
                                        facts.zone_asked),
                            "set TZ to one of /usr/share/zoneinfo, or apt-get install tzdata"));
  if (lines.empty())
    lines.push_back(ok("clock", fmt::format("steady, to {:.0f} ns; time zone {}",
                                            facts.resolution_ns, facts.zone)));
  return lines;
}

std::vector<HealthLine> check_accessibility(const std::string& axe) {
  if (!axe.empty()) return {ok("accessibility", axe)};
  return {{Health::kWarning, "accessibility",
           "axe-core is not installed: pages are not looked at for accessibility",
           "scripts/setup fetches it; then build and install again"}};
}

std::vector<HealthLine> check_machine(const MachineFacts& facts) {
  std::vector<HealthLine> all;
  for (auto& lines : {check_browser(facts.browser), check_sandbox(facts.browser),
                      check_eyes(facts.eyes), check_accessibility(facts.axe),
                      check_fonts(facts.fonts), check_space(facts.space), check_clock(facts.clock)})
    all.insert(all.end(), lines.begin(), lines.end());
  all.push_back(ok("machine", facts.system));
  return all;
}

}  // namespace firsthand
