// What is asked for after a walk, and what is written of it.

#include "cli/links.h"

#include <algorithm>

#include "journeys/links.h"
#include "tests/cli/walk_command.h"

namespace firsthand {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class LinksOfAWalk : public test::WalkCommand {
 protected:
  LinksOfAWalk() {
    const auto walk = script.parts.walk;
    script.parts.walk = [this, walk](const Journey& journey,
                                     const WalkOptions& options) -> Result<Walk> {
      auto made = walk(journey, options);
      if (!made) return made;
      made->steps.front().url = journey.site + "/";
      made->steps.front().page = "pages/000.html";
      test::keep(*made, options.folder);
      std::filesystem::create_directories(options.folder / "pages");
      std::ofstream(options.folder / "pages/000.html") << "<body>" << html << "</body>";
      return made;
    };
    script.parts.ask_links = [this](const std::vector<LinkQuestion>& questions,
                                    const LinkProbeOptions& options) {
      agent = options.user_agent;
      std::vector<LinkOutcome> answers;
      for (const auto& question : questions) {
        urls.push_back(question.url);
        LinkOutcome answer;
        answer.url = question.url;
        answer.status = 404;
        answer.method = "GET";
        answer.tries = 1;
        answers.push_back(answer);
      }
      return answers;
    };
  }
  std::string audit() const { return test::slurp(folder.path() / "out/audit.json"); }
  std::string file() const { return test::slurp(folder.path() / "out/links.json"); }

  test::ScriptedParts script;
  std::string html =
      "<footer><a href='/sizes'>Sizes</a> <a href='sizes#feet'>Again</a></footer>"
      "<a href='#top'>Top</a> <a href='/logout'>Out</a> <a href='mailto:a@b.example'>Mail</a>"
      "<a href='/in?token=0123456789'>In</a> <a href='https://other.example/'>Other</a>"
      "<a href='http://127.0.0.1:10/'>Another port</a>";
  std::vector<std::string> urls;
  std::string agent;
};

TEST_F(LinksOfAWalk, AreAskedForOnceAndJudged) {
  EXPECT_EQ(run(request(), script), ExitCode::kGo);
  EXPECT_THAT(urls, UnorderedElementsAre("http://127.0.0.1:9/sizes"));
  EXPECT_THAT(agent, HasSubstr("Firsthand/test"));
  EXPECT_THAT(agent, HasSubstr("(synthetic visit)"));
  EXPECT_THAT(audit(), HasSubstr("The link 'Sizes' in the footer leads nowhere"));
}

TEST_F(LinksOfAWalk, AreWrittenDownWithWhyTheyWereLeftOutAndWithoutSecrets) {
  run(request(), script);
  const auto look = read_links(folder.path() / "out");
  ASSERT_TRUE(look && *look);
  std::map<std::string, std::string> skipped;
  for (const auto& link : (*look)->links) skipped[link.url] = link.skipped;
  EXPECT_EQ(skipped["http://127.0.0.1:9/logout"], "acts");
  EXPECT_EQ(skipped["http://127.0.0.1:9/in?token=•••"], "private");
  EXPECT_EQ(skipped["https://other.example/"], "other_host");
  EXPECT_EQ(skipped["http://127.0.0.1:10/"], "other_host");
  EXPECT_THAT(file(), Not(HasSubstr("0123456789")));
}

TEST_F(LinksOfAWalk, ThatHeldATypedSecretAreLeftAlone) {
  html = "<a href='/hello/•••'>A</a><a href='/hello?name=%E2%80%A2%E2%80%A2%E2%80%A2'>B</a>";
  run(request(), script);
  EXPECT_THAT(urls, SizeIs(0));
}

TEST_F(LinksOfAWalk, StayOnThisMachineEvenWhereAllAreAskedFor) {
  auto made = request();
  made.links = LinkScope::kAll;
  run(made, script);
  EXPECT_THAT(urls, UnorderedElementsAre("http://127.0.0.1:9/sizes", "http://127.0.0.1:10/"));
}

TEST_F(LinksOfAWalk, AreNotAskedForWhenOffWhichTheAuditSays) {
  auto made = request();
  made.links = LinkScope::kOff;
  EXPECT_EQ(run(made, script), ExitCode::kGo);
  EXPECT_THAT(urls, SizeIs(0));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out/links.json"));
  EXPECT_THAT(audit(), HasSubstr("the links of this run's pages were not looked at"));
}

TEST_F(LinksOfAWalk, AreNoMoreThanAHundred) {
  html.clear();
  for (int i = 0; i < 120; ++i) html += "<a href='/p" + std::to_string(i) + "'>P</a>";
  run(request(), script);
  EXPECT_THAT(urls, SizeIs(100));
  EXPECT_THAT(file(), HasSubstr("\"limit\""));
}

TEST_F(LinksOfAWalk, OfOneThatWasNotMeasuredAreLeftAlone) {
  script.outcomes = {Outcome::kUnmeasured};
  run(request(), script);
  EXPECT_THAT(urls, SizeIs(0));
}

TEST_F(LinksOfAWalk, AreJudgedAgainWithoutANetwork) {
  run(request(), script);
  urls.clear();
  AnalyzeRequest again;
  again.recordings = {folder.path() / "out"};
  again.out = folder.path() / "again";
  EXPECT_EQ(run_analyze(again, script.parts, heard.console), ExitCode::kGo);
  EXPECT_THAT(urls, SizeIs(0));
  EXPECT_THAT(test::slurp(folder.path() / "again/audit.json"), HasSubstr("leads nowhere"));
}

}  // namespace
}  // namespace firsthand
