#include "journeys/links.h"

#include <gmock/gmock.h>

#include "journeys/recording_folder.h"
#include "tests/journeys/scratch.h"

namespace firsthand {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

LinkLook a_look() {
  LinkOutcome gone;
  gone.url = "https://shop.example/gone";
  gone.places = {{"walk-1", 2, "https://shop.example/", "Gone", "footer", false},
                 {"walk-2", 0, "https://shop.example/a", "Gone", "", true}};
  gone.status = 404;
  gone.ms = 12.5;
  gone.again_ms = 13.5;
  gone.method = "GET";
  gone.tries = 2;
  gone.hops = {{"https://shop.example/old", 301, 7}};
  gone.last_url = "https://shop.example/new";
  LinkOutcome left;
  left.url = "https://other.example/";
  left.first_party = false;
  left.skipped = "other_host";
  left.places = {{"walk-2", 1, "https://shop.example/", "Other", "", false}};
  left.error = "dns";
  left.error_text = "Couldn't resolve host name";
  return {"1.0", LinkScope::kSite, {gone, left}};
}

TEST(Links, ComeBackFromTheRunAsTheyWereWritten) {
  const test::Scratch scratch;
  ASSERT_TRUE(write_links(scratch.folder(), a_look()));
  const auto read = read_links(scratch.folder());
  ASSERT_TRUE(read) << read.error().text();
  ASSERT_TRUE(*read);
  EXPECT_EQ(**read, a_look());
}

TEST(Links, OfARunThatNobodyLookedAtAreNotThere) {
  const test::Scratch scratch;
  const auto read = read_links(scratch.folder());
  ASSERT_TRUE(read);
  EXPECT_FALSE(*read);
}

TEST(Links, ThatDoNotReadSayWhyAndWhatToDo) {
  const test::Scratch scratch;
  for (const auto* text : {"{", "[]", R"({"schema": "firsthand.links/2", "links": []})",
                           R"({"schema": "firsthand.links/1", "links": [{"url": 7}]})",
                           R"({"schema": "firsthand.links/1"})"}) {
    ASSERT_TRUE(write_atomically(scratch / "links.json", text));
    const auto read = read_links(scratch.folder());
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::kUnreadable);
    EXPECT_THAT(read.error().text(), HasSubstr("links.json"));
    EXPECT_THAT(read.error().text(), HasSubstr("Take it away"));
  }
}

TEST(Links, OfOneRecordingAreThoseThatItSaw) {
  const auto first = seen_by(a_look(), "walk-1");
  ASSERT_THAT(first.links, SizeIs(1));
  ASSERT_THAT(first.links[0].places, SizeIs(1));
  EXPECT_EQ(first.links[0].places[0].part, "footer");
  EXPECT_THAT(seen_by(a_look(), "walk-2").links, SizeIs(2));
}

TEST(MaskedAddress, KeepsNothingThatLetsSomebodyInOrNamesThem) {
  EXPECT_EQ(masked_address("https://me:word@shop.example/a#b"), "https://shop.example/a");
  EXPECT_EQ(masked_address("https://shop.example/a?PHPSESSID=12&page=2"),
            "https://shop.example/a?PHPSESSID=•••&page=2");
  EXPECT_EQ(masked_address("https://shop.example/a;jsessionid=12AB?x=me%40a.example"),
            "https://shop.example/a;jsessionid=•••?x=•••");
  EXPECT_EQ(masked_address("https://shop.example/in/4f9a1c0d77e2b3856610"),
            "https://shop.example/in/•••");
  EXPECT_EQ(masked_address("https://shop.example?auth_key=1"), "https://shop.example?auth_key=•••");
}

TEST(MaskedAddress, LeavesOrdinaryOnesAsTheyAre) {
  for (const auto* address :
       {"https://shop.example/",
        "https://shop.example/p/oak-chopping-board-2026?size=20&keyword=tea",
        "http://127.0.0.1:8080/search?q=kettle", "https://shop.example/B08N5WRWNW/ref=x?design=1"})
    EXPECT_EQ(masked_address(address), address);
}

}  // namespace
}  // namespace firsthand
