#include "recorder/browser/browser_process.h"

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include "journeys/recording_folder.h"
#include "recorder/browser/keeper.h"
#include "recorder/browser/pipe_transport.h"

namespace firsthand {
namespace fs = std::filesystem;
namespace {

constexpr uid_t kNobody = 65534;
constexpr std::size_t kLastWords = 64U << 10U;
constexpr auto kClosing = std::chrono::seconds(5);

// Where Debian and other distributions put the programs themselves; their wrapper scripts in
// /usr/bin add flags of their own.
constexpr const char* kShells[] = {"/usr/lib/chromium/chromium-headless-shell",
                                   "/usr/lib/chromium-headless-shell/chromium-headless-shell",
                                   "/usr/lib64/chromium-browser/headless_shell",
                                   "/usr/bin/chromium-headless-shell"};
constexpr const char* kFulls[] = {
    "/usr/lib/chromium/chromium", "/usr/lib64/chromium-browser/chromium-browser",
    "/usr/lib/chromium-browser/chromium-browser", "/opt/google/chrome/chrome", "/usr/bin/chromium"};

bool executable(const fs::path& path) {
  return ::access(path.c_str(), X_OK) == 0 && fs::is_regular_file(path);
}

template <std::size_t N>
Result<fs::path> first_of(const char* const (&paths)[N], const char* package) {
  for (const auto* path : paths)
    if (executable(path)) return fs::path(path);
  return Error{Errc::kNoBrowser, std::string("no browser: ") + package + " is not installed",
               std::string("Install it: apt-get install ") + package + " chromium-sandbox"};
}

// A full Chromium also looks things up for itself; these names are answered "not found".
constexpr const char* kOwnTraffic =
    "MAP accounts.google.com ~NOTFOUND, MAP clients2.google.com ~NOTFOUND, MAP "
    "clients2.googleusercontent.com ~NOTFOUND, MAP update.googleapis.com ~NOTFOUND, MAP "
    "optimizationguide-pa.googleapis.com ~NOTFOUND, MAP content-autofill.googleapis.com ~NOTFOUND, "
    "MAP safebrowsing.googleapis.com ~NOTFOUND, MAP www.google.com ~NOTFOUND, MAP "
    "redirector.gvt1.com ~NOTFOUND, MAP android.clients.google.com ~NOTFOUND, MAP "
    "mtalk.google.com ~NOTFOUND";

std::vector<std::string> command_line(const fs::path& program, const BrowserOptions& options,
                                      const fs::path& folder) {
  std::vector<std::string> command = {program.string(),
                                      "--remote-debugging-pipe",
                                      "--user-data-dir=" + (folder / "profile").string(),
                                      "--no-first-run",
                                      "--no-default-browser-check",
                                      "--disable-background-networking",
                                      "--disable-component-update",
                                      "--disable-default-apps",
                                      "--disable-sync",
                                      "--disable-domain-reliability",
                                      "--disable-breakpad",
                                      "--metrics-recording-only",
                                      "--password-store=basic",
                                      "--use-mock-keychain",
                                      "--hide-scrollbars",
                                      "--mute-audio",
                                      "--disable-gpu",
                                      "--force-color-profile=srgb",
                                      "--disable-field-trial-config"};
  // navigator.webdriver is false: pages keep from robots what customers see. The marker tells.
  command.emplace_back("--disable-blink-features=AutomationControlled");
  std::string rules = options.host_rules;
  const bool shell = program.filename().string().find("shell") != std::string::npos;
  if (!shell) {
    command.emplace_back(options.visible ? "--ozone-platform-hint=auto" : "--headless=new");
    command.emplace_back("--no-startup-window");
    command.emplace_back(
        "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,"
        "AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedV2");
    rules = rules.empty() ? kOwnTraffic : rules + ", " + kOwnTraffic;
  }
  if (!rules.empty()) command.push_back("--host-resolver-rules=" + rules);
  if (!options.sandbox) command.emplace_back("--no-sandbox");
  if (!options.netlog.empty())
    command.push_back("--log-net-log=" + (folder / "tmp/netlog.json").string());
  return command;
}

std::vector<std::string> environment_for(const fs::path& folder, bool visible) {
  std::vector<std::string> environment = {
      "PATH=/usr/local/bin:/usr/bin:/bin",
      "HOME=" + (folder / "home").string(),
      "TMPDIR=" + (folder / "tmp").string(),
      "XDG_CONFIG_HOME=" + (folder / "home").string(),
      "XDG_CACHE_HOME=" + (folder / "home").string(),
      "XDG_RUNTIME_DIR=" + (folder / "tmp").string(),
      "DBUS_SESSION_BUS_ADDRESS=disabled:",
      "DBUS_SYSTEM_BUS_ADDRESS=disabled:",
      "LANG=C.UTF-8",
  };
  if (visible) {
    for (const char* name : {"DISPLAY", "XAUTHORITY"})
      if (const char* value = std::getenv(name))
        environment.push_back(std::string(name) + "=" + value);
    // By its whole path: the browser has a runtime folder of its own.
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (wayland != nullptr && *wayland != '\0')
      environment.push_back("WAYLAND_DISPLAY=" +
                            (fs::path(runtime == nullptr ? "" : runtime) / wayland).string());
  }
  if (const char* zone = std::getenv("TZ")) environment.push_back(std::string("TZ=") + zone);
  return environment;
}

Result<fs::path> private_folder(uid_t owner) {
  const char* base = std::getenv("TMPDIR");
  // As root, a private TMPDIR may be closed to the browser's user.
  std::string path =
      (base != nullptr && owner == 0 ? fs::path(base) : fs::path("/tmp")) / "firsthand-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr)
    return Error{Errc::kNoSpace,
                 "cannot make a folder in " + fs::path(path).parent_path().string() + ": " +
                     std::strerror(errno),
                 "Free some space there, or set TMPDIR to another folder."};
  const fs::path folder(path);
  std::error_code failed;
  for (const char* part : {"profile", "home", "tmp", "downloads"}) {
    fs::create_directory(folder / part, failed);
    if (!failed) ::chmod((folder / part).c_str(), 0700);
    if (owner != 0) (void)!::chown((folder / part).c_str(), owner, owner);
  }
  if (owner != 0) (void)!::chown(folder.c_str(), owner, owner);
  if (failed)
    return Error{Errc::kNoSpace, "cannot fill " + folder.string() + ": " + failed.message()};
  return folder;
}

void wait_for_end(pid_t process, Deadline deadline) {
  const int fd = static_cast<int>(::syscall(SYS_pidfd_open, process, 0U));
  if (fd < 0) return;  // it has ended
  pollfd waiting{fd, POLLIN, 0};
  while (::poll(&waiting, 1, deadline.left_ms()) < 0 && errno == EINTR) {
  }
  ::close(fd);
}

}  // namespace

Result<fs::path> find_browser(const std::string& engine) {
  if (engine == "shell") return first_of(kShells, "chromium-headless-shell");
  if (engine == "full") return first_of(kFulls, "chromium");
  if (executable(engine)) return fs::path(engine);
  return Error{Errc::kNoBrowser, "no browser at " + engine,
               "Give --browser shell, full, or the path of a Chromium executable."};
}

struct BrowserProcess::State {
  BrowserOptions options;
  fs::path folder;
  Keeper keeper;
  std::unique_ptr<PipeTransport> transport;
};

BrowserProcess::BrowserProcess() : state_(std::make_unique<State>()) {}

Result<std::unique_ptr<BrowserProcess>> BrowserProcess::launch(
    const BrowserOptions& options, std::unique_ptr<BrowserProcess> before) {
  auto program = find_browser(options.engine);
  if (!program) return std::move(program).error();
  if (!options.netlog.empty() && !std::ofstream(options.netlog, std::ios::app))
    return Error{Errc::kNoSpace,
                 "cannot write " + options.netlog.string() + ": " + std::strerror(errno),
                 "Give --netlog a file that can be written."};
  const uid_t run_as = ::geteuid() == 0 ? kNobody : 0;
  auto folder = private_folder(run_as);
  if (!folder) return std::move(folder).error();

  int sockets[2];
  std::error_code ignored;
  if (before) {
    std::error_code failed;
    fs::remove(*folder / "profile", failed);
    fs::rename(before->folder() / "profile", *folder / "profile", failed);
    if (failed) {
      fs::remove_all(*folder, ignored);
      return Error{Errc::kInternal, "the profile cannot be taken over: " + failed.message()};
    }
    before.reset();
  }
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    const int why = errno;
    fs::remove_all(*folder, ignored);
    return Error{Errc::kInternal, std::string("no socket pair: ") + std::strerror(why)};
  }
  KeeperOrder order;
  order.command = command_line(*program, options, *folder);
  order.environment = environment_for(*folder, options.visible);
  order.folder = *folder;
  order.stderr_file = *folder / "stderr.log";
  order.devtools_fd = sockets[1];
  order.run_as = run_as;
  auto keeper = start_keeper(order);
  ::close(sockets[1]);
  if (!keeper) {
    ::close(sockets[0]);
    fs::remove_all(*folder, ignored);
    return std::move(keeper).error();
  }
  std::unique_ptr<BrowserProcess> process(new BrowserProcess());
  process->state_->options = options;
  process->state_->folder = *folder;
  process->state_->keeper = *keeper;
  process->state_->transport = std::make_unique<PipeTransport>(sockets[0]);
  return process;
}

BrowserProcess::~BrowserProcess() {
  if (!state_->options.netlog.empty()) {
    // The log is only whole when the browser ends by itself.
    (void)close();
    std::error_code failed;
    fs::copy_file(state_->folder / "tmp/netlog.json", state_->options.netlog,
                  fs::copy_options::overwrite_existing, failed);
    if (failed)  // the recording is closed by now
      std::fprintf(stderr, "firsthand: no network log in %s: %s\n", state_->options.netlog.c_str(),
                   failed.message().c_str());
  }
  end_keeper(state_->keeper);
}

bool BrowserProcess::close() {
  (void)state_->transport->send(R"({"id":2000000000,"method":"Browser.close"})");
  const auto deadline = Deadline::after(kClosing);
  while (!deadline.passed() && state_->transport->receive(deadline).ok()) {
  }
  // It writes the last of it after it has hung up.
  wait_for_end(state_->keeper.browser_pid, deadline);
  return !deadline.passed();
}

Transport& BrowserProcess::transport() { return *state_->transport; }
pid_t BrowserProcess::browser_pid() const { return state_->keeper.browser_pid; }
const fs::path& BrowserProcess::folder() const { return state_->folder; }

std::string BrowserProcess::last_words() const {
  auto text = read_file(state_->folder / "stderr.log");
  if (!text) return "";
  return text->size() > kLastWords ? text->substr(text->size() - kLastWords) : *text;
}

bool BrowserProcess::lost_network() const {
  return last_words().find("Network service crashed") != std::string::npos;
}

bool BrowserProcess::found_no_sandbox() const {
  const auto words = last_words();
  // Without a helper; with one that may not become root (no_new_privs); with one that is not
  // root's.
  for (const auto* refusal : {"No usable sandbox", "The setuid sandbox is not running as root",
                              "Failed to move to new namespace",
                              "SUID sandbox helper binary was found, but is not configured"})
    if (words.find(refusal) != std::string::npos) return true;
  return false;
}

}  // namespace firsthand
