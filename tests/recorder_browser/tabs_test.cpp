#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;

class Tabs : public Walks {
 protected:
  void named(const std::string& path, const std::string& title, const std::string& body) {
    site.answers(path, SiteAnswer{.body = "<!DOCTYPE html><title>" + title + "</title>" + body});
  }
};

TEST_F(Tabs, AreFollowedByTitleOrAddressUntilAnotherIsNamed) {
  named("/", "The shop", R"html(<p>Our shop</p><a href="/terms" target="_blank">Terms</a>)html");
  named("/terms", "All the terms", R"html(<p>Thirty days</p><button id="ok"
    onclick="document.body.append('agreed'); console.error('told'); fetch('/heard')">Agree</button>)html");
  site.page("/heard", "yes");
  const auto walked = walk(
      "  - open: /\n  - click: Terms\n  - see: Thirty days\n    tab: all the TERMS\n"
      "  - click: Agree\n  - see: agreed\n  - see: Our shop\n    tab: The shop\n"
      "  - see: Thirty days\n    tab: /terms\n  - see: {url: /terms}\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "tab"), SizeIs(2)) << "what a click opens is in front";
  EXPECT_EQ(walked.steps[3].title, "All the terms");
  EXPECT_THAT(walked.steps[3].url, ::testing::EndsWith("/terms"));
  EXPECT_EQ(walked.steps[5].title, "The shop");
  EXPECT_TRUE(walked.steps[1].timing.usable_ms);
  // Film, pictures, network and console follow.
  EXPECT_THAT(contents(folder() / *walked.steps[3].page), HasSubstr("agreed"));
  EXPECT_THAT(walked.frames, Contains(Field(&Frame::step, 3)));
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording);
  EXPECT_THAT(recording->console,
              Contains(AllOf(Field(&ConsoleLine::text, "told"), Field(&ConsoleLine::step, 3))));
  EXPECT_THAT(recording->requests, Contains(AllOf(Field(&Request::url, site.url() + "/heard"),
                                                  Field(&Request::step, 3))));
}

TEST_F(Tabs, ThatComeLateAreWaitedForInTheCustomersTime) {
  named("/", "The shop", R"html(<button id="go">Chat</button><script>
    go.onclick = () => setTimeout(() => open('/chat'), 700);</script>)html");
  site.dawdles("/chat", std::chrono::milliseconds(600), "<p>How can we help?</p>");
  const auto walked =
      walk("  - open: /\n  - click: Chat\n  - see: How can we help?\n    tab: /chat\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(1250), Le(4000)))
      << told(walked);
}

TEST_F(Tabs, ThatDoNotComeAreNamedBesideThoseThereAre) {
  named("/", "The shop", R"html(<a href="/terms" target="_blank">Terms</a>)html");
  named("/terms", "All the terms", "<p>Thirty days</p>");
  const auto walked = walk("  - open: /\n  - click: Terms\n  - see: Hello\n    tab: Privacy\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(walked.reason_text,
              AllOf(HasSubstr("“Privacy”"), HasSubstr("“The shop”"), HasSubstr("“All the terms”")));
}

TEST_F(Tabs, ThatCloseInFrontLeaveItToTheirOpener) {
  named("/", "The shop", R"html(<p>Our shop</p><button onclick="window.open('/pay')">Pay</button>
    <p id="out"></p><script>onmessage = (e) => out.textContent = e.data;</script>)html");
  named("/pay", "The bank", R"html(<button onclick="opener.postMessage('Paid', '*');
    setTimeout(() => window.close(), 300)">Confirm</button>)html");
  const auto looked = walk(
      "  - open: /\n  - click: Pay\n  - click: Confirm\n    tab: The bank\n  - see: Paid\n"
      "  - see: {title: The shop}\n");
  EXPECT_THAT(looked, Ended(Outcome::kCompleted));
  EXPECT_EQ(looked.steps[3].title, "The shop");
}

TEST_F(Tabs, AreHeldToTheHostsOfTheJourney) {
  named("/", "The shop", "<a href=\"" + site.elsewhere() + "/there\" target=\"_blank\">Out</a>");
  named("/there", "Elsewhere", "<p>Far away</p>");
  const auto walked = walk("  - open: /\n  - click: Out\n  - see: Far away\n    tab: Elsewhere\n",
                           {.head = "hosts: [other.example]\n"});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
}

TEST_F(Tabs, ThatTheVisitorOpensAreInFrontUntilTheyGoBack) {
  named("/", "The shop", R"html(<p>Our shop</p><a href="/terms" target="_blank">Terms</a>)html");
  named("/terms", "All the terms", "<p>Thirty days</p><a href='/more'>More</a>");
  named("/more", "More terms", "<p>And so on</p>");
  const auto walked = walk(
      "  - open: /\n  - click: Terms\n  - see: Thirty days\n  - click: More\n  - see: And so on\n"
      "  - back\n  - see: Thirty days\n  - back\n  - see: Our shop\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps[2].title, "All the terms");
  EXPECT_EQ(walked.steps[8].title, "The shop");
  EXPECT_TRUE(walked.steps[1].timing.usable_ms) << "the click's wait ends in the new tab";
}

TEST_F(Tabs, WithoutAnOpenerAreFollowedToo) {
  named("/", "The shop", R"html(<a href="/terms" target="_blank" rel="noopener">Terms</a>
    <button onclick="window.open('/chat', 'chat', 'width=300,height=300')">Chat</button>)html");
  named("/terms", "All the terms", "<p>Thirty days</p>");
  named("/chat", "Chat", "<p>How can we help?</p>");
  EXPECT_THAT(walk("  - open: /\n  - click: Terms\n  - see: Thirty days\n  - back\n"
                   "  - click: Chat\n  - see: How can we help?\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Tabs, ThatNobodyAskedForStayBehind) {
  named("/", "The shop",
        R"html(<p>Our shop</p><script>setTimeout(() => open('/ad'), 100)</script>)html");
  named("/ad", "An advertisement", "<p>Buy this</p>");
  EXPECT_THAT(walk("  - open: /\n  - wait: 700ms\n    because: it opens\n  - see: Our shop\n"),
              Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
