#include "journeys/visitor.h"

#include <gmock/gmock.h>

#include "journeys/journey_parser.h"
#include "journeys/visitor_wish.h"

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

VisitorWish wish_in(const std::string& visitor) {
  const auto parsed = parse_journey("journey: X\nsite: https://shop.example\nlet: {key: abc}\n" +
                                        visitor + "steps:\n  - open: /\n  - see: Y\n",
                                    "x.yaml");
  EXPECT_TRUE(parsed.ok()) << render(parsed.diagnostics, "x.yaml", parsed.journey.source);
  return parsed.journey.visitor;
}

TEST(Visitors, AreBuiltInForTheUsualDevicesAndNeeds) {
  for (const auto* name : {"phone", "slow-phone", "tablet", "laptop", "desktop", "large-text",
                           "dark", "reduced-motion"}) {
    ASSERT_TRUE(built_in_visitor(name)) << name;
    EXPECT_EQ(built_in_visitor(name)->name, name);
  }
  EXPECT_EQ(built_in_visitor("slow-phone")->network.name, "3g");
  EXPECT_EQ(built_in_visitor("slow-phone")->cpu, 4);
  EXPECT_TRUE(built_in_visitor("dark")->dark);
  EXPECT_TRUE(built_in_visitor("reduced-motion")->reduced_motion);
  EXPECT_TRUE(built_in_visitor("tablet")->touch);
  EXPECT_EQ(built_in_visitor("tablet")->user_agent.find("Mobile"), std::string::npos);
}

TEST(Visitors, WithLargeTextSeeHalfOfALaptopsPageTwiceAsLarge) {
  const auto laptop = *built_in_visitor("laptop"), large = *built_in_visitor("large-text");
  EXPECT_EQ(large.text, 200);
  EXPECT_EQ(large.width * 2, laptop.width);
  EXPECT_EQ(large.height * 2, laptop.height);
  EXPECT_EQ(large.scale, laptop.scale * 2);
}

TEST(Visitors, ComeOverTheNetworksThatEverybodyMeasuresWith) {
  EXPECT_THAT(network_names(), ElementsAre("native", "cable", "4g", "3gfast", "3g", "3gslow"));
  EXPECT_EQ(*network_profile("native"), Network{});
  EXPECT_EQ(network_profile("3g")->latency_ms, 300);
  EXPECT_EQ(network_profile("3g")->down_kbps, 1600);
  EXPECT_EQ(network_profile("3g")->up_kbps, 768);
  EXPECT_FALSE(network_profile("5g"));
}

TEST(Visitors, AreToldByWhatIsSpecialAboutThem) {
  EXPECT_EQ(told(*built_in_visitor("phone")), "phone");
  EXPECT_EQ(told(*built_in_visitor("large-text")), "large-text");
  EXPECT_EQ(told(*built_in_visitor("slow-phone")), "slow-phone over 3G, processor 4 times slower");
  EXPECT_EQ(told(visitor_as({.like = "laptop",
                             .network = "3gfast",
                             .locale = "de-DE",
                             .time_zone = "Europe/Berlin",
                             .location = GeoPoint{52.5, 13.4},
                             .headers = {{"X-Test", {}}},
                             .dark = true,
                             .text = 150})),
            "laptop over fast 3G, de-DE, time of Europe/Berlin, at 52.5, 13.4, dark colours, text "
            "at 150 %, headers X-Test");
  EXPECT_EQ(told(visitor_as({.like = "slow-phone", .network = "native", .cpu = 1})),
            "slow-phone over this machine's network, processor as fast as this machine's");
}

TEST(VisitorWishes, AreANameOrWhatIsDifferent) {
  EXPECT_EQ(visitor_as(wish_in("")), *built_in_visitor("phone"));
  EXPECT_EQ(visitor_as(wish_in("visitor: tablet\n")), *built_in_visitor("tablet"));
  const auto wish = wish_in(
      "visitor: {like: laptop, network: 3g, cpu: 2.5, locale: de-DE, time_zone: Europe/Berlin, "
      "location: [52.5, -13.4], dark: true, reduced_motion: true, text: 200%,\n"
      "          headers: {X-Test: \"1\", X-Key: $key}}\n");
  const auto visitor = visitor_as(wish);
  EXPECT_EQ(visitor.name, "laptop");
  EXPECT_EQ(visitor.network, *network_profile("3g"));
  EXPECT_EQ(visitor.cpu, 2.5);
  EXPECT_EQ(visitor.locale, "de-DE");
  EXPECT_EQ(visitor.time_zone, "Europe/Berlin");
  EXPECT_THAT(visitor.location, Optional(GeoPoint{52.5, -13.4}));
  EXPECT_TRUE(visitor.dark && visitor.reduced_motion);
  EXPECT_EQ(visitor.width, 720);
  EXPECT_THAT(visitor.headers, ElementsAre("X-Key", "X-Test"));
  EXPECT_EQ(wish.headers.at("X-Key").raw, "$key");
}

TEST(VisitorWishes, OfTheCommandLineComeBeforeThoseOfTheJourney) {
  const VisitorWish journeys{.like = "phone",
                             .network = "3g",
                             .locale = "de-DE",
                             .headers = {{"X-Test", {.raw = "1"}}, {"X-Own", {.raw = "own"}}}};
  const auto wish = with(journeys, {.like = "laptop", .headers = {{"x-test", {.raw = "2"}}}});
  EXPECT_EQ(wish.like, "laptop");
  EXPECT_EQ(wish.network, "3g");
  EXPECT_EQ(wish.locale, "de-DE");
  ASSERT_EQ(wish.headers.size(), 2U);
  EXPECT_EQ(wish.headers.at("x-test").raw, "2");
}

TEST(VisitorWishes, KnowLocalesTimeZonesAndHeaders) {
  for (const auto* good : {"de", "de-DE", "en-GB", "zh-Hant-TW", "pt-BR", "es-419"})
    EXPECT_FALSE(mistake_in_locale(good)) << good;
  for (const auto* bad : {"", "german", "de_DE", "xx-YY", "de-DE.UTF-8", "d", "12"})
    EXPECT_TRUE(mistake_in_locale(bad)) << bad;
  EXPECT_EQ(mistake_in_locale("de_DE.UTF-8")->meant, "de-DE");
  for (const auto* good : {"Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"})
    EXPECT_FALSE(mistake_in_time_zone(good)) << good;
  for (const auto* bad : {"", "berlin", "Mars/Olympus", "+02:00"})
    EXPECT_TRUE(mistake_in_time_zone(bad)) << bad;
  EXPECT_EQ(mistake_in_time_zone("berlin")->meant, "Europe/Berlin");
  EXPECT_FALSE(mistake_in_header_name("X-Preview"));
  EXPECT_FALSE(mistake_in_header_name("Authorization"));
  for (const auto* bad : {"", "X Y", "X:", "Host", "user-agent", "Sec-CH-UA", "Cookie"})
    EXPECT_TRUE(mistake_in_header_name(bad)) << bad;
  EXPECT_FALSE(mistake_in_header_value("Bearer abc"));
  EXPECT_TRUE(mistake_in_header_value("a\r\nX-Other: b"));
}

}  // namespace
}  // namespace firsthand
