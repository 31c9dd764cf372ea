#include "recorder/browser/guard.h"

#include <gtest/gtest.h>

#include "recorder/encodings.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;

TEST(HostOf, ReadsAnAddressAsTheBrowserDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"http://shop.example", "shop.example"},
      {"https://Shop.Example:8443/a?b#c", "shop.example"},
      {"HTTPS://shop.example/", "shop.example"},
      {"http://user:word@evil.example/", "evil.example"},
      {"http://shop.example@evil.example/", "evil.example"},
      {"http://shop.example:80@evil.example:81/", "evil.example"},
      {"http://evil.example\\@shop.example/", "evil.example"},
      {"http:\\\\evil.example\\shop.example", "evil.example"},
      {"http:evil.example", "evil.example"},
      {"http:///evil.example", "evil.example"},
      {" \n http://evil.example", "evil.example"},
      {"ht\ntp://ev\til.example", "evil.example"},
      {"http://evil.example?@shop.example", "evil.example"},
      {"http://evil.example#@shop.example", "evil.example"},
      {"http://shop.example./", "shop.example"},
      {"http://[::1]:8080/", "::1"},
      {"http://[::1", "::1"},
      {"http://", ""},
      {"http", ""},
      {"", ""},
      {"about:blank", ""},
      {"data:text/html,http://shop.example", ""},
      {"javascript:alert(1)//http://shop.example", ""},
      {"ftp://shop.example/", ""},
  };
  for (const auto& [url, host] : cases) EXPECT_EQ(host_of(url), host) << url;
}

TEST(WithoutCredentials, LeavesTheAddressAsItIsOtherwise) {
  const std::pair<const char*, const char*> cases[] = {
      {"https://ada:word@shop.example/a?b=c@d", "https://shop.example/a?b=c@d"},
      {"https://ada@shop.example", "https://shop.example"},
      {"https://a:b@c@shop.example:81/", "https://shop.example:81/"},
      {"https://shop.example/@me", "https://shop.example/@me"},
      {"https://shop.example", "https://shop.example"},
      {"mailto:ada@shop.example", "mailto:ada@shop.example"},
      {"", ""},
  };
  for (const auto& [url, bare] : cases) EXPECT_EQ(without_credentials(url), bare) << url;
  EXPECT_EQ(credentials_in("https://ada:word@shop.example/"), "ada:word");
  EXPECT_EQ(credentials_in("https://shop.example/"), "");
}

TEST(IsLoopback, IsNotFooledByNames) {
  for (const char* host : {"localhost", "shop.localhost", "127.0.0.1", "127.1.2.3", "::1"})
    EXPECT_TRUE(is_loopback(host)) << host;
  for (const char* host : {"127.0.0.1.evil.example", "127.evil.example", "localhost.evil.example",
                           "notlocalhost", "128.0.0.1", "1127.0.0.1", "", "::2", "0127.0.0.1"})
    EXPECT_FALSE(is_loopback(host)) << host;
}

TEST(IsWithin, TakesWholeNamesOnly) {
  EXPECT_TRUE(is_within("shop.example", "shop.example"));
  EXPECT_TRUE(is_within("www.shop.example", "shop.example"));
  EXPECT_TRUE(is_within("shop.example", "www.shop.example"));
  EXPECT_TRUE(is_within("pay.shop.example", "www.shop.example"));
  EXPECT_FALSE(is_within("evilshop.example", "shop.example"));
  EXPECT_FALSE(is_within("shop.example.evil.example", "shop.example"));
  EXPECT_FALSE(is_within("example", "shop.example"));
  EXPECT_FALSE(is_within("shop.example", ""));
  EXPECT_FALSE(is_within("", "shop.example"));
  EXPECT_FALSE(is_within("www.", "shop.example"));
}

class GuardTest : public ::testing::Test {
 protected:
  GuardTest() { frames_.adopt_root("S", "ROOT"); }

  void guard(GuardRules rules) { guard_.emplace(client_, frames_, std::move(rules)); }
  void strict() { guard({.site_host = "shop.example", .hosts = {"pay.example"}, .strict = true}); }
  // What became of a request: "continue" or "fail".
  std::string ask(const std::string& method, const std::string& url, const std::string& type,
                  const Json& body = nullptr, const std::string& frame = "ROOT") {
    Json request{{"method", method}, {"url", url}};
    if (!body.is_null()) request["postData"] = body;
    if (method == "POST") request["hasPostData"] = true;
    const auto before = browser_.sent().size();
    browser_.event(
        "Fetch.requestPaused",
        {{"requestId", "R"}, {"request", request}, {"resourceType", type}, {"frameId", frame}},
        "S");
    (void)client_.pump_until([&] { return browser_.sent().size() > before; }, Deadline::after(1s));
    const auto& answer = browser_.sent().back();
    return answer.at("method") == "Fetch.continueRequest" ? "continue" : "fail";
  }
  std::string post(const Json& body) { return ask("POST", "https://shop.example/x", "XHR", body); }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
  FrameTree frames_{client_, "firsthand"};
  std::optional<Guard> guard_;
};

TEST_F(GuardTest, HoldsEveryFormOfWhatWasTyped) {
  strict();
  const std::string typed = "Zoë & \"Söhne\" <a@b.example>";
  guard_->typed(typed);
  for (const auto& form : encodings_of(typed))
    EXPECT_EQ(post("before=1&field=" + form + "&after=2"), "fail") << form;
  EXPECT_EQ(post("field=" + std::string("Zo%C3%AB+%26+%22S%C3%B6hne%22+%3Ca%40b.example%3E")),
            "fail");
  EXPECT_EQ(post(Json{{"name", typed}}.dump()), "fail");
  EXPECT_EQ(post(Json{{"name", typed}}.dump(-1, ' ', true)), "fail");
  ASSERT_TRUE(guard_->held());
  EXPECT_EQ(guard_->held()->why, HeldRequest::Why::kWouldSend);
  EXPECT_EQ(guard_->held()->method, "POST");
  EXPECT_EQ(guard_->held()->url, "https://shop.example/x");
}

TEST_F(GuardTest, LetsGoWhatHoldsNothingTyped) {
  strict();
  guard_->typed("a@b.example");
  EXPECT_EQ(post("event=pageview"), "continue");
  EXPECT_EQ(ask("GET", "https://shop.example/search?q=a@b.example", "Document"), "continue");
  EXPECT_FALSE(guard_->held());
}

TEST_F(GuardTest, HoldsABodyThatIsNotToldOnceSomethingWasTyped) {
  strict();
  EXPECT_EQ(post(nullptr), "continue");
  guard_->typed("a@b.example");
  EXPECT_EQ(post(nullptr), "fail");
}

TEST_F(GuardTest, LetsAStepSendThatMay) {
  strict();
  guard_->typed("a@b.example");
  guard_->allow_sending(true);
  EXPECT_EQ(post("mail=a@b.example"), "continue");
  guard_->allow_sending(false);
  EXPECT_EQ(post("mail=a@b.example"), "fail");
}

TEST_F(GuardTest, SendsNothingTypedToOtherSitesAndGoesOn) {
  strict();
  guard_->typed("a@b.example");
  EXPECT_EQ(ask("POST", "https://count.example/x", "XHR", "mail=a%40b.example"), "fail");
  EXPECT_EQ(ask("POST", "https://count.example/y", "Ping", "mail=a@b.example"), "fail");
  EXPECT_EQ(ask("POST", "https://count.example/z", "Fetch", "event=pageview"), "continue");
  EXPECT_FALSE(guard_->held());
  ASSERT_EQ(guard_->stopped().size(), 1U);
  EXPECT_EQ(guard_->stopped()[0].url, "https://count.example/x");
  EXPECT_EQ(ask("POST", "https://pay.example/x", "XHR", "mail=a@b.example"), "fail");
  EXPECT_TRUE(guard_->held());  // one of the journey's hosts
}

TEST_F(GuardTest, TakesACommonWordForTypedOnlyWhereItStandsByItself) {
  strict();
  guard_->typed("tea");
  guard_->typed("kettle");
  for (const char* body : {"step=teaser&kettles=1", "steam", R"({"team":"b","steal":true})"})
    EXPECT_EQ(post(body), "continue") << body;
  EXPECT_FALSE(guard_->held());
  for (const char* body :
       {"q=tea", "q=green%20tea", "q=tea+pot", R"({"q":"kettle"})", R"({"q":"my kettle"})"})
    EXPECT_EQ(post(body), "fail") << body;
}

TEST_F(GuardTest, KnowsALongWordByItsBeginningOnly) {
  strict();
  guard_->typed("Schraubenzieher");
  EXPECT_EQ(post("q=Schraubenz"), "fail");
  EXPECT_EQ(post("q=Schraube"), "fail");
  EXPECT_EQ(post("q=Schrau&x=xSchraubenzieher"), "continue");
}

TEST_F(GuardTest, LetsThePageCountWithBodiesThatAreNotTold) {
  strict();
  guard_->typed("kettle");
  EXPECT_EQ(ask("POST", "https://shop.example/count", "Ping"), "continue");
  EXPECT_FALSE(guard_->held());
  EXPECT_EQ(ask("POST", "https://count.example/", "XHR"), "fail");
  EXPECT_FALSE(guard_->held());
  EXPECT_EQ(ask("POST", "https://shop.example/order", "Document"), "fail");
  EXPECT_TRUE(guard_->held());
}

TEST_F(GuardTest, PaysNoHeedToShortValues) {
  strict();
  guard_->typed("ab");
  EXPECT_EQ(post("about=absolutely"), "continue");
}

TEST_F(GuardTest, HoldsAPageOfAForeignHost) {
  strict();
  EXPECT_EQ(ask("GET", "https://pay.example/", "Document"), "continue");
  EXPECT_EQ(ask("GET", "https://evil.example/", "Document", nullptr, "FRAME"), "continue");
  EXPECT_EQ(ask("GET", "https://evil.example/a.js", "XHR"), "continue");
  EXPECT_FALSE(guard_->held());
  EXPECT_EQ(ask("GET", "https://evil.example/", "Document"), "fail");
  EXPECT_EQ(guard_->held()->why, HeldRequest::Why::kForeignHost);
  EXPECT_EQ(guard_->held()->url, "https://evil.example/");
}

TEST_F(GuardTest, NoticesAForeignPageWhereNothingIsHeldBack) {
  guard({.site_host = "127.0.0.1"});
  guard_->prepare("S");
  EXPECT_TRUE(browser_.sent("Fetch.enable").empty());
  browser_.event(
      "Network.requestWillBeSent",
      {{"type", "Document"}, {"frameId", "ROOT"}, {"request", {{"url", "https://evil.example/"}}}},
      "S");
  (void)client_.pump_until([&] { return guard_->held().has_value(); }, Deadline::after(1s));
  EXPECT_TRUE(guard_->held());
}

TEST_F(GuardTest, AsksToSeeRequestsOfAStrangersSite) {
  strict();
  guard_->prepare("S");
  const auto asked = browser_.sent("Fetch.enable");
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].at("patterns").size(), 4U);
}

TEST_F(GuardTest, KnowsWhereTheWalkMayGo) {
  strict();
  for (const char* url : {"https://shop.example/", "http://www.shop.example", "about:blank",
                          "https://pay.example:444/x", "https://sub.pay.example/"})
    EXPECT_TRUE(guard_->may_visit(url)) << url;
  for (const char* url :
       {"https://evil.example/", "https://shop.example.evil.example/", "HTTP://evil.example",
        "https://shop.example@evil.example/", "http://127.0.0.1/"})
    EXPECT_FALSE(guard_->may_visit(url)) << url;
  guard({.site_host = "127.0.0.1"});
  EXPECT_TRUE(guard_->may_visit("http://localhost:8080/"));
  EXPECT_FALSE(guard_->may_visit("http://127.0.0.1.evil.example/"));
}

}  // namespace
}  // namespace firsthand
