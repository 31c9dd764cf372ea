#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "tests/journeys/scratch.h"
#include "tests/journeys/walks.h"

namespace firsthand {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kHar = R"({"log":{"version":"1.2","entries":[
  {"startedDateTime":"2026-01-31T12:00:00Z","time":42.5,
   "request":{"method":"GET","url":"https://shop.example/"},"response":{"status":200},
   "_at_ms":1.5,"_step":2,"_type":"document","_firstParty":true,"_mainDocument":true},
  {"time":-1,"request":{"method":"POST","url":"https://shop.example/x"},"response":{"status":-1},
   "_at_ms":3,"_step":2,"_type":"xhr","_error":"net::ERR_FAILED","_canceled":true},
  {"request":{}}]}})";

class RecordingFolder : public ::testing::Test {
 protected:
  void write(const std::string& name, std::string_view bytes) {
    const auto file = scratch_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
  std::string error() { return read_recording(scratch_.folder()).error().text(); }

  test::Scratch scratch_;
};

TEST_F(RecordingFolder, ReadsEverythingARuleMayLookAt) {
  write("walk.json", json(test::full_walk()).dump());
  write("network.har", kHar);
  write("console.jsonl", R"({"at_ms":1,"level":"error","text":"x"})"
                         "\n{\"at_ms\":2,\"le");
  write("pages/000.html", "<p>Hello");
  write("pages/notes.txt", "no page");
  write("screens/000-after.seen.json",
        json(Seen{.screen = "screens/000-after.png", .one_colour = 0.5}).dump());
  ASSERT_TRUE(is_recording(scratch_.folder()));
  const auto recording = read_recording(scratch_.folder());
  ASSERT_TRUE(recording) << recording.error().text();
  EXPECT_EQ(recording->name, scratch_.folder().filename().string());
  EXPECT_EQ(recording->walk, test::full_walk());
  ASSERT_THAT(recording->requests, SizeIs(3));
  EXPECT_EQ(recording->requests[0], (Request{.at_ms = 1.5,
                                             .duration_ms = 42.5,
                                             .step = 2,
                                             .method = "GET",
                                             .url = "https://shop.example/",
                                             .type = "document",
                                             .status = 200,
                                             .first_party = true,
                                             .main_document = true}));
  EXPECT_EQ(recording->requests[1], (Request{.at_ms = 3,
                                             .step = 2,
                                             .method = "POST",
                                             .url = "https://shop.example/x",
                                             .type = "xhr",
                                             .error = "net::ERR_FAILED",
                                             .canceled = true}));
  ASSERT_THAT(recording->console, SizeIs(1));
  EXPECT_EQ(recording->console[0].text, "x");
  ASSERT_THAT(recording->seen, SizeIs(1));
  EXPECT_EQ(recording->seen_error, "");
  EXPECT_EQ(recording->pages, (std::map<std::string, std::string>{{"pages/000.html", "<p>Hello"}}));
}

TEST_F(RecordingFolder, NamesItselfAlsoWithASlashBehind) {
  write("walk.json", json(Walk{}).dump());
  EXPECT_EQ(read_recording(scratch_.folder() / "")->name, scratch_.folder().filename().string());
}

TEST_F(RecordingFolder, OfAKilledWalkIsReadFromItsEvents) {
  write("events.jsonl", "{\"schema\":\"firsthand.events/1\"}\n{\"kind\":\"walk_st");
  write("network.har", "{\"log\":{\"entr");
  const auto recording = read_recording(scratch_.folder());
  ASSERT_TRUE(recording) << recording.error().text();
  EXPECT_EQ(recording->walk.reason, "lost");
  EXPECT_TRUE(recording->requests.empty());
  EXPECT_THAT(recording->walk.reason_text, HasSubstr("network.har"));
}

TEST_F(RecordingFolder, SaysWhenItsScreensWereNotRead) {
  write("walk.json", json(test::full_walk()).dump());
  EXPECT_THAT(read_recording(scratch_.folder())->seen_error, HasSubstr("1 of 1 screens"));
  write("screens/000-after.seen.json", "{\"words\":7}");
  EXPECT_THAT(read_recording(scratch_.folder())->seen_error, HasSubstr("words: a list"));
}

TEST_F(RecordingFolder, ThatIsNoneSaysSo) {
  EXPECT_FALSE(is_recording(scratch_.folder()));
  EXPECT_THAT(error(), HasSubstr("no recording in"));
}

TEST_F(RecordingFolder, ThatIsDamagedNamesTheFileAndTheKey) {
  write("walk.json", "{\"schema\":\"firsthand.walk/1\",\"steps\":[{\"index\":\"x\"}]}");
  EXPECT_THAT(error(), HasSubstr("walk.json: steps[0].index: a whole number"));
  write("walk.json", "{\"schema\":\"firsthand.walk/2\"}");
  EXPECT_THAT(error(), HasSubstr("this is not firsthand.walk/1"));
  write("walk.json", "{\"schema\":7}");
  EXPECT_THAT(error(), HasSubstr("walk.json"));
  write("walk.json", "[1,2");
  EXPECT_THAT(error(), HasSubstr("walk.json: parse error"));
  const std::string deep(300'000, '[');
  write("walk.json", deep + std::string(deep.size(), ']'));
  EXPECT_THAT(error(), HasSubstr("nested more than 100 levels"));
  write("walk.json", json(Walk{}).dump());
  write("console.jsonl", "{}\nno\n{}\n");
  EXPECT_THAT(error(), HasSubstr("console.jsonl:2"));
  write("network.har", "{\"log\":{\"entries\":[7]}}");
  EXPECT_THAT(error(), HasSubstr("cannot read"));
}

TEST_F(RecordingFolder, CannotNameFilesOutsideItself) {
  for (const char* name : {"/etc/passwd", "../other/x.png", "screens/../../x.png"}) {
    Walk walk = test::full_walk();
    walk.screens[0].file = name;
    write("walk.json", json(walk).dump());
    EXPECT_THAT(error(), HasSubstr("outside itself")) << name;
    walk = test::full_walk();
    walk.steps[0].page = name;
    write("walk.json", json(walk).dump());
    EXPECT_THAT(error(), HasSubstr("outside itself")) << name;
  }
}

TEST_F(RecordingFolder, DoesNotFollowLinks) {
  write("walk.json", json(Walk{}).dump());
  std::filesystem::create_directories(scratch_ / "pages");
  std::filesystem::create_symlink("/etc/passwd", scratch_ / "pages/000.html");
  std::filesystem::create_symlink("/etc/passwd", scratch_ / "network.har");
  const auto recording = read_recording(scratch_.folder());
  ASSERT_TRUE(recording) << recording.error().text();
  EXPECT_TRUE(recording->pages.empty());
  std::filesystem::remove(scratch_ / "walk.json");
  std::filesystem::create_symlink("/etc/passwd", scratch_ / "walk.json");
  EXPECT_FALSE(is_recording(scratch_.folder()));
}

}  // namespace
}  // namespace firsthand
