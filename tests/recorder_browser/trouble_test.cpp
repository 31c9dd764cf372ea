#include <signal.h>
#include <unistd.h>

#include "journeys/recording_folder.h"
#include "recorder/channels/http_probe.h"
#include "tests/recorder_browser/processes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Trouble : public Walks {
 protected:
  Walk looks_for(const std::string& path, const std::string& words, const Way& way = {}) {
    return walk("  - open: " + path + "\n  - see: " + words + "\n", way);
  }
};

TEST_F(Trouble, OfAServerThatRefuses) {
  const auto walked = looks_for("http://127.0.0.1:" + std::to_string(closed_port()) + "/", "Hello");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "net::ERR_CONNECTION_REFUSED");
  // Asked once more outside the browser: the site, not us.
  const auto second = observed(walked, "second_look");
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_THAT(second.front().text, HasSubstr("no answer ("));
}

TEST_F(Trouble, IsLookedAtAgainFromOutsideTheBrowser) {
  site.page("/", document("<p>Hello</p>"));
  const auto answered =
      probe_http(site.url() + "/", "test", Deadline::after(std::chrono::seconds(5)));
  EXPECT_EQ(answered.status, 200);
  EXPECT_THAT(probe_text(answered), StartsWith("HTTP 200 in "));
  const auto never =
      probe_http("file:///etc/passwd", "test", Deadline::after(std::chrono::seconds(5)));
  EXPECT_FALSE(never.status);
  EXPECT_FALSE(never.error.empty());
}

TEST_F(Trouble, OfAServerThatHangsUpAtOnce) {
  site.hangs_up("/", "");
  const auto walked = looks_for("/", "Hello");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_THAT(walked.reason, StartsWith("net::ERR_"));
}

TEST_F(Trouble, OfAServerThatHangsUpInTheMiddle) {
  site.hangs_up("/", "<!DOCTYPE html><title>Half</title><p>First half</p>");
  const auto walked = looks_for("/", "Second half", {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_THAT(walked.reason, StartsWith("net::ERR_"));
}

TEST_F(Trouble, OfAServerThatNeverAnswers) {
  site.never_answers("/");
  const auto walked = looks_for("/", "Hello", {.patience = "400ms", .limit = "1s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "loading");
  EXPECT_TRUE(walked.censored);
  EXPECT_GE(waited_ms(walked.steps[0], "loading"), 900);
}

TEST_F(Trouble, OfRedirectsInACircle) {
  site.redirects("/", "/there");
  site.redirects("/there", "/");
  const auto walked = looks_for("/", "Hello");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "net::ERR_TOO_MANY_REDIRECTS");
}

TEST_F(Trouble, OfAnErrorPage) {
  site.answers("/broken", SiteAnswer{.status = 500, .body = document("<p>Something broke</p>")});
  const auto broken = looks_for("/broken", "Hello");
  EXPECT_THAT(broken, Ended(Outcome::kFailed));
  EXPECT_EQ(broken.reason, "http_500");
  EXPECT_EQ(broken.steps[0].status, 500);
  EXPECT_LT(broken.total_ms.value_or(1e9), 10'000);  // an error page is not waited out
  const auto missing = looks_for("/nowhere", "Hello");
  EXPECT_THAT(missing, Ended(Outcome::kFailed));
  EXPECT_EQ(missing.reason, "http_404");
}

TEST_F(Trouble, IsNotWhatAFormAnswersWhenItIsFilledInWrongly) {
  site.answers("/", SiteAnswer{.status = 422, .body = document("<p>We have no such order</p>")});
  EXPECT_THAT(looks_for("/", "We have no such order"), Ended(Outcome::kCompleted));
  const auto waited = looks_for("/", "Your order", {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(waited, Ended(Outcome::kGaveUp));  // the customer's patience, not a dead end
}

TEST_F(Trouble, OfAnErrorPageThatShowsWhatWasLookedFor) {
  site.answers("/", SiteAnswer{.status = 404, .body = document("<p>Hello all the same</p>")});
  EXPECT_THAT(looks_for("/", "Hello all the same"), Ended(Outcome::kCompleted));
}

TEST_F(Trouble, OfDialogs) {
  site.page("/",
            R"html(<button id="a" onclick="alert('Mind the gap'); told('alerted')">Alert</button>
    <button id="c" onclick="told('confirmed ' + confirm('Sure?'))">Confirm</button>
    <button id="p" onclick="told('prompted ' + prompt('Name?'))">Prompt</button><p id="out"></p>
    <script>const told = (text) => document.getElementById('out').textContent += text + '. ';
    </script>)html");
  const auto walked = walk(
      "  - open: /\n  - click: Alert\n  - click: Confirm\n  - click: Prompt\n"
      "  - see: alerted. confirmed false. prompted null.\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto dialogs = observed(walked, "dialog");
  ASSERT_THAT(dialogs, SizeIs(3)) << told(walked);
  EXPECT_EQ(dialogs[0].text, "alert: Mind the gap");
  EXPECT_EQ(dialogs[0].step, 1);
  EXPECT_TRUE(walked.steps[1].reaction && walked.steps[1].reaction->dialog_ms);
  ASSERT_THAT(walked.native_ui, SizeIs(3));
  EXPECT_EQ(walked.native_ui[1].kind, "confirm");
  EXPECT_EQ(walked.native_ui[1].answer, "cancel");
  EXPECT_FALSE(walked.native_ui[1].as_told);
}

TEST_F(Trouble, OfDialogsThatTheStepAnswers) {
  site.page("/",
            R"html(<button onclick="told('confirmed ' + confirm('Sure?'))">Confirm</button>
    <button onclick="told('prompted ' + prompt('Name?'))">Prompt</button>
    <button onclick="told('again ' + confirm('Sure again?'))">Again</button><p id="out"></p>
    <script>const told = (text) => document.getElementById('out').textContent += text + '. ';
    </script>)html");
  const auto walked = walk(
      "  - open: /\n  - click: Confirm\n    dialog: ok\n"
      "  - click: Prompt\n    dialog: {type: $who}\n  - click: Again\n    dialog: cancel\n"
      "  - see: confirmed true. prompted Robin. again false.\n",
      {.head = "let:\n  who: Robin\n"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.native_ui, SizeIs(3)) << told(walked);
  EXPECT_EQ(walked.native_ui[0].answer, "ok");
  EXPECT_TRUE(walked.native_ui[0].as_told);
  EXPECT_EQ(walked.native_ui[2].answer, "cancel");
  EXPECT_TRUE(walked.native_ui[2].as_told);
}

TEST_F(Trouble, OfAnAddressThatNoBrowserTakesIsNotTheSites) {
  const auto walked = walk("  - open: $where\n  - see: Hello\n",
                           {.head = "let:\n  where: http://127.0.0.1:99999/\n"});
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_THAT(walked.reason_text, HasSubstr("http://127.0.0.1:99999/ is not a web address"));
}

TEST_F(Trouble, OfPermissionsThatAreAskedFor) {
  site.page("/", R"html(<button onclick="navigator.geolocation.getCurrentPosition(() => told('yes'),
      () => told('no'))">Shops near me</button><p id="out"></p>
    <script>const told = (text) => document.getElementById('out').textContent += text + '. ';
      Notification.requestPermission();</script>)html");
  const auto walked = walk("  - open: /\n  - click: Shops near me\n  - see: no.\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.native_ui, SizeIs(2)) << told(walked);
  EXPECT_EQ(walked.native_ui[0].kind, "permission");
  EXPECT_EQ(walked.native_ui[0].text, "notifications");
  EXPECT_FALSE(walked.native_ui[0].asked_for);
  EXPECT_EQ(walked.native_ui[1].text, "location");
  EXPECT_TRUE(walked.native_ui[1].asked_for);
  EXPECT_EQ(walked.native_ui[1].answer, "denied");
}

TEST_F(Trouble, OfAPermissionThatNobodyAskedForIsAnInterruption) {
  site.page("/",
            R"html(<button onclick="navigator.mediaDevices.getUserMedia({video: true}).catch(() =>
      document.body.append('No picture'))">Scan</button><script>Notification.requestPermission();
      Notification.requestPermission();</script>)html");
  const auto walked = walk("  - open: /\n  - click: Scan\n  - see: Scan\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  const auto& question = walked.interruptions[0];
  EXPECT_EQ(question.kind, "permission");
  EXPECT_EQ(question.name, "notifications");
  EXPECT_EQ(question.step, 0);
  EXPECT_EQ(question.ended, "refused");
  EXPECT_THAT(question.pressed, ElementsAre("Block"));
  EXPECT_FALSE(question.ms) << "nobody knows how long a person takes to say no";
}

TEST_F(Trouble, OfFunctionsThatAPageLooksAtIsNotOurs) {
  site.page("/", R"html(<p id="out"></p><script>
    const ask = Geolocation.prototype.getCurrentPosition;
    document.getElementById('out').textContent = [ask.name, ask.length,
      /native code/.test(Function.prototype.toString.call(ask)), Object.keys(globalThis).length > 0]
      .join(' ');</script>)html");
  EXPECT_THAT(walk("  - open: /\n  - see: getCurrentPosition 1 true true\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Trouble, OfATooltipIsNoted) {
  site.page("/", R"html(<button title="Takes two days">Express</button>)html");
  const auto walked = walk("  - open: /\n  - hover: Express\n  - see: Express\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.native_ui, SizeIs(1));
  EXPECT_EQ(walked.native_ui[0].kind, "tooltip");
  EXPECT_EQ(walked.native_ui[0].text, "Takes two days");
}

TEST_F(Trouble, OfAPageThatAsksBeforeItIsLeft) {
  site.page("/", R"html(<label>Name <input></label><a href="/there">Onwards</a><script>
    addEventListener('beforeunload', (event) => event.preventDefault());</script>)html");
  site.page("/there", "<p>Left it behind</p>");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Name: x\n  - click: Onwards\n  - see: Left it behind\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "dialog"), SizeIs(1));
}

TEST_F(Trouble, OfAlertsWithoutAnEnd) {
  site.page(
      "/",
      R"html(<button onclick="while (performance.now() < 6e4) alert('Again')">Go</button>)html");
  const auto walked =
      walk("  - open: /\n  - click: Go\n  - see: Never there\n", {.patience = "1s", .limit = "1s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
}

SiteAnswer end_page_with(int signal) {
  for (const auto& process : descendants_of(::getpid()))
    if (process.command.find("--type=renderer") != std::string::npos) ::kill(process.pid, signal);
  return {};
}
SiteAnswer crash(const SiteRequest&) { return end_page_with(SIGABRT); }

TEST_F(Trouble, OfAPageThatCrashes) {
  site.page("/", R"html(<button onclick="fetch('/crash')">Onwards</button>)html");
  site.answers("/crash", crash);
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Never there\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "page_crashed");
}

TEST_F(Trouble, OfAPageThatCrashesWhileNothingTakesWhatIsTyped) {
  site.page("/", R"html(<p>Nothing takes text</p>
    <button onclick="setTimeout(() => fetch('/crash'), 500)">Onwards</button>)html");
  site.answers("/crash", crash);
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - type: hello\n  - see: Nothing\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "page_crashed");
}

// The site did not do it.
TEST_F(Trouble, OfAPageThatIsKilledFromOutside) {
  site.page("/", R"html(<button onclick="fetch('/kill')">Onwards</button>)html");
  site.answers("/kill", [](const SiteRequest&) { return end_page_with(SIGKILL); });
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Never there\n");
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "our_rig");
  EXPECT_THAT(walked.reason_text, ::testing::HasSubstr("ended from outside"));
}

TEST_F(Trouble, OfABrowserThatIsKilled) {
  site.page("/", R"html(<a href="/last">Onwards</a>)html");
  site.answers("/last", [](const SiteRequest&) {
    ::kill(browser_of(::getpid()), SIGKILL);
    return SiteAnswer{.body = document("<p>Hello</p>")};
  });
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Hello\n");
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "our_rig");
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(recording->walk.reason, "our_rig");
  EXPECT_EQ(recording->walk.steps[0].outcome, StepOutcome::kDone);
  EXPECT_THAT(descendants_of(::getpid()), SizeIs(0));
}

TEST_F(Trouble, OfAPageThatIsTooBusyToAnswer) {
  site.page("/", R"html(<button id="go">Onwards</button><p id="out"></p><script>
    go.onclick = () => {
      const until = performance.now() + 5000;
      while (performance.now() < until);
      document.getElementById('out').textContent = 'Awake again';
    };</script>)html");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Awake again\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0),
              ::testing::AllOf(::testing::Ge(5000 - 17), ::testing::Le(5500)))
      << told(walked);
}

TEST_F(Trouble, OfAPageThatLeavesWhileItIsClicked) {
  site.page("/", R"html(<button id="go">Onwards</button><script>
    go.onmousedown = () => location.href = '/there';</script>)html");
  site.page("/there", "<button id=\"next\">Next</button>");
  const auto walked =
      walk("  - open: /\n  - click: Onwards\n  - click: Next\n  - see: \"clicked: next\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

TEST_F(Trouble, OfADocumentThatIsWrittenAnew) {
  site.page("/", R"html(<button id="go">Onwards</button><script>go.onclick = () => {
    document.open();
    document.write('<button onclick="document.body.append(\'pressed next\')">Next</button>');
    document.close();
  };</script>)html");
  EXPECT_THAT(walk("  - open: /\n  - click: Onwards\n  - click: Next\n  - see: pressed next\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Trouble, OfTwentyThousandLinksGrowsNoFasterThanTheLinks) {
  const auto total_ms = [&](int links) {
    const auto count = std::to_string(links), last = std::to_string(links - 1);
    site.page("/" + count, R"html(<div id="many"></div><script>
    for (let n = 0; n < )html" +
                               count + R"html(; ++n) {
      const link = document.createElement('a');
      link.href = '#' + n;
      link.id = 'link' + n;
      link.textContent = 'Link number ' + n + ' ';
      many.append(link);
    }</script>)html");
    const auto walked = walk("  - open: /" + count + "\n  - click: Link number " + last +
                                 "\n  - see: \"clicked: link" + last + "\"\n",
                             {.patience = "60s", .limit = "60s"});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked.total_ms.value_or(1e9);
  };
  const double few = total_ms(1'000);
  EXPECT_LT(total_ms(20'000), 20 * few);
}

TEST_F(Trouble, OfAPageThatSendsOnwardsByItself) {
  site.page("/", "<p>Wait a moment</p>",
            R"html(<meta http-equiv="refresh" content="0;url=/there">)html");
  site.page("/there", "<button id=\"next\">Next</button>");
  EXPECT_THAT(walk("  - open: /\n  - click: Next\n  - see: \"clicked: next\"\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Trouble, OfWindowsThatOpen) {
  site.page("/", R"html(<button id="go" onclick="window.open('/there')">Onwards</button>)html");
  site.page("/there", "<p>Elsewhere</p>");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Elsewhere\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "new_window"), SizeIs(1)) << told(walked);
}

TEST_F(Trouble, OfAPageThatIsAllHostility) {
  site.page("/", R"html(<script>
      Object.defineProperty(Element.prototype, 'matches', {value: () => { throw 1; }});
      Array.prototype.filter = () => [];
      JSON.stringify = () => 'no';
      window.firsthand = {html: () => 'fake'};
      performance.now = () => 0;
    </script><button id="go">Onwards</button>)html");
  EXPECT_THAT(walk("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n"),
              Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
