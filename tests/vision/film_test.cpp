#include "recorder/film.h"

#include <gtest/gtest.h>

#include <string>

namespace firsthand {
namespace {

using Compared = Result<std::optional<Eyes::Change>>;

// A film whose frames are words of letters, each letter a tenth of the picture; ! is as narrow as a
// caret.
struct Reel {
  double letter = 0.1;
  std::vector<double> times{};
  std::vector<std::string> frames{};

  Reel& show(double at_ms, std::string frame) {
    times.push_back(at_ms);
    frames.push_back(std::move(frame));
    return *this;
  }
  Compared compare(std::size_t before, std::size_t after, const std::vector<Box>& without = {}) {
    const auto& old_frame = frames[before];
    const auto& new_frame = frames[after];
    if (old_frame.size() != new_frame.size()) return std::optional<Eyes::Change>{};
    Eyes::Change change;
    for (std::size_t i = 0; i < old_frame.size(); ++i) {
      const bool caret = old_frame[i] == '!' || new_frame[i] == '!';
      const Box box{static_cast<double>(i) * 100, 0, caret ? 6.0 : 80.0, 20};
      const bool hidden = std::find(without.begin(), without.end(), box) != without.end();
      if (old_frame[i] == new_frame[i] || hidden) continue;
      change.share += letter;
      change.where.push_back(box);
    }
    return std::optional<Eyes::Change>(change);
  }
  // Capitals and small letters of one kind are the same thing in other colours.
  std::optional<Eyes::Likeness> liken(std::size_t one, std::size_t other, const Box& place) const {
    if (frames[one].size() != frames[other].size()) return std::nullopt;
    const auto at = static_cast<std::size_t>(place.x / 100);
    if (at >= frames[one].size()) return std::nullopt;
    const char a = frames[one].at(at), b = frames[other].at(at);
    if (a == b) return Eyes::Likeness{0, 1, 1};
    const bool same_thing = std::tolower(a) == std::tolower(b);
    return Eyes::Likeness{1, same_thing ? 0.9 : 0.3, 1};
  }
  FilmTiming timing(const FilmWindow& window) {
    Film film(times, {[&](std::size_t a, std::size_t b) { return compare(a, b); },
                      [&](std::size_t a, std::size_t b, const std::vector<Box>& boxes) {
                        return compare(a, b, boxes);
                      },
                      [&](std::size_t a, std::size_t b, const Box& place) {
                        return Result<std::optional<Eyes::Likeness>>(liken(a, b, place));
                      }});
    auto timing = film.timing(window);
    EXPECT_TRUE(timing.ok());
    return timing.ok() ? *timing : FilmTiming{};
  }
};

TEST(Film, SaysWhenThePictureFirstChangedAndWhenItCameToRest) {
  Reel reel;
  reel.show(0, "aa").show(1120, "ab").show(1400, "bb").show(1700, "bc");
  const auto timing = reel.timing({1000, 5000, {}});
  EXPECT_EQ(timing.feedback_ms, 120);
  EXPECT_EQ(timing.settled_ms, 700);
}

TEST(Film, EndsAtTheFirstQuietSecondNotAtTheLast) {
  Reel reel;
  reel.show(0, "aa").show(1100, "ab").show(2150, "bb").show(9000, "cc");
  EXPECT_EQ(reel.timing({1000, 20000, {}}).settled_ms, 100);
}

TEST(Film, HasNotSettledBeforeTheStepWasUsable) {
  Reel reel;  // a still "please wait" before the result
  reel.show(0, "aa").show(1100, "ab").show(4000, "bb");
  EXPECT_EQ(reel.timing({1000, 20000, 3050}).settled_ms, 3000);
}

TEST(Film, HasNotSettledBeforeWhatMadeItUsableWasPresented) {
  Reel reel;  // a promise, and seconds later what became of it: usable when the page began to draw
              // it
  reel.show(0, "aa").show(1030, "ab").show(5020, "bb");
  FilmWindow window{1000, 20000, 4004, {}, 6500};
  EXPECT_EQ(reel.timing(window).settled_ms, 4020);
  auto late = window;  // a busy machine presents it later than that
  late.usable_ms = 3900;
  late.awaited = Box{10, 5, 20, 10};
  EXPECT_EQ(reel.timing(late).settled_ms, 4020);
  window.left_ms = 5015;
  EXPECT_FALSE(reel.timing(window).settled_ms) << "the visitor went on at once";
}

TEST(Film, DoesNotCallItSettledWithoutAQuietSecondToShowForIt) {
  Reel reel;
  reel.show(0, "aa").show(1100, "ab");
  const auto timing = reel.timing({1000, 2000, {}});
  EXPECT_EQ(timing.feedback_ms, 100);
  EXPECT_FALSE(timing.settled_ms);
}

TEST(Film, MeasuresNothingWhereNothingChanged) {
  Reel reel;
  reel.show(0, "aa").show(500, "ab").show(1200, "ab");
  const auto timing = reel.timing({1000, 9000, {}});
  EXPECT_FALSE(timing.feedback_ms);
  EXPECT_FALSE(timing.settled_ms);
}

TEST(Film, MeasuresNothingWithoutAFrameFromBeforeTheInput) {
  Reel reel;
  reel.show(1100, "aa").show(1200, "ab");
  EXPECT_FALSE(reel.timing({1000, 9000, {}}).feedback_ms);
  EXPECT_FALSE(Reel{}.timing({1000, 9000, {}}).feedback_ms);
}

TEST(Film, LeavesTheNextStepsChangesToTheNextStep) {
  Reel reel;
  reel.show(0, "aa").show(1100, "ab").show(2600, "bb");
  const auto timing = reel.timing({1000, 2500, {}});
  EXPECT_EQ(timing.settled_ms, 100);
  EXPECT_FALSE(reel.timing({1200, 2500, {}}).feedback_ms);
}

TEST(Film, SeesALetterInItsFieldThoughItIsLittleOfThePicture) {
  Reel reel;
  reel.letter = 0.0006;
  reel.show(0, "..a").show(1060, "2.a").show(1560, "2!a").show(2600, "2.b");
  const FilmWindow window{.input_ms = 1000, .until_ms = 2700, .control = Box{0, 0, 200, 20}};
  EXPECT_EQ(reel.timing(window).feedback_ms, 60);
  auto elsewhere = window;
  elsewhere.control = Box{200, 0, 80, 20};
  EXPECT_EQ(reel.timing(elsewhere).feedback_ms, 560) << "what changed is more than noise by then";
}

TEST(Film, TakesNoCaretInAFieldForAnAnswer) {
  Reel reel;
  reel.letter = 0.0006;
  reel.show(0, "..a").show(1500, ".!a").show(2000, "..a").show(2400, "2.a");
  const FilmWindow window{.input_ms = 1000, .until_ms = 2700, .control = Box{0, 0, 200, 20}};
  EXPECT_EQ(reel.timing(window).feedback_ms, 1400);
}

TEST(Film, LeavesABlinkingCaretOut) {
  Reel reel;
  reel.show(0, "a.").show(1050, "a|").show(1550, "a.").show(1900, "b.").show(2050, "b|");
  for (int i = 3; i < 12; ++i) reel.show(1050 + i * 500, i % 2 == 0 ? "b|" : "b.");
  const auto timing = reel.timing({1000, 7000, {}});
  EXPECT_EQ(timing.feedback_ms, 900);
  EXPECT_EQ(timing.settled_ms, 900);
}

TEST(Film, IsNotQuietWhileASpinnerTurns) {
  Reel reel;
  reel.show(0, "a0");
  for (int i = 0; i < 30; ++i) reel.show(1100 + i * 100, std::string("a") + "123"[i % 3]);
  const auto timing = reel.timing({1000, 4200, {}});
  EXPECT_EQ(timing.feedback_ms, 100);
  EXPECT_FALSE(timing.settled_ms);
}

TEST(Film, TakesAnotherSizeForAChange) {
  Reel reel;
  reel.show(0, "aa").show(1300, "aaa");
  const auto timing = reel.timing({1000, 5000, {}});
  EXPECT_EQ(timing.feedback_ms, 300);
  EXPECT_EQ(timing.settled_ms, 300);
}

TEST(Film, PassesOnThatAFrameDoesNotRead) {
  const auto broken = [](auto...) -> Compared { return Error{Errc::kUnreadable, "torn", "", {}}; };
  Film film({0, 1100}, {broken, broken, {}});
  EXPECT_FALSE(film.timing({1000, 5000, {}}).ok());
}

TEST(Film, WatchesAStepUntilTheNextInput) {
  Walk walk;
  walk.total_ms = 9000;
  walk.steps.resize(3);
  walk.steps[0].started_at_ms = 0;
  walk.steps[0].input_at_ms = 100;
  walk.steps[0].timing.usable_ms = 300;
  walk.steps[1].started_at_ms = 2000;
  walk.steps[2].started_at_ms = 3000;
  walk.steps[2].input_at_ms = 3100;
  walk.steps[2].timing.usable_ms = 500;
  walk.steps[2].timing.censored = true;
  const auto windows = film_windows(walk);
  ASSERT_EQ(windows.size(), 3U);
  EXPECT_EQ(windows[0]->until_ms, 3100);
  EXPECT_EQ(windows[0]->usable_ms, 300);
  EXPECT_FALSE(windows[1]);
  EXPECT_EQ(windows[2]->until_ms, 9000);
  EXPECT_FALSE(windows[2]->usable_ms);
}

TEST(Film, TakesNothingForAnAnswerThatChangedWhileFirsthandTookItsPictures) {
  Reel reel;  // what was typed stood there at once; a screenshot paints the page anew
  reel.show(0, "ab").show(2057, "bb");
  EXPECT_FALSE(reel.timing({1000, 2200, {}, {}, 2030}).feedback_ms);
  EXPECT_EQ(reel.timing({1000, 2200, {}, {}, 2060}).feedback_ms, 1057);
}

TEST(Film, KnowsWhenFirsthandLeftAStep) {
  Walk walk;
  walk.steps = {{.index = 0, .input_at_ms = 100, .ended_at_ms = 1130},
                {.index = 1, .input_at_ms = 1300}};
  const auto windows = film_windows(walk);
  EXPECT_EQ(windows[0]->until_ms, 1300);
  EXPECT_EQ(windows[0]->left_ms, 1130);
  EXPECT_FALSE(windows[1]->left_ms);
}

TEST(Film, HasSettledBesideACarouselThatTurnsOnceThePageIsUsable) {
  Reel reel;
  reel.show(0, "a0").show(1100, "b0").show(1300, "c0");
  for (int i = 1; i < 8; ++i) reel.show(1300 + i * 800, "c" + std::to_string(i));
  const auto timing = reel.timing({1000, 7000, 300});
  EXPECT_EQ(timing.feedback_ms, 100);
  EXPECT_EQ(timing.settled_ms, 300);
  EXPECT_FALSE(reel.timing({1000, 7000, {}}).settled_ms) << "nothing says what may be left out";
}

TEST(Film, HasNotSettledWhileSomethingTurnsOverWhatIsAwaited) {
  Reel reel;
  reel.show(0, "a0").show(1100, "b0");
  for (int i = 0; i < 7; ++i) reel.show(1310 + i * 800, "b" + std::to_string(i + 1));
  FilmWindow window{1000, 7000, 300};
  window.awaited = Box{110, 5, 20, 10};
  EXPECT_FALSE(reel.timing(window).settled_ms);
  window.awaited = Box{10, 5, 20, 10};
  EXPECT_EQ(reel.timing(window).settled_ms, 100);
}

TEST(Film, SaysSinceWhenWhatWasAwaitedLooksAsItDidWhenItWasUsed) {
  Reel reel;  // a spinner where it will stand, the thing, and later something elsewhere
  reel.show(0, "a-").show(1100, "as").show(1200, "at").show(1500, "aN").show(1700, "bN");
  FilmWindow window{1000, 5000, 490, {}, 2000};
  EXPECT_FALSE(reel.timing(window).usable_ms) << "nobody awaited anything";
  window.awaited = Box{110, 5, 20, 10};
  EXPECT_EQ(reel.timing(window).usable_ms, 500);
  window.awaited = Box{250, 5, 20, 10};
  EXPECT_FALSE(reel.timing(window).usable_ms) << "nothing changed there";
}

TEST(Film, SaysNothingOfWhatWasAwaitedWhereItCannotKnow) {
  Reel reel;
  reel.show(0, "a-").show(1500, "aN");
  FilmWindow window{1000, 5000, 490, {}, 2000, Box{110, 5, 20, 10}};
  EXPECT_EQ(reel.timing(window).usable_ms, 500);
  auto scrolled = window;
  scrolled.awaited_moved = true;
  EXPECT_FALSE(reel.timing(scrolled).usable_ms);
  auto clicked_itself = window;
  clicked_itself.control = Box{100, 0, 80, 20};
  EXPECT_FALSE(reel.timing(clicked_itself).usable_ms);
  auto not_usable = window;
  not_usable.usable_ms.reset();
  EXPECT_FALSE(reel.timing(not_usable).usable_ms);
  Reel caret;
  caret.show(0, "a-").show(1400, "aN");
  for (int i = 1; i < 8; ++i) caret.show(1400 + i * 500, i % 2 == 0 ? "aN" : "a|");
  FilmWindow typed{1000, 6000, 390, {}, 5900, Box{110, 5, 20, 10}};
  EXPECT_FALSE(caret.timing(typed).usable_ms) << "it blinks";
}

TEST(Film, CountsWhatWasPresentedOnlyWhenTheVisitorHadGoneOn) {
  Reel reel;  // the promise, and what became of it
  reel.show(0, "a-").show(1030, "aP").show(1520, "aN");
  FilmWindow window{1000, 5000, 500, {}, 1510, Box{110, 5, 20, 10}};
  EXPECT_EQ(reel.timing(window).usable_ms, 520);
}

TEST(Film, TakesNoColourUnderThePointerForTheComingOfWhatWasAwaited) {
  Reel reel;  // there at once, and lit up much later
  reel.show(0, "a-").show(1100, "an").show(1700, "aN");
  FilmWindow window{1000, 5000, 90, {}, 2000, Box{110, 5, 20, 10}};
  EXPECT_EQ(reel.timing(window).usable_ms, 100);
  window.usable_ms = 650;
  EXPECT_EQ(reel.timing(window).usable_ms, 650) << "the picture leaves it open";
  window.usable_ms = 800;
  EXPECT_EQ(reel.timing(window).usable_ms, 700) << "it was there before the page said so";
}

TEST(Film, ContradictsAPageThatIsReadyWhileSomethingElseIsShown) {
  Reel reel;
  reel.show(0, "a-").show(1100, "as").show(1700, "an").show(1800, "aN");
  const FilmWindow window{1000, 5000, 90, {}, 2000, Box{110, 5, 20, 10}};
  EXPECT_EQ(reel.timing(window).usable_ms, 700);
}

TEST(Film, DoesNotKnowWhenItCameWhatLookedTheSameBeforeTheInput) {
  Reel reel;  // a field where another one was
  reel.show(0, "an").show(1700, "aN");
  const FilmWindow window{1000, 5000, 90, {}, 2000, Box{110, 5, 20, 10}};
  EXPECT_FALSE(reel.timing(window).usable_ms);
}

TEST(Film, DoesNotTakeTheLastTurnOfACarouselForTheComingOfWhatWasAwaited) {
  Reel carousel;
  carousel.show(0, "a-");
  for (int i = 0; i < 5; ++i)  // each slides in
    carousel.show(1100 + i * 900, "as").show(1130 + i * 900, std::string("a") + "bcdef"[i]);
  FilmWindow window{1000, 9000, 140, {}, 5300, Box{110, 5, 20, 10}};
  EXPECT_FALSE(carousel.timing(window).usable_ms);
  Reel spinner;  // and what it announced
  spinner.show(0, "a-");
  for (int i = 0; i < 8; ++i) spinner.show(1100 + i * 100, std::string("a") + "123"[i % 3]);
  spinner.show(1900, "aN");
  EXPECT_EQ(spinner.timing(window).usable_ms, 900);
  Reel steps;  // three pictures one after the other, the last of which stays
  steps.show(0, "a-").show(1500, "ab").show(1900, "ac").show(2300, "aN");
  EXPECT_EQ(steps.timing(window).usable_ms, 1300);
}

TEST(Film, LeavesOutWhatCameOverAPageThatWasUsable) {
  Reel reel;  // the thing, a banner over it, the thing again
  reel.show(0, "a-").show(1100, "aN").show(2000, "aB").show(2500, "aN");
  FilmWindow window{1000, 5000, 90, {}, 3000, Box{110, 5, 20, 10}};
  EXPECT_EQ(reel.timing(window).usable_ms, 1500) << "the page spoke of something else";
  window.interrupted_ms = 1990;
  EXPECT_EQ(reel.timing(window).usable_ms, 100);
}

TEST(Film, KnowsWhenSomethingWasDealtWithWhoseTimeIsInNoWait) {
  Walk walk;
  walk.screens = {{.file = "0", .scale = 1}};
  walk.steps = {{.index = 0, .input_at_ms = 100, .ended_at_ms = 2000, .before = "0", .after = "0"},
                {.index = 1, .input_at_ms = 2100, .before = "0", .after = "0"}};
  walk.steps[0].timing.usable_ms = 400;
  walk.interruptions = {{.kind = "consent", .at_ms = 900, .pressed = {"Accept"}}};
  EXPECT_EQ(film_windows(walk)[0]->interrupted_ms, 900);
  EXPECT_FALSE(film_windows(walk)[0]->awaited_moved);
  EXPECT_FALSE(film_windows(walk)[1]->interrupted_ms);
  walk.interruptions[0].at_ms = 300;
  EXPECT_TRUE(film_windows(walk)[0]->awaited_moved) << "the wait is shorter than what is filmed";
  walk.interruptions[0].at_ms = 540;
  EXPECT_TRUE(film_windows(walk)[0]->awaited_moved) << "it may not have been presented yet";
  walk.interruptions[0].pressed.clear();
  EXPECT_FALSE(film_windows(walk)[0]->awaited_moved) << "it was waited for";
  for (const char* kind : {"scrolled_for", "scrolled_in_vain"}) {
    walk.observations = {{.kind = kind, .at_ms = 300}};
    EXPECT_TRUE(film_windows(walk)[0]->awaited_moved) << kind;
    EXPECT_EQ(film_windows(walk)[0]->left_ms, 300) << "no answer of the page's";
  }
}

TEST(Film, KnowsWhetherThePageWasScrolledToWhatTheNextStepAwaited) {
  Walk walk;
  walk.screens = {{.file = "0", .scale = 1}, {.file = "1", .scale = 1}};
  walk.steps = {{.index = 0, .input_at_ms = 100, .before = "0", .after = "0"},
                {.index = 1, .input_at_ms = 900, .before = "1"}};
  EXPECT_FALSE(film_windows(walk)[0]->awaited_moved);
  walk.screens[1].scroll_y = 300;
  EXPECT_TRUE(film_windows(walk)[0]->awaited_moved);
}

TEST(Film, KnowsWhatTheNextStepAwaited) {
  Walk walk;
  walk.steps = {{.index = 0, .input_at_ms = 100}, {.index = 1, .input_at_ms = 900}};
  walk.steps[1].targets = {{.box = {1, 2, 3, 4}}};
  EXPECT_EQ(film_windows(walk)[0]->awaited, (Box{1, 2, 3, 4}));
  EXPECT_FALSE(film_windows(walk)[1]->awaited);
}

TEST(Film, IsNotTakenForStillWhereItWasNotKept) {
  Walk walk;
  walk.total_ms = 20'000;
  walk.steps = {{.index = 0, .input_at_ms = 100}, {.index = 1, .input_at_ms = 9000}};
  walk.observations = {{.kind = "film_full", .at_ms = 700, .step = 0}};
  const auto windows = film_windows(walk);
  EXPECT_EQ(windows[0]->until_ms, 700);
  EXPECT_EQ(windows[1]->until_ms, 20'000);
}

TEST(Film, DoesNotTimeAStepWhoseFramesWerePaintedOver) {
  Walk walk;
  walk.steps = {{.index = 0, .input_at_ms = 100}, {.index = 1, .input_at_ms = 900}};
  walk.observations = {{.kind = "frames_masked", .step = 1}};
  const auto windows = film_windows(walk);
  EXPECT_TRUE(windows[0]);
  EXPECT_FALSE(windows[1]);
}

}  // namespace
}  // namespace firsthand
