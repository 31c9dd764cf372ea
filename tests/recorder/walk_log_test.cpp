#include "recorder/walk_log.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>

#include "journeys/recording_folder.h"
#include "recorder/har.h"
#include "tests/recorder/temp_folder.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::slurp;
using ::testing::HasSubstr;
using ::testing::Not;

class WalkLogTest : public ::testing::Test {
 protected:
  Result<WalkLog> create(const std::vector<std::string>& secrets = {}) {
    return WalkLog::create(folder_, Redactor(secrets));
  }
  // The events, the schema line left out.
  std::vector<json> events() const {
    std::istringstream lines(slurp(folder_ / "events.jsonl"));
    std::vector<json> out;
    for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
    EXPECT_EQ(out.at(0), (json{{"schema", "firsthand.events/1"}}));
    out.erase(out.begin());
    return out;
  }

  test::TempFolder temporary_;
  fs::path folder_ = temporary_.path() / "walk";
};

TEST_F(WalkLogTest, WritesEachEventAtOnce) {
  auto log = create();
  ASSERT_TRUE(log);
  log->add("step_started", {{"index", 0}, {"at_ms", 1.5}});
  EXPECT_EQ(events(), std::vector{(json{{"kind", "step_started"}, {"index", 0}, {"at_ms", 1.5}})});
}

TEST_F(WalkLogTest, RedactsInsideOfTextAndKeysWithoutBreakingTheJson) {
  auto log = create({"se\"cret", "4711"});
  log->add("observation",
           {{"text", "it is se\"cret, 4711"}, {"4711x", {"se\"cret"}}, {"ms", 4711}});
  EXPECT_EQ(
      events(),
      std::vector{(json{
          {"kind", "observation"}, {"text", "it is •••, •••"}, {"•••x", {"•••"}}, {"ms", 4711}})});
}

TEST_F(WalkLogTest, KeepsItsOwnWordsAndFileNamesWhateverTheSecret) {
  auto log = create({"screen", "001", "abc", "started"});
  const json file{{"file", "frames/00abc00000000abc.jpg"},
                  {"before", "screens/001-before.png"},
                  {"during", "screens/001-interrupted-1.png"}};
  log->add("step_started", file);
  EXPECT_EQ(events().at(0).at("file"), "frames/00abc00000000abc.jpg");
  EXPECT_EQ(events().at(0).at("before"), "screens/001-before.png");
  EXPECT_EQ(events().at(0).at("during"), "screens/001-interrupted-1.png");
  EXPECT_EQ(events().at(0).at("kind"), "step_started");
}

TEST_F(WalkLogTest, AHarWithASecretOfDigitsStaysJson) {
  NetworkEntry entry;
  entry.url = "https://shop.example/?pin=2000";
  entry.status = 200;
  entry.size = 2000;
  auto log = create({"2000"});
  log->save_json("network.har", har_from({entry}, {}));
  const auto har = json::parse(slurp(folder_ / "network.har"));
  const auto& first = har.at("log").at("entries").at(0);
  EXPECT_EQ(first.at("response").at("bodySize"), 2000);
  EXPECT_EQ(first.at("request").at("url"), "https://shop.example/?pin=•••");
}

TEST_F(WalkLogTest, RedactsTextFilesAndLines) {
  auto log = create({"secret"});
  log->save_text("pages/000.html", "<p>secret</p>");
  log->save_bytes("screens/000-before.png", "secret bytes");
  log->append_line("console.jsonl", {{"text", "one secret"}});
  log->append_line("console.jsonl", {{"text", "two"}});
  EXPECT_EQ(slurp(folder_ / "pages/000.html"), "<p>•••</p>");
  EXPECT_EQ(slurp(folder_ / "screens/000-before.png"), "secret bytes");
  EXPECT_EQ(slurp(folder_ / "console.jsonl"), "{\"text\":\"one •••\"}\n{\"text\":\"two\"}\n");
}

TEST_F(WalkLogTest, WritesTextThatIsNoUtf8) {
  auto log = create();
  log->add("observation", {{"text", "half of \xC3"}});
  EXPECT_EQ(events().at(0).at("text"), "half of \xEF\xBF\xBD");
}

TEST_F(WalkLogTest, DoesNotWriteOverARecording) {
  ASSERT_TRUE(create());
  auto again = create();
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Errc::kNoSpace);
  EXPECT_THAT(again.error().what, HasSubstr("File exists"));
}

TEST_F(WalkLogTest, SaysWhenTheFolderCannotBeMade) {
  std::ofstream(folder_) << "a file is in the way";
  auto log = create();
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, Errc::kNoSpace);
  EXPECT_THAT(log.error().text(), HasSubstr("--out"));
}

// Every file written meanwhile is at most `bytes` long.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(WalkLogTest, StopsAtAFullDiskAndKeepsWhatIsThere) {
  auto log = create();
  ASSERT_TRUE(log);
  log->add("observation", {{"text", "early"}});
  {
    const FullDisk full(400);
    log->add("observation", {{"text", std::string(1000, 'x')}});
    ASSERT_TRUE(log->trouble());
    EXPECT_EQ(log->trouble()->code, Errc::kNoSpace);
  }
  log->add("observation", {{"text", "late"}});
  log->save_text("pages/000.html", "late");
  EXPECT_FALSE(fs::exists(folder_ / "pages/000.html"));
  EXPECT_THAT(slurp(folder_ / "events.jsonl"), HasSubstr("early"));
  EXPECT_THAT(slurp(folder_ / "events.jsonl"), Not(HasSubstr("late")));
  EXPECT_EQ(log->finish().error().code, Errc::kNoSpace);
}

TEST_F(WalkLogTest, APictureThatDoesNotFitIsTrouble) {
  auto log = create();
  {
    const FullDisk full(400);
    log->save_bytes("screens/000-before.png", std::string(1000, 'x'));
  }
  ASSERT_TRUE(log->trouble());
  EXPECT_FALSE(fs::exists(folder_ / "screens/000-before.png"));
  // The recording still tells how it ended.
  log->add("walk_finished", {{"outcome", "unmeasured"}, {"reason", "our_rig"}});
  const auto walk = walk_from_events(slurp(folder_ / "events.jsonl"));
  ASSERT_TRUE(walk.ok());
  EXPECT_EQ(walk->reason, "our_rig");
}

TEST_F(WalkLogTest, ACopyThatDoesNotFitIsTrouble) {
  auto log = create();
  const auto file = folder_ / "large";
  std::ofstream(file) << std::string(1000, 'x');
  log->save_copy("screens/copied", file);
  EXPECT_FALSE(log->trouble());
  EXPECT_EQ(fs::file_size(folder_ / "screens/copied"), 1000U);
  const FullDisk full(400);
  log->save_copy("screens/again", file);
  ASSERT_TRUE(log->trouble());
  EXPECT_EQ(log->trouble()->code, Errc::kNoSpace);
}

TEST_F(WalkLogTest, AFolderThatGoesAwayIsTrouble) {
  auto log = create();
  fs::remove_all(folder_);
  log->append_line("console.jsonl", {{"text", "x"}});
  ASSERT_TRUE(log->trouble());
  EXPECT_EQ(log->trouble()->code, Errc::kNoSpace);
}

}  // namespace
}  // namespace firsthand
