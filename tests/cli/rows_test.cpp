#include "cli/rows.h"

#include <gmock/gmock.h>

#include <thread>

#include "journeys/journey_parser.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::HeardConsole;
using test::ScriptedParts;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kOrders = "order,e-mail\nKC-1,anna@x.example\nKC-2,bert@x.example\n";

class TakingRows : public ::testing::Test {
 protected:
  std::string journey_with(const std::string& let) {
    return "journey: Return\nsite: http://127.0.0.1:9\nlet:\n" + let +
           "secret: [email]\nsteps:\n  - open: /\n  - see: $order\n";
  }
  const std::string let_ =
      "  order: {from: orders.csv, each: walk}\n"
      "  email: {from: orders.csv, each: walk, column: e-mail}\n";

  // A journey beside the CSV, as it is in memory.
  Journey journey(const std::map<std::string, std::string>& columns = {{"order", "order"}}) {
    Journey made;
    made.file = (folder.path() / "return.yaml").string();
    for (const auto& [name, column] : columns) made.rows[name] = {"orders.csv", column, {4, 10}};
    return made;
  }
  std::string take(const Journey& made, const std::map<std::string, std::string>& given = {}) {
    const auto taken = take_rows(made, given, "2026-01-31");
    if (!taken) return taken.error().text();
    if (!taken->out_of.empty()) return "out of " + fs::path(taken->out_of).filename().string();
    return taken->values.contains("order") ? taken->values.at("order") : "nothing";
  }
  std::string used() { return test::slurp(folder.path() / "orders.csv.used"); }

  TempFolder folder;
};

TEST_F(TakingRows, TakesEachRowOnceAndRemembersIt) {
  folder.write("orders.csv", kOrders);
  const auto taken =
      take_rows(journey({{"order", "order"}, {"email", "e-mail"}}), {}, "2026-01-31");
  ASSERT_TRUE(taken.ok()) << taken.error().text();
  EXPECT_THAT(taken->values, ElementsAre(Pair("email", "anna@x.example"), Pair("order", "KC-1")));
  EXPECT_THAT(used(), StartsWith("2026-01-31 "));
  EXPECT_EQ(take(journey()), "KC-2");
  EXPECT_EQ(take(journey()), "out of orders.csv");
  EXPECT_EQ(used().size(), 2 * std::string("2026-01-31 0123456789abcdef\n").size());
  folder.write("orders.csv", std::string("order,e-mail\nKC-3,\n") + (kOrders + 13));
  EXPECT_EQ(take(journey()), "KC-3");
}

TEST_F(TakingRows, EqualRowsAreAsManyAsThereAre) {
  folder.write("orders.csv", "order\nsame\nsame\n");
  EXPECT_EQ(take(journey()), "same");
  EXPECT_EQ(take(journey()), "same");
  EXPECT_EQ(take(journey()), "out of orders.csv");
}

TEST_F(TakingRows, ATornMemoryIsNoRow) {
  folder.write("orders.csv", kOrders);
  EXPECT_EQ(take(journey()), "KC-1");
  folder.write("orders.csv.used", used() + "2026-0");
  EXPECT_EQ(take(journey()), "KC-2");
  EXPECT_EQ(take(journey()), "out of orders.csv");
}

TEST_F(TakingRows, TakesNoneOfOneFileWhenAnotherHasNoneLeft) {
  folder.write("orders.csv", kOrders);
  folder.write("cards.csv", "card\n");
  auto made = journey();
  made.rows["card"] = {"cards.csv", "card", {}};
  EXPECT_EQ(take(made), "out of cards.csv");
  EXPECT_EQ(used(), "");
}

TEST_F(TakingRows, AFileNamedInTwoWaysIsOneFile) {
  folder.write("orders.csv", kOrders);
  auto made = journey();
  made.rows["email"] = {(folder.path() / "orders.csv").string(), "e-mail", {}};
  EXPECT_EQ(take(made), "KC-1");
  EXPECT_EQ(take(made), "KC-2");
}

TEST_F(TakingRows, WhatTheCommandLineGivesTakesNoRow) {
  folder.write("orders.csv", kOrders);
  EXPECT_EQ(take(journey(), {{"order", "mine"}}), "nothing");
  EXPECT_FALSE(fs::exists(folder.path() / "orders.csv.used"));
}

TEST_F(TakingRows, RunsAtTheSameTimeNeverTakeTheSameRow) {
  std::string csv = "order\n";
  for (int n = 0; n < 60; ++n) csv += std::to_string(n) + "\n";
  folder.write("orders.csv", csv);
  const auto made = journey();
  std::vector<std::vector<std::string>> taken(4);
  {
    std::vector<std::jthread> runs;
    for (auto& mine : taken)
      runs.emplace_back([&] {
        for (int n = 0; n < 15; ++n) mine.push_back(take(made));
      });
  }
  std::set<std::string> all;
  for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
  EXPECT_THAT(all, SizeIs(60));
  EXPECT_FALSE(all.contains("out of orders.csv"));
}

TEST_F(TakingRows, AMemoryThatCannotBeWrittenIsNoRow) {
  folder.write("orders.csv", kOrders);
  fs::create_directory(folder.path() / "orders.csv.used");
  EXPECT_THAT(take(journey()), HasSubstr("cannot write "));
}

TEST_F(TakingRows, MistakesAreToldAtTheJourneysLine) {
  const auto check = [&](const std::string& let) {
    const HeardConsole heard;
    const auto file = folder.write("return.yaml", journey_with(let));
    EXPECT_EQ(run_check({.journeys = {file}}, heard.console), ExitCode::kUsage);
    return heard.err.str();
  };
  EXPECT_THAT(check(let_), HasSubstr("return.yaml:4:10: error: cannot read "));
  folder.write("orders.csv", "Order number,e-mail\n1,2\n");
  const auto missing = check(let_);
  EXPECT_THAT(missing, HasSubstr("return.yaml:4:10: error: "));
  EXPECT_THAT(missing, HasSubstr("orders.csv has no column 'order'"));
  EXPECT_THAT(missing, HasSubstr("its columns: Order number, e-mail"));
  folder.write("orders.csv", "order;e-mail\n1;2\n");
  EXPECT_THAT(check(let_), HasSubstr("not by semicolons"));
  folder.write("orders.csv", "order,e-mail\n1\n");
  EXPECT_THAT(check(let_), HasSubstr("line 2: 1 fields, and the header has 2"));
}

TEST_F(TakingRows, EveryWalkHasItsOwnAndTheLastAreOutOfData) {
  folder.write("orders.csv", kOrders);
  WalkRequest request;
  request.journeys = {folder.write("return.yaml", journey_with(let_ + "  said: Order $order\n"))};
  request.times = 3;
  request.out = folder.path() / "out";
  ScriptedParts script;
  const HeardConsole heard;
  EXPECT_EQ(run_walk(request, script.parts, heard.console), ExitCode::kGo) << heard.err.str();
  ASSERT_THAT(script.asked, SizeIs(2));
  EXPECT_EQ(script.asked[0].variables.values.at("said"), "Order KC-1");
  EXPECT_EQ(script.asked[1].variables.values.at("said"), "Order KC-2");
  EXPECT_TRUE(script.asked[1].variables.secret.contains("email"));
  EXPECT_THAT(heard.last_line(), HasSubstr("3 walks: 2 completed, 1 out of data"));

  const auto recording = read_recording(folder.path() / "out/walks/return-3");
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured);
  EXPECT_EQ(recording->walk.reason, "out_of_data");
  EXPECT_THAT(recording->walk.reason_text, HasSubstr("orders.csv has no row left"));
  EXPECT_THAT(recording->walk.steps, SizeIs(2));
}

TEST_F(TakingRows, AFileThatGoesAwayOnTheWayDoesNotMakeTheJourneyVanish) {
  folder.write("orders.csv", kOrders);
  WalkRequest request;
  request.journeys = {folder.write("return.yaml", journey_with(let_)),
                      folder.write("ask.yaml", test::kJourney)};
  request.times = 2;
  request.out = folder.path() / "out";
  ScriptedParts script;
  const auto walk = script.parts.walk;
  script.parts.walk = [&](const Journey& journey, const WalkOptions& options) {
    folder.write("orders.csv", "number\nKC-1\n");
    return walk(journey, options);
  };
  const HeardConsole heard;
  EXPECT_EQ(run_walk(request, script.parts, heard.console), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(script.journeys, ElementsAre("return", "ask", "ask"));
  EXPECT_THAT(heard.err.str(), HasSubstr("orders.csv has no column 'e-mail'"));
  EXPECT_THAT(heard.last_line(), HasSubstr("4 walks: 3 completed, 1 not measured"));
  const auto recording = read_recording(folder.path() / "out/walks/return-2");
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(recording->walk.reason, "our_rig");
  EXPECT_THAT(recording->walk.reason_text, HasSubstr("has no column 'e-mail'"));
}

TEST_F(TakingRows, TheFileToRemoveIsNamedWhereItIs) {
  folder.write("data/orders.csv", "order,e-mail\n");
  std::filesystem::create_symlink("data/orders.csv", folder.path() / "orders.csv");
  const auto path = folder.write("return.yaml", journey_with(let_));
  const auto parsed = parse_journey(test::slurp(path), path.string());
  const auto taken = take_rows(parsed.journey, {}, "2026-01-31");
  ASSERT_TRUE(taken.ok());
  EXPECT_THAT(taken->remembered_in, EndsWith("data/orders.csv.used"));
  EXPECT_TRUE(std::filesystem::exists(taken->remembered_in));
}

TEST_F(TakingRows, WithoutAnyRowNobodyCanSay) {
  folder.write("orders.csv", "order,e-mail\n");
  WalkRequest request;
  request.journeys = {folder.write("return.yaml", journey_with(let_))};
  request.out = folder.path() / "out";
  ScriptedParts script;
  const HeardConsole heard;
  EXPECT_EQ(run_walk(request, script.parts, heard.console), ExitCode::kCannotMeasure);
  EXPECT_THAT(script.asked, IsEmpty());
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY "));
  EXPECT_THAT(heard.last_line(), EndsWith("out/report.html"));
}

}  // namespace
}  // namespace firsthand
