// Ready-made journeys on the sample shop, which was not written for them.

#include <gmock/gmock.h>

#include "journeys/ready_made.h"
#include "reports/audit_json.h"
#include "tests/cli/running.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::Running;
using test::TempFolder;
using ::testing::HasSubstr;

class ReadyMadeWalk : public ::testing::Test {
 protected:
  ReadyMadeWalk() : shop({FIRSTHAND_BINARY_DIR "/firsthand-shop", "--flaws", "none"}) {
    const auto ready = shop.line_with("http://");
    if (ready) site = ready->substr(ready->find("http://"));
  }
  int firsthand(std::vector<std::string> words) {
    words.insert(words.begin(), FIRSTHAND_BINARY_DIR "/firsthand");
    Running running(words);
    while (const auto line = running.line()) said += *line + "\n";
    return running.wait();
  }
  Audit audit_in(const fs::path& where) {
    auto read = audit_from_json(test::slurp(where / "audit.json"));
    EXPECT_TRUE(read) << said;
    return read ? std::move(*read) : Audit{};
  }

  TempFolder folder;
  Running shop;
  std::string site, said;
};

TEST_F(ReadyMadeWalk, AFirstVisitFindsItsWayAndBecomesAFolderOfJourneys) {
  const auto made = folder.path() / "mine";
  EXPECT_EQ(firsthand({"new", made.string(), "--site", site}), 0) << said;
  const auto audit = audit_in(made / "first-visit");
  ASSERT_EQ(audit.journeys.size(), 1u);
  EXPECT_EQ(audit.journeys[0].outcome, Outcome::kCompleted) << said;
  std::map<std::string, Search> searches;
  for (const auto& step : audit.journeys[0].walks.at(0).steps)
    if (step.search) searches[step.search->thing] = *step.search;
  for (const std::string thing : {"help", "contact", "returns", "delivery", "order_look_up"}) {
    EXPECT_TRUE(searches[thing].found) << thing << "\n" << said;
    EXPECT_GE(searches[thing].clicks, 1) << thing;
    EXPECT_LE(searches[thing].clicks, 3) << thing;
  }
  EXPECT_THAT(test::slurp(made / "first-visit/report.html"),
              HasSubstr("What a first-time visitor looked for"));
  EXPECT_EQ(firsthand({"check", (made / "journeys/contact-us.yaml").string()}), 0) << said;
  EXPECT_THAT(test::slurp(made / "journeys/contact-us.yaml"), HasSubstr("- click: \"Contact"));
}

TEST_F(ReadyMadeWalk, ReturnsAnOrderOnASiteThatNobodyPrepared) {
  const auto out = folder.path() / "out";
  firsthand({"walk", "return-an-order", "--site", site, "--let", "order=KC-1001", "--let",
             "email=robin@example.com", "--out", out.string()});
  const auto audit = audit_in(out);
  ASSERT_EQ(audit.journeys.size(), 1u);
  EXPECT_EQ(audit.journeys[0].outcome, Outcome::kCompleted) << said;
}

TEST_F(ReadyMadeWalk, SearchesAndViewsWhatTheShopHasAndSaysWhatItHasNot) {
  const auto file = folder.write(
      "search.yaml", "limit: 10s\n" + std::string(ready_made("search-and-view")->source));
  const auto walked = [&](const std::string& wish) {
    const auto out = folder.path() / wish;
    firsthand(
        {"walk", file.string(), "--site", site, "--let", "wish=" + wish, "--out", out.string()});
    return audit_in(out);
  };
  const auto kettle = walked("kettle");
  EXPECT_EQ(kettle.journeys.at(0).outcome, Outcome::kCompleted) << said;
  EXPECT_THAT(kettle.journeys[0].walks.at(0).steps.at(4).url, HasSubstr("/product/"));
  EXPECT_TRUE(kettle.findings.empty()) << said;
  const auto drone = walked("drone");
  EXPECT_EQ(drone.journeys.at(0).outcome, Outcome::kGaveUp) << said;
  EXPECT_THAT(drone.headline, HasSubstr("the page said 'Nothing matches “drone”'"));
  ASSERT_EQ(drone.findings.size(), 1u) << said;
  EXPECT_EQ(drone.findings[0].rule, "gave-up");
}

TEST_F(ReadyMadeWalk, LooksUpNoOrderThatTheShopDoesNotKnow) {
  const auto file = folder.write("look-up.yaml",
                                 "limit: 10s\n" + std::string(ready_made("order-look-up")->source));
  const auto out = folder.path() / "out";
  EXPECT_EQ(firsthand({"walk", file.string(), "--site", site, "--let", "order=ZZ-99999", "--let",
                       "email=robin@example.com", "--out", out.string()}),
            1);
  const auto audit = audit_in(out);
  ASSERT_EQ(audit.journeys.size(), 1u);
  EXPECT_EQ(audit.journeys[0].outcome, Outcome::kGaveUp) << said;
}

}  // namespace
}  // namespace firsthand
