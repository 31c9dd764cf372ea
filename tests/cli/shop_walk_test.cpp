// The sample shop, walked as the demo walks it: sound, and with every flaw it knows.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "reports/audit_json.h"
#include "tests/cli/running.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::Running;
using test::TempFolder;
using ::testing::HasSubstr;
using ::testing::Not;

struct Planted {
  std::string flaw, rule, journey, says;  // `says`: part of the finding's title
};

const std::vector<Planted> kPlanted = {
    {"slow-returns", "slow-step", "return-an-order", "Find my order"},
    {"stuck-returns", "gave-up", "return-an-order", "Your return number is"},
    {"canvas-error", "error-words-in-pixels", "return-an-order", "only the pixels"},
    {"dom-error", "error-words-in-page", "return-an-order", "Something went wrong"},
    {"failed-document", "failed-document", "contact-us", "HTTP 500"},
    {"failed-request", "failed-request", "first-visit", "/api/goes-with"},
    {"console-exception", "console-exception", "contact-us", "TypeError"},
    {"blank-page", "blank-screen", "first-visit", "Returns policy"},
    {"blank-screen", "blank-screen", "first-visit", "Alba stovetop kettle"},
    {"dead-click", "dead-click", "first-visit", "Check stock near you"},
    {"nameless-field", "nameless-field", "contact-us", "no name"},
    {"disabled-button", "waited-for-control", "return-an-order", "disabled"},
    {"covering-box", "waited-for-control", "return-an-order", "covered by 'Newsletter'"},
    {"untitled-page", "page-without-title", "first-visit", "/category/kettles has no title"},
    {"broken-image", "broken-image", "first-visit", "/art/shelf.jpg was answered with HTTP 404"},
    {"slow-redirect", "redirect-chain", "first-visit", "The way to /help/ led over 1 other"},
    {"long-form", "too-many-fields", "contact-us", "13 things"},
    {"unmarked-option", "required-unclear", "contact-us", "Your kettle"},
    {"ticked-newsletter", "preticked-box", "contact-us", "Send me offers and news"},
    {"untyped-email", "field-type", "contact-us", "E-mail"},
    {"vague-error", "vague-error", "track-an-order", "Error 1042"},
    {"no-paste", "paste-blocked", "track-an-order", "E-mail"},
    {"emptied-form", "lost-input", "track-an-order", "Order number"},
    {"asks-again", "asked-again", "return-an-order", "asked for 'E-mail' once more"},
    {"painted-offer", "unreadable-text", "first-visit", "Grand clearance weekend"},
    {"faint-words", "low-contrast", "first-visit", "Prices include delivery"},
    {"small-print", "small-letters", "first-visit", "smaller than 12 pixels"},
    {"tiny-buttons", "small-target", "first-visit", "2 pieces"},
    {"blurred-image", "blurred-image", "return-an-order", "16 × 9 pixels"},
    {"letter-puzzle", "robot-puzzle", "return-an-order", "Type the letters you see"},
    {"twin-links", "ambiguous-target", "first-visit", "2 things on the page"},
    {"late-banner", "layout-jump", "first-visit", "jumped away"},
    {"confirmation-below", "confirmation-out-of-view", "contact-us", "Send message"},
    {"silent-basket", "silent-submit", "fill-a-basket", "Add to basket"},
    {"false-thanks", "false-success", "track-an-order", "Thank you. We have sent the invoice."},
    {"faded-hint", "hidden-text", "track-an-order", "It starts with KC"},
    {"lost-parcel", "error-click", "track-an-order", "Where is the parcel?"},
    {"forgetful-form", "back-breakage", "track-an-order", "E-mail"},
    {"flashing-error", "flash-of-error", "first-visit", "Something went wrong"},
    {"wrong-link", "u-turn", "track-an-order", "Write to us"},
    {"dead-link", "broken-link", "first-visit", "'Size guide' in the footer leads nowhere"},
    {"circling-link", "link-redirects", "first-visit", "'Gift cards' in the footer never arrives"},
    {"pale-words", "accessibility", "contact-us", "color-contrast"},
    {"moving-button", "waited-for-control", "return-an-order", "kept moving"},
};

std::set<std::string> flaws_of_the_shop() {
  Running list({FIRSTHAND_BINARY_DIR "/firsthand-shop", "--list-flaws"});
  std::set<std::string> names;
  while (const auto line = list.line())
    if (!line->empty() && line->front() != ' ') names.insert(*line);
  list.wait();
  return names;
}

class SampleShop : public ::testing::Test {
 protected:
  // Without `journeys`: all five, as `scripts/demo` walks them.
  void walk(const std::string& flaws, const std::vector<std::string>& journeys = {
                                          "first-visit", "return-an-order", "contact-us",
                                          "track-an-order", "fill-a-basket"}) {
    std::vector<std::string> files;
    for (const auto& journey : journeys)
      files.push_back(FIRSTHAND_SOURCE_DIR "/samples/shop/journeys/" + journey + ".yaml");
    walk_files(flaws, files);
  }
  // `words`: files, and options for them.
  void walk_files(const std::string& flaws, std::vector<std::string> words) {
    Running shop({FIRSTHAND_BINARY_DIR "/firsthand-shop", "--flaws", flaws});
    const auto ready = shop.line_with("http://");
    ASSERT_TRUE(ready) << "the shop did not open";
    words.insert(words.begin(), {FIRSTHAND_BINARY_DIR "/firsthand", "walk"});
    words.insert(words.end(),
                 {"--site", ready->substr(ready->find("http://")), "--out", out().string()});
    Running walking(words);
    while (const auto line = walking.line()) last_line = *line;
    exit_code = walking.wait();
    auto read = audit_from_json(test::slurp(out() / "audit.json"));
    ASSERT_TRUE(read) << read.error().text();
    audit = std::move(*read);
  }
  fs::path out() const { return folder.path() / "out"; }
  const Finding* find(const Planted& planted) const {
    const auto found = std::ranges::find_if(audit.findings, [&](const Finding& finding) {
      // A fault of the site that several journeys met is told at one of them.
      const bool anywhere = finding.why.find("It was met at") != std::string::npos;
      return finding.rule == planted.rule && (anywhere || finding.journey == planted.journey) &&
             finding.title.find(planted.says) != std::string::npos;
    });
    return found == audit.findings.end() ? nullptr : &*found;
  }

  TempFolder folder;
  Audit audit;
  int exit_code = -1;
  std::string last_line;
};

TEST_F(SampleShop, YieldsEveryPlantedFlawAsAFinding) {
  walk("all");
  for (const auto& planted : kPlanted) {
    const auto* finding = find(planted);
    EXPECT_NE(finding, nullptr) << planted.flaw << " was not found";
    if (finding == nullptr || planted.rule == "nameless-field") continue;
    EXPECT_TRUE(finding->evidence.screen) << planted.flaw << " has no picture";
  }
  EXPECT_EQ(audit.verdict, AuditVerdict::kNoGo);
  EXPECT_EQ(exit_code, 1);
  EXPECT_THAT(last_line, HasSubstr("NO-GO "));
  EXPECT_THAT(audit.failed_analyzers, ::testing::IsEmpty());
}

TEST_F(SampleShop, HasNoFlawThatNoTestLooksFor) {
  auto known = flaws_of_the_shop();
  for (const auto& planted : kPlanted) EXPECT_EQ(known.erase(planted.flaw), 1U) << planted.flaw;
  // Shows that a report runs nothing of what a page says: see the next test.
  EXPECT_EQ(known, std::set<std::string>{"hostile-title"});
}

TEST_F(SampleShop, DoesNotGetItsHostileTitleIntoTheReport) {
  walk("hostile-title", {"first-visit"});
  const auto report = test::slurp(out() / "report.html");
  EXPECT_THAT(report, HasSubstr("pwned"));  // it is shown, as text
  EXPECT_THAT(report, Not(HasSubstr("<script>document.title")));
  EXPECT_THAT(report, Not(HasSubstr("<img src=x")));
}

TEST_F(SampleShop, SoundIsCompletedWithNothingAboveMinor) {
  walk("none");
  EXPECT_EQ(audit.attempts.total, 5);
  EXPECT_EQ(audit.attempts.completed, 5) << audit.headline;
  for (const auto& finding : audit.findings)
    EXPECT_EQ(finding.severity, Severity::kMinor) << finding.title;
  EXPECT_EQ(exit_code, 0) << last_line;
}

TEST_F(SampleShop, IsWhereTheJourneyOfTheReadMeArrives) {
  const auto read_me = test::slurp(FIRSTHAND_SOURCE_DIR "/README.md");
  const std::string_view begin = "```yaml\n";
  const auto at = read_me.find(begin) + begin.size();
  const auto file = folder.write("return.yaml", read_me.substr(at, read_me.find("```", at) - at));
  walk_files("none", {file.string(), "--let", "email=robin@example.com"});
  EXPECT_EQ(exit_code, 0) << last_line;
}

}  // namespace
}  // namespace firsthand
