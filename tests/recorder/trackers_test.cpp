#include <gtest/gtest.h>

#include "recorder/base64.h"
#include "recorder/browser/console_tracker.h"
#include "recorder/browser/dialog_tracker.h"
#include "recorder/browser/frame_tree.h"
#include "recorder/browser/network_tracker.h"
#include "recorder/browser/screencast.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;

class TrackersTest : public ::testing::Test {
 protected:
  TrackersTest() { frames_.adopt_root("S", "ROOT"); }
  void say(const std::string& method, Json params, const std::string& session = "S") {
    bool heard = false;
    const auto listening = client_.on(method, [&](const auto&, const auto&) { heard = true; });
    browser_.event(method, std::move(params), session);
    (void)client_.pump_until([&] { return heard; }, Deadline::after(1s));
  }
  void request(const std::string& id, const std::string& url, const Json& more = Json::object()) {
    Json event{{"requestId", id},
               {"timestamp", 1.0},
               {"type", "Document"},
               {"frameId", "ROOT"},
               {"request", {{"method", "GET"}, {"url", url}}}};
    event.update(more);
    say("Network.requestWillBeSent", event);
  }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
  WalkClock clock_;
  FrameTree frames_{client_, "firsthand"};
  NetworkTracker network_{client_, frames_, clock_};
  ConsoleTracker console_{client_, clock_};
  DialogTracker dialogs_{client_, clock_};
};

TEST_F(TrackersTest, ARedirectEndsOneRequestAndBeginsAnother) {
  request("R", "http://shop.example/old");
  request("R", "http://shop.example/new",
          {{"timestamp", 1.5}, {"redirectResponse", {{"status", 301}}}});
  ASSERT_EQ(network_.entries().size(), 2U);
  EXPECT_EQ(network_.entries()[0].status, 301);
  EXPECT_EQ(network_.entries()[0].redirected_to, "http://shop.example/new");
  EXPECT_EQ(network_.entries()[1].redirected_to, "");
  EXPECT_DOUBLE_EQ(*network_.entries()[0].end_ms - network_.entries()[0].at_ms, 500);
  EXPECT_FALSE(network_.entries()[1].status);
  EXPECT_EQ(network_.main_document(), &network_.entries()[1]);
}

TEST_F(TrackersTest, ARequestEndsWithItsSize) {
  request("R", "http://shop.example/");
  say("Network.responseReceived", {{"requestId", "R"},
                                   {"timestamp", 1.2},
                                   {"response", {{"status", 404}, {"mimeType", "text/html"}}}});
  EXPECT_FALSE(network_.entries()[0].end_ms);
  say("Network.loadingFinished",
      {{"requestId", "R"}, {"timestamp", 1.4}, {"encodedDataLength", 99}});
  const auto& entry = network_.entries()[0];
  EXPECT_EQ(entry.status, 404);
  EXPECT_NEAR(*entry.end_ms - *entry.response_ms, 200, 1e-6);
  EXPECT_EQ(entry.size, 99);
}

TEST_F(TrackersTest, ARequestThatFailedSaysWhyAndOneThatWasCanceledSaysSo) {
  request("A", "http://shop.example/");
  request("B", "http://shop.example/b");
  say("Network.loadingFailed", {{"requestId", "A"}, {"timestamp", 2}, {"errorText", "net::ERR_X"}});
  say("Network.loadingFailed", {{"requestId", "B"},
                                {"timestamp", 2},
                                {"errorText", "net::ERR_ABORTED"},
                                {"canceled", true}});
  say("Network.loadingFinished", {{"requestId", "A"}, {"timestamp", 3}});
  EXPECT_EQ(network_.entries()[0].error, "net::ERR_X");
  EXPECT_FALSE(network_.entries()[0].canceled);
  EXPECT_TRUE(network_.entries()[1].canceled);
  EXPECT_EQ(network_.entries()[0].end_ms, network_.entries()[1].end_ms);
}

TEST_F(TrackersTest, OnlyTheRootFrameHasTheMainDocument) {
  request("A", "http://shop.example/frame", {{"frameId", "FRAME"}});
  request("B", "http://shop.example/a.js", {{"type", "Script"}});
  EXPECT_EQ(network_.main_document(), nullptr);
  request("C", "http://shop.example/");
  EXPECT_EQ(network_.main_document()->url, "http://shop.example/");
}

TEST_F(TrackersTest, TheFirstRequestAfterAnInputIsKnown) {
  for (const double at : {1.0, 2.0, 3.0})
    request("R" + std::to_string(at), "http://shop.example/", {{"timestamp", at}});
  EXPECT_EQ(network_.first_request_after(network_.entries()[0].at_ms + 1),
            network_.entries()[1].at_ms);
  EXPECT_FALSE(network_.first_request_after(network_.entries()[2].at_ms + 1));
}

TEST_F(TrackersTest, AsksAsLongAsARequestIsUnderWayThatWantsAnAnswer) {
  request("P", "http://shop.example/beacon", {{"type", "Ping"}, {"timestamp", 1}});
  const double from = network_.entries()[0].at_ms;
  EXPECT_FALSE(network_.asking_since(from));
  request("R", "http://shop.example/choice", {{"type", "Fetch"}, {"timestamp", 2}});
  EXPECT_TRUE(network_.asking_since(from));
  EXPECT_FALSE(network_.asking_since(network_.entries()[1].at_ms + 1)) << "begun before";
  say("Network.loadingFinished", {{"requestId", "R"}, {"timestamp", 3}});
  EXPECT_FALSE(network_.asking_since(from));
}

TEST_F(TrackersTest, FramesComeGoAndMoveToOtherProcesses) {
  say("Page.frameAttached", {{"frameId", "F"}, {"parentFrameId", "ROOT"}});
  say("Runtime.executionContextCreated",
      {{"context", {{"id", 7}, {"name", "firsthand"}, {"auxData", {{"frameId", "F"}}}}}});
  ASSERT_NE(frames_.in_world("S", 7), nullptr);
  say("Target.attachedToTarget",
      {{"sessionId", "T"}, {"targetInfo", {{"type", "iframe"}, {"targetId", "F"}}}});
  EXPECT_EQ(frames_.in_world("S", 7), nullptr);
  say("Page.frameDetached", {{"frameId", "F"}, {"reason", "swap"}});
  ASSERT_NE(frames_.find("F"), nullptr);
  EXPECT_EQ(frames_.find("F")->session, "T");
  EXPECT_EQ(frames_.find("F")->parent, "ROOT");
  say("Target.detachedFromTarget", {{"sessionId", "T"}});
  EXPECT_EQ(frames_.find("F"), nullptr);
  EXPECT_FALSE(frames_.closed());
  say("Target.detachedFromTarget", {{"sessionId", "S"}});
  EXPECT_TRUE(frames_.closed());
}

TEST_F(TrackersTest, WorldsEndWithTheirContexts) {
  const auto make = [&](int id) {
    say("Runtime.executionContextCreated",
        {{"context", {{"id", id}, {"name", "firsthand"}, {"auxData", {{"frameId", "ROOT"}}}}}});
  };
  make(1);
  say("Runtime.executionContextDestroyed", {{"executionContextId", 2}});
  EXPECT_EQ(frames_.find("ROOT")->world, 1);
  say("Runtime.executionContextDestroyed", {{"executionContextId", 1}});
  EXPECT_FALSE(frames_.find("ROOT")->world);
  make(3);
  say("Runtime.executionContextsCleared", Json::object(), "OTHER");
  EXPECT_EQ(frames_.find("ROOT")->world, 3);
  say("Runtime.executionContextsCleared", Json::object());
  EXPECT_FALSE(frames_.find("ROOT")->world);
}

TEST_F(TrackersTest, ANavigationIsUnderWayUntilItIsCommittedOrGivenUp) {
  const auto start = [&](const char* kind) {
    say("Page.frameStartedNavigating", {{"frameId", "ROOT"}, {"navigationType", kind}});
  };
  start("sameDocument");
  EXPECT_FALSE(frames_.navigating());
  start("differentDocument");
  EXPECT_TRUE(frames_.navigating());
  say("Page.frameNavigated",
      {{"frame", {{"id", "ROOT"}, {"url", "http://a/"}, {"urlFragment", "#b"}}}});
  EXPECT_FALSE(frames_.navigating());
  EXPECT_EQ(frames_.documents(), 1);
  EXPECT_EQ(frames_.find("ROOT")->url, "http://a/#b");
  start("reload");
  say("Page.frameStoppedLoading", {{"frameId", "ROOT"}});
  EXPECT_FALSE(frames_.navigating());
}

TEST_F(TrackersTest, AWindowIsATabThatStaysBehindUntilItIsAskedFor) {
  frames_.adopt_root("S", "root");
  std::vector<std::string> prepared;
  frames_.on_session([&](const SessionId& session, const std::string& type) {
    prepared.push_back(session + ":" + type);
  });
  int fronts = 0;
  frames_.on_front([&] { ++fronts; });
  say("Page.windowOpen", {{"url", "http://shop.example/help"}});
  say("Target.attachedToTarget",
      {{"sessionId", "W"},
       {"targetInfo", {{"type", "page"}, {"targetId", "window"}, {"openerId", "root"}}}});
  EXPECT_EQ(frames_.windows(), std::vector<std::string>{"http://shop.example/help"});
  EXPECT_EQ(prepared, std::vector<std::string>{"W:page"});
  EXPECT_TRUE(frames_.is_top("window"));
  EXPECT_FALSE(frames_.is_top("a-part-of-it"));
  EXPECT_EQ(frames_.root_session(), "S");
  EXPECT_FALSE(frames_.in_front("window"));
  EXPECT_EQ(frames_.tabs().back().opener, "root");
  frames_.bring_to_front("window");
  EXPECT_EQ(frames_.root_session(), "W");
  EXPECT_TRUE(frames_.in_front("window"));
  EXPECT_EQ(fronts, 1);
}

TEST_F(TrackersTest, ATabThatClosesInFrontLeavesItToItsOpener) {
  frames_.adopt_root("S", "root");
  say("Target.attachedToTarget",
      {{"sessionId", "W"},
       {"targetInfo", {{"type", "page"}, {"targetId", "window"}, {"openerId", "root"}}}});
  frames_.bring_to_front("window");
  say("Target.detachedFromTarget", {{"sessionId", "W"}});
  EXPECT_EQ(frames_.root_frame(), "root");
  EXPECT_FALSE(frames_.closed());
  frames_.bring_to_front("window");
  EXPECT_EQ(frames_.root_frame(), "root");
}

TEST_F(TrackersTest, TheConsoleIsTakenDownInPlainText) {
  say("Runtime.consoleAPICalled",
      {{"type", "warning"},
       {"args", {{{"value", "cost"}}, {{"value", 3}}, {{"description", "Array(2)"}}}},
       {"stackTrace", {{"callFrames", {{{"url", "http://a/a.js"}, {"lineNumber", 4}}}}}}});
  say("Runtime.exceptionThrown",
      {{"exceptionDetails",
        {{"text", "Uncaught"}, {"lineNumber", 9}, {"exception", {{"value", 5}}}}}});
  say("Runtime.consoleAPICalled", {{"type", "table"}, {"args", Json::array()}});
  const auto& lines = console_.lines();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text, "cost 3 Array(2)");
  EXPECT_EQ(lines[0].level, "warning");
  EXPECT_EQ(lines[0].url, "http://a/a.js");
  EXPECT_EQ(lines[0].line, 5);
  EXPECT_EQ(lines[1].text, "5");
  EXPECT_EQ(lines[1].level, "exception");
  EXPECT_EQ(lines[1].line, 10);
  EXPECT_EQ(lines[2].level, "info");
}

TEST_F(TrackersTest, LinesAreAtTheirTimeHoweverTheClockOnTheWallIsSet) {
  constexpr double kToday = 1.7e12, kHour = 3.6e6;
  const double before = clock_.now_ms();
  for (const double wall_ms : {kToday, kToday + kHour, kToday - kHour}) {
    say("Runtime.consoleAPICalled", {{"timestamp", wall_ms}, {"args", {{{"value", "x"}}}}});
    const double at_ms = console_.lines().back().at_ms;
    EXPECT_GE(at_ms, before);
    EXPECT_LE(at_ms, clock_.now_ms());
  }
  // What was written together came together, whenever it is heard.
  say("Runtime.consoleAPICalled", {{"timestamp", kToday - kHour - 20}, {"args", Json::array()}});
  EXPECT_LE(console_.lines()[3].at_ms, console_.lines()[2].at_ms - 20 + 1e-3);
}

TEST_F(TrackersTest, APictureInItsAddressIsNotHeld) {
  request("R", "data:image/png;base64," + std::string(100'000, 'A'));
  request("S", "http://shop.example/?" + std::string(1'000, 'A'));
  EXPECT_LE(network_.entries()[0].url.size(), 100U);
  EXPECT_TRUE(network_.entries()[0].url.starts_with("data:image/png"));
  EXPECT_EQ(network_.entries()[1].url.size(), 1'021U);
}

TEST_F(TrackersTest, DialogsAndWindowsAreHeldInShort) {
  say("Page.javascriptDialogOpening", {{"type", "alert"}, {"message", std::string(100'000, 'x')}});
  EXPECT_LE(dialogs_.dialogs()[0].text.size(), 4'000U);
  say("Page.windowOpen", {{"url", "http://shop.example/" + std::string(100'000, 'x')}});
  EXPECT_LE(frames_.windows()[0].size(), 4'000U);
}

TEST_F(TrackersTest, TheConsoleHasAnEnd) {
  for (int line = 0; line < 5'100; ++line)
    browser_.event("Runtime.consoleAPICalled", {{"args", {{{"value", std::string(5'000, 'x')}}}}},
                   "S");
  (void)client_.pump_until([&] { return console_.lines().size() >= 5'000; }, Deadline::after(60s));
  for (int line = 0; line < 200; ++line) say("Runtime.consoleAPICalled", Json::object());
  EXPECT_EQ(console_.lines().size(), 5'000U);
  EXPECT_LE(console_.lines()[0].text.size(), 4'000U);
}

TEST_F(TrackersTest, AnAlertIsClosedAndAQuestionAnsweredNo) {
  for (const char* type : {"alert", "beforeunload", "confirm", "prompt"})
    say("Page.javascriptDialogOpening", {{"type", type}, {"message", "Sure?"}});
  std::vector<bool> accepted;
  for (const auto& answer : browser_.sent("Page.handleJavaScriptDialog"))
    accepted.push_back(answer.at("accept"));
  EXPECT_EQ(accepted, (std::vector<bool>{true, true, false, false}));
  ASSERT_EQ(dialogs_.dialogs().size(), 4U);
  EXPECT_EQ(dialogs_.dialogs()[2].text, "Sure?");
}

TEST_F(TrackersTest, TheFilmKeepsFramesThatDifferAndAcknowledgesAll) {
  Screencast film(client_, clock_);
  for (const char* picture : {"one", "one", "two"})
    say("Page.screencastFrame", {{"data", base64_encode(picture)},
                                 {"sessionId", 1},
                                 {"metadata", {{"monotonicTimestamp", 9.0}}}});
  EXPECT_EQ(browser_.sent("Page.screencastFrameAck").size(), 3U);
  const auto frames = film.take();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[1].bytes, "two");
  EXPECT_EQ(frames[1].at_ms, clock_.from_monotonic_s(9.0));
  EXPECT_EQ(film.last_change_ms(), frames[1].at_ms);
  EXPECT_TRUE(film.take().empty());
}

TEST_F(TrackersTest, AFrameThatComesLateDoesNotMoveTheLastChangeBack) {
  Screencast film(client_, clock_);
  for (const double at_s : {9.034, 9.0})
    say("Page.screencastFrame", {{"data", base64_encode(std::to_string(at_s))},
                                 {"sessionId", 1},
                                 {"metadata", {{"monotonicTimestamp", at_s}}}});
  EXPECT_EQ(film.take().size(), 2U);
  EXPECT_EQ(film.last_change_ms(), clock_.from_monotonic_s(9.034));
}

TEST_F(TrackersTest, AFilmSaysFromWhenOnItWasNotKept) {
  Screencast film(client_, clock_, 7);
  double at_s = 9;
  for (const char* picture : {"one", "two", "three", "4"})
    say("Page.screencastFrame", {{"data", base64_encode(picture)},
                                 {"sessionId", 1},
                                 {"metadata", {{"monotonicTimestamp", at_s++}}}});
  EXPECT_EQ(film.take_full_ms(), clock_.from_monotonic_s(11.0));
  EXPECT_EQ(film.take().size(), 2U) << "what fits again would hide the gap";
  EXPECT_FALSE(film.take_full_ms()) << "told once";
}

TEST_F(TrackersTest, TheNewestDialogIsKnownAlsoWhenThereAreTooManyToNote) {
  for (int alert = 0; alert < 201; ++alert)
    say("Page.javascriptDialogOpening", {{"type", "alert"}, {"message", "Again"}});
  EXPECT_EQ(dialogs_.dialogs().size(), 200U);
  EXPECT_GT(dialogs_.last_ms(), dialogs_.dialogs().back().at_ms);
}

}  // namespace
}  // namespace firsthand
