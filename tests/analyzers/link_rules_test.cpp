#include <gmock/gmock.h>

#include "analyzers/audit.h"
#include "analyzers/page_links.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand {
namespace {

using test::findings_of;
using test::left_out_by;
using test::RecordingBuilder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

LinkOutcome answered(const std::string& url, int status) {
  LinkOutcome link;
  link.url = url;
  link.status = status;
  link.method = status < 400 ? "HEAD" : "GET";
  link.tries = status < 500 ? 1 : 2;
  link.ms = 20;
  link.places = {{"return-a-kettle-1", 0, "http://shop.test/0", "Size guide", "", false}};
  return link;
}

LinkOutcome failing(const std::string& url, const std::string& error) {
  auto link = answered(url, 404);
  link.status.reset();
  link.error = error;
  link.tries = 2;
  return link;
}

Recording with(std::vector<LinkOutcome> links) {
  auto recording = RecordingBuilder().step("open", "open /").build();
  recording.links = LinkLook{"1", LinkScope::kSite, std::move(links)};
  return recording;
}

TEST(BrokenLink, NamesTheLinkWhereItLeadsAndWhatWasAnswered) {
  auto link = answered("http://shop.test/size-guide", 404);
  const auto findings = findings_of("broken-link", with({link}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The link 'Size guide' leads nowhere: /size-guide, HTTP 404.");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
  EXPECT_EQ(findings[0].evidence.url, "http://shop.test/0");
  EXPECT_EQ(findings[0].step, 0);
}

TEST(BrokenLink, WeighsMoreWhereEveryPageHasIt) {
  auto link = answered("http://shop.test/size-guide", 410);
  link.places.push_back({"return-a-kettle-1", 0, "http://shop.test/0", "Sizes", "footer", false});
  const auto findings = findings_of("broken-link", with({link}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_THAT(findings[0].title, HasSubstr("'Sizes' in the footer"));
  link.first_party = false;
  EXPECT_EQ(findings_of("broken-link", with({link}))[0].severity, Severity::kMinor);
}

TEST(BrokenLink, HearsOfServersThatFailTwiceAndOfThoseThatAreNotThere) {
  EXPECT_THAT(findings_of("broken-link", with({answered("http://shop.test/a", 500),
                                               failing("http://gone.test/", "dns"),
                                               failing("http://shut.test/", "refused")})),
              SizeIs(3));
}

TEST(BrokenLink, LeavesAloneWhatIsNoProof) {
  auto by_head = answered("http://shop.test/head", 404);
  by_head.method = "HEAD";
  auto once = answered("http://shop.test/once", 500);
  once.tries = 1;
  auto skipped = answered("http://shop.test/robots", 404);
  skipped.skipped = "robots";
  auto later = answered("http://shop.test/order", 404);
  later.places[0].after_sending = true;
  EXPECT_THAT(
      findings_of(
          "broken-link",
          with({by_head, once, skipped, later, answered("http://shop.test/in", 401),
                answered("http://shop.test/wall", 403), answered("http://shop.test/much", 429),
                answered("http://shop.test/busy", 503), answered("http://shop.test/ok", 200),
                failing("http://shop.test/slow", "timeout"),
                failing("http://shop.test/tls", "tls")})),
      IsEmpty());
}

TEST(BrokenLink, BelievesTheBrowserMore) {
  auto recording = RecordingBuilder()
                       .step("open", "open /")
                       .request("document", "http://shop.test/size-guide", 200)
                       .build();
  recording.links = LinkLook{"1", LinkScope::kSite, {answered("http://shop.test/size-guide", 404)}};
  EXPECT_THAT(findings_of("broken-link", recording), IsEmpty());
}

TEST(BrokenLink, AllegesNothingThatMayBeOurOwnLine) {
  const auto gone = failing("http://gone.test/", "dns");
  EXPECT_THAT(findings_of("broken-link", with({gone})), IsEmpty());
  auto recording = with({gone, answered("http://shop.test/ok", 200)});
  EXPECT_THAT(findings_of("broken-link", recording), SizeIs(1));
  Request request;
  request.url = "http://gone.test/picture.png";
  request.status = 200;
  recording.requests.push_back(request);
  EXPECT_THAT(findings_of("broken-link", recording), IsEmpty());
}

TEST(BrokenLink, AllegesNothingOfAServerThatTurnsAllAway) {
  std::vector<LinkOutcome> links;
  for (const auto* path : {"a", "b", "c", "d"})
    links.push_back(answered(std::string("http://shop.test/") + path, 500));
  const auto recording = with(links);
  EXPECT_THAT(findings_of("broken-link", recording), IsEmpty());
  EXPECT_THAT(left_out_by("broken-link", recording), HasSubstr("4 links were answered like most"));
}

TEST(BrokenLink, SaysThatNobodyLookedAndKeepsNoRunFromItsVerdict) {
  auto recording = with({});
  EXPECT_THAT(left_out_by("broken-link", recording), IsEmpty());
  recording.links.reset();
  EXPECT_THAT(left_out_by("broken-link", recording), HasSubstr("not looked at"));
  const auto audit = judge({recording}, {});
  ASSERT_THAT(audit.failed_analyzers, SizeIs(1));
  EXPECT_EQ(audit.failed_analyzers[0].analyzer, "broken-link");
  EXPECT_EQ(audit.verdict, AuditVerdict::kGo);
}

TEST(BrokenLink, CostsTheJourneyNothingAndIsOneForAllWalks) {
  auto first =
      with({answered("http://shop.test/p?id=1", 404), answered("http://shop.test/p?id=2", 404)});
  auto second = first;
  second.name = "return-a-kettle-2";
  const auto audit = judge({first, second}, {});
  EXPECT_THAT(audit.findings, SizeIs(2));
  ASSERT_TRUE(audit.score);
  EXPECT_DOUBLE_EQ(*audit.score, *judge({with({}), with({})}, {}).score);
}

TEST(BrokenLink, QuotesWhatThePageCallsItInOneLine) {
  auto link = answered("http://shop.test/a", 404);
  link.places[0].text = "a\x1b[31m\nb";
  EXPECT_THAT(findings_of("broken-link", with({link}))[0].title, Not(HasSubstr("\x1b")));
}

LinkOutcome over(int hops) {
  auto link = answered("http://shop.test/old", 200);
  for (int i = 0; i < hops; ++i)
    link.hops.push_back({"http://shop.test/" + std::to_string(i), 301, 5});
  link.last_url = "http://shop.test/new";
  return link;
}

TEST(LinkRedirects, TellsOfThreeAndNotOfTwo) {
  EXPECT_THAT(findings_of("link-redirects", with({over(2)})), IsEmpty());
  const auto findings = findings_of("link-redirects", with({over(3)}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].evidence.text, HasSubstr("/2 → http://shop.test/new"));
}

TEST(LinkRedirects, TellsOfACircleUnlessTheBrowserCameThrough) {
  auto link = failing("http://shop.test/round", "loop");
  link.hops = over(3).hops;
  auto recording = with({link});
  ASSERT_THAT(findings_of("link-redirects", recording), SizeIs(1));
  EXPECT_EQ(findings_of("link-redirects", recording)[0].severity, Severity::kAnnoying);
  Request request;
  request.main_document = true;
  request.url = link.url;
  request.status = 302;
  recording.requests.push_back(request);
  EXPECT_THAT(findings_of("link-redirects", recording), IsEmpty());
}

LinkOutcome on_secure_page(const std::string& url, const std::string& last) {
  auto link = answered(url, 200);
  link.places[0].page = "https://shop.test/";
  link.last_url = last;
  return link;
}

TEST(InsecureLink, WeighsALinkThatStaysOpenMore) {
  const auto open = findings_of("insecure-link", with({on_secure_page("http://shop.test/a", "")}));
  ASSERT_THAT(open, SizeIs(1));
  EXPECT_EQ(open[0].severity, Severity::kAnnoying);
  const auto sent_on = findings_of(
      "insecure-link", with({on_secure_page("http://shop.test/a", "https://shop.test/a")}));
  ASSERT_THAT(sent_on, SizeIs(1));
  EXPECT_EQ(sent_on[0].severity, Severity::kMinor);
}

TEST(InsecureLink, LeavesOpenPagesStrangersAndSecureLinksAlone) {
  auto stranger = on_secure_page("http://other.test/", "");
  stranger.first_party = false;
  EXPECT_THAT(findings_of("insecure-link", with({stranger, answered("http://shop.test/a", 200),
                                                 on_secure_page("https://shop.test/b", "")})),
              IsEmpty());
}

TEST(SlowLink, NeedsTwoLateAnswers) {
  auto late = answered("http://shop.test/report", 200);
  late.ms = 3000;
  EXPECT_THAT(findings_of("slow-link", with({late})), IsEmpty());
  late.again_ms = 2800;
  const auto findings = findings_of("slow-link", with({late}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].title, HasSubstr("2.8 s"));
}

TEST(PageLinks, AreThoseThatCanBeSeenWithTheirPlace) {
  const auto recording =
      RecordingBuilder()
          .step("open", "open /")
          .page(
              "<body><nav><a href='/a'>Kettles</a></nav>"
              "<div data-firsthand-hidden=''><a href='/hidden'>Hidden</a></div>"
              "<main><header><a href='/b'><img alt='Offer'></a></header>"
              "<a href='/c' rel='noopener nofollow'>C</a>"
              "<a href='/d' data-method='delete'>D</a><a>no address</a></main>"
              "<footer><nav><a href='/e' aria-label='Terms'></a></nav></footer></body>")
          .build();
  const auto links = links_shown(recording);
  ASSERT_THAT(links, SizeIs(5));
  EXPECT_EQ(links[0].part, "nav");
  EXPECT_EQ(links[1].text, "Offer");
  EXPECT_EQ(links[1].part, "");
  EXPECT_TRUE(links[2].nofollow);
  EXPECT_TRUE(links[3].acts);
  EXPECT_EQ(links[4].part, "footer");
  EXPECT_EQ(links[4].text, "Terms");
}

TEST(PageLinks, AreNoneThatStayOnTheirPage) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .page("<a href='#main'>Skip to content</a><a href=''>Here</a>")
                             .build();
  EXPECT_THAT(links_shown(recording), IsEmpty());
}

TEST(PageLinks, KnowWhatCameAfterTypingAndReadEachPageOnce) {
  const std::string page = "<body><a href='/a'>A</a></body>";
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .page(page)
                             .step("see", "see A")
                             .url("http://shop.test/0")
                             .page(page)
                             .step("type", "type x")
                             .works(0, 1, 1)
                             .page(page)
                             .build();
  const auto links = links_shown(recording);
  ASSERT_THAT(links, SizeIs(2));
  EXPECT_FALSE(links[0].after_sending);
  EXPECT_TRUE(links[1].after_sending);
}

TEST(PageLinks, AreNoneOfPagesThatFailedOrWalksThatWereNotMeasured) {
  const std::string page = "<body><a href='/a'>A</a></body>";
  auto builder = RecordingBuilder().step("open", "open /").page(page);
  builder.status(500);
  EXPECT_THAT(links_shown(builder.build()), IsEmpty());
  builder.status(200).unmeasured("robot_check", "A wall.");
  EXPECT_THAT(links_shown(builder.build()), IsEmpty());
}

}  // namespace
}  // namespace firsthand
