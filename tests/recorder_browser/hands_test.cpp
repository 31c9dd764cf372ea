#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Double clicks, hovering, typing and dragging, on a laptop and on a phone.
class Handiwork : public Walks {
 protected:
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk gives_up(const std::string& steps) {
    auto walked = walk("  - open: /\n" + steps, {.patience = "1500ms", .limit = "1500ms"});
    EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
    return walked;
  }
};

constexpr const char* kBoxes = R"html(<label><input type="checkbox" id="news" checked>News</label>
  <label><input type="checkbox" id="gift">Gift wrap</label><p id="out"></p><script>
  const show = () => out.textContent = `news=${news.checked}; gift=${gift.checked};`;
  addEventListener('change', show); show();</script>)html";

TEST_F(Handiwork, UncheckEmptiesABoxOnceAndCheckFillsIt) {
  site.page("/", kBoxes);
  const auto walked = ends(
      "  - uncheck: News\n  - uncheck: Gift wrap\n  - check: Gift wrap\n"
      "  - see: news=false; gift=true;\n");
  EXPECT_EQ(walked.steps[1].clicks, 1);
  EXPECT_EQ(walked.steps[2].clicks, 0);
  EXPECT_EQ(walked.steps[1].fields, 1);
}

TEST_F(Handiwork, UncheckSaysWhenABoxStaysTicked) {
  site.page("/", R"html(<label><input type="checkbox" checked onclick="return false">Insurance
    </label>)html");
  const auto walked = walk("  - open: /\n  - uncheck: Insurance\n  - see: Test site\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "not_unchecked");
}

class OnEach : public Handiwork, public ::testing::WithParamInterface<const char*> {};

TEST_P(OnEach, DoubleClickOpensWhatOneClickDoesNot) {
  site.page("/", R"html(<div tabindex="0" id="row" style="padding:20px;touch-action:manipulation"
    ondblclick="out.textContent = 'opened'" onclick="out.textContent = 'selected'">Order 12</div>
    <p id="out"></p>)html");
  const auto walked =
      ends("  - double_click: Order 12\n  - see: opened\n", {.visitor = GetParam()});
  EXPECT_EQ(walked.steps[1].clicks, 2);
  ends("  - click: Order 12\n  - see: selected\n", {.visitor = GetParam()});
}

TEST_P(OnEach, TypeGoesKeyByKeyOverBoxesThatPassTheFocusOn) {
  site.page("/", R"html(<button onclick="setTimeout(() => a.focus(), 300)">I have a code</button>
    <input id="a" maxlength="1"><input maxlength="1"><input maxlength="1">
    <input maxlength="1"><input maxlength="1"><input maxlength="1"><p id="out"></p><script>
    const boxes = [...document.querySelectorAll('input')];
    boxes.forEach((box, at) => box.addEventListener('input', () => {
      setTimeout(() => boxes[at + 1]?.focus());
      out.textContent = 'code ' + boxes.map((one) => one.value).join('-');
    }));</script>)html");
  const auto walked =
      ends("  - click: I have a code\n  - type: \"314159\"\n  - see: code 3-1-4-1-5-9\n",
           {.visitor = GetParam()});
  EXPECT_EQ(walked.steps[2].keystrokes, 6);
  EXPECT_THAT(contents(folder() / "events.jsonl"), HasSubstr("314159"));
}

TEST_P(OnEach, FillBringsUpAFieldOfWhichOnlyTheEdgeShows) {
  site.page("/", R"html(<meta name="viewport" content="width=device-width">
    <style>body{height:4000px}
    input{position:absolute;top:calc(100vh - 14px);height:56px;width:300px}</style>
    <input aria-label="Name" oninput="out.textContent = this.value"><p id="out"></p>)html");
  const auto walked = ends("  - fill: {Name: Anna}\n  - see: Anna\n", {.visitor = GetParam()});
  const auto box = walked.steps[1].targets.at(0).box;
  EXPECT_LT(box.y + box.h, walked.screens.back().height * 0.75);
}

TEST_P(OnEach, WhatWasWorkedIsNamedRightOnAPageThatWasScrolled) {
  site.page("/", R"html(<meta name="viewport" content="width=device-width">
    <style>p,label{position:absolute;top:100vh}label{top:calc(100vh + 200px)}</style>
    <main style="height:4000px"><p>Terms</p><label><input type="checkbox">Agreed</label></main>)html");
  const auto walked =
      ends("  - scroll: Terms\n  - check: Agreed\n  - see: Agreed\n", {.visitor = GetParam()});
  EXPECT_EQ(walked.steps[2].targets.at(0).role, "checkbox");
  EXPECT_EQ(walked.steps[2].targets.at(0).name, "Agreed");
}

TEST_P(OnEach, TypeWaitsForAPageThatIsSlowToTakeAKey) {
  site.page("/", R"html(<input id="a" maxlength="1" autofocus><input maxlength="1">
    <input maxlength="1"><p id="out"></p><script>
    const boxes = [...document.querySelectorAll('input')];
    boxes.forEach((box, at) => box.addEventListener('input', () => {
      for (const end = performance.now() + 120; performance.now() < end;);
      setTimeout(() => boxes[at + 1]?.focus());
      out.textContent = 'code ' + boxes.map((one) => one.value).join('-');
    }));</script>)html");
  ends("  - type: \"314\"\n  - see: code 3-1-4\n", {.visitor = GetParam()});
}

TEST_P(OnEach, DragCarriesACardToAnotherList) {
  site.page("/", R"html(<style>#todo,#done{float:left;width:140px;height:220px;border:1px solid}
      #card{position:relative;width:100px;height:40px;background:#cde;touch-action:none}</style>
    <div id="todo">To do<div id="card" tabindex="0">Write</div></div>
    <div id="done">Finished</div><p id="out" style="clear:both"></p><script>
    let from = null, moves = 0;
    card.onpointerdown = (event) => { from = event; card.setPointerCapture(event.pointerId); };
    card.onpointermove = (event) => {
      if (!from) return;
      moves += 1;
      card.style.left = event.clientX - from.clientX + 'px';
      card.style.top = event.clientY - from.clientY + 'px';
    };
    card.onpointerup = (event) => {
      from = null;
      const box = done.getBoundingClientRect();
      const over = event.clientX > box.left && event.clientX < box.right;
      out.textContent = over && moves > 5 ? 'moved to finished' : 'dropped elsewhere';
    };</script>)html");
  const auto walked = ends("  - drag: {from: Write, to: Finished}\n  - see: moved to finished\n",
                           {.visitor = GetParam()});
  EXPECT_THAT(walked.steps[1].targets, SizeIs(2));
}

// Of a page that is slow to paint a picture takes its time, and the next one is wanted already.
TEST_F(Handiwork, OnAPhoneWhatIsPressedOnAPageThatIsSlowToPaintIsWhereItShows) {
  site.page("/", R"html(<button id="pay" style="position:fixed;bottom:0;height:40px">Pay</button>
    <script>
      const paint = () => {
        const began = performance.now();
        while (performance.now() - began < 700);
        if (began < 7000) requestAnimationFrame(paint);
      };
      requestAnimationFrame(paint);
    </script>)html");
  ends(
      "  - see: Pay\n  - wait: 1s\n    because: One more picture\n  - see: Pay\n"
      "  - wait: 6s\n    because: The page is painted\n  - click: Pay\n  - see: \"clicked: pay\"\n",
      {.visitor = "phone"});
}

INSTANTIATE_TEST_SUITE_P(On, OnEach, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Handiwork, DoubleClickWaitsForWhatIsNotThereLikeAClick) {
  site.page("/", "<p>Nothing here</p>");
  EXPECT_EQ(gives_up("  - double_click: Order 12\n  - see: Test site\n").reason, "not_found");
}

constexpr const char* kMenu = R"html(<style>#menu{display:none} nav:hover #menu{display:block}
    nav{width:200px}</style><nav><span tabindex="0">Products</span>
    <ul id="menu"><li><a id="kettles" href="#kettles">Kettles</a></li></ul></nav>)html";

TEST_F(Handiwork, HoverOpensAMenuAndThePointerStays) {
  site.page("/", kMenu);
  const auto walked = ends(
      "  - hover: Products\n  - see: Kettles\n  - click: Kettles\n"
      "  - see: \"clicked: kettles\"\n");
  EXPECT_EQ(walked.steps[1].clicks, 0);
  EXPECT_TRUE(walked.steps[1].input_at_ms.has_value());
}

TEST_F(Handiwork, HoverIsATapForAFinger) {
  site.page("/", R"html(<button onclick="out.textContent = 'tapped'">Products</button>
    <p id="out"></p>)html");
  const auto walked = ends("  - hover: Products\n  - see: tapped\n", {.visitor = "phone"});
  EXPECT_EQ(walked.steps[1].clicks, 1);
}

TEST_F(Handiwork, HoverSaysWhatIsNotThere) {
  site.page("/", kMenu);
  const auto walked = gives_up("  - hover: Services\n  - see: Kettles\n");
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_THAT(walked.reason_text, HasSubstr("Services"));
}

TEST_F(Handiwork, TypeSaysWhenNothingHasTheFocus) {
  site.page("/", "<input><p>Type your code</p>");
  const auto walked = gives_up("  - type: \"314159\"\n  - see: Test site\n");
  EXPECT_EQ(walked.reason, "nothing_focused");
  site.page("/", "<button>Continue</button>");
  const auto on_button =
      gives_up("  - click: Continue\n  - type: \"314159\"\n  - see: Test site\n");
  EXPECT_EQ(on_button.reason, "nothing_focused");
  EXPECT_THAT(on_button.reason_text, HasSubstr("Continue"));
}

TEST_F(Handiwork, TypeReachesAFieldInAFrame) {
  site.page("/", R"html(<iframe src="/inner" title="Payment"></iframe>)html");
  site.page("/inner", R"html(<label>Card <input id="card" oninput="out.textContent =
    'card ' + card.value"></label><p id="out"></p>)html");
  ends("  - click: Card\n  - type: 4242\n  - see: card 4242\n");
}

TEST_F(Handiwork, TypeHidesASecretInEveryBox) {
  site.page("/", R"html(<label>Code <input id="a" maxlength="1"></label><input maxlength="1">
    <input maxlength="1"><input maxlength="1"><p id="out"></p><script>
    const boxes = [...document.querySelectorAll('input')];
    boxes.forEach((box, at) => box.addEventListener('input', () => {
      boxes[at + 1]?.focus();
      out.textContent = boxes.filter((one) =>
        getComputedStyle(one).webkitTextSecurity === 'disc').length + ' hidden';
    }));</script>)html");
  ends("  - click: Code\n  - type: $pin\n  - see: 4 hidden\n",
       {.head = "let: {pin: \"9753\"}\nsecret: [pin]\n"});
  EXPECT_THAT(contents(folder() / "events.jsonl"), ::testing::Not(HasSubstr("9753")));
}

TEST_F(Handiwork, DragWorksTheBrowsersOwnDragAndDrop) {
  site.page("/", R"html(<style>div{float:left;width:160px;height:120px;border:1px solid}</style>
    <div id="card" draggable="true">Write</div><div id="bin">Finished</div>
    <p id="out" style="clear:both"></p><script>
    const told = [];
    card.ondragstart = (event) => { event.dataTransfer.setData('text/plain', 'the card');
      told.push('start'); };
    bin.ondragenter = (event) => { event.preventDefault(); told.push('enter'); };
    bin.ondragover = (event) => event.preventDefault();
    bin.ondrop = (event) => { event.preventDefault();
      told.push('drop ' + event.dataTransfer.getData('text/plain')); };
    card.ondragend = () => { told.push('end'); out.textContent = told.join(', '); };
    </script>)html");
  ends("  - drag: {from: Write, to: Finished}\n  - see: start, enter, drop the card, end\n");
}

TEST_F(Handiwork, DragSaysWhenBothAreNeverInView) {
  site.page("/", R"html(<div tabindex="0">Write</div><div style="height:4000px"></div>
    <div tabindex="0">Finished</div>)html");
  const auto walked =
      walk("  - open: /\n  - drag: {from: Write, to: Finished}\n  - see: Test site\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "out_of_reach");
}

}  // namespace
}  // namespace firsthand::test
