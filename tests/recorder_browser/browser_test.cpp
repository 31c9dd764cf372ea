#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "recorder/browser/browser_process.h"
#include "tests/recorder_browser/processes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
namespace fs = std::filesystem;
using nlohmann::json;

class Browser : public Walks {
 protected:
  // Looks at the browser while it walks, when the site is asked for /look.
  template <typename Look>
  Walk walk_and(Look look, const Way& way = {}) {
    site.page("/", "<a href=\"/look\">Onwards</a>");
    site.answers("/look", [look](const SiteRequest&) {
      look(browser_of(::getpid()));
      return SiteAnswer{.body = document("<p>Looked</p>")};
    });
    auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Looked\n", way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }

  // Hosts that were asked for or looked up, according to Chromium's own log, loopback aside.
  static std::vector<std::string> strangers(const fs::path& netlog, bool answered_only) {
    const auto log = json::parse(contents(netlog), nullptr, false);
    EXPECT_TRUE(log.is_object()) << netlog << " is not whole";
    if (!log.is_object()) return {"no log"};
    std::map<int, std::string> names;
    for (const auto& [name, number] : log["constants"]["logEventTypes"].items())
      names[number.get<int>()] = name;
    std::vector<std::string> found;
    int requests = 0;
    const auto add = [&](const std::string& what) {
      for (const char* ours : {"127.0.0.1", "localhost", "[::1]", "data:", "about:"})
        if (what.find(ours) != std::string::npos) return;
      found.push_back(what);
    };
    for (const auto& event : log["events"]) {
      const auto params = event.value("params", json::object());
      const auto& name = names[event.value("type", -1)];
      if (name == "URL_REQUEST_START_JOB") ++requests;
      if (name == "TCP_CONNECT_ATTEMPT" || name == "TCP_CONNECT")
        if (params.contains("address")) add(params["address"].get<std::string>());
      if (answered_only) continue;
      if (name == "URL_REQUEST_START_JOB" && params.contains("url"))
        add(params["url"].get<std::string>());
      if (name == "HOST_RESOLVER_MANAGER_REQUEST" && params.contains("host"))
        add(params["host"].get<std::string>());
    }
    EXPECT_GT(requests, 0) << "the log has no request at all";
    return found;
  }
};

TEST_F(Browser, RunsAsNobodyInASandbox) {
  std::vector<Process> family;
  const auto walked = walk_and([&](pid_t) { family = descendants_of(::getpid()); });
  EXPECT_TRUE(walked.browser.sandbox);
  int renderers = 0;
  for (const auto& process : family) {
    if (process.command.find("--type=renderer") == std::string::npos) continue;
    ++renderers;
    EXPECT_EQ(process.seccomp, 2) << process.command;
    if (::geteuid() == 0) {
      EXPECT_NE(process.user, 0U);
    }
  }
  EXPECT_GE(renderers, 1);
  for (const auto& process : family)
    if (::geteuid() == 0 && process.command.find("--remote-debugging-pipe") != std::string::npos) {
      EXPECT_EQ(process.user, 65534U) << process.command;
    }
}

TEST_F(Browser, HasAHomeOfItsOwnThatIsGoneAfterwards) {
  // A browser that writes down its environment first; its own is not to be read while it runs.
  const auto program = find_browser("shell");
  ASSERT_TRUE(program.ok());
  const auto wrapper = room() / "shell-that-tells";
  std::ofstream(wrapper) << "#!/bin/sh\nenv > \"$TMPDIR/told\"\nexec " << program->string()
                         << " \"$@\"\n";
  fs::permissions(wrapper, fs::perms{0755});
  fs::permissions(room(), fs::perms{0755});
  fs::path folder;
  std::string told;
  walk_and(
      [&](pid_t browser) {
        for (const auto& process : descendants_of(::getpid()))
          if (process.pid == browser) folder = private_folder_of(process);
        told = contents(folder / "tmp/told");
      },
      {.with = [&](WalkOptions& options) { options.browser.engine = wrapper.string(); }});
  EXPECT_THAT(folder.filename().string(), StartsWith("firsthand-"));
  EXPECT_THAT(told, HasSubstr("HOME=" + (folder / "home").string() + "\n"));
  EXPECT_THAT(told, HasSubstr("TMPDIR=" + (folder / "tmp").string() + "\n"));
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_THAT(descendants_of(::getpid()), IsEmpty());
}

TEST_F(Browser, SpeaksToNobodyButTheSite) {
  const auto netlog = room() / "netlog.json";
  walk_and([](pid_t) {}, {.with = [&](WalkOptions& options) { options.browser.netlog = netlog; }});
  EXPECT_THAT(strangers(netlog, false), IsEmpty());
}

TEST_F(Browser, SaysWhenItsNetworkLogCannotBeWritten) {
  site.page("/", "<p>Welcome</p>");
  const auto walked =
      try_walk("  - open: /\n  - see: Welcome\n", {.with = [&](WalkOptions& options) {
                 options.browser.netlog = room() / "missing/netlog.json";
               }});
  ASSERT_FALSE(walked.ok());
  EXPECT_EQ(walked.error().code, Errc::kNoSpace);
  EXPECT_THAT(walked.error().text(), HasSubstr("--netlog"));
}

TEST_F(Browser, WalksWithAFullChromiumAndReachesNobodyElse) {
  const auto netlog = room() / "netlog.json";
  const auto walked = walk_and([](pid_t) {}, {.with = [&](WalkOptions& options) {
                                 options.browser.engine = "full";
                                 options.browser.netlog = netlog;
                               }});
  EXPECT_EQ(walked.browser.engine, "full");
  EXPECT_THAT(strangers(netlog, true), IsEmpty());
}

TEST_F(Browser, SaysInTheRecordingThatItHadNoSandbox) {
  std::vector<int> filters;
  const auto walked = walk_and(
      [&](pid_t) {
        for (const auto& process : descendants_of(::getpid()))
          if (process.command.find("--type=renderer") != std::string::npos)
            filters.push_back(process.seccomp);
      },
      {.with = [](WalkOptions& options) { options.browser.sandbox = false; }});
  EXPECT_FALSE(walked.browser.sandbox);
  EXPECT_THAT(filters, ::testing::AllOf(Not(IsEmpty()), Each(0)));
  EXPECT_THAT(contents(folder() / "walk.json"), HasSubstr("\"sandbox\": false"));
}

TEST_F(Browser, LeavesNothingBehindInTwentyLaunches) {
  const auto launch = [] {
    const auto browser = BrowserProcess::launch({});
    ASSERT_TRUE(browser.ok()) << browser.error().text();
    EXPECT_GT((*browser)->browser_pid(), 0);
    EXPECT_TRUE(fs::exists((*browser)->folder() / "profile"));
  };
  launch();
  const int files = open_files();
  std::set<fs::path> folders;
  for (int turn = 0; turn < 20; ++turn) {
    const auto browser = BrowserProcess::launch({});
    ASSERT_TRUE(browser.ok()) << browser.error().text();
    folders.insert((*browser)->folder());
  }
  EXPECT_THAT(folders, SizeIs(20));
  for (const auto& folder : folders) EXPECT_FALSE(fs::exists(folder)) << folder;
  EXPECT_EQ(open_files(), files);
  EXPECT_THAT(descendants_of(::getpid()), IsEmpty());
}

TEST_F(Browser, IsMissedByTheNameOfItsPackage) {
  const auto walked = try_walk("  - open: /\n  - see: Hello\n", {.with = [](WalkOptions& options) {
                                 options.browser.engine = "/nowhere/chromium";
                               }});
  ASSERT_FALSE(walked.ok());
  EXPECT_EQ(walked.error().code, Errc::kNoBrowser);
  EXPECT_THAT(walked.error().text(), HasSubstr("/nowhere/chromium"));
}

TEST_F(Browser, StopsWalkingWhenInterrupted) {
  site.never_answers("/");
  bool stop = false;
  const auto walked =
      try_walk("  - open: /\n  - see: Hello\n", {.with = [&](WalkOptions& options) {
                 options.progress = [&](const Progress& progress) { stop = progress.step == 1; };
                 options.interrupted = [&] { return stop; };
               }});
  ASSERT_FALSE(walked.ok());
  EXPECT_EQ(walked.error().code, Errc::kInterrupted);
  EXPECT_TRUE(fs::exists(folder() / "walk.json"));
}

}  // namespace
}  // namespace firsthand::test
