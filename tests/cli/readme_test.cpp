// What the pages for users promise, held against the program.

#include <gmock/gmock.h>

#include "journeys/journey_parser.h"
#include "tests/cli/support.h"
#include "tests/support/doc_examples.h"

namespace firsthand {
namespace {

std::string page(const std::string& name) {
  return test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / name);
}

TEST(Readme, ItsJourneyReads) {
  const auto readme = page("README.md");
  const auto from = readme.find("```yaml\n");
  ASSERT_NE(from, std::string::npos);
  const auto start = from + std::string("```yaml\n").size();
  const auto source = readme.substr(start, readme.find("```", start) - start);
  const auto parsed = parse_journey(source, "README.md");
  EXPECT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, "README.md", source);
  EXPECT_FALSE(parsed.journey.steps.empty());
}

TEST(Readme, EveryPageItLinksToIsThere) {
  for (const std::string name : {"README.md", "DEVELOPERS.md", "CONTRIBUTING.md"}) {
    const auto text = page(name);
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
      const auto target = text.substr(at + 2, text.find(')', at) - at - 2);
      EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / target))
          << name << " links to " << target;
    }
  }
}

TEST(Readme, TheJourneyForTheRealSiteReads) {
  const std::string file = "samples/real-site/dokuwiki.yaml";
  const auto source = page(file);
  const auto parsed = parse_journey(source, file);
  EXPECT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, file, source);
}

// The shell's lines of docs/recipes.md, run where the programs that they call only say what they
// were given.
class Recipes : public ::testing::Test {
 protected:
  void SetUp() override {
    write_program("firsthand",
                  "for word; do [ \"$before\" = --out ] && out=$word; before=$word; done\n"
                  "mkdir -p \"$out\" && echo page >\"$out/report.html\"\n"
                  "printf '%s\\n' \"$FIRSTHAND_SAYS\"\nexit 1\n");
    write_program("sendmail", "cat >mail.eml\n");
    write_program("curl", "echo \"$@\" >curl.txt\n");
    folder.write("journeys/a.yaml", test::kJourney);
  }
  void write_program(const std::string& name, const std::string& text) const {
    std::filesystem::permissions(folder.write("bin/" + name, "#!/bin/sh\n" + text),
                                 std::filesystem::perms::owner_all);
  }
  // As cron would run it.
  int run(const std::string& script, const std::string& said) const {
    const auto file = folder.write("recipe.sh", script);
    return std::system(("cd '" + folder.path().string() + "' && env -i PATH=\"$PWD/bin:$PATH\" " +
                        "STAGING_URL=https://shop.example FIRSTHAND_SAYS='" + said +
                        "' sh -u recipe.sh >out.txt 2>err.txt")
                           .c_str());
  }
  test::TempFolder folder;
};

TEST_F(Recipes, RunAsTheyStandThere) {
  const auto recipes = test::doc_examples("docs/recipes.md", "sh");
  EXPECT_GE(recipes.size(), 3u);
  for (const auto& recipe : recipes) {
    (void)run(recipe.text, "GO fine");
    EXPECT_EQ(test::slurp(folder.path() / "err.txt"), "") << "docs/recipes.md:" << recipe.line;
  }
  EXPECT_THAT(test::slurp(folder.path() / "curl.txt"), ::testing::HasSubstr("smtps://"));
}

TEST_F(Recipes, TheSubjectOfTheMailIsWholeWhateverTheVerdictSays) {
  const std::string verdict =
      "NO-GO Die Kundin gab „Rückgabe eines Kessels – schön verpackt“ nach 10 s auf "
      "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂";
  for (const auto& recipe : test::doc_examples("docs/recipes.md", "sh"))
    if (recipe.text.find("sendmail") != std::string::npos) {
      EXPECT_EQ(run(recipe.text, verdict + "; it would have taken 23 s."), 0);
    }
  const auto mail = test::slurp(folder.path() / "mail.eml");
  EXPECT_THAT(mail, ::testing::HasSubstr("23 s.\n"));
  std::istringstream lines(mail);
  std::string encoded;
  for (std::string line; std::getline(lines, line) && line.find("MIME-Version") == line.npos;) {
    EXPECT_LE(line.size(), 76u) << line;
    const auto word = line.find("=?utf-8?B?");
    if (word == line.npos) continue;
    ASSERT_TRUE(line.ends_with("?=")) << line;
    encoded += "printf %s '" + line.substr(word + 10, line.size() - word - 12) + "' | base64 -d\n";
  }
  (void)run("{ " + encoded + "} >subject.txt", "");
  EXPECT_EQ(test::slurp(folder.path() / "subject.txt"), verdict);
}

}  // namespace
}  // namespace firsthand
