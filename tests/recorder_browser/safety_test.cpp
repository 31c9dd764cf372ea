#include <algorithm>

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/processes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kForm = R"html(<form method="post" action="/sent">
  <label>Name <input name="name"></label><button>Send</button></form>)html";

class Safety : public Walks {
 protected:
  static void sends_nothing(WalkOptions& options) { options.send_nothing = true; }
  const SiteRequest* first(const std::string& path) {
    requests_ = site.requests();
    const auto found = std::ranges::find(requests_, path, &SiteRequest::path);
    return found == requests_.end() ? nullptr : &*found;
  }

 private:
  std::vector<SiteRequest> requests_{};
};

TEST_F(Safety, StopsBeforeAStepThatSends) {
  site.page("/", kForm);
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Name: Robin Miller\n  - click: Send\n    submits: true\n"
      "  - see: Thanks\n",
      {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "not_allowed");
  EXPECT_EQ(walked.steps[2].outcome, StepOutcome::kStopped);
  EXPECT_EQ(site.heard("/sent"), 0);
}

TEST_F(Safety, SendsWhenThatIsAllowed) {
  site.page("/", kForm);
  site.page("/sent", "<p>Thanks</p>");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Name: Robin Miller\n  - click: Send\n    submits: true\n"
      "  - see: Thanks\n",
      {.with = [](WalkOptions& options) { options.send_nothing = options.allow_submit = true; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/sent", "POST"), 1);
}

TEST_F(Safety, HoldsAFormThatAnUnmarkedStepWouldSend) {
  site.page("/", kForm);
  const auto walked =
      walk("  - open: /\n  - fill:\n      Name: Robin Miller\n  - click: Send\n  - see: Thanks\n",
           {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "held_request");
  const auto line = walked.steps[2].line;
  EXPECT_GT(line, 0);
  EXPECT_THAT(walked.reason_text, HasSubstr("test.yaml:" + std::to_string(line) + ":"));
  EXPECT_EQ(site.heard("/sent"), 0);
}

TEST_F(Safety, NamesTheFileOfAUsedStepThatWouldSend) {
  site.page("/", kForm);
  ASSERT_TRUE(
      write_atomically(room() / "send.yaml", "journey: Send\nsteps:\n  - click: Send\n").ok());
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Name: Robin Miller\n  - use: send.yaml\n  - see: Thanks\n",
      {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_THAT(walked.reason_text, HasSubstr("send.yaml:3:"));
  EXPECT_EQ(walked.steps[2].file, "send.yaml");
  EXPECT_FALSE(walked.steps[3].file);
  EXPECT_EQ(site.heard("/sent"), 0);
}

TEST_F(Safety, HoldsAFormThatWouldSendFromAWindowOfItsOwn) {
  site.page("/", R"html(<form method="post" action="/sent" target="_blank">
    <label>Name <input name="name"></label><button>Send</button></form>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Name: Robin Miller\n  - click: Send\n  - see: Thanks\n",
           {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "held_request");
  EXPECT_EQ(site.heard("/sent"), 0);
}

TEST_F(Safety, HoldsAScriptThatSendsWhatWasTyped) {
  site.page("/", R"html(<label>Name <input></label><button id="go">Continue</button><script>
    go.onclick = () => fetch('/sent', {method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({name: document.querySelector('input').value})});</script>)html");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Name: Robin \"Rob\" Miller\n  - click: Continue\n"
      "  - see: Thanks\n",
      {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "held_request");
  EXPECT_EQ(site.heard("/sent"), 0);
}

TEST_F(Safety, HoldsWhatIsSentWhileTyping) {
  site.page("/", R"html(<label>Name <input></label><script>
    document.querySelector('input').oninput = (event) => { if (event.target.value.length > 8)
      navigator.sendBeacon('/sent', event.target.value); };</script>)html");
  const auto walked = walk("  - open: /\n  - fill:\n      Name: Robin Miller\n  - see: Thanks\n",
                           {.patience = "3s", .limit = "3s", .with = sends_nothing});
  EXPECT_EQ(site.heard("/sent"), 0) << told(walked);
}

TEST_F(Safety, LetsASearchBeAsked) {
  site.page("/", R"html(<form action="/find"><label>Search <input name="q"></label></form>)html");
  site.page("/find", "<p>Three kettles found</p>");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Search: kettle\n  - press: Enter\n"
      "  - see: Three kettles found\n",
      {.with = sends_nothing});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(first("/find")->target, "/find?q=kettle");
}

class Borders : public Safety {
 protected:
  // "localhost" is not among the hosts; 127.0.0.1 is.
  Way listed() { return {.head = "hosts: [shop.example]\n"}; }
  TestSite other;  // NOLINT: for tests
};

TEST_F(Borders, StopBeforeALinkThatLeadsElsewhere) {
  other.page("/away", "<p>Elsewhere</p>");
  site.page("/", "<a href=\"" + other.elsewhere() + "/away\">Partner</a>");
  const auto walked = walk("  - open: /\n  - click: Partner\n  - see: Elsewhere\n", listed());
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "left_hosts");
  EXPECT_THAT(walked.reason_text, HasSubstr(other.elsewhere() + "/away"));
  EXPECT_EQ(other.requests().size(), 0U);
}

TEST_F(Borders, StopBeforeARedirectThatLeadsElsewhere) {
  other.page("/away", "<p>Elsewhere</p>");
  site.redirects("/go", other.elsewhere() + "/away");
  site.page("/", "<a href=\"/go\">Partner</a>");
  const auto walked = walk("  - open: /\n  - click: Partner\n  - see: Elsewhere\n", listed());
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "left_hosts");
  EXPECT_EQ(other.requests().size(), 0U);
}

TEST_F(Borders, StopBeforeAWindowThatLeadsElsewhere) {
  other.page("/away", "<p>Elsewhere</p>");
  site.page("/", "<a target=\"_blank\" href=\"" + other.elsewhere() + "/away\">Partner</a>");
  const auto walked = walk("  - open: /\n  - click: Partner\n  - see: Elsewhere\n", listed());
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "left_hosts");
  EXPECT_EQ(other.requests().size(), 0U);
}

TEST_F(Borders, LetAWindowOfTheSiteItselfOpen) {
  site.page("/more", "<p>More of it</p>");
  site.page("/", "<a id=\"more\" target=\"_blank\" href=\"/more\">More</a>");
  const auto walked = walk("  - open: /\n  - click: More\n  - see: More of it\n", listed());
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_TRUE(eventually([&] { return site.heard("/more") == 1; }));
  EXPECT_EQ(site.requests().back().headers.count("firsthand-visit"), 1U);
}

TEST_F(Borders, StopBeforeAnAddressThatLeadsElsewhere) {
  const auto walked =
      walk("  - open: " + other.elsewhere() + "/away\n  - see: Elsewhere\n", listed());
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "left_hosts");
  EXPECT_EQ(other.requests().size(), 0U);
}

TEST_F(Borders, LetPartsOfAPageComeFromElsewhere) {
  other.page("/part", "<p>A part from elsewhere</p>");
  site.page("/", "<iframe src=\"" + other.elsewhere() + "/part\"></iframe>");
  EXPECT_THAT(walk("  - open: /\n  - see: A part from elsewhere\n", listed()),
              Ended(Outcome::kCompleted));
}

constexpr const char* kHints = R"html(<p id="out"></p><script>
  const data = navigator.userAgentData;
  data.getHighEntropyValues(['platformVersion', 'model', 'fullVersionList']).then((more) =>
    document.getElementById('out').textContent = `agent ${navigator.userAgent}; platform ` +
      `${data.platform}; mobile ${data.mobile}; model ${more.model}; ` +
      `brand ${data.brands.find((b) => b.brand === 'Chromium').version}; webdriver ${navigator.webdriver};`);
  </script>)html";

TEST_F(Safety, SaysThatAVisitIsSynthetic) {
  site.page("/", kHints);
  const auto walked = walk(
      "  - open: /\n  - see: platform Android; mobile true; model Pixel 7;\n"
      "  - see: Firsthand (synthetic visit); platform\n  - see: webdriver false\n",
      {.visitor = "phone"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_TRUE(walked.browser.marked);
  const auto* request = first("/");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->headers.at("firsthand-visit"), "synthetic");
  EXPECT_THAT(request->headers.at("user-agent"), EndsWith(" Firsthand (synthetic visit)"));
}

TEST_F(Safety, KeepsQuietAboutItWhenUnmarked) {
  site.page("/", kHints);
  const auto walked = walk(
      "  - open: /\n  - see: platform Windows; mobile false; model ;\n"
      "  - see: webdriver false\n",
      {.with = [](WalkOptions& options) { options.marked = false; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_FALSE(walked.browser.marked);
  const auto* request = first("/");
  ASSERT_NE(request, nullptr);
  EXPECT_FALSE(request->headers.contains("firsthand-visit"));
  EXPECT_THAT(request->headers.at("user-agent"), Not(HasSubstr("Firsthand")));
}

TEST_F(Safety, TellsOneStoryInTheUserAgentAndTheClientHints) {
  site.page("/", kHints);
  for (const std::string visitor : {"phone", "laptop"}) {
    const auto walked = walk("  - open: /\n  - see: agent Mozilla\n", {.visitor = visitor});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    const auto major = walked.browser.product.substr(walked.browser.product.find('/') + 1, 3);
    const auto requests = site.requests();
    const auto& headers = requests.back().headers;
    EXPECT_THAT(headers.at("user-agent"), HasSubstr("Chrome/" + major + ".0.0.0"));
    EXPECT_THAT(headers.at("user-agent"), Not(HasSubstr("Headless")));
    EXPECT_THAT(headers.at("sec-ch-ua"), HasSubstr("\"Chromium\";v=\"" + major + "\""));
    EXPECT_THAT(headers.at("sec-ch-ua"), Not(HasSubstr("Headless")));
    EXPECT_EQ(headers.at("sec-ch-ua-mobile"), visitor == "phone" ? "?1" : "?0");
    EXPECT_EQ(headers.at("sec-ch-ua-platform"), visitor == "phone" ? "\"Android\"" : "\"Windows\"");
    EXPECT_EQ(headers.at("accept-language").substr(0, 5), "en-GB");
  }
}

}  // namespace
}  // namespace firsthand::test
