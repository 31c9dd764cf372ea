#include "cli/doctor/facts.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>

#include "recorder/accessibility.h"
#include "recorder/eyes.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// The number that a file of /proc or /sys holds.
std::optional<long> number_in(const fs::path& file) {
  std::ifstream in(file);
  long number = 0;
  if (in >> number) return number;
  return {};
}

bool in_container() {
  std::error_code ignored;
  return fs::exists("/.dockerenv", ignored) || fs::exists("/run/.containerenv", ignored) ||
         std::getenv("KUBERNETES_SERVICE_HOST") != nullptr;
}

bool is_setuid_root(const fs::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && status.st_uid == 0 &&
         (status.st_mode & S_ISUID) != 0;
}

SandboxFacts sandbox_facts(const Result<std::string>& browser) {
  SandboxFacts facts;
  facts.max_user_namespaces = number_in("/proc/sys/user/max_user_namespaces");
  facts.unprivileged_userns_clone = number_in("/proc/sys/kernel/unprivileged_userns_clone");
  facts.apparmor_restrict_userns =
      number_in("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
  const auto beside = browser ? fs::path(*browser).parent_path() : fs::path("/usr/lib/chromium");
  facts.setuid_helper = is_setuid_root(beside / "chrome-sandbox");
  facts.no_new_privileges = ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
  facts.in_container = in_container();
  return facts;
}

Result<std::string> path_of(const std::string& engine) {
  auto found = find_browser(engine);
  if (!found) return std::move(found).error();
  return found->string();
}

BrowserFacts browser_facts(const DoctorRequest& request) {
  BrowserFacts facts;
  facts.wanted = request.browser;
  facts.unsandboxed = request.unsandboxed;
  facts.shell = path_of("shell");
  facts.full = path_of("full");
  facts.sandbox = sandbox_facts(path_of(request.browser));
  BrowserOptions options;
  options.engine = request.browser;
  options.sandbox = !request.unsandboxed;
  facts.examined = examine_browser(options, Deadline::after(20s));
  return facts;
}

EyesFacts eyes_facts() {
  EyesFacts facts;
  const auto program = find_eyes();
  if (program.empty()) return facts;
  facts.program = program.string();
  Eyes eyes(program);
  facts.languages = eyes.languages(Deadline::after(10s));
  return facts;
}

FontFacts font_facts() {
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(
      popen("fc-list --format '%{family}\\t%{lang}\\n' 2>/dev/null", "r"), close);
  std::string said;
  std::array<char, 4096> buffer{};
  while (pipe && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr)
    said += buffer.data();
  FontFacts facts;
  if (said.empty() && std::system("command -v fc-list >/dev/null 2>&1") != 0) return facts;
  facts.fonts.emplace();
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      facts.fonts->push_back({line.substr(0, tab), line.substr(tab + 1)});
  return facts;
}

std::optional<std::uint64_t> free_in(const fs::path& folder) {
  std::error_code trouble;
  const auto space = fs::space(folder, trouble);
  if (trouble) return {};
  return space.available;
}

// In all, whatever is in use: what a container was given.
std::optional<std::uint64_t> size_of(const fs::path& folder) {
  std::error_code trouble;
  const auto space = fs::space(folder, trouble);
  if (trouble) return {};
  return space.capacity;
}

std::optional<std::uint64_t> available_memory() {
  std::optional<std::uint64_t> bytes;
  std::ifstream meminfo("/proc/meminfo");
  for (std::string line; std::getline(meminfo, line);)
    if (line.starts_with("MemAvailable:"))
      bytes = std::strtoull(line.c_str() + line.find(':') + 1, nullptr, 10) * 1024;
  // The limit of a container: "max" when there is none.
  for (const auto* group :
       {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"})
    if (const auto limit = number_in(group))
      if (const auto most = static_cast<std::uint64_t>(*limit); !bytes || most < *bytes)
        bytes = most;
  return bytes;
}

SpaceFacts space_facts() {
  SpaceFacts facts;
  facts.disk = free_in(".");
  const char* temporary = std::getenv("TMPDIR");
  facts.temporary = free_in(temporary != nullptr && ::geteuid() != 0 ? temporary : "/tmp");
  facts.shared = size_of("/dev/shm");
  facts.memory = available_memory();
  facts.in_container = in_container();
  return facts;
}

double milliseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// TZ names a zone by its file; a POSIX rule ("CET-1CEST") holds the offset itself.
bool knows_zone(std::string zone) {
  if (zone.starts_with(':')) zone.erase(0, 1);
  if (zone.empty() || zone.find_first_of("0123456789<") != std::string::npos) return true;
  std::error_code ignored;
  return zone == "UTC" || fs::exists(fs::path("/usr/share/zoneinfo") / zone, ignored);
}

ClockFacts clock_facts() {
  ClockFacts facts;
  timespec resolution{};
  clock_getres(CLOCK_MONOTONIC, &resolution);
  facts.resolution_ns =
      static_cast<double>(resolution.tv_sec) * 1e9 + static_cast<double>(resolution.tv_nsec);
  facts.now = std::time(nullptr);
  struct stat program {};
  if (::stat("/proc/self/exe", &program) == 0) facts.not_before = program.st_mtime;
  if (const char* zone = std::getenv("TZ")) facts.zone_asked = zone;
  facts.zone_known = knows_zone(facts.zone_asked);
  std::tm local{};
  const std::time_t now = facts.now;
  localtime_r(&now, &local);
  facts.zone = local.tm_zone != nullptr ? local.tm_zone : "";
  return facts;
}

std::string system_text() {
  utsname system{};
  uname(&system);
  return fmt::format("{} {}, {} CPUs", system.sysname, system.release,
                     std::thread::hardware_concurrency());
}

}  // namespace

MachineFacts gather_facts(const DoctorRequest& request) {
  MachineFacts facts;
  const double monotonic = milliseconds(CLOCK_MONOTONIC), realtime = milliseconds(CLOCK_REALTIME);
  facts.browser = browser_facts(request);
  facts.eyes = eyes_facts();
  facts.axe = find_axe().string();
  facts.fonts = font_facts();
  facts.space = space_facts();
  facts.clock = clock_facts();
  facts.clock.monotonic_ms = milliseconds(CLOCK_MONOTONIC) - monotonic;
  facts.clock.realtime_ms = milliseconds(CLOCK_REALTIME) - realtime;
  facts.system = system_text();
  return facts;
}

}  // namespace firsthand
