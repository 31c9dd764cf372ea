#include "recorder/browser/devtools_client.h"

#include <gmock/gmock.h>

#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class DevToolsClientTest : public ::testing::Test {
 protected:
  // Everything that was said is heard.
  void hear() {
    (void)client_.pump_until([] { return false; }, Deadline::after(5ms));
  }
  Result<Json> call(const char* method, const SessionId& session = "") {
    return client_.call(session, method, Json::object(), Deadline::after(20ms));
  }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
};

TEST_F(DevToolsClientTest, SendsWhatItIsTold) {
  client_.tell("S", "Page.enable", {{"a", 1}});
  client_.tell("", "Browser.close");
  EXPECT_EQ(
      browser_.sent()[0],
      (Json{{"id", 1}, {"method", "Page.enable"}, {"params", {{"a", 1}}}, {"sessionId", "S"}}));
  EXPECT_FALSE(browser_.sent()[1].contains("sessionId"));
}

TEST_F(DevToolsClientTest, GivesEachCommandItsOwnReply) {
  const auto first = client_.send("", "A"), second = client_.send("", "B");
  browser_.say(R"({"id":2,"result":{"is":"second"}})");
  browser_.say(R"({"id":1,"result":{"is":"first"}})");
  EXPECT_EQ(*client_.wait(first, Deadline::after(1s)), (Json{{"is", "first"}}));
  EXPECT_EQ(*client_.wait(second, Deadline::after(1s)), (Json{{"is", "second"}}));
}

TEST_F(DevToolsClientTest, NamesTheCommandThatWasNotAnswered) {
  auto reply = call("Page.enable");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, Errc::kTimeout);
  EXPECT_EQ(reply.error().text(), "no reply to Page.enable");
}

TEST_F(DevToolsClientTest, HearsAReplyThatCameBeforeWeLookedAtTheClock) {
  browser_.reply_to("A", {{"is", "in time"}});
  const auto reply = client_.call("", "A", Json::object(), Deadline::after(0ms));
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(*reply, (Json{{"is", "in time"}}));
}

TEST_F(DevToolsClientTest, ForgetsAReplyThatComesTooLate) {
  ASSERT_FALSE(call("A"));
  browser_.say(R"({"id":1,"result":{"is":"late"}})");
  browser_.reply_to("B", {{"is", "in time"}});
  EXPECT_EQ(*call("B"), (Json{{"is", "in time"}}));
}

TEST_F(DevToolsClientTest, WaitsForAReplyOnlyOnce) {
  browser_.reply_to("A", Json::object());
  const auto ticket = client_.send("", "A");
  EXPECT_TRUE(client_.wait(ticket, Deadline::after(1s)));
  EXPECT_EQ(client_.wait(ticket, Deadline::after(1s)).error().code, Errc::kInternal);
}

TEST_F(DevToolsClientTest, TellsAPageThatWentAwayFromARefusal) {
  for (const char* message :
       {"Session with given id not found.", "Target closed",
        "Cannot find context with specified id", "Execution context was destroyed.",
        "Not attached to an active page", "Inspected target navigated or closed",
        "uniqueContextId not found"}) {
    browser_.refuse("A", message);
    EXPECT_EQ(call("A").error().code, Errc::kPageGone) << message;
  }
  browser_.refuse("A", "'A' wasn't found");
  auto refused = call("A");
  EXPECT_EQ(refused.error().code, Errc::kProtocol);
  EXPECT_EQ(refused.error().what, "A: 'A' wasn't found");
}

TEST_F(DevToolsClientTest, FailsWhatWasAskedOfASessionThatIsDetached) {
  const auto frame = client_.send("FRAME", "A"), page = client_.send("PAGE", "A");
  browser_.event("Target.detachedFromTarget", {{"sessionId", "FRAME"}});
  browser_.say(R"({"id":2,"result":{}})");
  EXPECT_EQ(client_.wait(frame, Deadline::after(1s)).error().code, Errc::kPageGone);
  EXPECT_TRUE(client_.wait(page, Deadline::after(1s)));
}

TEST_F(DevToolsClientTest, FailsWhatWasAskedOfACrashedPageOnly) {
  const auto frame = client_.send("FRAME", "A"), page = client_.send("PAGE", "A");
  browser_.event("Inspector.targetCrashed", Json::object(), "PAGE");
  browser_.say(R"({"id":1,"result":{}})");
  EXPECT_EQ(client_.wait(page, Deadline::after(1s)).error().what, "the page crashed");
  EXPECT_TRUE(client_.wait(frame, Deadline::after(1s)));
}

TEST_F(DevToolsClientTest, DoesNotWaitForACrashedPageUntilItIsLoadedAgain) {
  browser_.event("Inspector.targetCrashed", Json::object(), "PAGE");
  hear();
  EXPECT_EQ(call("A", "PAGE").error().code, Errc::kPageGone);
  browser_.event("Inspector.targetReloadedAfterCrash", Json::object(), "PAGE");
  hear();
  browser_.reply_to("A", Json::object());
  EXPECT_TRUE(call("A", "PAGE"));
}

TEST_F(DevToolsClientTest, FailsEverythingWhenTheBrowserIsGone) {
  std::vector<Errc> heard;
  const auto ticket = client_.send("S", "A");
  client_.ask("S", "B", Json::object(),
              [&](const Result<Json>& reply) { heard.push_back(reply.error().code); });
  browser_.die();
  auto reply = client_.wait(ticket, Deadline::after(1s));
  EXPECT_EQ(reply.error().code, Errc::kBrowserGone);
  EXPECT_EQ(heard, std::vector{Errc::kBrowserGone});
  EXPECT_TRUE(client_.browser_gone());
  client_.ask("S", "C", Json::object(),
              [&](const Result<Json>& later) { heard.push_back(later.error().code); });
  EXPECT_EQ(heard.size(), 2U);
}

TEST_F(DevToolsClientTest, TakesAConnectionThatBrokeForAGoneBrowser) {
  browser_.fail_with(Error{Errc::kProtocol, "the browser sent a message of over 256 MB"});
  const auto pumped = client_.pump_until([] { return false; }, Deadline::after(1s));
  ASSERT_FALSE(pumped);
  EXPECT_EQ(pumped.error().code, Errc::kBrowserGone);
  EXPECT_EQ(pumped.error().what, "the browser sent a message of over 256 MB");
}

TEST_F(DevToolsClientTest, FailsEverythingWhenACommandCannotBeSent) {
  std::vector<Errc> heard;
  client_.ask("S", "A", Json::object(),
              [&](const Result<Json>& reply) { heard.push_back(reply.error().code); });
  browser_.hang_up();
  EXPECT_EQ(call("B").error().code, Errc::kBrowserGone);
  EXPECT_EQ(heard, std::vector{Errc::kBrowserGone});
}

TEST_F(DevToolsClientTest, AListenerMayEndItselfAndOthers) {
  std::string heard;
  Subscription first, second;
  first = client_.on("E", [&](const SessionId&, const Json&) {
    heard += "1";
    first = Subscription();
    second = Subscription();
  });
  second = client_.on("E", [&](const SessionId&, const Json&) { heard += "2"; });
  const auto third = client_.on("E", [&](const SessionId&, const Json&) { heard += "3"; });
  browser_.event("E", Json::object());
  browser_.event("E", Json::object());
  hear();
  EXPECT_EQ(heard, "133");
}

TEST_F(DevToolsClientTest, AListenerAddedMeanwhileHearsTheNextEvent) {
  int heard = 0;
  std::vector<Subscription> more;
  const auto first = client_.on("E", [&](const SessionId&, const Json&) {
    more.push_back(client_.on("E", [&](const SessionId&, const Json&) { ++heard; }));
  });
  browser_.event("E", Json::object());
  hear();
  EXPECT_EQ(heard, 0);
  browser_.event("E", Json::object());
  hear();
  EXPECT_EQ(heard, 1);
}

TEST_F(DevToolsClientTest, StopsWaitingWhenInterrupted) {
  bool interrupted = false;
  client_.set_interrupted([&] { return interrupted; });
  const auto ticket = client_.send("", "A");
  const auto listening = client_.on("E", [&](const auto&, const auto&) { interrupted = true; });
  browser_.event("E", Json::object());
  auto reply = client_.wait(ticket, Deadline::after(1h));
  EXPECT_EQ(reply.error().code, Errc::kInterrupted);
  EXPECT_THAT(reply.error().text(), HasSubstr("waiting for A"));
}

TEST_F(DevToolsClientTest, SendsPageTextThatIsNoUtf8) {
  client_.tell("", "A", {{"text", "half of \xC3"}});
  EXPECT_EQ(browser_.sent("A")[0].at("text"), "half of \xEF\xBF\xBD");
}

TEST_F(DevToolsClientTest, HearsTextThatWasCutInTheMiddleOfAnEmoji) {
  const auto ticket = client_.send("", "A");
  browser_.say(R"({"id":1,"result":{"t":"\ud83d cut, \ud83d\ude00 whole, \\ud83d written"}})");
  auto reply = client_.wait(ticket, Deadline::after(1s));
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ((*reply)["t"], "\xEF\xBF\xBD cut, \xF0\x9F\x98\x80 whole, \\ud83d written");
}

}  // namespace
}  // namespace firsthand
