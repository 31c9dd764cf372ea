// Files that were made to hurt. A hang shows as the test's time limit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "journeys/journey_parser.h"
#include "tests/journeys/good_journey.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kMegabyte = 1u << 20;

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() + part.size() <= bytes) text += part;
  return text;
}

std::string answer(const std::string& source) {
  const auto parsed = parse_journey(source, "hostile.yaml");
  EXPECT_FALSE(parsed.ok());
  EXPECT_LE(parsed.diagnostics.size(), 101u);
  return render(parsed.diagnostics, "hostile.yaml", source);
}

TEST(Limits, RefuseAFileThatIsTooLarge) {
  EXPECT_THAT(answer("journey: X\n" + repeated("# filling\n", kMegabyte)),
              HasSubstr("larger than 1 MB"));
}

TEST(Limits, RefuseTooManySteps) {
  std::string source = "journey: X\nsteps:\n  - open: /\n";
  for (int i = 0; i < 2000; ++i) source += "  - see: Help\n";
  EXPECT_THAT(answer(source), HasSubstr("more than 2000 steps"));
}

TEST(Limits, RefuseTooManyVariables) {
  std::string source = "journey: X\nlet:\n";
  for (int i = 0; i < 201; ++i) source += "  v" + std::to_string(i) + ": x\n";
  EXPECT_THAT(answer(source + "steps:\n  - open: /\n  - see: x\n"),
              HasSubstr("more than 200 variables"));
}

TEST(Limits, RefuseAliasesBeforeTheyMultiply) {
  std::string source = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'z'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    source += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 9; ++i) source += (i == 0 ? "*" : ", *") + before;
    source += "]\n";
  }
  EXPECT_THAT(answer(source), HasSubstr("begins with '&'"));
  EXPECT_THAT(answer("a: [&b x, *b]\n"), HasSubstr("an anchor"));
  EXPECT_THAT(answer("a: [*b]\n"), HasSubstr("an alias"));
  EXPECT_THAT(answer("a: [!!set x]\n"), HasSubstr("a tag"));
}

// Whatever was being read then has nothing in it.
TEST(Limits, StopTheReadingAnywhere) {
  const std::string steps = "steps:\n  - open: /\n  - see: y\n";
  const auto let = answer("journey: X\nlet:\n  - order\n    email: x\n" + steps);
  EXPECT_THAT(let, HasSubstr("'let' is no list"));
  const std::string rest = "]\njourney: X\nlet:\n  - order\n" + steps;
  std::string many = "hosts: [x";
  for (int i = 1; i < 99'992; ++i) many += ",x";  // with these, 100,000 values up to the list
  for (int more = 0; more < 3; ++more) {
    many += ",x";
    EXPECT_THAT(answer(many + rest), HasSubstr("more values than a journey can have"));
  }
}

TEST(Limits, NameTheFirstStepThatBreaksOffAndNotItsAbsence) {
  const auto said = answer("journey: X\nsteps:\n  - click: a: b\n     in: c\n");
  EXPECT_THAT(said, ::testing::Not(HasSubstr("without steps"))) << said;
}

TEST(Limits, ListAtMostAHundredMistakes) {
  EXPECT_THAT(answer("journey: X\nsteps:\n" + repeated("  - clik: *x\n", kMegabyte / 2)),
              HasSubstr("more than 100 mistakes"));
}

TEST(Limits, AnswerEveryHostileShapeSoon) {
  const std::size_t size = kMegabyte / 8;  // what is quadratic shows already
  std::vector<std::string> sources;
  for (const char* part : {"[",
                           "{",
                           "[{",
                           "- ",
                           "? ",
                           "a: ",
                           "[a, ",
                           "{a: ",
                           "\"",
                           "'",
                           "\"\n",
                           "a: \"\n",
                           "a: [\n",
                           "|\n",
                           "> x\n",
                           "%",
                           "---\n",
                           "&a ",
                           "*a ",
                           "!a ",
                           "- - ",
                           "$",
                           "$a ",
                           "${",
                           "{{",
                           "a: {{b}}\n",
                           "#",
                           " #",
                           " #x\n",
                           "\t",
                           "\t-\n",
                           ":",
                           ": ",
                           ",",
                           "\\",
                           "a: \"\\d\n",
                           "\n",
                           "\r",
                           " ",
                           "x",
                           "\xEF\xBB\xBF",
                           "\xF0\x9F\x99\x82",
                           "-\n",
                           "- -\n",
                           "[]",
                           "{}",
                           "[],",
                           "{a}: ",
                           "? a\n",
                           "a: b\n",
                           "- click: *x\n",
                           "- click: #x\n",
                           "- x\n   a: b\n",
                           "- the the the x\n   in: b\n",
                           "- the.the.the.the.the.click.",
                           "- click \"x\n   in: b\n",
                           "- click: x\nin: b\n",
                           "- fill: a: b: c\n",
                           "- see: {any: [",
                           "// ",
                           "- click: $x\n"})
    sources.push_back(repeated(part, size));
  for (const char* head :
       {"journey: X\nsteps:\n  - open: /\n  - see: ", "steps: [", "let: {", "steps:\n  - *a: {"}) {
    for (const char* part : {"{a: b, c, ", "$a$b", "${x}", "a, ", "a: b, ", "a: $x, ", "[",
                             "\"x\" ", "'", "x #y", "[[{a: b}]], "})
      sources.push_back(head + repeated(part, size));
  }
  for (const char* part : {"  click: Help\n    in: b\n", "click: Help\n", "  fill:\n", "  see: [\n",
                           "  back\n    see: |\n", "  - fill:\n  a: b\n", "  - fill\n    a: b\n",
                           "  - press\n    in: b\n"})
    sources.push_back("journey: X\nsteps:\n" + repeated(part, size));
  sources.push_back("journey: X\nsteps:\n  - fill:\n" + repeated("  a: b\n", size));
  std::string distinct = "journey: X\nsteps:\n  - open: /\n  - see: ", fields = "steps:\n  - *a: {";
  for (int i = 0; i < 20'000; ++i) {
    distinct += "$u" + std::to_string(i);
    fields += "k" + std::to_string(i) + ": $v,";
  }
  sources.push_back(distinct);
  sources.push_back(fields + "}");
  std::string stairs = "a: b\n";
  for (std::size_t depth = 1; depth < 1400; ++depth) stairs += std::string(depth, ' ') + "in: b\n";
  sources.push_back(stairs);
  for (const auto& source : sources) {
    const auto parsed = parse_journey(source, "hostile.yaml");
    EXPECT_LE(parsed.diagnostics.size(), 101u) << source.substr(0, 60);
    (void)render(parsed.diagnostics, "hostile.yaml", source);
    for (const auto& told : parsed.diagnostics) EXPECT_LE(told.also.size(), 100u);
  }
}

// Made from a good journey and the files of the golden tests: no input may crash, hang, or be
// answered outside itself.
TEST(Mutations, AreAllAnswered) {
  std::vector<std::string> seeds;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden/journeys"))
    if (file.path().extension() == ".yaml") seeds.push_back(test::slurp(file.path()));
  std::sort(seeds.begin(), seeds.end());
  ASSERT_GT(seeds.size(), 40u);
  const std::string nul(1, '\0');
  const std::vector<std::string> parts{
      "\n", " ",  "\t",    ":",   ": ",   "- ",   "#",  " #x",  "\"", "'", "[",    "]",
      "{",  "}",  ",",     "|",   ">",    "&a",   "*a", "!t",   "%",  "@", "`",    "\\",
      "$",  "{{", "---\n", "...", "\r\n", "\xff", nul,  "🙂", "?",  "~", "<<: ", "$env."};
  std::mt19937 random(20260131);
  const auto below = [&](std::size_t bound) { return random() % std::max<std::size_t>(bound, 1); };
  int good = 0;
  for (int round = 0; round < 10'000; ++round) {
    std::string source = round % 2 == 0 ? std::string(test::kReturn) : seeds[below(seeds.size())];
    for (auto changes = 1 + below(4); changes > 0; --changes) {
      const auto at = below(source.size() + 1);
      switch (below(4)) {
        case 0:
          source.insert(at, parts[below(parts.size())]);
          break;
        case 1:
          source.erase(at, 1 + below(8));
          break;
        case 2:
          source.insert(at, seeds[below(seeds.size())].substr(0, below(80)));
          break;
        default:
          if (at < source.size()) source[at] = static_cast<char>(random());
      }
    }
    const auto parsed = parse_journey(source, "mutation.yaml");
    const auto lines = std::count(source.begin(), source.end(), '\n') +
                       std::count(source.begin(), source.end(), '\r') + 1;
    for (const auto& diagnostic : parsed.diagnostics) {
      ASSERT_LE(diagnostic.at.line, lines) << diagnostic.what << "\n" << source;
      ASSERT_GE(diagnostic.at.column, diagnostic.at.line > 0 ? 1 : 0) << diagnostic.what;
    }
    ASSERT_FALSE(parsed.ok() && parsed.journey.steps.empty()) << source;
    ASSERT_EQ(render(parsed.diagnostics, "mutation.yaml", source).empty(),
              parsed.diagnostics.empty());
    if (parsed.ok()) ++good;
  }
  EXPECT_GT(good, 100);  // not everything is broken
}

}  // namespace
}  // namespace firsthand
