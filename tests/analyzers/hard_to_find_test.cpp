#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Recording searched(const std::string& thing, bool found, int clicks, const std::string& page = "") {
  auto recording = RecordingBuilder().step("find", "find it").page(page).build();
  auto& step = recording.walk.steps.back();
  step.search = Search{.thing = thing, .found = found, .clicks = clicks, .way = {"Menu", "Help"}};
  if (!found) {
    step.outcome = StepOutcome::kPassedOver;
    step.error = StepError{"not_found", "It was not found."};
  }
  return recording;
}

const std::string kShop = "<a href='/basket'>Basket 0</a>";

TEST(HardToFind, NamesWhatTookMoreThanThreeClicks) {
  EXPECT_THAT(findings_of("hard-to-find", searched("returns", true, 3, kShop)), IsEmpty());
  const auto findings = findings_of("hard-to-find", searched("returns", true, 4, kShop));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "It took a first-time visitor 4 clicks to find 'Returns'.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.text, "Menu, then Help");
}

TEST(HardToFind, SpeaksOfAMenuOnlyWhereThereIsOne) {
  const auto told = [](const std::string& page) {
    return findings_of("hard-to-find", searched("contact", false, 0, page)).at(0).title;
  };
  EXPECT_THAT(told("<p>Hello</p>"), EndsWith("gave it up after a look over the page."));
  for (const char* menu : {"<nav><a href='/a'>A</a></nav>", "<ul role='menubar'><li>A</li></ul>"})
    EXPECT_THAT(told(menu), EndsWith("gave it up after a look over the page and its menu."));
}

TEST(HardToFind, SaysWhatLayOverIt) {
  auto recording = searched("contact", false, 0);
  recording.walk.steps.back().error =
      StepError{"covered", "A link to “Contact us” was there, but covered by “We use cookies”."};
  const auto findings = findings_of("hard-to-find", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("could not get to 'Contact us': A link"));
  EXPECT_THAT(findings[0].title, HasSubstr("covered by “We use cookies”."));
  EXPECT_THAT(findings[0].fix, HasSubstr("close"));
}

TEST(HardToFind, IsSeriousWhereNobodyCanBeAskedOrNothingGoesBack) {
  EXPECT_EQ(findings_of("hard-to-find", searched("contact", false, 2))[0].severity,
            Severity::kSerious);
  const auto returns = findings_of("hard-to-find", searched("returns", false, 2, kShop));
  ASSERT_THAT(returns, SizeIs(1));
  EXPECT_EQ(returns[0].severity, Severity::kSerious);
  EXPECT_THAT(returns[0].title, HasSubstr("did not find 'Returns': gave it up after 2 clicks."));
}

TEST(HardToFind, KnowsAShopByWhereItsNamelessBasketLeads) {
  const std::string icon = "<a href='https://shop.test/cart?x=1'><svg></svg></a>";
  EXPECT_THAT(findings_of("hard-to-find", searched("delivery", false, 2, icon)), SizeIs(1));
}

TEST(HardToFind, AsksNoReturnsOfASiteThatSellsNothing) {
  EXPECT_THAT(findings_of("hard-to-find", searched("returns", false, 2, "<a href='/'>Wiki</a>")),
              IsEmpty());
}

TEST(HardToFind, AsksForAnImprintInGermanOnly) {
  EXPECT_THAT(findings_of("hard-to-find", searched("imprint", false, 2, "<html lang=en>")),
              IsEmpty());
  EXPECT_THAT(findings_of("hard-to-find", searched("imprint", false, 2, "<html lang=de-AT>")),
              SizeIs(1));
}

TEST(HardToFind, LeavesAPageThatDidNotComeToOtherRules) {
  auto recording = searched("contact", false, 1);
  recording.walk.steps.back().error = StepError{"http_500", "The site answered with an error."};
  EXPECT_THAT(findings_of("hard-to-find", recording), IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
