#include "recorder/collecting.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kLink = R"html(<a href="/label">Get your label</a>)html";

class Downloads : public Walks {
 protected:
  static SiteAnswer attached(const std::string& name, const std::string& body) {
    return {.body = body,
            .type = "application/octet-stream",
            .headers = {{"Content-Disposition", "attachment; filename=\"" + name + "\""}}};
  }
};

TEST_F(Downloads, AreKeptAndSeenOnceTheyAreComplete) {
  site.page("/", kLink);
  site.answers("/label", attached("return-label 7.pdf", "%PDF-1.4 not really"));
  const auto walked = walk(
      "  - open: /\n  - click: Get your label\n  - see: {download: /label.*\\.pdf/}\n"
      "  - see: {download: Return-Label}\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(contents(folder() / "downloads/return-label 7.pdf"), "%PDF-1.4 not really");
  const auto seen = observed(walked, "download");
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_EQ(seen[0].text, "return-label 7.pdf, 19 bytes");
  EXPECT_EQ(seen[0].step, 2);
}

TEST_F(Downloads, ThatDoNotComeAreNotSeen) {
  site.page("/", kLink);
  site.page("/label", "<p>Sorry</p>");
  const auto walked = walk("  - open: /\n  - click: Get your label\n  - see: {download: /label/}\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(walked.reason_text, HasSubstr("Nothing was downloaded"));
}

TEST_F(Downloads, ThatComeInPlaceOfAPageAreNoError) {
  site.answers("/label", attached("label.txt", "Hello"));
  const auto walked = walk("  - open: /label\n  - see: {download: label.txt}\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

TEST_F(Downloads, ThatAreCutOffAreNotSeen) {
  site.page("/", kLink);
  site.hangs_up("/label", "");
  const auto walked = walk("  - open: /\n  - click: Get your label\n  - see: {download: label}\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked.outcome, ::testing::AnyOf(Outcome::kGaveUp, Outcome::kFailed));
}

TEST_F(Downloads, OfASiteThatNamesThemWickedlyStayInTheirFolder) {
  site.page("/", R"html(<a href="data:text/plain,one" download="..%2F..\.bash rc">One</a>
    <a href="/label">Two</a>)html");
  site.answers("/label", attached("../../../etc/.profile", "x"));
  const auto walked = walk(
      "  - open: /\n  - click: Two\n  - see: {download: profile}\n  - click: One\n"
      "  - see: {download: rc}\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder() / "downloads")) {
    ++files;
    EXPECT_THAT(entry.path().filename().string(), Not(::testing::StartsWith(".")));
  }
  EXPECT_EQ(files, 2);
}

TEST_F(Downloads, DoNotTakeASecretToTheDisk) {
  site.page("/", R"html(<a href="/text">Text</a> <a href="/whole">Whole</a>)html");
  site.answers("/text", attached("me.csv", "name,mail\nRobin,robin@example.com\n"));
  site.answers("/whole", attached("me.bin", std::string("\0robin@example.com", 18)));
  const auto walked = walk(
      "  - open: /\n  - click: Text\n  - see: {download: me.csv}\n  - click: Whole\n"
      "  - see: {download: me.bin}\n",
      {.head = "let:\n  mail: robin@example.com\nsecret: [mail]\n"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(contents(folder() / "downloads/me.csv"), "name,mail\nRobin,•••\n");
  EXPECT_FALSE(std::filesystem::exists(folder() / "downloads/me.bin"));
  ASSERT_THAT(observed(walked, "download"), SizeIs(2));
  EXPECT_THAT(observed(walked, "download")[1].text, HasSubstr("not kept"));
}

TEST(SafeFileName, IsHarmlessInAnyFolder) {
  EXPECT_EQ(safe_file_name("invoice.pdf"), "invoice.pdf");
  EXPECT_EQ(safe_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_file_name("C:\\Users\\me\\a.txt"), "a.txt");
  EXPECT_EQ(safe_file_name(".bashrc"), "bashrc");
  EXPECT_EQ(safe_file_name("-rf"), "rf");
  EXPECT_EQ(safe_file_name(".."), "download");
  EXPECT_EQ(safe_file_name(""), "download");
  EXPECT_EQ(safe_file_name("a\nb|c?.txt"), "a b_c_.txt");
  const auto longest = safe_file_name(std::string(500, 'x') + ".pdf");
  EXPECT_LE(longest.size(), 100U);
  EXPECT_TRUE(longest.ends_with(".pdf"));
}

}  // namespace
}  // namespace firsthand::test
