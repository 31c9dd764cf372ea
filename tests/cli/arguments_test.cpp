#include "cli/arguments.h"

#include <gmock/gmock.h>

#include "tests/support/golden.h"

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::variant<Command, Usage> read(std::vector<const char*> words) {
  words.insert(words.begin(), "firsthand");
  return read_arguments(static_cast<int>(words.size()), words.data(), "1.2.3");
}

template <typename T>
T read_as(std::vector<const char*> words) {
  const auto read_back = read(std::move(words));
  if (const auto* usage = std::get_if<Usage>(&read_back)) {
    ADD_FAILURE() << usage->text;
    return {};
  }
  return std::get<T>(std::get<Command>(read_back));
}

Usage usage_of(std::vector<const char*> words) {
  const auto read_back = read(std::move(words));
  if (const auto* usage = std::get_if<Usage>(&read_back)) return *usage;
  ADD_FAILURE() << "read as a command";
  return {};
}

TEST(Arguments, WalkHasTheDefaultsThatTheHelpNames) {
  const auto walk = read_as<WalkRequest>({"walk", "a.yaml", "b.yaml"});
  EXPECT_THAT(walk.journeys, ElementsAre("a.yaml", "b.yaml"));
  EXPECT_EQ(walk.times, 1);
  EXPECT_THAT(walk.formats, ElementsAre(Format::kHtml, Format::kJson));
  EXPECT_EQ(walk.browser, "shell");
  EXPECT_EQ(walk.pace, "steady");
  EXPECT_EQ(walk.fail_on, Severity::kSerious);
  EXPECT_EQ(walk.noise, Noise::kNormal);
  EXPECT_FALSE(walk.allow_submit || walk.send_nothing || walk.unmarked || walk.unsandboxed);
}

TEST(Arguments, WalkTakesEveryOptionItNames) {
  const auto walk =
      read_as<WalkRequest>({"walk",          "a.yaml",         "--site",     "https://shop.example",
                            "--visitor",     "laptop",         "--times",    "5",
                            "--out",         "there",          "--format",   "junit,json",
                            "--let",         "order=KC-1=2",   "--let",      "email=",
                            "--pace",        "quick",          "--fail-on",  "minor",
                            "--browser",     "full",           "--netlog",   "net.json",
                            "--wire-log",    "walk.wire",      "--quiet",    "--unmarked",
                            "--unsandboxed", "--allow-submit", "--verdicts", "ours.yaml"});
  EXPECT_EQ(walk.verdicts, "ours.yaml");
  EXPECT_EQ(walk.site, "https://shop.example");
  EXPECT_EQ(walk.visitor.like, "laptop");
  EXPECT_EQ(walk.times, 5);
  EXPECT_EQ(walk.out, "there");
  EXPECT_THAT(walk.formats, ElementsAre(Format::kJunit, Format::kJson));
  EXPECT_THAT(walk.let, ElementsAre(Pair("email", ""), Pair("order", "KC-1=2")));
  EXPECT_EQ(walk.pace, "quick");
  EXPECT_EQ(walk.fail_on, Severity::kMinor);
  EXPECT_EQ(walk.browser, "full");
  EXPECT_EQ(walk.netlog, "net.json");
  EXPECT_EQ(walk.wire_log, "walk.wire");
  EXPECT_EQ(walk.noise, Noise::kQuiet);
  EXPECT_TRUE(walk.allow_submit && walk.unmarked && walk.unsandboxed);
}

TEST(Arguments, AFileAfterAnOptionIsAFile) {
  const auto walk =
      read_as<WalkRequest>({"walk", "--format", "html", "--let", "a=b", "a.yaml", "b.yaml"});
  EXPECT_THAT(walk.journeys, ElementsAre("a.yaml", "b.yaml"));
  EXPECT_THAT(walk.formats, ElementsAre(Format::kHtml));
  EXPECT_THAT(walk.let, ElementsAre(Pair("a", "b")));
}

TEST(Arguments, HelpAndVersionAreAnswersNotErrors) {
  EXPECT_TRUE(usage_of({"--help"}).asked);
  EXPECT_TRUE(usage_of({"walk", "--help"}).asked);
  EXPECT_EQ(usage_of({"--version"}).text, "firsthand 1.2.3\n");
}

TEST(Arguments, HelpAndVersionMayBeAskedForInPlainWords) {
  EXPECT_EQ(usage_of({"help"}).text, usage_of({"--help"}).text);
  EXPECT_EQ(usage_of({"help", "walk"}).text, usage_of({"walk", "--help"}).text);
  EXPECT_TRUE(usage_of({"help", "walk"}).asked);
  EXPECT_EQ(usage_of({"version"}).text, usage_of({"--version"}).text);
  EXPECT_FALSE(usage_of({"help", "wlak"}).asked);
}

TEST(Arguments, SaysThatFormatsAreWrittenWithCommas) {
  const auto usage = usage_of({"walk", "a.yaml", "--format", "html", "json", "junit"});
  EXPECT_FALSE(usage.asked);
  EXPECT_THAT(usage.text, HasSubstr("--format html,json,junit\n"));
}

TEST(Arguments, OptionsOfOtherToolsAreAnsweredWithWhatThereIsInstead) {
  const std::pair<const char*, const char*> kAnswers[] = {
      {"--dry-run", "firsthand check FILE"},
      {"--headed", "--watch"},
      {"--headless", "leave it off"},
      {"--browser-visible", "--watch"},
      {"--slow-mo", "--watch"},
      {"--slowMo=50", "--watch"},
      {"--timeout", "patience: 10s"},
      {"--url=http://shop.example", "--site URL"},
      {"--base-url", "--site URL"}};
  for (const auto& [option, answer] : kAnswers) {
    EXPECT_THAT(usage_of({"walk", "a.yaml", option}).text, HasSubstr(answer)) << option;
    EXPECT_THAT(usage_of({"walk", option, "5"}).text, HasSubstr(answer)) << option;
    EXPECT_THAT(usage_of({"check", option, "a.yaml"}).text, HasSubstr(answer)) << option;
    EXPECT_THAT(usage_of({option, "walk", "a.yaml"}).text, HasSubstr(answer)) << option;
  }
}

TEST(Arguments, EveryMistakeIsAUsageErrorThatSaysWhatWasMeant) {
  const std::vector<std::vector<const char*>> mistakes{
      {},
      {"wlak", "a.yaml"},
      {"dance"},
      {"walk"},
      {"walk", "a.yaml", "--tmes", "3"},
      {"walk", "a.yaml", "--dry-run"},
      {"walk", "a.yaml", "--headed"},
      {"walk", "a.yaml", "--headless"},
      {"walk", "a.yaml", "--slow-mo", "50"},
      {"walk", "--timeout", "30"},
      {"walk", "a.yaml", "--base-url=https://shop.example"},
      {"walk", "a.yaml", "--times", "0"},
      {"walk", "a.yaml", "--times", "many"},
      {"walk", "a.yaml", "--format", "html,pdf"},
      {"walk", "a.yaml", "--format", "jnuit"},
      {"walk", "a.yaml", "--fail-on", "bad"},
      {"walk", "a.yaml", "--pace", "hurried"},
      {"walk", "a.yaml", "--let", "order"},
      {"walk", "a.yaml", "--site", ""},
      {"walk", "a.yaml", "--site="},
      {"walk", "a.yaml", "--network", "5g"},
      {"walk", "a.yaml", "--cpu", "0.5"},
      {"walk", "a.yaml", "--locale", "german"},
      {"walk", "a.yaml", "--time-zone", "Mars/Olympus"},
      {"walk", "a.yaml", "--header", "X-Test"},
      {"walk", "a.yaml", "--header", "User-Agent: Mozilla"},
      {"walk", "a.yaml", "--visits", "3"},
      {"walk", "a.yaml", "--visitor", ""},
      {"walk", "a.yaml", "--out", ""},
      {"walk", "a.yaml", "--browser", ""},
      {"new", "mine", "--site", ""},
      {"analyze", "run", "--out", ""},
      {"walk", "a.yaml", "--quiet", "--verbose"},
      {"walk", "a.yaml", "--send-nothing", "--allow-submit"},
      {"report"},
      {"check"},
      {"new"},
      {"new", "mine"},
      {"doctor", "now"}};
  std::string said;
  for (const auto& words : mistakes) {
    const auto usage = usage_of(words);
    EXPECT_FALSE(usage.asked);
    said += "$ firsthand";
    for (const std::string word : words) said += " " + (word.empty() ? "''" : word);
    said += '\n' + usage.text + '\n';
  }
  test::expect_golden("cli/usage-errors.txt", said);
}

TEST(Arguments, HelpNamesEveryOptionOfEveryCommand) {
  std::string said = usage_of({"--help"}).text;
  for (const auto* command : {"walk", "analyze", "report", "check", "new", "doctor"})
    said +=
        "\n$ firsthand " + std::string(command) + " --help\n" + usage_of({command, "--help"}).text;
  test::expect_golden("cli/help.txt", said);
}

}  // namespace
}  // namespace firsthand
