// What a walk goes through and still ends in time, as what it was, with a recording that reads.
#include "tests/recorder_browser/survival.h"

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
namespace fs = std::filesystem;

// Memory that this process holds now, in MB.
double resident_mb() {
  std::ifstream file("/proc/self/statm");
  double total = 0, resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

TEST_F(Survival, OfAPageThatRunsOutOfMemory) {
  site.page("/",
            R"html(<button onclick="const all = []; for (;;) all.push(new Array(1e5).fill({}))">
    Onwards</button>)html");
  const auto flags = browser_with("--js-flags=--max-old-space-size=40");
  const auto walked =
      survives("  - open: /\n  - click: Onwards\n  - see: Never there\n", 20,
               {.with = [&](WalkOptions& options) { options.browser.engine = flags; }});
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "page_crashed");
  EXPECT_EQ(walked.steps[0].outcome, StepOutcome::kDone);
}

TEST_F(Survival, OfRedirectsWithoutAnEnd) {
  for (int n = 0; n < 60; ++n) site.redirects("/" + std::to_string(n), "/" + std::to_string(n + 1));
  const auto walked = survives("  - open: /0\n  - see: Hello\n", 15);
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "net::ERR_TOO_MANY_REDIRECTS");
}

TEST_F(Survival, Of50000Elements) {
  site.page("/", R"html(<div id="many"></div><script>
    let html = '';
    for (let n = 0; n < 25000; ++n) html += '<p><b>Item ' + n + '</b></p>';
    many.innerHTML = html;</script><button id="go">Onwards</button>)html");
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n", 90,
                               {.patience = "60s", .limit = "60s"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

TEST_F(Survival, Of1000Requests) {
  site.page("/", R"html(<p id="out">Asking</p><script>
    Promise.all(Array.from({length: 1000}, (_, n) => fetch('/data?' + n))).then((all) => {
      out.textContent = 'Asked ' + all.length + ' times'; });</script>)html");
  site.answers("/data", SiteAnswer{.body = "{}", .type = "application/json"});
  const auto walked = survives("  - open: /\n  - see: Asked 1000 times\n", 20);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording.ok());
  EXPECT_THAT(recording->requests, SizeIs(1001));
}

TEST_F(Survival, OfPartsOfAPageThatNeverCome) {
  for (const char* path : {"/picture", "/frame"}) site.never_answers(path);
  site.page("/", R"html(<img src="/picture" alt=""><iframe src="/frame"></iframe>
    <button id="go">Onwards</button>)html");
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n", 15);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

constexpr const char* kBlock = "const until = Date.now() + 60000; while (Date.now() < until);";

TEST_F(Survival, OfAPageThatBlocksAfterAClick) {
  site.page("/", "<button onclick=\"" + std::string(kBlock) + "\">Onwards</button>");
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: Never there\n", 20,
                               {.patience = "1s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "loading");
  EXPECT_THAT(walked.reason_text, HasSubstr("kept it busy"));
  EXPECT_TRUE(walked.censored);
  EXPECT_TRUE(walked.steps[1].before);
}

TEST_F(Survival, OfAPageThatBlocksWhileItLoads) {
  site.page("/", "<button>Onwards</button>", "<script>" + std::string(kBlock) + "</script>");
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: Never there\n", 15,
                               {.patience = "1s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "loading");
}

TEST_F(Survival, OfAPageThatSendsItselfOnwardsForever) {
  site.page("/", R"html(<p>Wait a moment</p>
    <script>location.replace('/?' + Math.random())</script>)html");
  const auto walked =
      survives("  - open: /\n  - see: Hello\n", 15, {.patience = "1s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_GE(waited_ms(walked.steps[0], "loading"), 1900);
}

TEST_F(Survival, OfAScriptThatNeverComes) {
  site.never_answers("/script");
  site.page("/", "<button>Onwards</button>", R"html(<script src="/script"></script>)html");
  // No picture is to be had of a page that is not painted; nobody waits for each of them.
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: Never there\n", 8,
                               {.patience = "1s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_GE(waited_ms(walked.steps[0], "loading"), 1900);
}

TEST_F(Survival, OfAServerThatSendsOneByteASecond) {
  site.trickles("/", "<!DOCTYPE html><title>Slow</title><p>The beginning</p>",
                std::chrono::seconds(1));
  const auto walked =
      survives("  - open: /\n  - see: The rest\n", 15, {.patience = "1s", .limit = "3s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_GE(waited_ms(walked.steps[0], "loading"), 2900);
  // What has come is there.
  EXPECT_THAT(survives("  - open: /\n  - see: The beginning\n", 15), Ended(Outcome::kCompleted));
}

// What a page holds is the browser's business; this process keeps a picture and a text of it.
class Weight : public Survival {
 protected:
  // How much more memory than before this process took, at most, in MB.
  double grown_mb(const std::string& steps) {
    site.page("/small", "<p>Small</p>");
    survives("  - open: /small\n  - see: Small\n", 20);  // what the first walk takes, it keeps
    const double before = resident_mb();
    double most = before;
    EXPECT_THAT(survives(steps, 90,
                         {.patience = "60s",
                          .limit = "60s",
                          .with =
                              [&](WalkOptions& options) {
                                options.interrupted = [&] {
                                  most = std::max(most, resident_mb());
                                  return false;
                                };
                              }}),
                Ended(Outcome::kCompleted));
    return most - before;
  }
};

TEST_F(Weight, OfAPageOf200MBIsNotOurs) {
  site.streams("/", "<!DOCTYPE html><title>Large</title><h1>Large</h1>",
               "<!-- " + std::string(100'000, 'x') + " -->\n", 200'000'000, "<p>The end</p>");
  // A message of up to 48 MB is read before it is known for what it is.
  EXPECT_LT(grown_mb("  - open: /\n  - see: The end\n"), 100);
}

TEST_F(Weight, OfPicturesInTheirAddressesIsNotOurs) {
  site.page("/", R"html(<button id="go">Onwards</button><script>
    for (let n = 0; n < 50; ++n) {
      const image = new Image();
      image.src = 'data:image/png;base64,' + 'A'.repeat(2e6) + n;
      document.body.append(image);
    }</script>)html");
  EXPECT_LT(grown_mb("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n"), 60);
}

TEST_F(Weight, OfWhatTheConsoleIsToldIsNotOurs) {
  site.page("/", R"html(<button id="go">Onwards</button><script>
    for (let n = 0; n < 2; ++n) console.log('x'.repeat(60e6));</script>)html");
  EXPECT_LT(grown_mb("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n"), 120);
}

TEST_F(Weight, OfAFileThatComesIsNotOurs) {
  site.answers("/file", SiteAnswer{.body = std::string(100'000'000, 'x'),
                                   .type = "application/octet-stream",
                                   .headers = {{"Content-Disposition", "attachment"}}});
  site.page("/", R"html(<a href="/file">Fetch it</a>)html");
  EXPECT_LT(grown_mb("  - open: /\n  - click: Fetch it\n  - see: {download: /file/}\n"), 350);
  EXPECT_EQ(fs::file_size(folder() / "downloads/file"), 100'000'000U);
}

// A disk with little room; without the right to mount one, files may only be small.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& folder) : folder_(folder) {
    fs::create_directories(folder_);
    mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=300k,mode=0755") == 0;
    if (mounted_) return;
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{8'000, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SmallDisk() {
    if (mounted_) {
      ::umount(folder_.c_str());
    } else {
      ::setrlimit(RLIMIT_FSIZE, &before_);
      std::signal(SIGXFSZ, handler_);
    }
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  fs::path folder_;
  bool mounted_ = false;
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(Survival, OfADiskThatIsFull) {
  const std::string noise = R"html(<canvas width="1000" height="700"></canvas><script>
    const canvas = document.querySelector('canvas').getContext('2d');
    const pixels = canvas.createImageData(1000, 700);
    for (let at = 0; at < pixels.data.length; ++at) pixels.data[at] = Math.random() * 256;
    canvas.putImageData(pixels, 0, 0);</script>)html";
  site.page("/", "<a href=\"/next\">Onwards</a>");
  site.page("/next", "<p>Hello</p>" + noise);
  const auto disk = room() / "disk";
  const SmallDisk small(disk);
  const auto began = Clock::now();
  const auto walked =
      try_walk("  - open: /\n  - click: Onwards\n  - see: Hello\n",
               {.with = [&](WalkOptions& options) { options.folder = disk / "walk"; }});
  EXPECT_LT(Clock::now() - began, std::chrono::seconds(20));
  ASSERT_FALSE(walked.ok());
  EXPECT_EQ(walked.error().code, Errc::kNoSpace);
  EXPECT_THAT(walked.error().text(), HasSubstr((disk / "walk").string()));
  EXPECT_THAT(descendants_of(::getpid()), IsEmpty());
  const auto recording = read_recording(disk / "walk");
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured);
  EXPECT_THAT(recording->walk.steps, SizeIs(3));
  EXPECT_EQ(recording->walk.reason, "our_rig");
  EXPECT_THAT(recording->walk.reason_text, HasSubstr("cannot write"));
  for (const auto& screen : recording->walk.screens)
    EXPECT_TRUE(fs::exists(disk / "walk" / screen.file)) << screen.file;
}

// Pages that do too much of something. A customer may still use them.
struct Excess {
  const char* of;
  const char* script;
};
void PrintTo(const Excess& excess, std::ostream* out) { *out << excess.of; }

class Hostile : public Survival, public ::testing::WithParamInterface<Excess> {};

TEST_P(Hostile, PagesAreWalkedAllTheSame) {
  site.page("/inner", "<p>Inner</p>");
  site.page("/", R"html(<button id="go">Onwards</button><div id="much"></div><script>)html" +
                     std::string(GetParam().script) + "</script>");
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n", 30);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

INSTANTIATE_TEST_SUITE_P(
    TooMany, Hostile,
    ::testing::Values(Excess{"Frames", R"js(for (let n = 0; n < 60; ++n) {
          const frame = document.createElement('iframe');
          frame.src = '/inner?' + n;
          much.append(frame);
        })js"},
                      Excess{"Changes", R"js(const storm = () => {
          much.replaceChildren(...Array.from({length: 500}, () => document.createElement('i')));
          requestAnimationFrame(storm);
        };
        storm())js"},
                      Excess{"LettersInItsTitle", "document.title = 'x'.repeat(20e6)"},
                      Excess{"LettersInAnAlert", "alert('x'.repeat(20e6))"},
                      Excess{"LinesInTheConsole", R"js(setInterval(() => {
          for (let n = 0; n < 100; ++n) console.log('line', n, {n});
        }, 50))js"},
                      // More than twice as many end the page in any Chromium.
                      Excess{"ElementsInOneAnother", R"js(let inner = much;
        for (let n = 0; n < 1500; ++n) {
          const next = document.createElement('div');
          inner.append(next);
          inner = next;
        })js"},
                      Excess{"ClosedShadows", R"js(for (let n = 0; n < 2000; ++n) {
          const host = document.createElement('div');
          much.append(host);
          host.attachShadow({mode: 'closed'}).innerHTML = '<b>' + n + '</b>';
        })js"}),
    [](const auto& each) { return each.param.of; });

}  // namespace
}  // namespace firsthand::test
