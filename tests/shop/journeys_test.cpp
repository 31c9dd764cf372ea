// Journeys and shop stay together: whatever a journey reads is on a page of the sound shop.

#include <gmock/gmock.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>

#include "tests/shop/support.h"

namespace firsthand::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class ShopJourney : public ::testing::TestWithParam<const char*> {
 protected:
  YAML::Node journey_ = YAML::LoadFile(std::string(FIRSTHAND_SOURCE_DIR) +
                                       "/samples/shop/journeys/" + GetParam() + ".yaml");
  // What a customer can read in the sound shop, and what is only in attributes, escaped.
  static std::string pages() {
    const auto shop = shop_with("none");
    std::string all;
    for (const auto& [address, answer] : everything(*shop)) all += answer.body;
    shop::Visit visit;
    visit.method = "GET";
    visit.path = "/search";
    visit.fields["q"] = "copper kettle";
    return all + shop->answer(visit).body;
  }
};

TEST_P(ShopJourney, ReadsOnlyWhatTheShopSays) {
  const auto said = pages();
  const auto reads = [&](const std::string& text) {
    if (text.empty() || text[0] == '$') return;
    EXPECT_THAT(said, HasSubstr(shop::escape(text).markup));
  };
  for (const auto& step : journey_["steps"]) {
    for (const char* word : {"click", "see"})
      if (step[word]) reads(step[word].as<std::string>());
    for (const char* option : {"after", "near"})
      if (step[option]) reads(step[option].as<std::string>());
    for (const char* word : {"fill", "choose"}) {
      if (!step[word]) continue;
      for (const auto& entry : step[word]) {
        reads(entry.first.as<std::string>());
        if (std::string(word) == "choose") reads(entry.second.as<std::string>());
      }
    }
  }
}

TEST_P(ShopJourney, NamesNoSiteAndEndsByLooking) {
  EXPECT_FALSE(journey_["site"]);
  EXPECT_TRUE(journey_["why"]);
  const auto steps = journey_["steps"];
  EXPECT_TRUE(steps[steps.size() - 1]["see"]);
}

TEST_P(ShopJourney, UsesTheWordsOfThisVersion) {
  const std::vector<std::string> words = {
      "open", "click", "fill",    "choose",   "check",       "press",   "scroll",
      "see",  "keep",  "note",    "back",     "after",       "in",      "near",
      "nth",  "limit", "submits", "patience", "should_take", "optional"};
  for (const auto& step : journey_["steps"])
    for (const auto& entry : step) EXPECT_THAT(words, Contains(entry.first.as<std::string>()));
}

TEST_P(ShopJourney, ReturnsAnOrderThatHasArrived) {
  const auto let = journey_["let"];
  if (!let["order"]) return;
  const auto* order =
      shop::find_order(let["order"].as<std::string>(), let["email"].as<std::string>());
  ASSERT_NE(order, nullptr);
  EXPECT_EQ(order->state, "Delivered");
}

INSTANTIATE_TEST_SUITE_P(Shop, ShopJourney,
                         ::testing::Values("first-visit", "return-an-order", "contact-us",
                                           "track-an-order", "fill-a-basket"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace firsthand::test
