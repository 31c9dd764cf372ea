#include <gmock/gmock.h>

#include "analyzers/score.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The customer filled the box 'Name' on a page with this form.
RecordingBuilder asked(const std::string& form) {
  auto builder = RecordingBuilder()
                     .step("fill", "fill Name")
                     .target("Name", "textbox")
                     .page("<title>Contact</title><form><label>Name <input id=name></label>" +
                           form + "</form>");
  builder.raw().walk.steps[0].fields = 1;
  return builder;
}

std::string boxes(int count) {
  std::string html;
  for (int i = 0; i < count; ++i)
    html += "<label>Box " + std::to_string(i) + " <input id=b" + std::to_string(i) + "></label>";
  return html;
}

TEST(TooManyFields, CountsWhatTheFormsOfTheJourneyAskFor) {
  const auto findings = findings_of("too-many-fields", asked(boxes(8)).build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The forms of this journey ask for 9 things (Name, Box 0, Box 1, …); 8 are enough.");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].count, 9);
  EXPECT_THAT(findings_of("too-many-fields", asked(boxes(7)).build()), IsEmpty());
  EXPECT_EQ(findings_of("too-many-fields", asked(boxes(12)).build())[0].severity,
            Severity::kAnnoying);
}

TEST(TooManyFields, AddsUpTheFormsOfSeveralSteps) {
  auto builder = asked(boxes(4));
  builder.step("fill", "fill Street")
      .target("Street", "textbox")
      .page(
          "<form><label>Street <input id=s></label><label>Town <input id=t></label><label>Country "
          "<select id=c></select></label><label>Note <textarea id=n></textarea></label></form>");
  builder.raw().walk.steps[1].fields = 1;
  EXPECT_THAT(findings_of("too-many-fields", builder.build()), SizeIs(1));
}

TEST(TooManyFields, CountsAFormThatCameBackOnce) {
  auto builder = asked(boxes(5));
  const std::string page = builder.raw().pages.begin()->second;
  builder.step("fill", "fill Name").target("Name", "textbox").page(page);
  builder.raw().walk.steps[1].fields = 1;
  EXPECT_THAT(findings_of("too-many-fields", builder.build()), IsEmpty());
}

TEST(TooManyFields, LeavesOutWhatIsNoQuestionOfItsOwn) {
  for (const char* more :
       {"<input type=radio name=size><input type=radio name=size><input type=radio name=size>",
        "<input maxlength=1><input maxlength=1><input maxlength=1>"})
    EXPECT_THAT(findings_of("too-many-fields", asked(boxes(6) + more).build()), IsEmpty()) << more;
  for (const char* more :
       {"<label>Quantity <input></label><label>Quantity <input name=q></label>",
        "<input type=checkbox><input type=checkbox>", "<input readonly><input disabled>",
        "<input type=search><input type=hidden>", "<footer><input type=email></footer>",
        "</form><form><label>E-mail <input></label><input><input>"})
    EXPECT_THAT(findings_of("too-many-fields", asked(boxes(7) + more).build()), IsEmpty()) << more;
}

TEST(TooManyFields, DoesNotCountTrapsForRobots) {
  const std::string placed = "<input id=x data-firsthand-box='20 100 350 48'>";
  EXPECT_THAT(findings_of("too-many-fields", asked(placed + boxes(9)).build()), IsEmpty());
}

TEST(RequiredUnclear, NamesWhatMustAndWhatMayBeFilledIn) {
  const auto findings = findings_of(
      "required-unclear", asked("<label>E-mail <input required></label><label>Message <textarea "
                                "required></textarea></label><label>Phone <input></label>")
                              .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The form on 'Contact' does not show what must be filled in (E-mail, Message) and what "
            "may stay empty (Name, Phone).");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

TEST(RequiredUnclear, AcceptsAMarkOnEitherKind) {
  for (const char* marked :
       {"<label>E-mail * <input required></label>",
        "<label>E-mail <abbr title=required>*</abbr> <input required></label>",
        "<div><label for=e>E-Mail</label><input id=e required><small>Pflichtfeld</small></div>",
        "<label>E-mail <input required placeholder='Obligatoire'></label>",
        "<label class='field required'>E-mail <input required></label>",
        "<label for=e class=is-required>E-mail</label><input id=e required>"})
    EXPECT_THAT(findings_of("required-unclear",
                            asked(std::string(marked) + "<label>Phone <input></label>"
                                                        "<label>Company <input></label>")
                                .build()),
                IsEmpty())
        << marked;
  for (const char* optional :
       {"(optional)", "(freiwillig)", "(facultatif)", "(opcional)", "if you have one"}) {
    std::string form = "<label>E-mail <input required></label><label>Town <input required></label>";
    form += "<label>Phone ";
    form += optional;
    form += " <input></label>";
    auto recording = asked(form).build();
    auto& page = recording.pages.begin()->second;
    page.replace(page.find("<input id=name"), 14, "<input required id=name");
    EXPECT_THAT(findings_of("required-unclear", recording), IsEmpty()) << optional;
  }
}

const std::string kUnclear =
    "<label>E-mail <input required></label><label>Town <input required></label>"
    "<label>Phone <input></label>";

TEST(RequiredUnclear, BelievesASentenceAndWhatThePictureShows) {
  EXPECT_THAT(findings_of("required-unclear", asked(kUnclear).build()), SizeIs(1));
  EXPECT_THAT(
      findings_of("required-unclear", asked("<p>All fields are required.</p>" + kUnclear).build()),
      IsEmpty());
  EXPECT_THAT(findings_of("required-unclear", asked(kUnclear).seen("Name\nE-mail*").build()),
              IsEmpty());
}

TEST(RequiredUnclear, IsNotAShortFormOrOneThatSaysNothingToTheBrowser) {
  EXPECT_THAT(
      findings_of("required-unclear",
                  asked("<label>E-mail <input required></label><textarea></textarea>").build()),
      IsEmpty());
  EXPECT_THAT(findings_of("required-unclear", asked(boxes(6)).build()), IsEmpty());
  EXPECT_THAT(findings_of("required-unclear",
                          asked("<label>Country <select></select></label><input type=checkbox>"
                                "<label>Phone <input readonly></label>")
                              .build()),
              IsEmpty());
}

RecordingBuilder ticked(const std::string& label, const std::string& is = "checked") {
  return RecordingBuilder()
      .step("open", "open /")
      .page("<title>Checkout</title><form><label><input id=box type=checkbox data-firsthand-" + is +
            "> " + label + "</label></form>");
}

TEST(PretickedBox, NamesAdvertisingThatWasChosenForTheCustomer) {
  const auto findings =
      findings_of("preticked-box", ticked("Yes, send me offers and news by e-mail").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "1 box for advertising on 'Checkout' was ticked before the customer touched it: 'Yes, "
            "send me offers and news by e-mail'.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_THAT(findings_of("preticked-box",
                          ticked("Yes, send me offers and news by e-mail", "none").build()),
              IsEmpty());
}

TEST(PretickedBox, IsSeriousWhenItCosts) {
  for (const char* label :
       {"Add travel insurance", "Breakage insurance £4.99", "Ja, Reiseversicherung hinzufügen",
        "Ajouter une assurance", "Añadir seguro de viaje", "Donate £1 to charity"}) {
    const auto findings = findings_of("preticked-box", ticked(label).build());
    ASSERT_THAT(findings, SizeIs(1)) << label;
    EXPECT_EQ(findings[0].severity, Severity::kSerious) << label;
    EXPECT_THAT(findings[0].title, HasSubstr("1 paid extra"));
  }
}

TEST(PretickedBox, KnowsAdvertisingInFourLanguages) {
  for (const char* label :
       {"Subscribe to our newsletter", "Keep me up to date on news and exclusive offers",
        "Share my details with selected partners", "Newsletter abonnieren",
        "Ich möchte über Angebote informiert werden", "Je souhaite recevoir vos offres",
        "S'inscrire à la newsletter", "Quiero recibir ofertas y novedades",
        "Acepto recibir comunicaciones comerciales"})
    EXPECT_THAT(findings_of("preticked-box", ticked(label).build()), SizeIs(1)) << label;
}

TEST(PretickedBox, LeavesAloneWhatHelpsTheCustomer) {
  for (const char* label :
       {"Remember me", "Same as billing address", "Stay signed in", "Do not send me any offers",
        "Ich möchte keinen Newsletter", "Je ne souhaite pas recevoir vos offres",
        "No quiero recibir ofertas", "Send me news about my order", "Offers (12)", "Special offers",
        "I have read the insurance terms", "Free parcel insurance", "Gesetzlich versichert",
        "Notify me of follow-up comments by e-mail", "In stock", "Kostenlose Versicherung",
        "Sitio seguro"})
    EXPECT_THAT(findings_of("preticked-box", ticked(label).build()), IsEmpty()) << label;
}

TEST(PretickedBox, IsNotATickOfTheCustomersOwn) {
  const std::string label = "Subscribe to our newsletter";
  auto worked = ticked(label);
  worked.target(label, "checkbox");
  EXPECT_THAT(findings_of("preticked-box", worked.build()), IsEmpty());
  auto later = ticked(label, "none");
  const std::string page = ticked(label).build().pages.begin()->second;
  later.step("click", "click All").page(page);
  later.raw().walk.steps[1].url = later.raw().walk.steps[0].url;
  EXPECT_THAT(findings_of("preticked-box", later.build()), IsEmpty());
  auto again = ticked(label);
  again.raw().walk.visit = 2;
  EXPECT_THAT(findings_of("preticked-box", again.build()), IsEmpty());
}

TEST(PretickedBox, IsNotASettingOfAnAccountThatWasSignedInTo) {
  auto builder = RecordingBuilder().step("fill", "fill Password").target("Password", "textbox");
  builder.page("<form><input id=p type=password></form>");
  builder.raw().walk.steps[0].targets[0].selector = "#p";
  builder.step("click", "click Settings")
      .page("<form><label><input type=checkbox data-firsthand-checked> Newsletter</label></form>");
  EXPECT_THAT(findings_of("preticked-box", builder.build()), IsEmpty());
}

TEST(TooManyFields, AddNothingToTheScoreBesideTheirNumber) {
  const auto recording = RecordingBuilder().step("fill", "fill E-mail").works(9, 9, 9).build();
  Finding finding;
  finding.rule = "too-many-fields";
  finding.severity = Severity::kAnnoying;
  const auto attempt = attempt_of(recording.walk, {finding});
  ASSERT_THAT(attempt.charges, SizeIs(1));
  EXPECT_EQ(attempt.charges[0].penalty, 2);
  EXPECT_EQ(attempt.charges[0].finding, 0U);
}

std::vector<Finding> puzzles(const std::string& html) {
  return findings_of("robot-puzzle", RecordingBuilder().step("open", "open /").page(html).build());
}

TEST(RobotPuzzle, IsToldByWhatItAsks) {
  const auto letters = puzzles("<label>Type the characters you see <input></label>");
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].severity, Severity::kSerious);
  const auto box = puzzles("<label><input type=checkbox>Ich bin kein Roboter</label>");
  ASSERT_THAT(box, SizeIs(1));
  EXPECT_EQ(box[0].severity, Severity::kAnnoying);
  const auto frame = puzzles(
      "<iframe src='https://www.google.com/recaptcha/api2/anchor?k=1&size=normal'></iframe>");
  ASSERT_THAT(frame, SizeIs(1));
  EXPECT_THAT(frame[0].title, HasSubstr("by a box of Google reCAPTCHA"));
}

TEST(RobotPuzzle, IsNoBadgeThatAsksNothingNorAnyOtherFrame) {
  for (const char* html :
       {"<iframe src='https://www.google.com/recaptcha/api2/anchor?size=invisible'></iframe>",
        "<iframe data-firsthand-hidden src='https://hcaptcha.com/x'></iframe>",
        "<iframe src='https://maps.google.com/'></iframe>",
        "<label>Code on the letter <input></label>"})
    EXPECT_THAT(puzzles(html), IsEmpty()) << html;
}

}  // namespace
}  // namespace firsthand::test
