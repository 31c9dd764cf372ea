#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A page on which the customer filled the box of that name.
RecordingBuilder filled(const std::string& name, const std::string& html, bool touch = true) {
  auto builder = RecordingBuilder().step("fill", "fill " + name).target(name, "textbox").page(html);
  builder.raw().walk.visitor.touch = touch;
  builder.raw().walk.steps[0].fields = 1;
  return builder;
}

TEST(FieldType, NamesTheBoxesThatMakeTypingHarder) {
  const auto recording =
      filled("Name",
             "<title>Contact</title><form><label>Name <input name=n autocomplete=name></label>"
             "<label>Your e-mail address <input name=e></label>"
             "<label>Phone number (optional) <input name=p autocomplete=off></label></form>")
          .build();
  const auto findings = findings_of("field-type", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "2 boxes on 'Contact' must be typed without help (Your e-mail address, Phone number "
            "(optional)): 'Your e-mail address' does not bring the keys for an e-mail address.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_EQ(findings[0].evidence.text, "input[name=\"e\"] (email), input[name=\"p\"] (tel)");
}

TEST(FieldType, BoxesTheBoxWhoseKeysAreWrong) {
  auto builder = filled("Name",
                        "<form><p><label>Name <input name=n></label></p><p><label>Telephone <input "
                        "name=t></label></p>");
  StepRecord& step = builder.raw().walk.steps[0];
  step.targets.push_back({.says = "Telephone",
                          .name = "Telephone",
                          .selector = "form > p:nth-of-type(2) > label > input",
                          .box = {20, 400, 350, 48}});
  step.before = "screens/000-before.png";
  builder.raw().walk.screens.push_back({.file = *step.before,
                                        .when = "before",
                                        .width = 390,
                                        .height = 844,
                                        .url = "http://shop.test/0"});
  const auto findings = findings_of("field-type", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 400, 350, 48}));
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-before.png");
}

TEST(FieldType, CountsEachOfSeveralBoxesThatHaveNoNameInTheCode) {
  const auto findings = findings_of(
      "field-type",
      filled("E-mail",
             "<title>Contact</title><form><label>E-mail <input></label><label>Telephone "
             "<input></label></form>")
          .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 2);
}

TEST(FieldType, WeighsLessWithoutAPhonesKeys) {
  const std::string html = "<form><label>E-Mail-Adresse <input></label></form>";
  const auto on_laptop = findings_of("field-type", filled("E-Mail-Adresse", html, false).build());
  ASSERT_THAT(on_laptop, SizeIs(1));
  EXPECT_EQ(on_laptop[0].severity, Severity::kMinor);
  const auto no_token = findings_of(
      "field-type",
      filled("Postleitzahl", "<form><label>Postleitzahl <input></label></form>").build());
  ASSERT_THAT(no_token, SizeIs(1));
  EXPECT_EQ(no_token[0].severity, Severity::kMinor);
  EXPECT_THAT(no_token[0].title, HasSubstr("the browser is not told what it could fill in"));
}

TEST(FieldType, AcceptsWhatHelps) {
  for (const char* box :
       {"<label>E-mail <input type=email autocomplete=email></label>",
        "<label>E-mail <input inputmode=email autocomplete='section-a shipping email'></label>",
        "<label>Téléphone <input type=tel autocomplete=tel></label>",
        "<label>Card number <input inputmode=numeric autocomplete=cc-number></label>",
        "<label>Code postal <input autocomplete=postal-code></label>",
        "<label>Fecha <input type=date></label>", "<label>Date <input readonly></label>",
        "<label>Date of birth <input inputmode=numeric autocomplete=bday></label>",
        "<label>Menge <input type=number></label>"})
    EXPECT_THAT(findings_of("field-type", filled("Name", std::string("<form><label>Name <input "
                                                                     "autocomplete=name></label>") +
                                                             box + "</form>")
                                              .build()),
                IsEmpty())
        << box;
}

TEST(FieldType, SeesEachPurposeInEachLanguage) {
  for (const char* label : {"E-mail",
                            "Adresse électronique",
                            "Correo electrónico",
                            "Telephone",
                            "Handynummer",
                            "Numéro de téléphone",
                            "Móvil",
                            "Postcode",
                            "PLZ",
                            "Código postal",
                            "Card number",
                            "Kartennummer",
                            "Security code",
                            "Cryptogramme",
                            "Verification code",
                            "Quantity",
                            "Cantidad",
                            "Date of birth",
                            "Geburtsdatum",
                            "Date d'achat",
                            "First name",
                            "Nachname",
                            "Prénom",
                            "Apellidos",
                            "Street address",
                            "Straße und Hausnummer"})
    EXPECT_THAT(findings_of("field-type", filled(label, std::string("<form><label>") + label +
                                                            " <input></label></form>")
                                              .build()),
                SizeIs(1))
        << label;
}

TEST(FieldType, DoesNotGuess) {
  for (const char* label : {"Order number", "E-mail or phone", "Subject", "Company name",
                            "Name of the product", "Comments", "Phone model", "Discount code"})
    EXPECT_THAT(findings_of("field-type", filled(label, std::string("<form><label>") + label +
                                                            " <input></label></form>")
                                              .build()),
                IsEmpty())
        << label;
}

TEST(FieldType, LooksOnlyAtFormsThatTheJourneyWorked) {
  const std::string two =
      "<form><label>Order number <input></label></form>"
      "<form><label>E-mail <input name=newsletter></label></form>";
  EXPECT_THAT(findings_of("field-type", filled("Order number", two).build()), IsEmpty());
  const auto looked = RecordingBuilder().step("open", "open /").page(two).build();
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule("field-type", looked)));
}

// Two boxes are filled and sent; then the page is `answer`.
RecordingBuilder sent(const std::string& answer) {
  auto builder = RecordingBuilder()
                     .step("open", "open /orders")
                     .page(
                         "<form><label>Order number <input id=order></label><label>E-mail <input "
                         "id=email></label><input id=pass type=password></form>")
                     .step("fill", "fill Order number, E-mail")
                     .page(
                         "<form><label>Order number <input id=order value=KC-1></label><label>"
                         "E-mail <input id=email value=a@b.test></label><input id=pass "
                         "type=password></form>")
                     .step("click", "click Find my order")
                     .page(answer);
  builder.raw().walk.steps[1].fields = 2;
  for (auto& step : builder.raw().walk.steps) step.url = "http://shop.test/orders";
  return builder;
}

TEST(LostInput, NamesWhatHasToBeTypedAgain) {
  const auto findings = findings_of(
      "lost-input", sent("<title>Orders</title><form><label>Order number <input id=order></label>"
                         "<label>E-mail <input id=email></label></form>")
                        .status(422)
                        .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The form on 'Orders' came back after 'click Find my order' without what the customer "
            "had put into 2 boxes: E-mail, Order number.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].owner, Owner::kEngineering);
}

TEST(LostInput, BelievesThePageThatSaysItRefused) {
  const std::string empty = "<form><label>Order number <input id=order></label></form>";
  EXPECT_THAT(findings_of("lost-input", sent("<p role=alert>Please enter a valid number</p>" +
                                             empty + "<input aria-invalid=true>")
                                            .build()),
              SizeIs(1));
  EXPECT_THAT(findings_of("lost-input", sent("<p>Thank you</p>" + empty).build()), IsEmpty());
}

TEST(LostInput, IsNotAFormThatKeepsOrAnotherPage) {
  EXPECT_THAT(findings_of("lost-input",
                          sent("<form><input id=order value=KC-1><input id=email value=a@b.test>"
                               "<input id=pass type=password></form>")
                              .status(422)
                              .build()),
              IsEmpty());
  EXPECT_THAT(findings_of("lost-input", sent("<h1>Not found</h1>").status(404).build()), IsEmpty());
}

TEST(LostInput, SparesSecrets) {
  auto builder = sent("<form><input id=order value=KC-1><input id=email></form>").status(422);
  auto& page = builder.raw().pages["pages/001.html"];
  page.replace(page.find("a@b.test"), 8, "•••");
  EXPECT_THAT(findings_of("lost-input", builder.build()), IsEmpty());
}

TEST(LostInput, KeepsTextAreasListsAndTicksInMind) {
  const auto box = [](const std::string& text, const std::string& list, const std::string& tick) {
    return "<form><textarea id=t>" + text + "</textarea><select id=s data-firsthand-value='" +
           list + "'></select><input type=checkbox id=c" + tick + "></form>";
  };
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .page(box("", "", ""))
                     .step("fill", "fill Message")
                     .page(box("Hello", "red", " data-firsthand-checked"))
                     .step("click", "click Send")
                     .page(box("", "", ""))
                     .status(422);
  builder.raw().walk.steps[1].fields = 3;
  builder.raw().walk.steps[2].url = builder.raw().walk.steps[1].url;
  const auto findings = findings_of("lost-input", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 3);
}

// A form is sent by script and answered; the page afterwards is `after`.
RecordingBuilder quiet(const std::string& after, double watched_ms = 9000) {
  Reaction reaction;
  reaction.dom_ms = 30;
  reaction.request_ms = 20;
  reaction.watched_ms = watched_ms;
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .page("<form><input id=q value=1><button>Add to basket</button></form>")
                     .step("click", "click Add to basket")
                     .submits()
                     .target("Add to basket", "button")
                     .page(after)
                     .reaction(reaction)
                     .request("fetch", "http://shop.test/basket", 200);
  builder.raw().requests.back().method = "POST";
  return builder;
}

const std::string kUnchanged = "<form><input id=q value=1><button>Add to basket</button></form>";

TEST(SilentSubmit, SaysThatNothingWasSaid) {
  const auto findings = findings_of("silent-submit", quiet(kUnchanged).build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'click Add to basket' was sent and answered (HTTP 200), and for 9 s the page said "
            "nothing.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].evidence.url, "http://shop.test/basket");
}

TEST(SilentSubmit, HearsAMessageThatWentAgain) {
  auto builder = quiet(kUnchanged);
  builder.observed("said", "We cannot find that order");
  EXPECT_THAT(findings_of("silent-submit", builder.build()), IsEmpty());
}

TEST(SilentSubmit, IsABlockerWhereTheJourneyEnds) {
  auto builder = quiet(kUnchanged);
  builder.step("see", "see Added").ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "no");
  EXPECT_EQ(findings_of("silent-submit", builder.build())[0].severity, Severity::kBlocker);
}

TEST(SilentSubmit, IsNotAnAnswerOfAnyKind) {
  EXPECT_THAT(findings_of("silent-submit", quiet(kUnchanged + "<p>Added</p>").build()), IsEmpty());
  EXPECT_THAT(findings_of("silent-submit",
                          quiet("<form><input id=q><button>Add to basket</button></form>").build()),
              IsEmpty());
  EXPECT_THAT(findings_of("silent-submit", quiet(kUnchanged, 1500).build()), IsEmpty());
  auto dialog = quiet(kUnchanged);
  dialog.raw().walk.steps[1].reaction->dialog_ms = 100;
  EXPECT_THAT(findings_of("silent-submit", dialog.build()), IsEmpty());
  auto other_page = quiet(kUnchanged);
  other_page.raw().walk.steps[1].reaction->url_ms = 100;
  EXPECT_THAT(findings_of("silent-submit", other_page.build()), IsEmpty());
  auto unasked = quiet(kUnchanged);
  unasked.raw().walk.steps[1].submits = false;
  EXPECT_THAT(findings_of("silent-submit", unasked.build()), IsEmpty());
}

TEST(SilentSubmit, BelievesThePixels) {
  auto builder = quiet(kUnchanged).seen("Add to basket");
  auto& raw = builder.raw();
  raw.walk.screens.insert(raw.walk.screens.begin(), Screen{.file = "screens/001-before.png"});
  raw.walk.steps[1].before = "screens/001-before.png";
  raw.seen[0].changed = 0.2;
  EXPECT_THAT(findings_of("silent-submit", builder.build()), IsEmpty());
  builder.raw().seen[0].changed = 0.005;
  EXPECT_THAT(findings_of("silent-submit", builder.build()), SizeIs(1));
}

TEST(SilentSubmit, AndDeadClickNeverTellTheSame) {
  auto answered = quiet(kUnchanged);
  answered.raw().walk.steps[1].reaction->dom_ms.reset();
  EXPECT_THAT(findings_of("silent-submit", answered.build()), SizeIs(1));
  EXPECT_THAT(findings_of("dead-click", answered.build()), IsEmpty());
  auto dead = answered;
  dead.raw().walk.steps[1].reaction->request_ms.reset();
  dead.raw().requests.clear();
  EXPECT_THAT(findings_of("silent-submit", dead.build()), IsEmpty());
  EXPECT_THAT(findings_of("dead-click", dead.build()), SizeIs(1));
}

TEST(SilentSubmit, IsNotDataThatAPageKeepsFetching) {
  auto polled = quiet(kUnchanged);
  polled.raw().requests[0].method = "GET";
  EXPECT_THAT(findings_of("silent-submit", polled.build()), IsEmpty());
  polled.raw().pages["pages/000.html"] =
      "<form action='/basket?from=page'><input id=q value=1><button>Add to basket</button></form>";
  EXPECT_THAT(findings_of("silent-submit", polled.build()), SizeIs(1));
}

TEST(LostInput, IsNotAnotherFormThatLooksAlike) {
  const std::string other =
      "<p role=alert>Something went wrong</p><form action=/newsletter>"
      "<label>E-mail <input id=email></label></form>";
  auto builder = sent(other);
  EXPECT_THAT(findings_of("lost-input", builder.build()), SizeIs(1));
  builder.raw().walk.steps[2].url = "http://shop.test/news";
  EXPECT_THAT(findings_of("lost-input", builder.build()), IsEmpty());
}

TEST(LostInput, IsTheSameFormAtAnotherAddress) {
  auto builder = sent("<form action=/find><input id=order></form>").status(422);
  builder.raw().walk.steps[2].url = "http://shop.test/find";
  auto& filled = builder.raw().pages["pages/001.html"];
  filled.replace(0, 5, "<form action=/find");
  EXPECT_THAT(findings_of("lost-input", builder.build()), SizeIs(1));
}

TEST(LostInput, IsNotAFormThatWasTakenBesideAnErrorOfAnotherKind) {
  EXPECT_THAT(findings_of("lost-input", sent("<p role=alert>This kettle is sold out</p>"
                                             "<form><input id=order></form>")
                                            .build()),
              IsEmpty());
}

TEST(LostInput, ReadsNoAnswerIntoAStepThatOnlyLedToAnotherPage) {
  auto builder = sent("<p>Something went wrong</p><form action=/find><input id=order></form>");
  builder.raw().pages["pages/001.html"].replace(0, 5, "<form action=/find");
  builder.raw().walk.steps[2].url = "http://shop.test/elsewhere";
  EXPECT_THAT(findings_of("lost-input", builder.build()), IsEmpty());
  builder.raw().walk.steps[2].submits = true;
  EXPECT_THAT(findings_of("lost-input", builder.build()), SizeIs(1));
}

}  // namespace
}  // namespace firsthand::test
