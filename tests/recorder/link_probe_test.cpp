#include "recorder/channels/link_probe.h"

#include <gmock/gmock.h>

#include "recorder/channels/link_manners.h"
#include "recorder/channels/robots_txt.h"
#include "recorder/channels/web_url.h"
#include "tests/support/test_site.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;
using test::SiteAnswer;
using test::SiteRequest;
using test::TestSite;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string text_of(const std::string& address, const std::string& base = "") {
  const auto url = web_url(address, base);
  return url ? url->text : "";
}

TEST(WebUrl, ReadsALinkAsThePageMeansIt) {
  EXPECT_EQ(text_of("../b?c=1#d", "https://shop.example/a/x/y"), "https://shop.example/a/b?c=1");
  EXPECT_EQ(text_of("//other.example", "https://shop.example/"), "https://other.example/");
  EXPECT_EQ(text_of(" \n/a ", "http://shop.example"), "http://shop.example/a");
  EXPECT_EQ(text_of("?q=2", "http://shop.example/find?q=1"), "http://shop.example/find?q=2");
  EXPECT_EQ(web_url("http://[::1]:8080/")->host, "::1");
}

TEST(WebUrl, IsNothingForWhatIsNoPage) {
  for (const auto* address :
       {"mailto:a@b.example", "tel:123", "javascript:void(0)", "data:,x", "ftp://shop.example/"})
    EXPECT_EQ(text_of(address, "https://shop.example/"), "") << address;
}

bool acts(const std::string& address) { return looks_as_if_it_acts(*web_url(address)); }

TEST(LinkManners, LeaveAloneWhatLooksAsIfItDidSomething) {
  for (const auto* path : {"/logout", "/user/SignOut.php", "/abmelden", "/?do=logout",
                           "/cart/add/17", "/?add-to-cart=17", "/wishlist/addToList?id=1",
                           "/posts/4/delete", "/newsletter/unsubscribe", "/x?action=vote",
                           "/account/cancel", "/checkout", "/panier/supprimer?id=3"})
    EXPECT_TRUE(acts(std::string("https://shop.example") + path)) << path;
}

TEST(LinkManners, AskForPagesThatOnlyShow) {
  for (const auto* path :
       {"/", "/category/kettles", "/help/returns", "/address-book", "/search?q=tea",
        "/about/our-story", "/blog/2026/summer", "/p?id=17&page=2"})
    EXPECT_FALSE(acts(std::string("https://shop.example") + path)) << path;
}

TEST(RobotsTxt, LetsTheLongestRuleDecideAndTheKinderOfTwoAsLong) {
  const auto robots = RobotsTxt::read(
      "User-agent: *\nDisallow: /a/\nAllow: /a/open\nDisallow: /same\nAllow: /same\n", "Firsthand");
  EXPECT_FALSE(robots.allows("/a/b"));
  EXPECT_TRUE(robots.allows("/a/open/door"));
  EXPECT_TRUE(robots.allows("/same"));
  EXPECT_TRUE(robots.allows("/else"));
}

TEST(RobotsTxt, HearsTheGroupWithItsNameAndNoOther) {
  const std::string text =
      "User-agent: other\nUser-agent: FIRSTHAND/1.0\nDisallow: /ours # a word\n\n"
      "User-agent: *\nDisallow: /\n";
  EXPECT_TRUE(RobotsTxt::read(text, "Firsthand").allows("/theirs"));
  EXPECT_FALSE(RobotsTxt::read(text, "Firsthand").allows("/ours"));
  EXPECT_FALSE(RobotsTxt::read(text, "Stranger").allows("/theirs"));
}

TEST(RobotsTxt, KnowsStarsEndsAndEncodings) {
  const auto robots = RobotsTxt::read(
      "User-agent: *\r\nDisallow: /*.pdf$\r\nDisallow: /*?sort=\r\nDisallow: /caf%c3%a9\r\n"
      "Disallow:\r\n",
      "Firsthand");
  EXPECT_FALSE(robots.allows("/a/b.pdf"));
  EXPECT_TRUE(robots.allows("/a/b.pdf?page=2"));
  EXPECT_FALSE(robots.allows("/list?sort=price"));
  EXPECT_FALSE(robots.allows("/café"));
  EXPECT_TRUE(robots.allows("/"));
}

TEST(RobotsTxt, IsNotHeldUpByAHostilePattern) {
  const std::string stars(2000, '*');
  const auto robots = RobotsTxt::read("User-agent: *\nDisallow: /" + stars + "b$", "Firsthand");
  EXPECT_TRUE(robots.allows("/" + std::string(2000, 'a')));
}

class LinkProbe : public ::testing::Test {
 protected:
  LinkProbe() {
    options.user_agent = "Firsthand test";
    options.before_again = 1ms;
    options.each = 5000ms;
    options.deadline = Deadline::after(30s);
    site.answers("/robots.txt", SiteAnswer{.status = 404});
  }
  LinkOutcome ask(const std::string& path) { return ask_all({path}).front(); }
  std::vector<LinkOutcome> ask_all(const std::vector<std::string>& paths) {
    std::vector<LinkQuestion> questions;
    for (const auto& path : paths) questions.push_back({site.url() + path, true});
    return probe_links(questions, options);
  }
  TestSite site;
  LinkProbeOptions options;
};

TEST_F(LinkProbe, AsksWithHeadAloneWhereThatIsAnswered) {
  site.page("/fine", "<p>Fine.</p>");
  const auto link = ask("/fine#place");
  EXPECT_EQ(link.status, 200);
  EXPECT_EQ(link.method, "HEAD");
  EXPECT_TRUE(link.ms);
  EXPECT_EQ(site.heard("/fine", "GET"), 0);
  EXPECT_THAT(site.requests().back().headers.at("user-agent"), HasSubstr("Firsthand"));
  EXPECT_EQ(site.requests().back().headers.at("firsthand-visit"), "synthetic");
}

TEST_F(LinkProbe, BelievesNoErrorThatGetDoesNotConfirm) {
  for (const int status : {403, 404, 405, 501})
    site.answers("/" + std::to_string(status), [status](const SiteRequest& request) {
      return request.method == "HEAD" ? SiteAnswer{.status = status} : SiteAnswer{.body = "here"};
    });
  for (const auto& link : ask_all({"/403", "/404", "/405", "/501"})) {
    EXPECT_EQ(link.status, 200) << link.url;
    EXPECT_EQ(link.method, "GET") << link.url;
  }
  EXPECT_EQ(ask("/nowhere").status, 404);
}

TEST_F(LinkProbe, TriesAServerErrorOnceMore) {
  int asked = 0;
  site.answers("/once", [&asked](const SiteRequest& request) {
    return SiteAnswer{.status = request.method == "GET" && ++asked > 1 ? 200 : 500};
  });
  site.answers("/ever", SiteAnswer{.status = 500});
  const auto links = ask_all({"/once", "/ever"});
  EXPECT_EQ(links[0].status, 200);
  EXPECT_EQ(links[1].status, 500);
  EXPECT_EQ(links[1].tries, 2);
  EXPECT_EQ(site.heard("/ever", "GET"), 2);
}

TEST_F(LinkProbe, KeepsEveryHopAndEndsACircle) {
  site.redirects("/a", "/b");
  site.redirects("/b", "/c");
  site.page("/c", "<p>There.</p>");
  site.redirects("/x", "/y");
  site.redirects("/y", "/x");
  const auto links = ask_all({"/a", "/x"});
  ASSERT_THAT(links[0].hops, SizeIs(2));
  EXPECT_EQ(links[0].hops[1].url, site.url() + "/b");
  EXPECT_EQ(links[0].last_url, site.url() + "/c");
  EXPECT_EQ(links[0].status, 200);
  EXPECT_EQ(links[1].error, "loop");
  EXPECT_FALSE(links[1].status);
}

TEST_F(LinkProbe, GoesThroughADoorThatSetsACookieFirst) {
  site.answers("/door", [](const SiteRequest& request) {
    if (request.headers.contains("cookie")) return SiteAnswer{.body = "in"};
    return SiteAnswer{.status = 302, .headers = {{"Location", "/door"}, {"Set-Cookie", "seen=1"}}};
  });
  EXPECT_EQ(ask("/door").status, 200);
}

TEST_F(LinkProbe, StopsAfterTenRedirects) {
  for (int i = 0; i < 14; ++i)
    site.redirects("/r" + std::to_string(i), "/r" + std::to_string(i + 1));
  const auto link = ask("/r0");
  EXPECT_EQ(link.error, "too_many");
  EXPECT_THAT(link.hops, SizeIs(11));
}

TEST_F(LinkProbe, AsksNothingThatRobotsTxtKeepsItAwayFrom) {
  site.answers("/robots.txt", SiteAnswer{.body = "User-agent: *\nDisallow: /private\n"});
  site.redirects("/way", "/private/room");
  const auto links = ask_all({"/private/a", "/way"});
  EXPECT_EQ(links[0].skipped, "robots");
  EXPECT_EQ(links[1].skipped, "robots");
  EXPECT_THAT(links[1].hops, SizeIs(1));
  EXPECT_EQ(site.heard("/private/a") + site.heard("/private/room"), 0);
  EXPECT_EQ(site.heard("/robots.txt"), 1);
}

TEST_F(LinkProbe, AsksNothingOfASiteThatCannotSayWhatItForbids) {
  site.answers("/robots.txt", SiteAnswer{.status = 500});
  site.page("/fine", "<p>Fine.</p>");
  EXPECT_EQ(ask("/fine").skipped, "robots");
  EXPECT_EQ(site.heard("/fine"), 0);
}

TEST_F(LinkProbe, LeavesAloneWhatActsOrLetsSomebodyIn) {
  site.redirects("/go", "/logout");
  const auto links = ask_all({"/logout", "/a?session=0123", "/go"});
  EXPECT_EQ(links[0].skipped, "acts");
  EXPECT_EQ(links[1].skipped, "private");
  EXPECT_THAT(links[1].url, Not(HasSubstr("0123")));
  EXPECT_EQ(links[2].skipped, "acts");
  EXPECT_EQ(site.heard("/logout") + site.heard("/a"), 0);
}

TEST_F(LinkProbe, NeverLeavesThisMachineForAPageOfIt) {
  site.redirects("/out", "http://192.0.2.1/");
  const auto links = probe_links(
      {{site.url() + "/out", true}, {"http://192.0.2.1/", true}, {site.url() + "/in", false}},
      options);
  for (const auto& link : links) EXPECT_EQ(link.skipped, "other_host") << link.url;
  EXPECT_EQ(site.heard("/in"), 0);
}

TEST_F(LinkProbe, SaysThatNothingAnswersOnlyAfterASecondTry) {
  const auto links = probe_links(
      {{"http://127.0.0.1:" + std::to_string(test::closed_port()) + "/", true}}, options);
  EXPECT_EQ(links[0].error, "refused");
  EXPECT_EQ(links[0].tries, 2);
  EXPECT_EQ(links[0].method, "GET");
}

TEST_F(LinkProbe, ReadsNoMoreOfAPageThanItsBeginning) {
  site.answers("/long", [](const SiteRequest& request) {
    if (request.method == "HEAD") return SiteAnswer{.status = 405};
    return SiteAnswer{.body = std::string(4'000'000, 'a')};
  });
  const auto link = ask("/long");
  EXPECT_EQ(link.status, 200);
  EXPECT_THAT(link.error, IsEmpty());
}

TEST_F(LinkProbe, WaitsASecondTimeForWhatIsLate) {
  options.slow_ms = 20;
  site.dawdles("/late", 60ms, "<p>Late.</p>");
  const auto link = ask("/late");
  EXPECT_EQ(link.status, 200);
  EXPECT_GE(link.ms.value_or(0), 60);
  EXPECT_GE(link.again_ms.value_or(0), 60);
}

TEST_F(LinkProbe, EndsInTimeAndSaysWhatItDidNotGetTo) {
  site.never_answers("/never");
  options.deadline = Deadline::after(300ms);
  EXPECT_EQ(ask("/never").skipped, "time");
  options.deadline = Deadline::after(30s);
  options.interrupted = [] { return true; };
  EXPECT_EQ(ask("/never").skipped, "stopped");
}

TEST_F(LinkProbe, FollowsNoRedirectThatItMayNot) {
  site.redirects("/out", site.elsewhere() + "/there");
  options.may_follow = [&](const std::string& url) { return url.starts_with(site.url()); };
  EXPECT_EQ(ask("/out").skipped, "other_host");
  EXPECT_EQ(site.heard("/there"), 0);
}

}  // namespace
}  // namespace firsthand
