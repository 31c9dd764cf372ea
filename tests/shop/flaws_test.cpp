#include <gmock/gmock.h>

#include "tests/shop/support.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Answers = std::map<std::string, shop::Answer>;

const std::string kProductPage = "GET /product/alba-stovetop-kettle";
const std::string kReason = "GET /returns/KEY/reason";
const std::string kRequest = "POST /returns/KEY/request";
const std::string kNoOrder = "POST /orders by mistake";
const std::string kByScript = "POST /returns/KEY/request by script";

Answers answers_with(const std::string& flaws) {
  const auto shop = shop_with(flaws);
  return everything(*shop);
}

bool same(const shop::Answer& a, const shop::Answer& b) {
  return a.status == b.status && a.type == b.type && a.body == b.body && a.headers == b.headers &&
         a.after == b.after;
}

// The addresses whose answers `flaws` changes.
std::vector<std::string> changed_by(const std::string& flaws) {
  const auto sound = answers_with("none");
  const auto flawed = answers_with(flaws);
  std::vector<std::string> out;
  for (const auto& [address, answer] : sound) {
    const auto found = flawed.find(address);
    if (found == flawed.end() || !same(found->second, answer)) out.push_back(address);
  }
  return out;
}

std::string body_with(const std::string& flaw, const std::string& address) {
  return answers_with(flaw).at(address).body;
}

TEST(Flaws, LeaveTheShopSoundUnlessSwitchedOn) {
  EXPECT_THAT(changed_by("none"), ElementsAre());
  for (const auto& [address, answer] : answers_with("none")) EXPECT_EQ(answer.after.count(), 0);
}

TEST(Flaws, AreSwitchedOnOneByOneInAnyOrder) {
  const auto both = changed_by("dead-click,blank-page");
  EXPECT_EQ(both, changed_by("blank-page,none,dead-click"));
  EXPECT_THAT(both, ElementsAre("GET /help/returns-policy", kProductPage));
}

TEST(Flaws, EveryOneChangesSomething) {
  for (const auto& flaw : shop::all_flaws())
    EXPECT_FALSE(changed_by(std::string(flaw.name)).empty()) << flaw.name;
}

TEST(Flaws, SlowReturnsKeepsTheCustomerWaitingAndChangesNothingElse) {
  EXPECT_THAT(changed_by("slow-returns"), ElementsAre("POST /returns", kRequest, kByScript));
  const auto sound = answers_with("none");
  for (const auto& [address, answer] : answers_with("slow-returns")) {
    EXPECT_EQ(answer.body, sound.at(address).body) << address;
    EXPECT_EQ(answer.status, sound.at(address).status) << address;
  }
  EXPECT_EQ(answers_with("slow-returns").at(kByScript).after, std::chrono::seconds(4));
}

TEST(Flaws, SlowReturnsIsMeasurablySlow) {
  const OpenShop shop({"--flaws", "slow-returns"});
  Customer customer(shop.url());
  EXPECT_LT(customer.get("/returns").took, std::chrono::seconds(1));
  EXPECT_GE(customer.post("/returns", {}).took, std::chrono::seconds(4));
}

TEST(Flaws, StuckReturnsNeverSaysWhereTheLabelIs) {
  EXPECT_THAT(changed_by("stuck-returns"), ElementsAre(kRequest, kByScript));
  const auto answers = answers_with("stuck-returns");
  EXPECT_EQ(answers.at(kByScript).body, "{}");
  EXPECT_EQ(answers.at(kByScript).status, 202);
  EXPECT_EQ(answers.at(kRequest).headers.count("Location"), 0U);
  EXPECT_THAT(answers.at(kRequest).body, HasSubstr("spinner"));
}

TEST(Flaws, CanvasErrorIsPaintedAndNotInThePage) {
  EXPECT_THAT(changed_by("canvas-error"), ElementsAre(kReason));
  EXPECT_THAT(body_with("canvas-error", kReason),
              AllOf(HasSubstr("fillText(\"Payment service unavailable.\""), HasSubstr("<canvas"),
                    Not(HasSubstr("role=\"alert\""))));
}

TEST(Flaws, DomErrorIsAnAlertOnThePage) {
  EXPECT_THAT(changed_by("dom-error"), ElementsAre("GET /returns"));
  EXPECT_THAT(body_with("dom-error", "GET /returns"),
              AllOf(HasSubstr("role=\"alert\""), HasSubstr("Something went wrong.")));
}

TEST(Flaws, FailedDocumentReadsAsUsual) {
  EXPECT_THAT(changed_by("failed-document"), ElementsAre("GET /contact/KEY"));
  const auto answer = answers_with("failed-document").at("GET /contact/KEY");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, HasSubstr("Thank you. We have your message."));
}

TEST(Flaws, FailedRequestFailsWhatAPageAsksFor) {
  EXPECT_THAT(changed_by("failed-request"), ElementsAre("GET /api/goes-with/dune-mug"));
  EXPECT_EQ(answers_with("failed-request").at("GET /api/goes-with/dune-mug").status, 500);
}

TEST(Flaws, ConsoleExceptionIsThrownByAScript) {
  EXPECT_THAT(changed_by("console-exception"), ElementsAre("GET /contact"));
  EXPECT_THAT(body_with("console-exception", "GET /contact"),
              HasSubstr("querySelector(\".characters-left\").textContent"));
  EXPECT_THAT(body_with("none", "GET /contact"), Not(HasSubstr("characters-left\"")));
}

TEST(Flaws, BlankPageHoldsNothingToSee) {
  EXPECT_THAT(changed_by("blank-page"), ElementsAre("GET /help/returns-policy"));
  const auto answer = answers_with("blank-page").at("GET /help/returns-policy");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Not(HasSubstr("within 30 days")));
}

TEST(Flaws, BlankScreenDrawsThePageAfterThreeSeconds) {
  EXPECT_THAT(changed_by("blank-screen"), ElementsAre(kProductPage));
  EXPECT_THAT(body_with("blank-screen", kProductPage),
              AllOf(HasSubstr("<template id=\"page\">"), HasSubstr("3000"),
                    HasSubstr("Alba stovetop kettle")));
}

TEST(Flaws, DeadClickLeavesTheButtonAndTakesWhatItDoes) {
  EXPECT_THAT(changed_by("dead-click"), ElementsAre(kProductPage));
  EXPECT_THAT(body_with("dead-click", kProductPage),
              AllOf(HasSubstr(">Check stock near you<"), Not(HasSubstr("data-stock=\""))));
}

TEST(Flaws, NamelessFieldKeepsTheBoxAndLosesItsLabel) {
  EXPECT_THAT(changed_by("nameless-field"), ElementsAre("GET /contact"));
  EXPECT_THAT(body_with("nameless-field", "GET /contact"),
              AllOf(HasSubstr("<input id=\"order\""), Not(HasSubstr("for=\"order\"")),
                    HasSubstr("for=\"email\"")));
}

TEST(Flaws, DisabledButtonComesAliveByItself) {
  EXPECT_THAT(changed_by("disabled-button"), ElementsAre("GET /returns/KEY/review"));
  EXPECT_THAT(body_with("disabled-button", "GET /returns/KEY/review"),
              AllOf(HasSubstr(" disabled>Request my return"), HasSubstr("3000")));
}

TEST(Flaws, CoveringBoxLiesOverReturnsAndRefunds) {
  EXPECT_THAT(changed_by("covering-box"), ElementsAre("GET /help/returns"));
  EXPECT_THAT(body_with("covering-box", "GET /help/returns"),
              AllOf(HasSubstr("aria-label=\"Newsletter\""), HasSubstr("3000")));
}

TEST(Flaws, MovingButtonWandersOnTheItemPage) {
  EXPECT_THAT(changed_by("moving-button"), ElementsAre("GET /returns/KEY/item"));
  EXPECT_THAT(body_with("moving-button", "GET /returns/KEY/item"), HasSubstr("2.5s"));
}

TEST(Flaws, UntitledPageLosesItsTitleOnly) {
  EXPECT_THAT(changed_by("untitled-page"), ElementsAre("GET /category/kettles"));
  EXPECT_THAT(body_with("untitled-page", "GET /category/kettles"),
              AllOf(Not(HasSubstr("<title>")), HasSubstr("<h1>Kettles</h1>")));
}

TEST(Flaws, BrokenImageAsksForAPictureThatIsNotThere) {
  EXPECT_THAT(changed_by("broken-image"), ElementsAre("GET /search"));
  EXPECT_THAT(body_with("broken-image", "GET /search"), HasSubstr("<img src=\"/art/shelf.jpg\""));
}

TEST(Flaws, FaintWordsSmallPrintAndTinyButtonsComeOnTopOfASoundPage) {
  EXPECT_THAT(changed_by("faint-words"), ElementsAre("GET /search"));
  EXPECT_THAT(body_with("faint-words", "GET /search"), HasSubstr("color:#c4c4c4"));
  EXPECT_THAT(changed_by("small-print"), ElementsAre("GET /search"));
  EXPECT_THAT(body_with("small-print", "GET /search"), HasSubstr("font-size:9px"));
  EXPECT_THAT(changed_by("tiny-buttons"), ElementsAre(kProductPage));
  EXPECT_THAT(body_with("tiny-buttons", kProductPage), HasSubstr("width:16px"));
}

TEST(Flaws, BlurredImageStretchesAPictureOfItsOwn) {
  EXPECT_THAT(changed_by("blurred-image"), ElementsAre("GET /help/returns"));
  EXPECT_THAT(body_with("blurred-image", "GET /help/returns"),
              AllOf(HasSubstr("data:image/png"), HasSubstr("width=\"320\"")));
}

TEST(Flaws, LetterPuzzleAsksForTheLettersOfAPicture) {
  EXPECT_THAT(changed_by("letter-puzzle"), ElementsAre("GET /returns"));
  EXPECT_THAT(body_with("letter-puzzle", "GET /returns"), HasSubstr("Type the letters you see"));
}

TEST(Flaws, SlowRedirectLeadsToTheSamePage) {
  EXPECT_THAT(changed_by("slow-redirect"), ElementsAre("GET /help"));
  const OpenShop shop({"--flaws", "slow-redirect"});
  Customer customer(shop.url());
  const auto moved = customer.get("/help");
  EXPECT_EQ(moved.status, 302);
  EXPECT_EQ(moved.location, "/help/");
  EXPECT_GE(moved.took, std::chrono::milliseconds(1200));
  EXPECT_THAT(customer.get("/help/").body, HasSubstr("How can we help?"));
}

TEST(Flaws, UntypedEmailIsABoxForAnyText) {
  EXPECT_THAT(changed_by("untyped-email"), ElementsAre("GET /contact"));
  EXPECT_THAT(
      body_with("untyped-email", "GET /contact"),
      AllOf(HasSubstr("name=\"email\" autocomplete=\"off\""), Not(HasSubstr("type=\"email\""))));
}

TEST(Flaws, NoPasteIsABoxThatTakesNothing) {
  EXPECT_THAT(changed_by("no-paste"), ElementsAre("GET /orders"));
  EXPECT_THAT(body_with("no-paste", "GET /orders"),
              HasSubstr("<input id=\"email\" onpaste=\"return false\" name=\"email\""));
}

TEST(Flaws, VagueErrorAndEmptiedFormConcernOrdersThatAreNotFound) {
  EXPECT_THAT(changed_by("vague-error"), ElementsAre(kNoOrder));
  EXPECT_THAT(body_with("vague-error", kNoOrder),
              AllOf(HasSubstr("role=\"alert\">Error 1042."), HasSubstr("value=\"KC-10O1\"")));
  EXPECT_THAT(changed_by("emptied-form"), ElementsAre(kNoOrder));
  EXPECT_THAT(body_with("emptied-form", kNoOrder),
              AllOf(HasSubstr("We have no order with this number"),
                    HasSubstr("<input id=\"order\""), Not(HasSubstr("KC-10O1"))));
}

TEST(Flaws, TheFirstPageHasAPaintedOfferAndATwin) {
  EXPECT_THAT(changed_by("painted-offer"), ElementsAre("GET /"));
  EXPECT_THAT(body_with("painted-offer", "GET /"),
              HasSubstr("fillText(\"Grand clearance weekend\""));
  EXPECT_THAT(changed_by("twin-links"), ElementsAre("GET /"));
  EXPECT_THAT(body_with("twin-links", "GET /"),
              AllOf(HasSubstr("<a href=\"/search?q=kettle\">Shop kettles</a>"),
                    HasSubstr("<a class=\"button\" href=\"/category/kettles\">Shop kettles</a>")));
}

TEST(Flaws, DeadAndCirclingLinksLeadNowhere) {
  EXPECT_THAT(changed_by("dead-link"), ElementsAre("GET /"));
  EXPECT_THAT(body_with("dead-link", "GET /"), HasSubstr("<a href=\"/size-guide\">"));
  EXPECT_THAT(changed_by("circling-link"), ElementsAre("GET /"));
  EXPECT_THAT(body_with("circling-link", "GET /"), HasSubstr("<a href=\"/gift-cards\">"));
}

TEST(Flaws, LateBannerComesWhenThePageIsThere) {
  EXPECT_THAT(changed_by("late-banner"), ElementsAre("GET /category/kettles"));
  EXPECT_THAT(body_with("late-banner", "GET /category/kettles"),
              AllOf(HasSubstr("prepend(banner)"), HasSubstr("800")));
}

TEST(Flaws, ConfirmationBelowKeepsTheThanks) {
  EXPECT_THAT(changed_by("confirmation-below"), ElementsAre("GET /contact/KEY"));
  EXPECT_THAT(body_with("confirmation-below", "GET /contact/KEY"),
              AllOf(HasSubstr("110vh"), HasSubstr("Thank you. We have your message.")));
}

TEST(Flaws, SilentBasketSendsAllTheSame) {
  EXPECT_THAT(changed_by("silent-basket"), ElementsAre(kProductPage));
  EXPECT_THAT(body_with("silent-basket", kProductPage),
              AllOf(HasSubstr("stopImmediatePropagation"), HasSubstr("fetch(\"/basket\"")));
}

TEST(Flaws, FalseThanksSaysSoWhateverTheAnswer) {
  EXPECT_THAT(changed_by("false-thanks"),
              ElementsAre("GET /orders/KEY", "GET /orders/KEY with thanks"));
  EXPECT_THAT(body_with("false-thanks", "GET /orders/KEY"),
              AllOf(HasSubstr("finally"), HasSubstr("/api/invoice")));
}

TEST(Flaws, FadedHintKeepsItsWords) {
  EXPECT_THAT(changed_by("faded-hint"), ElementsAre("GET /orders"));
  EXPECT_THAT(body_with("faded-hint", "GET /orders"),
              AllOf(HasSubstr("color:#fff"), HasSubstr("It starts with KC")));
}

TEST(Flaws, LostParcelIsAnsweredByAnError) {
  EXPECT_THAT(changed_by("lost-parcel"), ElementsAre("GET /api/parcel/KEY"));
}

TEST(Flaws, ForgetfulFormEmptiesItselfWhenShownAgain) {
  EXPECT_THAT(changed_by("forgetful-form"), ElementsAre("GET /orders"));
  EXPECT_THAT(body_with("forgetful-form", "GET /orders"), HasSubstr("pageshow"));
}

TEST(Flaws, FlashingErrorTakesItsMessageAway) {
  EXPECT_THAT(changed_by("flashing-error"), ElementsAre("GET /search"));
  EXPECT_THAT(body_with("flashing-error", "GET /search"), HasSubstr("toast.remove()"));
}

TEST(Flaws, WrongLinkKeepsItsName) {
  EXPECT_THAT(changed_by("wrong-link"), ElementsAre("GET /orders"));
  EXPECT_THAT(body_with("wrong-link", "GET /orders"), HasSubstr("<a href=\"/about\">Write to us"));
}

TEST(Flaws, HostileTitleIsEscapedByTheShopItself) {
  EXPECT_THAT(changed_by("hostile-title"), ElementsAre(kProductPage));
  EXPECT_THAT(body_with("hostile-title", kProductPage),
              AllOf(HasSubstr("&lt;/title&gt;&lt;script&gt;document.title="),
                    Not(HasSubstr("<script>document.title")), Not(HasSubstr("<img src=x"))));
}

TEST(Flaws, AllTogetherKeepTheirPlaces) {
  std::vector<std::string> expected;
  for (const auto& flaw : shop::all_flaws())
    if (!flaw.rule.empty())
      for (auto& address : changed_by(std::string(flaw.name))) expected.push_back(address);
  std::sort(expected.begin(), expected.end());
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  EXPECT_EQ(changed_by("all"), expected);
  const auto product = body_with("all", kProductPage);
  EXPECT_THAT(product, AllOf(HasSubstr("<template id=\"page\">"), Not(HasSubstr("&lt;/title&gt;")),
                             Not(HasSubstr("data-stock=\""))));
}

}  // namespace
}  // namespace firsthand::test
