#include "recorder/browser/wire_log.h"

#include <gmock/gmock.h>

#include "recorder/visitor/hands.h"
#include "tests/recorder/temp_folder.h"
#include "tests/support/golden.h"
#include "tests/support/replay_transport.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;
using test::slurp;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

class WireLogTest : public ::testing::Test {
 protected:
  std::unique_ptr<WireLog> open(const std::vector<std::string>& secrets = {}) {
    redactor_ = Redactor(secrets);
    auto log = WireLog::open(browser_, file_, redactor_);
    EXPECT_TRUE(log);
    return log ? std::move(*log) : nullptr;
  }

  Redactor redactor_;
  test::TempFolder folder_;
  std::filesystem::path file_ = folder_.path() / "walk.wire";
  test::ScriptedTransport browser_;
};

TEST_F(WireLogTest, WritesBothDirectionsWithTheirTimes) {
  const auto log = open();
  DevToolsClient client(*log);
  browser_.reply_to("Page.enable", Json::object());
  ASSERT_TRUE(client.call("S", "Page.enable", Json::object(), Deadline::after(1s)));
  EXPECT_THAT(slurp(file_), MatchesRegex("# firsthand.wire/1\n"
                                         "[0-9.]+ >> \\{\"id\":1,\"method\":\"Page.enable\".*\\}\n"
                                         "[0-9.]+ << \\{\"id\":1,\"result\":\\{\\}\\}\n"));
}

TEST_F(WireLogTest, HoldsNoSecretAndNoKeyThatSpellsOne) {
  const auto log = open({"hunter2"});
  DevToolsClient client(*log);
  const SessionId session = "S";
  Hands(client, session, false).type("hunter2");
  client.tell("S", "Runtime.evaluate", {{"expression", R"({"secrets":["hunter2"]})"}});
  browser_.event("Network.requestWillBeSent", {{"postData", "word=hunter2"}});
  (void)client.pump_until([] { return false; }, Deadline::after(2ms));
  const auto text = slurp(file_);
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, Not(HasSubstr("KeyH")));
  EXPECT_THAT(text, Not(HasSubstr("\"text\":\"h\"")));
  EXPECT_EQ(browser_.sent("Input.dispatchKeyEvent").at(0).at("text"), "h");
}

TEST_F(WireLogTest, HoldsNoSecretThatWasLearnedOnTheWay) {
  const auto log = open();
  DevToolsClient client(*log);
  redactor_.add("hunter2");  // as `keep` does, before anything is said of it
  client.tell("S", "Runtime.evaluate", {{"expression", "firsthand.hide(\"hunter2\")"}});
  const auto text = slurp(file_);
  EXPECT_THAT(text, HasSubstr("firsthand.hide"));
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
}

TEST_F(WireLogTest, HoldsNoCookiesAndCredentials) {
  const auto log = open();
  browser_.event("Network.responseReceivedExtraInfo",
                 {{"headers", {{"set-cookie", "visit=abc"}, {"Authorization", "Bearer abc"}}},
                  {"headersText", "Set-Cookie: visit=abc"},
                  {"associatedCookies", {{{"cookie", {{"value", "visit=abc"}}}}}}});
  ASSERT_TRUE(log->receive(Deadline::after(1s)));
  EXPECT_THAT(slurp(file_), Not(HasSubstr("abc")));
}

TEST_F(WireLogTest, LeavesOutWhatIsNotJsonAndPassesItOn) {
  const auto log = open();
  browser_.say("no json");
  auto heard = log->receive(Deadline::after(1s));
  EXPECT_EQ(**heard, "no json");
  EXPECT_THAT(slurp(file_), Not(HasSubstr("no json")));
}

TEST_F(WireLogTest, SaysWhenTheFileCannotBeWritten) {
  auto log = WireLog::open(browser_, folder_.path() / "missing/walk.wire", redactor_);
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, Errc::kNoSpace);
  EXPECT_THAT(log.error().text(), HasSubstr("--wire-log"));
}

TEST_F(WireLogTest, AFullDiskEndsTheLogAndNotTheWalk) {
  auto log = WireLog::open(browser_, "/dev/full", redactor_);
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().what, HasSubstr("No space left"));
}

TEST_F(WireLogTest, CanBeReplayed) {
  {
    const auto log = open();
    DevToolsClient client(*log);
    browser_.event("E", {{"n", 1}});
    browser_.reply_to("A", {{"is", "A"}});
    ASSERT_TRUE(client.call("", "A", Json::object(), Deadline::after(1s)));
    browser_.event("E", {{"n", 2}});
    (void)client.pump_until([] { return false; }, Deadline::after(2ms));
  }
  std::ifstream file(file_);
  test::ReplayTransport replay(file);
  DevToolsClient client(replay);
  std::vector<Json> heard;
  const auto listening =
      client.on("E", [&](const SessionId&, const Json& params) { heard.push_back(params); });
  client.tell("", "Other");  // the numbers are others now
  EXPECT_EQ(*client.call("", "A", Json::object(), Deadline::after(1s)), (Json{{"is", "A"}}));
  EXPECT_EQ(heard, std::vector{(Json{{"n", 1}})});
  (void)client.pump_until([&] { return replay.over(); }, Deadline::after(1s));
  EXPECT_EQ(heard.size(), 2U);
}

}  // namespace
}  // namespace firsthand
