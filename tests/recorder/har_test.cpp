#include "recorder/har.h"

#include <gmock/gmock.h>

namespace firsthand {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

NetworkEntry entry() {
  NetworkEntry entry;
  entry.at_ms = 120;
  entry.wall_s = 1769860800.25;
  entry.response_ms = 150;
  entry.end_ms = 200;
  entry.method = "POST";
  entry.url = "https://www.shop.example/find?q=kettle&empty=&bare#top?x=1";
  entry.type = "document";
  entry.request_headers = {
      {"Accept", "*/*"}, {"Cookie", "visit=abc"}, {"authorization", "Bearer abc"}};
  entry.response_headers = {{"Set-Cookie", "visit=abc"}, {"X-Count", 3}};
  entry.post_data = "a=1";
  entry.status = 200;
  entry.protocol = "h2";
  entry.size = 512;
  entry.main_document = true;
  return entry;
}

json only_entry(const NetworkEntry& entry) {
  return har_from(
             {entry},
             {.version = "0.1.0", .site_host = "shop.example", .step_starts = {{0, 0}, {100, 1}}})
      .at("log")
      .at("entries")
      .at(0);
}

TEST(Har, HasTheShapeOfVersion12) {
  const auto har = har_from({entry()}, {.version = "0.1.0", .browser = "B/1", .started = "S"});
  const auto& log = har.at("log");
  EXPECT_EQ(log.at("version"), "1.2");
  EXPECT_EQ(log.at("creator"), (json{{"name", "Firsthand"}, {"version", "0.1.0"}}));
  const auto& first = log.at("entries").at(0);
  for (const char* key : {"startedDateTime", "time", "request", "response", "cache", "timings"})
    EXPECT_TRUE(first.contains(key)) << key;
  for (const char* key : {"method", "url", "httpVersion", "cookies", "headers", "queryString",
                          "headersSize", "bodySize", "postData"})
    EXPECT_TRUE(first.at("request").contains(key)) << key;
  for (const char* key : {"status", "statusText", "httpVersion", "cookies", "headers", "content",
                          "redirectURL", "headersSize", "bodySize"})
    EXPECT_TRUE(first.at("response").contains(key)) << key;
  EXPECT_EQ(first.at("startedDateTime"), "2026-01-31T12:00:00.250Z");
  EXPECT_EQ(first.at("time"), 80);
  EXPECT_EQ(first.at("timings"), (json{{"send", 0}, {"wait", 30.0}, {"receive", 50.0}}));
}

TEST(Har, SaysWhatRulesRead) {
  const auto first = only_entry(entry());
  EXPECT_EQ(first.at("_at_ms"), 120);
  EXPECT_EQ(first.at("_step"), 1);
  EXPECT_EQ(first.at("_type"), "document");
  EXPECT_EQ(first.at("_firstParty"), true);
  EXPECT_EQ(first.at("_mainDocument"), true);
  EXPECT_EQ(first.at("_canceled"), false);
  EXPECT_FALSE(first.contains("_error"));
}

TEST(Har, SaysWhereARedirectLed) {
  auto redirect = entry();
  redirect.redirected_to = "http://shop.example/elsewhere";
  EXPECT_EQ(only_entry(redirect).at("response").at("redirectURL"), redirect.redirected_to);
  EXPECT_EQ(only_entry(entry()).at("response").at("redirectURL"), "");
}

TEST(Har, SplitsTheQueryButNotTheFragment) {
  EXPECT_EQ(only_entry(entry()).at("request").at("queryString"),
            (json::array({{{"name", "q"}, {"value", "kettle"}},
                          {{"name", "empty"}, {"value", ""}},
                          {{"name", "bare"}, {"value", ""}}})));
  auto plain = entry();
  plain.url = "https://shop.example/#a?b=c";
  EXPECT_TRUE(only_entry(plain).at("request").at("queryString").empty());
}

TEST(Har, KeepsCookiesAndCredentialsOut) {
  const auto text = only_entry(entry()).dump();
  EXPECT_THAT(text, Not(HasSubstr("visit=abc")));
  EXPECT_THAT(text, Not(HasSubstr("Bearer")));
  EXPECT_THAT(text, HasSubstr("*/*"));
}

TEST(Har, ARequestWithoutAnAnswerHasNoTimes) {
  auto lost = entry();
  lost.status.reset();
  lost.response_ms.reset();
  lost.end_ms.reset();
  lost.error = "net::ERR_CONNECTION_REFUSED";
  const auto first = only_entry(lost);
  EXPECT_EQ(first.at("time"), -1);
  EXPECT_EQ(first.at("response").at("status"), 0);
  EXPECT_EQ(first.at("_error"), "net::ERR_CONNECTION_REFUSED");
}

// The clock on the wall may be set while we walk; how far requests are apart stays true.
TEST(Har, TakesWallTimeOnce) {
  auto first = entry(), second = entry();
  second.at_ms = first.at_ms + 1500;
  second.wall_s = first.wall_s - 3600;
  const auto har = har_from({first, second}, {});
  EXPECT_EQ(har["log"]["entries"][0]["startedDateTime"], "2026-01-31T12:00:00.250Z");
  EXPECT_EQ(har["log"]["entries"][1]["startedDateTime"], "2026-01-31T12:00:01.750Z");
}

TEST(Har, LeavesOutWhatNeverTravelled) {
  auto inlined = entry(), made = entry();
  inlined.url = "data:text/plain,x";
  made.url = "blob:https://shop.example/1";
  EXPECT_TRUE(har_from({inlined, made}, {}).at("log").at("entries").empty());
}

TEST(StepAt, IsTheStepThatDidSomethingLast) {
  const std::vector<StepStart> starts{{10, 0}, {20, 1}, {20, 3}, {30, 4}};
  EXPECT_EQ(step_at(starts, 5), 0);
  EXPECT_EQ(step_at(starts, 10), 0);
  EXPECT_EQ(step_at(starts, 20), 3);
  EXPECT_EQ(step_at(starts, 1e9), 4);
  EXPECT_EQ(step_at({}, 5), 0);
}

TEST(Rfc3339, StaysInTheCalendarWhateverTheBrowserSays) {
  EXPECT_EQ(rfc3339(0.9999), "1970-01-01T00:00:00.999Z");
  EXPECT_EQ(rfc3339(-5), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(1e300), "9999-12-31T23:59:59.000Z");
}

}  // namespace
}  // namespace firsthand
