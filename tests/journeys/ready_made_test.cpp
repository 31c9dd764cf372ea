// Words for many languages, the journeys made of them, and what a first visit leaves to begin with.
#include "journeys/ready_made.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "journeys/starter.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/wordings.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ParsedJourney parsed(const std::string& steps) {
  return parse_journey("journey: X\nsteps:\n  - open: /\n" + steps, "x.yaml");
}

std::string complaint(const std::string& steps) {
  const auto journey = parsed(steps);
  return journey.diagnostics.empty()
             ? ""
             : journey.diagnostics[0].what + "; " + journey.diagnostics[0].advice;
}

TEST(Wordings, AreThereForEveryThingInEveryLanguage) {
  ASSERT_GE(wording_names().size(), 20u);
  for (const auto& name : wording_names()) {
    const auto& lists = wordings_of(name);
    ASSERT_EQ(lists.size(), 4u) << name;
    for (const auto& list : lists) {
      std::set<std::string> told;
      EXPECT_GE(list.words.size(), 3u) << name << " in " << list.language;
      for (const auto& word : list.words) {
        EXPECT_FALSE(fold(word).empty()) << name;
        EXPECT_TRUE(told.insert(fold(word)).second)
            << word << " twice for " << name << " in " << list.language;
      }
    }
  }
  EXPECT_EQ(usual_word("returns"), "Returns");
  EXPECT_THAT(wordings_of("nonsense"), IsEmpty());
}

TEST(Wordings, AreAllNamedInTheDocsAndTheSchema) {
  const auto page = test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "docs/ready-made.md");
  for (const auto& name : wording_names()) EXPECT_THAT(page, HasSubstr("`" + name + "`"));
  const auto schema = test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) /
                                  "journeys/schema/journey.schema.json");
  for (const auto& name : wording_names()) EXPECT_THAT(schema, HasSubstr("\"" + name + "\""));
  for (const auto& journey : ready_made_journeys())
    EXPECT_THAT(page, HasSubstr("| `" + journey.name + "` |"));
}

TEST(Wordings, StandWhereATargetStandsAndReadAsTheMostUsualWord) {
  const auto journey = parsed("  - click: $words.returns\n  - see: $words.order_details\n");
  ASSERT_TRUE(journey.ok()) << render(journey.diagnostics, "x.yaml", "");
  const auto& steps = journey.journey.steps;
  EXPECT_EQ(expand_for_people(steps[1].says, {}), "click Returns");
  EXPECT_EQ(wording_in(std::get<Click>(steps[1].action).target.text.raw), "returns");
  EXPECT_EQ(*expand("$words.returns", {}), "Returns");
}

TEST(Wordings, OfAnOrderThatWasFoundAreNotThoseOfTheFormThatAsksForIt) {
  for (const auto& list : wordings_of("order_details"))
    for (const char* form : {"your order", "ihre bestellung", "votre commande", "tu pedido"})
      for (const auto& word : list.words) EXPECT_NE(fold(word), form) << list.language;
}

TEST(Wordings, StandAloneAndMustBeKnown) {
  EXPECT_THAT(complaint("  - see: the $words.returns\n"),
              HasSubstr("'$words.returns' stands alone"));
  EXPECT_THAT(complaint("  - see: $words.retuns\n"), HasSubstr("did you mean '$words.returns'?"));
  EXPECT_THAT(complaint("  - see: $words.zebras\n"), HasSubstr("there are words for: help, "));
}

TEST(FindWord, TakesAThingThatThereAreWordsForAndMayEndAJourney) {
  const auto journey = parsed("  - find: returns\n    optional: true\n");
  ASSERT_TRUE(journey.ok()) << render(journey.diagnostics, "x.yaml", "");
  EXPECT_EQ(std::get<Find>(journey.journey.steps[1].action).thing, "returns");
  EXPECT_EQ(journey.journey.steps[1].says, "find Returns");
  EXPECT_THAT(complaint("  - find: retuns\n"), HasSubstr("did you mean 'returns'?"));
  EXPECT_THAT(complaint("  - find: returns\n    submits: true\n"),
              HasSubstr("'find' sends nothing"));
}

TEST(ReadyMade, AllReadWithoutAWarning) {
  for (const auto& journey : ready_made_journeys()) {
    const auto read = parse_ready_made(journey, journey.needs);
    EXPECT_THAT(read.diagnostics, IsEmpty())
        << render(read.diagnostics, journey.name, std::string(journey.source));
    EXPECT_EQ(read.journey.id, journey.name);
  }
  EXPECT_THAT(ready_made("return-an-order")->needs, ElementsAre("order"));
  EXPECT_THAT(ready_made("first-visit")->needs, IsEmpty());
  EXPECT_EQ(ready_made("nonsense"), nullptr);
}

StepRecord searched(const std::string& thing, const std::vector<std::string>& way,
                    const std::string& url) {
  StepRecord step;
  step.outcome = StepOutcome::kDone;
  step.url = url;
  step.search = Search{.thing = thing, .found = true, .way = way, .url = url};
  return step;
}

std::map<std::string, std::string> starter(const Walk& walk,
                                           const std::string& site = "https://shop.example/en") {
  std::map<std::string, std::string> files;
  for (const auto& file : starter_files(site, walk)) files[file.name] = file.text;
  return files;
}

TEST(Starter, HasWhatWasFoundWithTheWordsOfTheSite) {
  Walk walk;
  walk.steps = {searched("contact", {"Help", "Write to us"}, "https://shop.example/write")};
  const auto files = starter(walk);
  EXPECT_EQ(files.size(), 3u);
  const auto& contact = files.at("journeys/contact-us.yaml");
  EXPECT_THAT(contact, HasSubstr("site: \"https://shop.example/en\"\n"));
  EXPECT_THAT(contact, HasSubstr("consent: refuse\n"));
  EXPECT_THAT(contact, HasSubstr("  - click: \"Help\"\n  - click: \"Write to us\"\n"));
  EXPECT_THAT(files.at("journeys/first-visit.yaml"), HasSubstr("  - find: contact\n"));
  EXPECT_THAT(files.at("README.md"), HasSubstr("journeys/contact-us.yaml --allow-submit\n"));
  EXPECT_THAT(files.at("README.md"), HasSubstr("unless `--send-nothing` is given"));
  EXPECT_THAT(files.at("README.md"), Not(HasSubstr("return-an-order")));
}

TEST(Starter, BeginsWhereTheSiteWasEntered) {
  const std::string far = "/" + std::string(500, 'x');
  for (const std::string path : {"/", "/en/", "/en/?price=$5&it='s", far.c_str()}) {
    const auto site = "https://shop.example" + path;
    const auto text = starter({}, site).at("journeys/first-visit.yaml");
    const auto read = parse_journey(text, "first-visit.yaml");
    ASSERT_TRUE(read.ok()) << render(read.diagnostics, "first-visit.yaml", text);
    EXPECT_EQ(read.journey.site, site);
    EXPECT_EQ(expand(read.journey.let.at("start").raw, {}).value(), path);
  }
}

TEST(Starter, LeavesOutWhatIsOnAnotherHost) {
  Walk walk;
  walk.steps = {searched("contact", {"Contact"}, "https://help.example/contact")};
  walk.steps[0].url = "https://shop.example/";
  EXPECT_EQ(starter(walk).count("journeys/contact-us.yaml"), 0u);
}

TEST(Starter, ReadsWhateverTheLinksOfTheSiteAreCalled) {
  for (const std::string called :
       {"It's $ale: \"50 %\" # off", "- a\n  - script: alert(1)", "$env.HOME", "{{x}}", "no"}) {
    Walk walk;
    walk.steps = {searched("contact", {called}, "https://shop.example/c")};
    const auto text = starter(walk).at("journeys/contact-us.yaml");
    const auto read = parse_journey(text, "contact-us.yaml");
    ASSERT_TRUE(read.ok()) << render(read.diagnostics, "contact-us.yaml", text);
    const auto& click = std::get<Click>(read.journey.steps[1].action);
    EXPECT_EQ(*expand(click.target.text.raw, {}), printable(called));
  }
}

}  // namespace
}  // namespace firsthand
