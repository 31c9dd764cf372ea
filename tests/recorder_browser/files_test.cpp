#include <filesystem>
#include <fstream>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
namespace fs = std::filesystem;

// Attaching files that lie beside the journey.
class Files : public Walks {
 protected:
  Files() {
    // As private as an author's home: the browser's user cannot look in here.
    fs::permissions(room(), fs::perms::owner_all);
    std::ofstream(room() / "damage.txt") << "cracked lid";
    std::ofstream(room() / "invoice.txt") << "49 euros";
  }
  // Walks with paths as if the journey lay in room().
  Walk attaches(const std::string& steps, Outcome outcome = Outcome::kCompleted) {
    auto walked = walk("  - open: /\n" + steps, {.file = (room() / "return.yaml").string()});
    EXPECT_THAT(walked, Ended(outcome));
    return walked;
  }
};

constexpr const char* kAttached = R"html(<p id="out"></p><script>
  addEventListener('change', async (event) => {
    if (event.target.type !== 'file') return;
    for (const file of event.target.files)
      out.textContent += `${event.target.id}: ${file.name} (${await file.text()}); `;
  });</script>)html";

TEST_F(Files, AttachGivesAFileToEachField) {
  site.page("/", std::string(R"html(<label>Photo <input type="file" id="photo"></label>
    <label>Invoice <input type="file" id="invoice"></label>)html") +
                     kAttached);
  const auto walked = attaches(
      "  - attach:\n      Photo: damage.txt\n      Invoice: invoice.txt\n"
      "  - see: \"photo: damage.txt (cracked lid); invoice: invoice.txt (49 euros);\"\n");
  EXPECT_EQ(walked.steps[1].fields, 2);
  EXPECT_EQ(contents(folder() / "uploads/damage.txt"), "cracked lid");
  EXPECT_THAT(contents(folder() / "events.jsonl"), HasSubstr("\"attach\""));
}

TEST_F(Files, AttachWorksAHiddenFieldByItsLabelAndAButtonThatOpensAChooser) {
  site.page("/", std::string(R"html(<input type="file" id="photo" style="display:none">
    <label for="photo" style="border:1px solid">Photo of the damage</label>
    <button type="button" onclick="bill.click()">Add the invoice</button>
    <input type="file" id="bill" hidden>)html") +
                     kAttached);
  attaches(
      "  - attach:\n      Photo of the damage: damage.txt\n      Add the invoice: invoice.txt\n"
      "  - see: \"photo: damage.txt (cracked lid); bill: invoice.txt (49 euros);\"\n");
}

TEST_F(Files, AttachSaysWhenNothingAsksForAFile) {
  site.page("/", "<button type=\"button\">Upload</button>");
  const auto walked =
      attaches("  - attach:\n      Upload: damage.txt\n  - see: Test site\n", Outcome::kFailed);
  EXPECT_EQ(walked.reason, "no_chooser");
}

TEST_F(Files, AttachSaysWhenAFileThatAVariableNamesIsNotThere) {
  site.page("/", "<label>Photo <input type=\"file\"></label>");
  const auto walked = walk("  - open: /\n  - attach:\n      Photo: $photo\n  - see: Test site\n",
                           {.head = "let: {photo: none.jpg}\n"});
  EXPECT_THAT(walked, AuthorsMistake("no_file"));
}

}  // namespace
}  // namespace firsthand::test
