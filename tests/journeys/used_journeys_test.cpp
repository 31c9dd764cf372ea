#include "journeys/used_journeys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/journey_parser.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Files = std::map<std::string, std::string>;

struct Put {
  Journey journey{};
  std::string told{};  // as it is rendered
};

// The journey in files["main.yaml"], with the steps of those it uses.
Put put(const Files& files, const std::vector<std::string>& given = {}) {
  const auto& source = files.at("main.yaml");
  auto parsed = parse_journey(source, "main.yaml", given);
  EXPECT_TRUE(parsed.ok()) << render(parsed.diagnostics, "main.yaml", source);
  Put put{std::move(parsed.journey), ""};
  for (const auto& told :
       put_used_steps(put.journey, given, [&](const std::filesystem::path& path) {
         const auto found = files.find(path.string());
         return found != files.end()
                    ? Result<std::string>(found->second)
                    : Result<std::string>(
                          Error{Errc::kUnreadable, "cannot read " + path.string() + ": not there"});
       }))
    put.told += render(told.diagnostics, told.file, told.source);
  return put;
}

std::string main_with(const std::string& steps, const std::string& keys = "") {
  return "journey: Main\n" + keys + "steps:\n  - open: /\n" + steps;
}
std::string used_with(const std::string& steps, const std::string& keys = "") {
  return "journey: Used\n" + keys + "steps:\n" + steps;
}

// Each step as a person would read it, with the values of its variables; "•••" for secrets.
std::vector<std::string> read_aloud(const Journey& journey, const Variables& given = {}) {
  const auto variables = resolve_variables(journey, given);
  EXPECT_TRUE(variables.ok()) << variables.error().text();
  std::vector<std::string> lines;
  for (const auto& step : journey.steps)
    lines.push_back(expand_for_people(step.says, variables.ok() ? *variables : Variables{}));
  return lines;
}

TEST(Used, StepsStandInPlaceOfTheUse) {
  const auto made = put({{"main.yaml", main_with("  - use: parts/help.yaml\n  - see: Thanks\n")},
                         {"parts/help.yaml", used_with("  - click: Help\n  - use: more.yaml\n")},
                         {"parts/more.yaml", used_with("  - click: Contact\n")}});
  EXPECT_EQ(made.told, "");
  EXPECT_THAT(read_aloud(made.journey),
              ElementsAre("open /", "click Help", "click Contact", "see \"Thanks\""));
  std::vector<std::string> files;
  for (const auto& step : made.journey.steps) files.push_back(step.file);
  EXPECT_THAT(files, ElementsAre("", "parts/help.yaml", "parts/more.yaml", ""));
  EXPECT_EQ(made.journey.steps[2].at.line, 3);
}

TEST(Used, AJourneyWithoutUsesIsLeftAlone) {
  const auto source = main_with("  - see: Costs $5 and $$x\n");
  const auto made = put({{"main.yaml", source}});
  EXPECT_EQ(made.told, "");
  EXPECT_EQ(made.journey, parse_journey(source, "main.yaml").journey);
}

TEST(Used, VariablesOfTheUseAreThoseOfItsStepsOnly) {
  const auto made =
      put({{"main.yaml", main_with("  - use: say.yaml\n    let: {word: $greeting}\n"
                                   "  - use: say.yaml\n    let: {word: Bye, mark: '?'}\n"
                                   "  - see: $word, $mark\n",
                                   "let: {greeting: Hello, word: Mine, mark: .}\n")},
           {"say.yaml",
            used_with("  - see: $word$mark for $$5\n", "let: {word: Nothing, mark: '!'}\n")}});
  EXPECT_EQ(made.told, "");
  EXPECT_THAT(read_aloud(made.journey), ElementsAre("open /", "see \"Hello! for $5\"",
                                                    "see \"Bye? for $5\"", "see \"Mine, .\""));
}

TEST(Used, WhatIsKeptStaysWhereItIsKept) {
  const auto made = put(
      {{"main.yaml", main_with("  - keep: total\n    after: Total\n"
                               "  - use: pay.yaml\n    let: {sum: $total EUR}\n"
                               "  - see: $total\n")},
       {"pay.yaml", used_with("  - keep: total\n    after: Paid\n  - see: $sum is $total$note\n",
                              "let: {sum: 0, note: '; $sum, that is'}\n")}});
  EXPECT_EQ(made.told, "");
  EXPECT_EQ(std::get<Keep>(made.journey.steps[1].action).name, "total");
  EXPECT_EQ(std::get<Keep>(made.journey.steps[2].action).name, "total_2");
  EXPECT_EQ(*expand(std::get<See>(made.journey.steps[3].action).looks[0].what.text.raw,
                    {.values = {{"total", "5"}, {"total_2", "6"}}}),
            "5 EUR is 6; 5 EUR, that is");
  EXPECT_EQ(std::get<See>(made.journey.steps[4].action).looks[0].what.text.raw, "$total");
}

TEST(Used, TheCommandLineGivesWhatTheUseDoesNot) {
  const Files files{{"main.yaml", main_with("  - use: a.yaml\n  - use: a.yaml\n    let: {o: 3}\n")},
                    {"a.yaml", used_with("  - see: $o and $p\n", "let: {o: 1, p: <$o>}\n")}};
  EXPECT_THAT(read_aloud(put(files).journey),
              ElementsAre("open /", "see \"1 and <1>\"", "see \"3 and <3>\""));
  EXPECT_THAT(read_aloud(put(files, {"o"}).journey, {.values = {{"o", "2"}}}),
              ElementsAre("open /", "see \"2 and <2>\"", "see \"3 and <3>\""));
}

TEST(Used, SecretsStaySecret) {
  const auto made = put(
      {{"main.yaml", main_with("  - keep: code\n    after: Code\n"
                               "  - use: log-in.yaml\n    let: {password: $pass, pin: $code}\n"
                               "  - use: log-in.yaml\n    let: {password: hunter2, pin: 1}\n",
                               "let: {pass: $env.PASS}\n")},
       {"log-in.yaml", used_with("  - see: $password $pin $user\n",
                                 "let: {user: $env.NAME}\nsecret: [password, pin, env.NAME]\n")}});
  EXPECT_EQ(made.told, "");
  const Variables given{.values = {{"env.PASS", "x"}, {"env.NAME", "anna"}}};
  const auto variables = resolve_variables(made.journey, given);
  ASSERT_TRUE(variables.ok());
  EXPECT_THAT(variables->secret, ::testing::IsSupersetOf({"pass", "env.PASS", "code", "env.NAME"}));
  EXPECT_THAT(
      read_aloud(made.journey, given),
      ElementsAre("open /", HasSubstr("keep code"), "see \"••• ••• •••\"", "see \"••• ••• •••\""));
}

TEST(Used, FilesMayLeadToTheirHosts) {
  const auto made =
      put({{"main.yaml", main_with("  - use: a.yaml\n  - see: x\n", "hosts: [a.example]\n")},
           {"a.yaml", used_with("  - click: x\n", "hosts: [sso.example, a.example]\n")}});
  EXPECT_THAT(made.journey.hosts, ElementsAre("a.example", "sso.example"));
}

TEST(Used, MistakesAreNamedWhereTheyStand) {
  const auto bad = put({{"main.yaml", main_with("  - use: a.yaml\n  - use: a.yaml\n  - see: x\n")},
                        {"a.yaml", used_with("  - click: Help\n  - clik: Contact\n")}});
  EXPECT_THAT(bad.told, HasSubstr("a.yaml:4:5: error: "));
  EXPECT_THAT(bad.told, HasSubstr("clik: Contact"));
  EXPECT_EQ(bad.told.find("a.yaml:4:5", bad.told.find("a.yaml:4:5") + 1), std::string::npos);
  const auto missing = put({{"main.yaml", main_with("  - use: none.yaml\n  - see: x\n")}});
  EXPECT_THAT(missing.told, HasSubstr("main.yaml:4:10: error: cannot read none.yaml"));
  const auto unknown = put({{"main.yaml", main_with("  - use: a.yaml\n    let: {ordr: 7}\n")},
                            {"a.yaml", used_with("  - see: $order\n", "let: {order: 1}\n")}});
  EXPECT_THAT(unknown.told, HasSubstr("main.yaml:5:17: error: a.yaml uses no variable 'ordr'"));
  EXPECT_THAT(unknown.told, HasSubstr("did you mean 'order'?"));
  const auto hidden =
      put({{"main.yaml", main_with("  - use: a.yaml\n  - see: x\n", "let: {o: 1}\n")},
           {"a.yaml", used_with("  - click: $o\n")}});
  EXPECT_THAT(hidden.told, HasSubstr("a.yaml:3:"));
  const auto varied = put({{"main.yaml", main_with("  - use: $o\n  - see: x\n", "let: {o: 1}\n")}});
  EXPECT_THAT(varied.told, HasSubstr("main.yaml:5:10: error: the name of a used file holds"));
  const auto kept = put({{"main.yaml", main_with("  - use: a.yaml\n    let: {o: 1}\n")},
                         {"a.yaml", used_with("  - keep: o\n    after: x\n  - see: $o\n")}});
  EXPECT_THAT(kept.told, HasSubstr("a.yaml keeps something in 'o' itself"));
  const auto rows =
      put({{"main.yaml", main_with("  - use: a.yaml\n  - see: x\n")},
           {"a.yaml", used_with("  - click: $o\n", "let: {o: {from: o.csv, each: walk}}\n")}});
  EXPECT_THAT(rows.told, HasSubstr("a.yaml:2:"));
  EXPECT_THAT(rows.told, HasSubstr("no rows of its own"));
}

TEST(Used, ACycleIsShownAllTheWayRound) {
  const auto round = put({{"main.yaml", main_with("  - use: in/a.yaml\n  - see: x\n")},
                          {"in/a.yaml", used_with("  - use: b.yaml\n")},
                          {"in/b.yaml", used_with("  - click: x\n  - use: ../in/a.yaml\n")}});
  EXPECT_THAT(round.told, HasSubstr("in/b.yaml:4:10: error: "));
  EXPECT_THAT(round.told, HasSubstr("in/a.yaml uses in/b.yaml, which uses in/a.yaml"));
  const auto self = put({{"main.yaml", main_with("  - use: main.yaml\n")}});
  EXPECT_THAT(self.told, HasSubstr("main.yaml uses main.yaml"));
}

TEST(Used, DepthAndNumberAreLimited) {
  Files deep{{"main.yaml", main_with("  - use: 1.yaml\n  - see: x\n")}};
  for (int n = 1; n <= kDeepestUse + 1; ++n)
    deep[std::to_string(n) + ".yaml"] = used_with("  - use: " + std::to_string(n + 1) + ".yaml\n");
  EXPECT_THAT(put(deep).told, HasSubstr("more than 10 deep"));
  Files wide{{"main.yaml", main_with("  - use: 1.yaml\n  - see: x\n")}};
  for (int n = 1; n < kDeepestUse; ++n) {
    std::string steps;
    for (int i = 0; i < 20; ++i) steps += "  - use: " + std::to_string(n + 1) + ".yaml\n";
    wide[std::to_string(n) + ".yaml"] = used_with(steps);
  }
  wide["10.yaml"] = used_with("  - click: x\n");
  EXPECT_THAT(put(wide).told, HasSubstr("more than 200 uses"));
  std::string many;
  for (int i = 0; i < 1500; ++i) many += "  - click: x\n";
  EXPECT_THAT(put({{"main.yaml", main_with("  - use: a.yaml\n  - use: a.yaml\n  - see: x\n")},
                   {"a.yaml", used_with(many)}})
                  .told,
              HasSubstr("more than 2000 steps"));
}

TEST(Used, TheWholeMustEndWithALook) {
  const auto blind = put({{"main.yaml", main_with("  - use: a.yaml\n")},
                          {"a.yaml", used_with("  - click: Help\n  - note: x\n")}});
  EXPECT_THAT(blind.told, HasSubstr("a.yaml:3:5: error: the journey ends with 'click'"));
  const auto looks = put(
      {{"main.yaml", main_with("  - use: a.yaml\n")}, {"a.yaml", used_with("  - see: Help\n")}});
  EXPECT_EQ(looks.told, "");
}

TEST(Used, PatienceOfTheJourneyNeverOutlivesTheWatch) {
  const auto made =
      put({{"main.yaml", main_with("  - use: a.yaml\n")},
           {"a.yaml", used_with("  - see: x\n    patience: 3m\n", "limit: 5m\npatience: 2m\n")}});
  for (const std::string key : {"limit", "patience"})
    EXPECT_THAT(made.told, HasSubstr("warning: the '" + key + "' of a file that is used counts"));
  EXPECT_EQ(made.journey.limit_ms, 60'000);
  EXPECT_EQ(made.journey.steps[1].limit_ms, 180'000);
}

}  // namespace
}  // namespace firsthand
