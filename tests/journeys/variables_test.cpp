#include "journeys/variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/journey.h"

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Names, AreFoundInOrder) {
  EXPECT_THAT(names_in("$order for $env.MAIL on $today, $$5 and $5"),
              ElementsAre("order", "env.MAIL", "today"));
  EXPECT_THAT(names_in("See $order. Thanks, $env."), ElementsAre("order", "env"));
  EXPECT_THAT(names_in("$$$a$_b1"), ElementsAre("a", "_b1"));
  EXPECT_TRUE(names_in("$").empty());
}

TEST(Expand, PutsValuesInPlace) {
  const Variables variables{.values = {{"order", "4711"}, {"env.MAIL", "a@b.example"}}};
  EXPECT_EQ(*expand("$order: $env.MAIL, $$5, $5, $", variables), "4711: a@b.example, $5, $5, $");
}

TEST(Expand, LeavesDollarsInValuesAlone) {
  const Variables variables{.values = {{"a", "$b"}, {"b", "no"}}};
  EXPECT_EQ(*expand("$a", variables), "$b");
}

TEST(Expand, NamesWhatIsMissing) {
  const auto missing = expand("for $order", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::kUsage);
  EXPECT_THAT(missing.error().text(), HasSubstr("'order'"));
  EXPECT_THAT(expand("$env.MAIL", {}).error().text(), HasSubstr("export MAIL="));
}

std::string on(const std::string& today, const std::string& raw) {
  const auto text = expand(raw, {.values = {{"today", today}}});
  return text ? *text : text.error().what;
}

TEST(Today, MovesByDaysWeeksMonthsAndYears) {
  EXPECT_EQ(on("2026-01-31", "$today+3d"), "2026-02-03");
  EXPECT_EQ(on("2026-01-31", "$today-14d to $today."), "2026-01-17 to 2026-01-31.");
  EXPECT_EQ(on("2026-01-31", "$today-2w"), "2026-01-17");
  EXPECT_EQ(on("2025-12-31", "$today+1d"), "2026-01-01");
  EXPECT_EQ(on("2024-02-28", "$today+1d"), "2024-02-29");
  EXPECT_EQ(on("2026-01-31", "$today+366d"), "2027-02-01");
  EXPECT_EQ(on("2026-06-15", "$today+1m/$today-1y"), "2026-07-15/2025-06-15");
  EXPECT_EQ(on("2026-01-31", "$today-0d"), "2026-01-31");
}

TEST(Today, EndsWithTheMonthWhereTheDayIsMissing) {
  EXPECT_EQ(on("2026-01-31", "$today+1m"), "2026-02-28");
  EXPECT_EQ(on("2024-01-31", "$today+1m"), "2024-02-29");
  EXPECT_EQ(on("2026-03-31", "$today-1m"), "2026-02-28");
  EXPECT_EQ(on("2024-02-29", "$today+1y"), "2025-02-28");
  EXPECT_EQ(on("2026-10-31", "$today+13m"), "2027-11-30");
}

TEST(Today, IsMovedOnlyByWhatIsAMove) {
  for (const auto* rest : {"+3", "+d", "+3days", "+3h", "-", "+12345d", "+3d_", "+ 3d"})
    EXPECT_EQ(on("2026-01-31", std::string("$today") + rest), std::string("2026-01-31") + rest);
  EXPECT_EQ(*expand("$order+3d", {.values = {{"order", "7"}}}), "7+3d");
  EXPECT_THAT(names_in("$today+3d and $today"), ElementsAre("today", "today"));
}

TEST(Today, SaysWhenThereIsNoSuchDate) {
  EXPECT_THAT(on("2026-01-31", "$today-9999y"), HasSubstr("outside the years 1 to 9999"));
  EXPECT_THAT(on("2026-01-31", "$today+9999y"), HasSubstr("outside the years 1 to 9999"));
  EXPECT_THAT(on("tomorrow", "$today+1d"), HasSubstr("no date"));
  EXPECT_THAT(on("2026-02-30", "$today+1d"), HasSubstr("no date"));
}

TEST(Today, IsShownToPeopleAsItIsTyped) {
  const Variables variables{.values = {{"today", "2026-01-31"}}};
  EXPECT_EQ(expand_for_people("pick $today+1m", variables), "pick 2026-02-28");
  EXPECT_EQ(expand_for_people("pick $today-9999y", variables), "pick 2026-01-31-9999y");
  EXPECT_EQ(expand_for_people("pick $today+1m", {}), "pick $today+1m");
}

TEST(ExpandForPeople, NeverShowsASecret) {
  const Variables variables{.values = {{"card", "4111"}, {"order", "7"}}, .secret = {"card"}};
  EXPECT_EQ(expand_for_people("pay $order with $card and $other", variables),
            "pay 7 with ••• and $other");
}

Journey with(const std::vector<std::pair<std::string, std::string>>& let,
             std::vector<std::string> secret = {}) {
  Journey journey{.file = "return.yaml", .secret = std::move(secret)};
  int line = 5;
  for (const auto& [name, raw] : let) journey.let[name] = Text{raw, {line++, 3}};
  return journey;
}

TEST(Resolve, GoesInTheOrderOfTheFile) {
  const auto journey = with({{"z", "$env.Z"}, {"a", "<$z>"}});
  const auto resolved = resolve_variables(journey, {.values = {{"env.Z", "26"}}});
  ASSERT_TRUE(resolved);
  EXPECT_EQ(resolved->values.at("a"), "<26>");
}

TEST(Resolve, LetsTheCommandLineHaveTheLastWord) {
  const auto resolved = resolve_variables(with({{"order", "1"}, {"text", "no $order"}}),
                                          {.values = {{"order", "2"}}});
  EXPECT_EQ(resolved->values.at("text"), "no 2");
}

TEST(Resolve, KeepsSecretWhatASecretIsMadeFromAndWhatIsMadeFromIt) {
  const auto journey = with(
      {{"mail", "$env.MAIL on $today"}, {"greeting", "Dear $mail"}, {"city", "Rome"}}, {"mail"});
  const auto resolved = resolve_variables(
      journey, {.values = {{"env.MAIL", "a@b.example"}, {"today", "2026-01-31"}}});
  ASSERT_TRUE(resolved);
  EXPECT_THAT(resolved->secret, ElementsAre("env.MAIL", "greeting", "mail"));
}

TEST(Resolve, SaysWhichLineHasNoValue) {
  const auto resolved = resolve_variables(with({{"mail", "$env.MAIL"}}), {});
  ASSERT_FALSE(resolved);
  EXPECT_THAT(resolved.error().text(), HasSubstr("return.yaml:5: the environment has no MAIL"));
}

}  // namespace
}  // namespace firsthand
