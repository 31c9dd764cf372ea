#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/journey_parser.h"
#include "tests/journeys/good_journey.h"

namespace firsthand {
namespace {

using test::kReturn;
using ::testing::ElementsAre;

std::string problems(const ParsedJourney& parsed, std::string_view source) {
  return render(parsed.diagnostics, "return.yaml", source);
}

TEST(Parser, ReadsAJourneyAsItsAuthorWroteIt) {
  const auto parsed = parse_journey(kReturn, "samples/Return An Order.yaml");
  ASSERT_TRUE(parsed.ok()) << problems(parsed, kReturn);
  EXPECT_TRUE(parsed.diagnostics.empty()) << problems(parsed, kReturn);
  const Journey& journey = parsed.journey;
  EXPECT_EQ(journey.id, "return-an-order");
  EXPECT_EQ(journey.title, "Return a kettle that arrived broken");
  EXPECT_EQ(journey.why,
            "One order in nine comes back. Sending it back should not feel like a fight.");
  EXPECT_EQ(journey.file, "samples/Return An Order.yaml");
  EXPECT_EQ(journey.source, kReturn);
  EXPECT_EQ(journey.site, "https://shop.example");
  EXPECT_EQ(journey.visitor, "laptop");
  EXPECT_EQ(journey.patience_ms, 8000);
  EXPECT_EQ(journey.limit_ms, 90000);
  EXPECT_TRUE(journey.critical);
  EXPECT_THAT(journey.hosts, ElementsAre("pay.example", "cdn.example"));
  EXPECT_THAT(journey.secret, ElementsAre("email"));
  EXPECT_EQ(journey.let.at("email").raw, "$env.CUSTOMER_EMAIL");
  EXPECT_EQ(journey.let.at("order").raw, "007");
  EXPECT_EQ(journey.steps.size(), 15u);
}

TEST(Parser, SaysEachStepAsAPersonWould) {
  const auto parsed = parse_journey(kReturn, "return.yaml");
  std::vector<std::string> says;
  for (const auto& step : parsed.journey.steps) says.push_back(step.says);
  EXPECT_THAT(says,
              ElementsAre("open /", "click Help", "click Returns & refunds in footer (number 2)",
                          "fill Order number with $order, E-mail with $email near Billing",
                          "choose Arrived damaged for Reason", "choose No",
                          "check I agree to the terms", "press Control+A", "scroll to the end",
                          "scroll to Reviews", "click button Request my return",
                          "keep rma, the word after \"Your return number is\"",
                          "see \"Your return label is ready\"", "see css .number",
                          "note The number was $rma"));
}

}  // namespace
}  // namespace firsthand
