// Rule asked-again.
#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct AskedBox {
  std::string id, label, value, type = "text", more{};
};

std::string asking_form(const std::vector<AskedBox>& boxes, const std::string& around = "") {
  std::string html = "<html lang=en><title>Returns</title><body><form action=/x>";
  for (const auto& box : boxes)
    html += fmt::format("<label for={0}>{1}</label><input id={0} type={2} value=\"{3}\" {4}>",
                        box.id, box.label, box.type, box.value, box.more);
  return html + around + "</form></body>";
}

// Comes to a page, and fills in these boxes of it. `before`: as it was found.
class AskingJourney {
 public:
  AskingJourney& asks(const std::string& url, std::vector<AskedBox> boxes,
                      const std::string& around = "") {
    std::vector<AskedBox> empty = boxes;
    for (auto& box : empty) box.value = box.more == "carried" ? box.value : "";
    builder_.step("click", "click Continue").url(url).page(asking_form(empty, around));
    builder_.step("fill", "fill the form").url(url).page(asking_form(boxes, around));
    builder_.works(1, 10, static_cast<int>(boxes.size()));
    for (const auto& box : boxes) {
      builder_.target(box.label, "textbox");
      builder_.raw().walk.steps.back().targets.back().selector = "#" + box.id;
    }
    return *this;
  }
  AskingJourney& opens(const std::string& url) {
    builder_.step("open", "open " + url).url(url).page("<html lang=en><title>Start</title>");
    return *this;
  }
  AskingJourney& reads(const std::string& url) {
    builder_.step("click", "click on").url(url).page("<html lang=en><title>Order</title>");
    return *this;
  }
  std::vector<Finding> findings() { return findings_of("asked-again", builder_.build()); }

 private:
  RecordingBuilder builder_{};
};

const std::string kFind = "http://shop.test/find", kReason = "http://shop.test/reason";
const std::string kMail = "robin@example.com";

TEST(AskedAgain, IsWhatWasGivenOnAnEarlierPage) {
  const auto found =
      AskingJourney()
          .opens("http://shop.test/")
          .asks(kFind, {{"order", "Order number", "KC-1001"}, {"email", "E-mail", kMail, "email"}})
          .asks(kReason, {{"contact", "Your e-mail address", kMail, "email"}})
          .findings();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, Severity::kMinor);
  EXPECT_EQ(found[0].step, 4);
  EXPECT_EQ(found[0].title,
            "'Returns' asked for 'Your e-mail address' once more, which the customer had given in "
            "step 3.");
}

TEST(AskedAgain, AnnoysWhenSeveralThingsAre) {
  const auto found =
      AskingJourney()
          .asks(kFind, {{"order", "Order number", "KC-1001"}, {"email", "E-mail", kMail, "email"}})
          .asks(kReason,
                {{"number", "Order number", "kc-1001"}, {"contact", "E-mail", kMail, "email"}})
          .findings();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, Severity::kAnnoying);
  EXPECT_EQ(found[0].count, 2);
  EXPECT_THAT(found[0].title, HasSubstr("'Order number', 'E-mail'"));
}

TEST(AskedAgain, IsNothingElseThatIsCalledSo) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"name", "Name", "Robin Miller"}})
                  .asks(kReason, {{"other", "Name", "Alba kettle"}})
                  .findings(),
              IsEmpty());
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"street", "Street", "Mill Lane 3"}})
                  .asks(kReason, {{"note", "Where it stood", "Mill Lane 3"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNoFormThatCameBack) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNoFormThatCameBackAtAnotherAddress) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .asks(kReason, {{"email", "E-mail", kMail, "email"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsSaidOfAFormThatStandsAgainAtTheEndOfAnotherWay) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .reads("http://shop.test/orders/1")
                  .asks(kReason, {{"email", "E-mail", kMail, "email"}})
                  .findings(),
              SizeIs(1));
}

TEST(AskedAgain, IsNotTheSecondBoxOfOneForm) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"},
                                {"again", "Repeat your e-mail", kMail, "email"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNotWhatTheSiteHadCarriedOver) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .asks(kReason, {{"contact", "E-mail", kMail, "email", "carried"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNoLogIn) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .asks(kReason, {{"login", "E-mail", kMail, "email"}},
                        "<label for=p>Password</label><input id=p type=password>")
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNoSearchNoQuantityAndNothingShort) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"q", "Search", "kettle", "search"}})
                  .asks(kReason, {{"q2", "Search", "kettle", "search"}})
                  .findings(),
              IsEmpty());
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"n", "Quantity", "100", "number"}})
                  .asks(kReason, {{"m", "Quantity", "100", "number"}})
                  .findings(),
              IsEmpty());
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"c", "Country", "DE"}})
                  .asks(kReason, {{"d", "Country", "DE"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNothingThatIsMasked) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", "•••", "email"}})
                  .asks(kReason, {{"contact", "E-mail", "•••", "email"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsNothingFromBeforeThePageThatTheJourneyOpens) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .opens("http://shop.test/newsletter")
                  .asks(kReason, {{"contact", "E-mail", kMail, "email"}})
                  .findings(),
              IsEmpty());
}

TEST(AskedAgain, IsSaidOfAWizardThatKeepsItsAddress) {
  EXPECT_THAT(AskingJourney()
                  .asks(kFind, {{"email", "E-mail", kMail, "email"}})
                  .asks(kFind, {{"contact", "E-mail", kMail, "email"}})
                  .findings(),
              SizeIs(1));
}

}  // namespace
}  // namespace firsthand::test
