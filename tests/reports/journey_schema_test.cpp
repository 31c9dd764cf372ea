// journeys/schema/journey.schema.json, which editors use, says the same as the parser.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <set>

#include "journeys/journey_parser.h"
#include "journeys/parsing/words.h"
#include "journeys/parsing/yaml_tree.h"
#include "journeys/visitor.h"
#include "reports/schema_check.h"
#include "tests/journeys/good_journey.h"
#include "tests/support/doc_examples.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Names = std::set<std::string>;

const fs::path kRoot = FIRSTHAND_SOURCE_DIR;

const std::string& schema_text() {
  static const std::string text = test::slurp(kRoot / "journeys/schema/journey.schema.json");
  return text;
}

// As an editor reads YAML: plain texts may be numbers, booleans or nothing.
Json json_of(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNothing:
      return nullptr;
    case YamlNode::Kind::kText: {
      if (!node.plain) return node.text;
      if (node.text == "true" || node.text == "false") return node.text == "true";
      double number = 0;
      const auto* end = node.text.data() + node.text.size();
      if (std::from_chars(node.text.data(), end, number).ptr != end) return node.text;
      if (number == static_cast<double>(static_cast<long>(number)))
        return static_cast<long>(number);
      return number;
    }
    case YamlNode::Kind::kList: {
      Json list = Json::array();
      for (const auto& item : node.items) list.push_back(json_of(item));
      return list;
    }
    case YamlNode::Kind::kMap:
      break;
  }
  Json map = Json::object();
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
    map[node.items[i].text] = json_of(node.items[i + 1]);
  return map;
}

// What the schema has against a journey; empty: nothing.
std::string against(const std::string& source) {
  SourceText text;
  Complaints complaints;
  EXPECT_TRUE(prepare(source, text, complaints));
  const auto found = breaches(schema_text(), json_of(read_yaml(text, complaints)));
  EXPECT_TRUE(found) << found.error().what;
  return found ? *found : "";
}

Names keys(const Json& properties) {
  Names names;
  for (const auto& [name, value] : properties.items()) names.insert(name);
  return names;
}

Names set_of(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

TEST(JourneySchema, TakesEveryJourneyOfTheSamples) {
  int journeys = 0;
  for (const auto& file : fs::recursive_directory_iterator(kRoot / "samples")) {
    if (file.path().extension() != ".yaml") continue;
    const std::string source = test::slurp(file.path());
    if (!parse_journey(source, "x.yaml", {"order", "email"}).ok()) continue;
    EXPECT_EQ(against(source), "") << file.path();
    ++journeys;
  }
  EXPECT_GE(journeys, 4);
}

TEST(JourneySchema, TakesEveryExampleOfTheManual) {
  for (const auto& example : test::doc_examples())
    EXPECT_EQ(against(test::whole_journey(example.text)), "")
        << "docs/journeys.md:" << example.line << "\n"
        << example.text;
}

TEST(JourneySchema, TakesTheGoodJourneyOfTheTests) {
  EXPECT_EQ(against(std::string(test::kReturn)), "");
}

// Where the parser finds nothing but warnings, an editor must not underline anything.
TEST(JourneySchema, TakesWhatTheParserTakes) {
  int good = 0;
  for (const auto* folder : {"journeys", "newcomers"})
    for (const auto& file : fs::directory_iterator(kRoot / "tests/golden" / folder)) {
      if (file.path().extension() != ".yaml") continue;
      const std::string source = test::slurp(file.path());
      if (!parse_journey(source, "x.yaml").ok()) continue;
      EXPECT_EQ(against(source), "") << file.path();
      ++good;
    }
  EXPECT_GE(good, 2);
}

constexpr std::string_view kBadSteps[] = {
    "- goto: /",
    "- expect: Thanks",
    "- Help",
    "- click",
    "- click:",
    "- click: [Help, Returns]",
    "- click: {knob: Help}",
    "- click: {button: Help, link: Help}",
    "- click: {url: /help}",
    "- click: Help\n  see: Returns",
    "- click: Help\n  colour: red",
    "- click: Help\n  nth: 0",
    "- click: Help\n  nth: second",
    "- click: Help\n  submits: 1",
    "- click: Help\n  should_take: 3 seconds",
    "- click: Help\n  patience: 3",
    "- click: Help\n  because: it is there",
    "- click: Help\n  tab: 2",
    "- open: help",
    "- open: /help\n  in: footer",
    "- open: /help\n  optional: true",
    "- back: 2",
    "- fill: E-mail",
    "- fill: {}",
    "- fill: {\"\": x}",
    "- fill: []",
    "- fill: [{field: E-mail}]",
    "- fill: [{with: a@b.example}]",
    "- fill: [{E-mail: a@b.example}]",
    "- fill: {field: E-mail, with: a@b.example}",
    "- fill: {E-mail: [a, b]}",
    "- pick: {Day: 31.01.2026}",
    "- pick: [{field: Day, with: tomorrow}]",
    "- slide: {Price: half}",
    "- drag: Kettle",
    "- drag: {from: Kettle}",
    "- drag: {from: Kettle, to: Basket, by: hand}",
    "- attach: {Photo: \"\"}",
    "- see: {any: Thanks}",
    "- see: {any: []}",
    "- see: {any: [{all: [a, b]}]}",
    "- see: {url: /done, title: Thanks}",
    "- not_see: {all: [Error, Sorry]}",
    "- not_see: Error\n  optional: true",
    "- keep: rma",
    "- keep: 1st\n  after: Number",
    "- keep: rma\n  after: Number\n  matching: x",
    "- wait: 3s",
    "- wait: soon\n  because: it is slow",
    "- wait: 3s\n  because: it is slow\n  patience: 3s",
    "- use: sign-in.yaml\n  patience: 3s",
    "- script: return 1\n  as: today",
    "- answer: mail",
};

TEST(JourneySchema, RefusesStepsThatTheParserRefuses) {
  for (const auto step : kBadSteps) {
    const std::string source =
        "journey: X\nsteps:\n- open: /\n" + std::string(step) + "\n- see: Done\n";
    EXPECT_FALSE(parse_journey(source, "x.yaml").ok()) << source;
    EXPECT_NE(against(source), "") << source;
  }
}

constexpr std::string_view kBadHeads[] = {
    "name: X",
    "journey: X\nurl: https://shop.example",
    "journey: X\nsite: shop.example",
    "journey: X\nvisitor: toaster",
    "journey: X\nvisitor: {like: toaster}",
    "journey: X\nvisitor: {cpu: 21}",
    "journey: X\nvisits: 3",
    "journey: X\npatience: 10",
    "journey: X\ncritical: yes",
    "journey: X\nsecret: $order",
    "journey: X\nhosts: a.example, b.example",
    "journey: X\nlet: order",
    "journey: X\nlet: [order]",
    "journey: X\nlet: {1st: 5}",
    "journey: X\nlet: {words: 5}",
    "journey: X\nlet: {order: [1, 2]}",
    "journey: X\nlet: {order: {each: walk}}",
    "journey: X\nlet: {order: {from: orders.csv}}",
    "journey: X\nlet: {order: {from: orders.csv, each: visit}}",
    "journey: X\nlet: {order: {from: orders.csv, each: walk, colum: x}}",
    "journey: X\nclaims: []",
};

TEST(JourneySchema, RefusesFilesThatTheParserRefuses) {
  for (const auto head : kBadHeads) {
    const std::string source = std::string(head) + "\nsteps:\n- open: /\n- see: Done\n";
    EXPECT_FALSE(parse_journey(source, "x.yaml").ok()) << source;
    EXPECT_NE(against(source), "") << source;
  }
  for (const std::string source :
       {"journey: X\n", "journey: X\nsteps:\n", "journey: X\nsteps: []\n",
        "journey: X\nsteps:\n  open: /\n", "- open: /\n"}) {
    EXPECT_FALSE(parse_journey(source, "x.yaml").ok()) << source;
    EXPECT_NE(against(source), "") << source;
  }
}

TEST(JourneySchema, KnowsEveryWordOptionAndKeyAndNoOther) {
  const Json schema = Json::parse(schema_text());
  const Json& parts = schema["definitions"];
  EXPECT_EQ(keys(schema["properties"]), set_of(file_keys()));
  Names in_steps = set_of(words());
  in_steps.insert(options().begin(), options().end());
  const Json& step = parts["step"]["anyOf"][1];
  EXPECT_EQ(keys(step["properties"]), in_steps);
  Names required;
  for (const auto& one : step["oneOf"]) required.insert(one["required"][0].get<std::string>());
  EXPECT_EQ(required, set_of(words()));
  EXPECT_EQ(keys(parts["narrowed"]["properties"]), set_of(narrowings()));
  EXPECT_EQ(keys(parts["entry"]["properties"]), set_of(entry_keys()));
  EXPECT_EQ(keys(parts["rows"]["properties"]), set_of(row_keys()));
  Names in_looks = keys(parts["look"]["anyOf"][1]["properties"]);
  in_looks.insert({"any", "all"});
  EXPECT_EQ(in_looks, set_of(looks()));
  EXPECT_EQ(set_of(parts["visitor_name"]["enum"]), set_of(built_in_visitor_names()));
  EXPECT_EQ(keys(parts["visitor"]["properties"]), set_of(visitor_keys()));
  EXPECT_EQ(set_of(parts["visitor"]["properties"]["network"]["enum"]), set_of(network_names()));
}

}  // namespace
}  // namespace firsthand
