#include "recorder/seeing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "analyzers/vision/codec.h"
#include "journeys/recording_folder.h"
#include "tests/support/golden.h"
#include "tests/vision/pictures.h"

namespace firsthand {
namespace {

using nlohmann::json;
using test::Picture;
using test::slurp;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

// A walk of two steps: a click on a page at twice the pixels, whose toast comes 240 ms later, and a
// look at it.
class Seeing : public testing::Test {
 protected:
  Seeing() : eyes_(fs::path(FIRSTHAND_BINARY_DIR) / "firsthand-eyes") {
    std::string name = (fs::temp_directory_path() / "seeing-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    fs::create_directories(folder_ / "screens");
    fs::create_directories(folder_ / "frames");
    screen("screens/000-before.png", 0, page(2));
    screen("screens/000-after.png", 1, toast(2));
    screen("screens/001-after.png", 2, toast(2));
    frame("frames/a.jpg", 100, page(1));
    frame("frames/b.jpg", 1240, toast(1));
    StepRecord click{.index = 0, .word = "click", .outcome = StepOutcome::kDone};
    click.started_at_ms = 900;
    click.input_at_ms = 1000;
    click.ended_at_ms = 2500;
    click.timing.usable_ms = 250;
    click.timing.tool_ms = 12.5;
    click.reaction = Reaction{.dom_ms = 230, .watched_ms = 1000};
    StepRecord look{.index = 1, .word = "see", .outcome = StepOutcome::kDone};
    look.started_at_ms = 2600;
    look.ended_at_ms = 2700;
    events_.push_back({{"kind", "step_finished"}, {"step", click}});
    events_.push_back({{"kind", "step_finished"}, {"step", look}});
    events_.push_back({{"kind", "walk_finished"}, {"outcome", "completed"}, {"total_ms", 2700}});
  }
  ~Seeing() override { fs::remove_all(folder_); }

  static Picture page(int scale) {
    return Picture(320 * scale, 200 * scale)
        .write(20 * scale, 60 * scale, "Return label", test::kBlack, 0.7 * scale);
  }
  static Picture toast(int scale) {
    return page(scale)
        .box(20 * scale, 120 * scale, 280 * scale, 50 * scale, {190, 30, 30})
        .write(40 * scale, 152 * scale, "Declined", test::kWhite, 0.7 * scale);
  }
  void put(const std::string& file, const std::string& bytes) {
    std::ofstream(folder_ / file, std::ios::binary) << bytes;
  }
  void screen(const std::string& file, int step, const vision::Image& image) {
    put(file, vision::encode(image, "png", 0));
    events_.push_back(
        {{"kind", "screen"},
         {"screen", Screen{.file = file, .step = step, .width = 320, .height = 200, .scale = 2}}});
  }
  void frame(const std::string& file, double at_ms, const vision::Image& image) {
    put(file, vision::encode(image, "jpeg", 85));
    events_.push_back({{"kind", "frames"},
                       {"frames", json::array({Frame{.file = file, .at_ms = at_ms, .step = 0}})}});
  }
  void write_events(const std::string& behind = {}) {
    std::string lines = "{\"schema\":\"firsthand.events/1\"}\n";
    for (const auto& event : events_) lines += event.dump() + "\n";
    put("events.jsonl", lines + behind);
    fs::remove(folder_ / "walk.json");  // derived from what stood there before
  }
  // The step of event `at` is waited for until the next one's target stands in `box`.
  void await(std::size_t at, double usable_ms, const Box& box,
             const std::vector<WaitedFor>& causes = {}) {
    auto click = events_[at]["step"].get<StepRecord>();
    auto look = events_[at + 1]["step"].get<StepRecord>();
    click.timing.usable_ms = usable_ms;
    if (!causes.empty()) click.waited_for = causes;
    click.after = "screens/000-after.png";
    look.after = "screens/001-after.png";
    look.targets = {{.says = "Declined", .box = box}};
    events_[at]["step"] = click;
    events_[at + 1]["step"] = look;
  }
  Seen seen(const std::string& file) { return json::parse(slurp(folder_ / file)).get<Seen>(); }
  Walk walk() { return json::parse(slurp(folder_ / "walk.json")).get<Walk>(); }

  fs::path folder_{};
  std::vector<json> events_{};
  Eyes eyes_;
};

TEST_F(Seeing, WritesWhatEachScreenShowsInPixelsOfThePage) {
  write_events();
  const auto done = see_recording(folder_, eyes_);
  ASSERT_TRUE(done.ok()) << done.error().text();
  const Seen first = seen("screens/000-before.seen.json");
  EXPECT_EQ(first.screen, "screens/000-before.png");
  EXPECT_EQ(first.languages, "eng");
  ASSERT_THAT(first.words, SizeIs(2));
  EXPECT_EQ(first.words[0].text, "Return");
  EXPECT_NEAR(first.words[0].box.x, 21, 4);
  EXPECT_NEAR(first.words[0].box.y + first.words[0].box.h, 61, 5);
  EXPECT_GT(first.one_colour, 0.9);
  EXPECT_FALSE(first.changed);
  const Seen second = seen("screens/000-after.seen.json");
  EXPECT_EQ(second.words.back().text, "Declined");
  EXPECT_GT(second.changed.value_or(0), 0.1);
  ASSERT_THAT(second.changed_boxes, SizeIs(1));
  EXPECT_EQ(second.changed_boxes[0], (Box{20, 120, 280, 50}));
}

TEST_F(Seeing, TakesAnEqualScreenAsSeen) {
  write_events();
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  const Seen last = seen("screens/001-after.seen.json");
  EXPECT_EQ(last.screen, "screens/001-after.png");
  EXPECT_EQ(last.words, seen("screens/000-after.seen.json").words);
  EXPECT_EQ(last.changed, 0);
  EXPECT_THAT(last.changed_boxes, IsEmpty());
}

TEST_F(Seeing, AddsWhatTheFilmSaysToTheSteps) {
  write_events();
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  const StepRecord click = walk().steps.at(0);
  EXPECT_EQ(click.timing.feedback_ms, 240);
  EXPECT_EQ(click.timing.settled_ms, 240);
  EXPECT_EQ(click.timing.usable_ms, 250);
  EXPECT_EQ(click.timing.tool_ms, 12.5);
  ASSERT_TRUE(click.reaction);
  EXPECT_EQ(click.reaction->pixels_ms, 240);
  EXPECT_EQ(click.reaction->dom_ms, 230);
  EXPECT_EQ(walk().outcome, Outcome::kCompleted);
  EXPECT_FALSE(walk().steps.at(1).timing.feedback_ms);
}

TEST_F(Seeing, SaysWhereTheFilmContradictsThePage) {
  const auto walked = [&](double usable_ms) {
    await(5, usable_ms, {40, 140, 80, 20});
    write_events();
    EXPECT_TRUE(see_recording(folder_, eyes_).ok());
    EXPECT_TRUE(see_recording(folder_, eyes_).ok());
    return walk().observations;
  };
  EXPECT_THAT(walked(250), IsEmpty());
  const auto apart = walked(100);
  ASSERT_THAT(apart, SizeIs(1)) << "said once, however often it is read";
  EXPECT_EQ(apart[0].kind, "clocks_disagree");
  EXPECT_EQ(apart[0].step, 0);
  EXPECT_EQ(apart[0].at_ms, 1100);
  EXPECT_EQ(apart[0].text,
            "what was awaited is seen in the film 140 ms later than the page told: after 240 ms, "
            "not after 100 ms");
  EXPECT_TRUE(walk().timing.reliable) << "what happened on this machine is another matter";
  EXPECT_EQ(walk().steps.at(0).timing.usable_ms, 100) << "the page's word stands";
}

TEST_F(Seeing, ReadsAFilmOfSmallerFramesThanTheVisitorsScreen) {
  json started{{"kind", "walk_started"}, {"walk", Walk{.visitor = {.width = 640, .height = 400}}}};
  events_.insert(events_.begin(), started);
  await(6, 100, {420, 270, 100, 50});
  write_events();
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  ASSERT_THAT(walk().observations, SizeIs(1));
  EXPECT_EQ(walk().observations[0].text,
            "what was awaited is seen in the film 140 ms later than the page told: after 240 ms, "
            "not after 100 ms");
}

TEST_F(Seeing, DoesNotHoldAgainstThePageWhatAPictureNeedNotShow) {
  await(5, 900, {40, 140, 80, 20}, {{"missing", "", 230}, {"disabled", "", 640}});
  write_events();
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  EXPECT_THAT(walk().observations, IsEmpty()) << "it was shown at 240 ms, and enabled later";
}

TEST_F(Seeing, ChangesNothingTheSecondTime) {
  write_events();
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  const auto events = slurp(folder_ / "events.jsonl"), walk = slurp(folder_ / "walk.json");
  const auto screen = slurp(folder_ / "screens/000-after.seen.json");
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  EXPECT_EQ(slurp(folder_ / "events.jsonl"), events);
  EXPECT_EQ(slurp(folder_ / "walk.json"), walk);
  EXPECT_EQ(slurp(folder_ / "screens/000-after.seen.json"), screen);
}

TEST_F(Seeing, MeasuresAWalkThatWasCutOff) {
  events_.pop_back();
  write_events(R"({"kind":"observ)");
  ASSERT_TRUE(see_recording(folder_, eyes_).ok());
  const Walk lost = walk();
  EXPECT_EQ(lost.outcome, Outcome::kUnmeasured);
  EXPECT_EQ(lost.reason, "lost");
  EXPECT_EQ(lost.steps.at(0).timing.feedback_ms, 240);
  EXPECT_THAT(lost.timing.reasons, ElementsAre(HasSubstr("cut off")));
}

TEST_F(Seeing, SaysWhichPictureDoesNotReadAndSeesTheOthers) {
  put("screens/000-after.png", "torn");
  write_events();
  const auto done = see_recording(folder_, eyes_);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Errc::kUnreadable);
  EXPECT_THAT(done.error().text(), HasSubstr("screens/000-after.png"));
  EXPECT_FALSE(fs::exists(folder_ / "screens/000-after.seen.json"));
  EXPECT_THAT(seen("screens/000-before.seen.json").words, SizeIs(2));
  EXPECT_FALSE(seen("screens/001-after.seen.json").changed);
  EXPECT_EQ(walk().steps.at(0).timing.feedback_ms, 240);
}

TEST_F(Seeing, LosesNothingWhenAFrameIsMissing) {
  fs::remove(folder_ / "frames/b.jpg");
  write_events();
  const auto before = slurp(folder_ / "events.jsonl");
  const auto done = see_recording(folder_, eyes_);
  ASSERT_FALSE(done.ok());
  EXPECT_THAT(done.error().text(), HasSubstr("frames/b.jpg"));
  EXPECT_EQ(slurp(folder_ / "events.jsonl"), before);
  EXPECT_EQ(seen("screens/000-after.seen.json").words.back().text, "Declined");
}

TEST_F(Seeing, DoesNotFollowALinkOutOfTheRecording) {
  const auto outside = folder_ / "elsewhere.png";
  fs::rename(folder_ / "screens/000-after.png", outside);
  fs::create_symlink(outside, folder_ / "screens/000-after.png");
  write_events();
  const auto done = see_recording(folder_, eyes_);
  ASSERT_FALSE(done.ok());
  EXPECT_THAT(done.error().text(), HasSubstr("it is a link"));
}

TEST_F(Seeing, SaysWhatIsMissingToReadALanguage) {
  Visitor visitor;
  visitor.locale = "el-GR";
  Walk started;
  started.visitor = visitor;
  events_.insert(events_.begin(), json{{"kind", "walk_started"}, {"walk", started}});
  write_events();
  const auto done = see_recording(folder_, eyes_);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Errc::kNoBrowser);
  EXPECT_THAT(done.error().advice, HasSubstr("tesseract-ocr-ell"));
}

TEST_F(Seeing, SaysWhenThereIsNoRecording) {
  const auto done = see_recording(folder_ / "nothing", eyes_);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Errc::kUnreadable);
}

TEST(LanguagesFor, FollowTheLocaleAndAlwaysKnowEnglish) {
  EXPECT_EQ(languages_for("de-AT"), "deu+eng");
  EXPECT_EQ(languages_for("fr_FR"), "fra+eng");
  EXPECT_EQ(languages_for("es"), "spa+eng");
  EXPECT_EQ(languages_for("en-GB"), "eng");
  EXPECT_EQ(languages_for(""), "eng");
  EXPECT_EQ(languages_for("xx-../etc"), "eng");
}

}  // namespace
}  // namespace firsthand
