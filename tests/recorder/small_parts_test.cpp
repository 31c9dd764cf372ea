#include <gtest/gtest.h>

#include "recorder/browser/emulation.h"
#include "recorder/deadline.h"
#include "recorder/keeping.h"
#include "recorder/net_errors.h"
#include "recorder/pressure.h"
#include "recorder/queries.h"
#include "recorder/stretches.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;

TEST(Deadline, CanOnlyBeShortened) {
  const auto deadline = Deadline::after(1h);
  EXPECT_LE(deadline.at_most(1min).left(), 1min);
  EXPECT_EQ(deadline.at_most(2h).when(), deadline.when());
  EXPECT_EQ(deadline.at_most(Deadline::after(0ms)).left(), 0ms);
  EXPECT_FALSE(deadline.passed());
}

TEST(Deadline, IsNeverNegativeOnceItPassed) {
  const auto past = Deadline::at(Clock::now() - 1h);
  EXPECT_TRUE(past.passed());
  EXPECT_EQ(past.left(), 0ms);
  EXPECT_EQ(past.left_ms(), 0);
}

TEST(Deadline, FitsWhatPollTakes) {
  EXPECT_EQ(Deadline::after(24h * 365).left_ms(), 3'600'000);
  EXPECT_GE(Deadline::after(100us).left_ms(), 0);
}

TEST(Pressure, SaysWhyTimesAreNotToBeBelieved) {
  const auto trust = PressureWatch().verdict();
  EXPECT_EQ(trust.reliable, trust.reasons.empty());
}

TEST(NextWord, ShedsThePunctuationAndKeepsTheWord) {
  const std::pair<const char*, const char*> cases[] = {{": €49.90 in all", "€49.90"},
                                                       {" “SAVE10” today", "SAVE10"},
                                                       {" – RMA-17.", "RMA-17"},
                                                       {"\u00a0#4711, thanks", "4711"},
                                                       {" «Été»!", "Été"},
                                                       {" £5", "£5"},
                                                       {" — ", ""},
                                                       {"", ""},
                                                       {"(AB-1)", "AB-1"},
                                                       {" 日本 語", "日本"}};
  for (const auto& [text, word] : cases) EXPECT_EQ(next_word(text), word) << text;
}

class EmulationTest : public ::testing::Test {
 protected:
  static Device device(const char* visitor, bool marked = true) {
    return {*built_in_visitor(visitor), "156.0.8078.79", marked};
  }
  nlohmann::json override_for(const Device& device) {
    emulate_device(client_, "S", device);
    return browser_.sent("Emulation.setUserAgentOverride").at(0);
  }
  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
};

double all_of_it(double from, double until) { return until - from; }

TEST(Stretches, OfOneCauseAreToldOnceAndWhatWasReadyIsNone) {
  Stretches stretches;
  stretches.note(100, "loading");
  stretches.note(200, "loading");
  stretches.note(300, "covered", "Cookies?");
  stretches.note(500, "ready");
  stretches.note(600, "covered", "Cookies?");
  const auto waits = stretches.between(150, 700, all_of_it);
  ASSERT_EQ(waits.size(), 2u);
  EXPECT_EQ(waits[0].cause, "loading");
  EXPECT_EQ(waits[0].ms, 150);
  EXPECT_EQ(waits[1].by, "Cookies?");
  EXPECT_EQ(waits[1].ms, 300);
  EXPECT_EQ(stretches.before_since_ms("ready"), 500);
  EXPECT_EQ(stretches.before_since_ms("moving"), std::nullopt);
}

TEST(Stretches, NeverBeginBeforeTheOneThatTheyEnd) {
  Stretches stretches;
  stretches.note(300, "loading");
  stretches.note(200, "missing");
  EXPECT_EQ(stretches.since_ms(), 300);
  const auto waits = stretches.between(0, 400, all_of_it);
  ASSERT_EQ(waits.size(), 1u) << "the first took no time";
  EXPECT_EQ(waits[0].cause, "missing");
}

TEST(Stretches, LeaveOutWhatWasNoWaiting) {
  Stretches stretches;
  stretches.note(0, "missing");
  const auto waits = stretches.between(0, 1000, [](double, double) { return 400.0; });
  ASSERT_EQ(waits.size(), 1u);
  EXPECT_EQ(waits[0].ms, 400);
}

TEST_F(EmulationTest, TheUserAgentNamesTheBrowserThatReallyWalks) {
  for (const auto& name : built_in_visitor_names()) {
    const auto agent = user_agent_of(device(name.c_str()));
    EXPECT_NE(agent.find("Chrome/156.0.0.0"), std::string::npos) << agent;
    EXPECT_EQ(agent.find("{major}"), std::string::npos) << agent;
    EXPECT_TRUE(agent.ends_with(kMarkerSuffix)) << agent;
  }
}

TEST_F(EmulationTest, ClientHintsAgreeWithTheUserAgent) {
  for (const char* name : {"phone", "laptop"}) {
    browser_ = test::ScriptedTransport();
    const auto sent = override_for(device(name));
    const auto& hints = sent.at("userAgentMetadata");
    const auto agent = sent.at("userAgent").get<std::string>();
    EXPECT_EQ(hints.at("mobile"), agent.find("Mobile") != std::string::npos) << agent;
    EXPECT_NE(agent.find(hints.at("platform").get<std::string>()), std::string::npos) << agent;
    for (const auto& brand : hints.at("brands")) {
      if (brand.at("brand") == "Not?A_Brand") continue;
      EXPECT_NE(agent.find("Chrome/" + brand.at("version").get<std::string>()), std::string::npos);
    }
    EXPECT_EQ(hints.at("fullVersionList").at(0).at("version"), "156.0.8078.79");
    EXPECT_EQ(sent.at("acceptLanguage"), "en-GB,en");
  }
}

TEST_F(EmulationTest, TheMarkerIsSentUnlessToldOtherwise) {
  emulate_device(client_, "S", device("phone"));
  EXPECT_EQ(browser_.sent("Network.setExtraHTTPHeaders").at(0).at("headers"),
            (nlohmann::json{{std::string(kMarkerHeader), "synthetic"}}));
  browser_ = test::ScriptedTransport();
  const auto plain = override_for(device("phone", false));
  EXPECT_TRUE(browser_.sent("Network.setExtraHTTPHeaders").empty());
  EXPECT_EQ(plain.at("userAgent").get<std::string>().find("Firsthand"), std::string::npos);
}

TEST_F(EmulationTest, NothingIsSlowedDownUnlessTheVisitorIsSlow) {
  emulate_device(client_, "S", device("phone"));
  EXPECT_TRUE(browser_.sent("Network.emulateNetworkConditions").empty());
  EXPECT_TRUE(browser_.sent("Emulation.setCPUThrottlingRate").empty());
  EXPECT_TRUE(browser_.sent("Emulation.setEmulatedMedia").empty());
  emulate_device(client_, "S", device("slow-phone"));
  const auto network = browser_.sent("Network.emulateNetworkConditions").at(0);
  EXPECT_EQ(network.at("latency"), 300);
  EXPECT_EQ(network.at("downloadThroughput"), 200'000);
  EXPECT_EQ(browser_.sent("Emulation.setCPUThrottlingRate").at(0).at("rate"), 4);
}

TEST_F(EmulationTest, OnlyATouchVisitorHasAMobileScreen) {
  emulate_screen(client_, "S", device("laptop"));
  EXPECT_TRUE(browser_.sent("Emulation.setTouchEmulationEnabled").empty());
  EXPECT_EQ(browser_.sent("Emulation.setDeviceMetricsOverride").at(0).at("mobile"), false);
  emulate_screen(client_, "S", device("phone"));
  EXPECT_EQ(browser_.sent("Emulation.setTouchEmulationEnabled").size(), 1U);
  const auto screen = browser_.sent("Emulation.setDeviceMetricsOverride").at(1);
  EXPECT_EQ(screen.at("mobile"), true);
  EXPECT_EQ(screen.at("width"), built_in_visitor("phone")->width);
}

Target target(const char* raw) {
  Target target;
  target.text.raw = raw;
  return target;
}

Step step(decltype(Step::action) action) {
  Step step;
  step.action = std::move(action);
  return step;
}

TEST(QueriesFor, ExpandsTheValuesOfATarget) {
  auto wanted = target("Order $order");
  wanted.kind = TargetKind::kLink;
  wanted.near = Text{.raw = "$place"};
  wanted.nth = 2;
  Variables variables;
  variables.values = {{"order", "4711"}, {"place", "Basket"}};
  auto queries = queries_for(step(Click{.target = wanted}), variables);
  ASSERT_TRUE(queries);
  ASSERT_EQ(queries->size(), 1U);
  EXPECT_EQ(queries->at(0).word, "click");
  EXPECT_EQ(queries->at(0).text, "Order 4711");
  EXPECT_EQ(queries->at(0).near, "Basket");
  EXPECT_EQ(queries->at(0).nth, 2);
  EXPECT_EQ(kind_for_people(queries->at(0)), "link");
}

TEST(QueriesFor, ComeInTheOrderOfTheFields) {
  Fill fill;
  for (const char* name : {"Name", "E-mail"}) {
    FieldValue field;
    field.field = target(name);
    fill.fields.push_back(field);
  }
  auto queries = queries_for(step(fill), {});
  ASSERT_EQ(queries->size(), 2U);
  EXPECT_EQ(queries->at(1).text, "E-mail");
  EXPECT_EQ(kind_for_people(queries->at(1)), "field");
}

TEST(QueriesFor, NameAnUnknownVariable) {
  auto queries = queries_for(step(See{.looks = {{.what = target("Order $order")}}}), {});
  ASSERT_FALSE(queries);
  EXPECT_NE(queries.error().what.find("order"), std::string::npos);
}

TEST(QueriesFor, AreNoneWhereNothingIsLookedFor) {
  EXPECT_TRUE(queries_for(step(Open{}), {})->empty());
  EXPECT_TRUE(queries_for(step(Press{}), {})->empty());
  EXPECT_TRUE(queries_for(step(Scroll{}), {})->empty());
}

TEST(QueriesFor, AskForAllTextWhenAPatternIsKept) {
  auto queries = queries_for(step(Keep{.name = "order"}), {});
  ASSERT_EQ(queries->size(), 1U);
  EXPECT_TRUE(queries->at(0).pattern);
}

TEST(NetErrors, AreToldAsACustomerWouldPutThem) {
  EXPECT_EQ(net_error_for_people("net::ERR_CONNECTION_REFUSED"), "nothing answered at its address");
  EXPECT_EQ(net_error_for_people("net::ERR_CERT_DATE_INVALID"),
            "the browser does not trust its certificate");
  EXPECT_EQ(net_error_for_people("net::ERR_OF_TOMORROW"), "net::ERR_OF_TOMORROW");
}

TEST(NetErrors, OfOurOwnNetworkSayNothingAboutTheSite) {
  for (const bool answered : {false, true}) {
    EXPECT_TRUE(is_no_ones_answer("net::ERR_INTERNET_DISCONNECTED", answered));
    EXPECT_TRUE(is_no_ones_answer("page_killed", answered));
    EXPECT_FALSE(is_no_ones_answer("page_crashed", answered));
    EXPECT_FALSE(is_no_ones_answer("net::ERR_CONNECTION_REFUSED", answered));
    EXPECT_FALSE(is_no_ones_answer("http_500", answered));
  }
}

TEST(NetErrors, OfANameThatIsNotKnownAreTheSitesOnceItHasAnswered) {
  EXPECT_TRUE(is_no_ones_answer("net::ERR_NAME_NOT_RESOLVED", false));
  EXPECT_FALSE(is_no_ones_answer("net::ERR_NAME_NOT_RESOLVED", true));
}

}  // namespace
}  // namespace firsthand
