#include "analyzers/screen_errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "analyzers/screen_layout.h"

namespace firsthand {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A screen of 1000 x 800 CSS pixels, as it is read: lines in the order of reading.
class Page {
 public:
  Page() {
    seen_.width = 1000;
    seen_.height = 800;
    seen_.one_colour = 0.9;
  }
  // What a shop's page has around what it says.
  static Page shop() {
    Page page;
    page.line(20, 20, "Kettle & Co Products Offers Help My account Basket");
    for (int i = 0; i < 6; ++i)
      page.line(40, 200 + 40 * i, "A kettle that boils water quickly and quietly every day")
          .line(600, 200 + 40 * i, "In stock and ready to leave the warehouse");
    page.line(20, 760, "Delivery and returns, contact, terms and conditions");
    return page;
  }
  Page& line(double x, double y, const std::string& text, double size = 16,
             const std::string& letters = "#222222", const std::string& ground = "#ffffff") {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      const double width = static_cast<double>(word.size()) * size * 0.5;
      seen_.words.push_back({word, {x, y, width, size * 0.95}, 95, line_});
      x += width + size * 0.3;
    }
    seen_.inks.push_back({line_++, letters, ground});
    return *this;
  }
  Page& red(double x, double y, const std::string& text) { return line(x, y, text, 14, "#b00020"); }
  Page& mark(const std::string& kind, Box box) {
    seen_.marks.push_back({kind, box});
    return *this;
  }
  Page& one_colour(double share) {
    seen_.one_colour = share;
    return *this;
  }
  const Seen& seen() const { return seen_; }

 private:
  Seen seen_{};
  int line_ = 0;
};

std::vector<std::string> categories_on(const Page& page) {
  std::vector<std::string> categories;
  for (const auto& error : errors_on(page.seen())) categories.push_back(error.category);
  return categories;
}

std::vector<std::string> categories_of(const std::string& message) {
  return categories_on(Page::shop().red(40, 120, message));
}

TEST(ScreenErrors, AreNamedByWhatTheyAreAbout) {
  EXPECT_THAT(categories_of("Your card was declined."), ElementsAre("payment_error"));
  EXPECT_THAT(categories_of("Incorrect email or password."), ElementsAre("validation_error"));
  EXPECT_THAT(categories_of("Your session has expired. Please sign in again."),
              ElementsAre("session_expired"));
  EXPECT_THAT(categories_of("Too many attempts. Try again in 5 minutes."),
              ElementsAre("rate_limited"));
  EXPECT_THAT(categories_of("You are offline. Check your connection."),
              ElementsAre("network_error"));
  EXPECT_THAT(categories_of("Your changes could not be saved."), ElementsAre("generic_error"));
  EXPECT_THAT(categories_of("This item is currently out of stock."), ElementsAre("out_of_stock"));
}

TEST(ScreenErrors, AreFoundInGermanFrenchAndSpanish) {
  EXPECT_THAT(categories_of("Zahlung fehlgeschlagen, Ihre Karte wurde abgelehnt."),
              ElementsAre("payment_error"));
  EXPECT_THAT(categories_of("Votre session a expiré."), ElementsAre("session_expired"));
  EXPECT_THAT(categories_of("No se pudo añadir el artículo a la cesta"),
              ElementsAre("generic_error"));
}

TEST(ScreenErrors, OfAWholePageNeedNoColour) {
  EXPECT_THAT(categories_on(Page().line(400, 100, "502 Bad Gateway", 32).line(440, 160, "nginx")),
              ElementsAre("http_error"));
  EXPECT_THAT(categories_on(Page().line(20, 20, "Server Error (500)", 32)),
              ElementsAre("server_exception"));
  EXPECT_THAT(categories_on(Page()
                                .line(300, 300, "404", 64)
                                .line(300, 390, "Page not found", 28)
                                .line(300, 430, "The link you followed leads nowhere.")),
              ElementsAre("not_found"));
}

TEST(ScreenErrors, TheHeadingAndItsExplanationAreOneMessage) {
  const auto errors =
      errors_on(Page::shop()
                    .line(400, 520, "Session expired", 22, "#eeeeee", "#201d19")
                    .line(400, 552, "Please sign in again to go on.", 15, "#dddddd", "#201d19")
                    .seen());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].text, "Session expired Please sign in again to go on.");
  EXPECT_EQ(errors[0].box.y, 520);
  EXPECT_NEAR(errors[0].box.h, 46.25, 0.1);
}

TEST(ScreenErrors, TextsAboutErrorsAreNone) {
  EXPECT_THAT(categories_on(Page::shop()
                                .line(40, 80, "What to do when a payment failed", 30)
                                .line(40, 130, "Your card was declined.")),
              IsEmpty());
  EXPECT_THAT(categories_of("Why was my card declined?"), IsEmpty());
  EXPECT_THAT(categories_of("0 errors, 214 checks passed"), IsEmpty());
  EXPECT_THAT(categories_of("This action cannot be undone."), IsEmpty());
  EXPECT_THAT(categories_of("Beware of mails that say \"your account was suspended\"."), IsEmpty());
  EXPECT_THAT(categories_of("You have been signed out successfully."), IsEmpty());
}

TEST(ScreenErrors, AHintCountsOnlyInRed) {
  EXPECT_THAT(categories_of("Please enter your street"), ElementsAre("validation_error"));
  EXPECT_THAT(categories_on(Page::shop().line(40, 120, "Please enter your street", 14)), IsEmpty());
}

TEST(ScreenErrors, AColourThatTheWholeSiteIsWrittenInSaysNothing) {
  Page page;
  for (int i = 0; i < 12; ++i) page.red(40, 40 + 40 * i, "Show the details of this order please");
  page.red(600, 120, "Please enter your street");
  EXPECT_THAT(categories_on(page), IsEmpty());
}

TEST(ScreenErrors, ValuesThatWereNotFilledInAreOneHoweverOftenTheyShow) {
  const auto errors =
      errors_on(Page::shop().line(40, 520, "£undefined").line(600, 520, "NaN €").seen());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].category, "broken_template");
  EXPECT_GT(errors[0].box.w, 500);
  EXPECT_THAT(categories_on(Page::shop().line(40, 520, "Hello {{ customer.name }},")),
              ElementsAre("broken_template"));
  EXPECT_THAT(categories_on(Page::shop().line(40, 520, "shop.example.com")), IsEmpty());
}

TEST(ScreenErrors, LettersShownAsTheirBytesAreFound) {
  EXPECT_THAT(categories_on(Page::shop()
                                .line(40, 520, "BahnwÃ¤rterhaus und ZubehÃ¶r")
                                .line(40, 560, "GrÃ¼ne TÃ¼ren")),
              ElementsAre("broken_template"));
}

TEST(ScreenErrors, NothingAtAllIsABlankPage) {
  EXPECT_THAT(categories_on(Page().one_colour(1)), ElementsAre("blank_page"));
  const auto errors = errors_on(Page()
                                    .line(20, 20, "Kettles")
                                    .line(400, 20, "Offers Help")
                                    .mark("plain", {0, 60, 1000, 740})
                                    .seen());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].category, "blank_page");
  EXPECT_EQ(errors[0].box, (Box{0, 60, 1000, 740}));
}

TEST(ScreenErrors, AShortMessageOnAnEmptyPageIsNoBlankPage) {
  EXPECT_THAT(categories_on(Page()
                                .line(20, 20, "Thank you.")
                                .line(20, 60, "We will write to you.")
                                .mark("plain", {0, 100, 1000, 700})),
              IsEmpty());
}

TEST(ScreenErrors, ASpinnerInAnEmptyPageIsToldWithItsWords) {
  const auto errors = errors_on(Page()
                                    .line(20, 20, "Kettles Offers")
                                    .mark("spinner", {480, 300, 40, 40})
                                    .line(470, 360, "Loading...")
                                    .seen());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].category, "silent_spinner");
  EXPECT_EQ(errors[0].text, "Loading...");
  EXPECT_NEAR(errors[0].box.h, 75, 2);
}

TEST(ScreenErrors, ASpinnerBelowAListOnlyBringsMore) {
  EXPECT_THAT(categories_on(Page::shop().mark("spinner", {300, 480, 40, 40})), IsEmpty());
}

TEST(ScreenErrors, ASkeletonWithoutAWordIsOneThatWaits) {
  EXPECT_THAT(categories_on(Page().line(20, 20, "Kettles").mark("skeleton", {40, 100, 900, 500})),
              ElementsAre("silent_spinner"));
  EXPECT_THAT(categories_on(Page::shop().mark("skeleton", {40, 100, 900, 500})), IsEmpty());
}

TEST(ScreenErrors, PicturesAndFramesThatDidNotLoadAreShown) {
  const auto errors = errors_on(Page::shop()
                                    .mark("broken_image", {40, 500, 16, 16})
                                    .mark("broken_image", {340, 500, 16, 16})
                                    .seen());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].category, "broken_template");
  EXPECT_EQ(errors[0].box.x, 40);
  EXPECT_GT(errors[0].box.w, 500);
  EXPECT_THAT(categories_on(Page::shop().mark("broken_frame", {300, 500, 300, 200})),
              ElementsAre("network_error"));
}

TEST(ScreenErrors, TheSurestComesFirst) {
  const auto errors = errors_on(Page::shop()
                                    .line(40, 600, "The map could not be loaded.")
                                    .red(40, 120, "Your card was declined.")
                                    .seen());
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].category, "payment_error");
  EXPECT_GT(errors[0].points, errors[1].points);
}

TEST(ScreenLayout, ColumnsThatStandBesideEachOtherAreTwoParagraphs) {
  const auto layout = layout_of(Page()
                                    .line(40, 100, "The first of the left")
                                    .line(600, 102, "The first of the other")
                                    .line(40, 120, "and its second line")
                                    .line(600, 122, "and its second line")
                                    .seen());
  ASSERT_EQ(layout.paragraphs.size(), 2U);
  EXPECT_THAT(layout.paragraphs[0].lines, ElementsAre(0, 2));
}

TEST(ScreenLayout, IconsReadAsSignsAreNoPartOfALine) {
  const auto layout = layout_of(Page().line(40, 100, "© Payment failed").line(40, 300, "®").seen());
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].text, "Payment failed");
}

TEST(ScreenLayout, AWordThatWasHardToReadAmongOthersIsKept) {
  Page page;
  page.line(40, 100, "Your bills aren't showing up");
  Seen seen = page.seen();
  seen.words[2].confidence = 12;
  EXPECT_EQ(layout_of(seen).lines[0].text, "Your bills aren't showing up");
  for (auto& word : seen.words) word.confidence = 12;
  EXPECT_THAT(layout_of(seen).lines, IsEmpty());
}

TEST(ScreenLayout, TellsTheColoursOfTrouble) {
  EXPECT_TRUE(is_red(*colour_from("#b00020")));
  EXPECT_TRUE(is_red(*colour_from("#f8d7da")));
  EXPECT_FALSE(is_red(*colour_from("#ffffff")));
  EXPECT_FALSE(is_red(*colour_from("#f08804")));
  EXPECT_FALSE(is_red(*colour_from("#1b7a35")));
  EXPECT_FALSE(colour_from("red"));
  EXPECT_FALSE(colour_from("#12345g"));
}

}  // namespace
}  // namespace firsthand
