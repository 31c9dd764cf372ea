#include "journeys/text.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class Words : public Walks {
 protected:
  // What the fields of the page hold now is shown below them: "E-mail=robin;".
  void form(const std::string& fields) {
    site.page("/", fields + R"html(<p id="shown"></p><script>
      const show = () => document.getElementById('shown').textContent =
        [...document.querySelectorAll('input,select,textarea,[contenteditable]')].map((field) =>
          `${field.id}=${field.type === 'checkbox' || field.type === 'radio' ? field.checked :
            field.value ?? field.textContent};`).join(' ') + ' ' + changes;
      let changes = 'changes:';
      for (const type of ['input', 'change']) addEventListener(type, (event) => {
        if (type === 'change') changes += ' ' + event.target.id;
        show();
      });
      addEventListener('DOMContentLoaded', show);</script>)html");
  }
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
};

TEST_F(Words, FillReplacesWhatIsThere) {
  form(R"html(<label>E-mail <input id="mail" value="old@example.com"></label>
    <label>Message <textarea id="text">old words</textarea></label>
    <div>Story <div id="story" contenteditable aria-label="Story">old story</div></div>
    <label>Date <input id="free" maxlength="4"></label>)html");
  const auto walked = ends(
      "  - fill:\n      E-mail: robin@example.com\n      Message: It arrived, broken & \"cold\".\n"
      "      Story: A whole new tale\n"
      "  - see: mail=robin@example.com; text=It arrived, broken & \"cold\".; story=A whole new "
      "tale;"
      "\n  - fill:\n      E-mail: \"\"\n  - see: mail=; text=\n");
  EXPECT_EQ(walked.steps[1].fields, 3);
  EXPECT_EQ(walked.steps[1].clicks, 3);
  EXPECT_THAT(walked.steps[1].targets, SizeIs(3));
}

TEST_F(Words, FillTakesLettersThatNoKeyHas) {
  form(R"html(<label>Name <input id="name"></label>)html");
  ends(
      "  - fill:\n      Name: Zoë Łukasiewicz 東京 👋\n"
      "  - see: name=Zoë Łukasiewicz 東京 👋;\n");
}

TEST_F(Words, FillSaysWhenTheFieldShowsSomethingElse) {
  form(R"html(<label>Code <input id="code" maxlength="4"></label>)html");
  const auto walked = ends("  - fill:\n      Code: \"123456\"\n  - see: code=1234;\n");
  EXPECT_THAT(observed(walked, "value_differs"), SizeIs(1));
}

TEST_F(Words, FillFindsAFieldBesideItsWords) {
  form(R"html(<table><tr><td>Order number</td><td><input id="order"></td></tr>
    <tr><td>Postcode</td><td><input id="post"></td></tr></table>)html");
  ends(
      "  - fill:\n      Postcode: AB1 2CD\n      Order number: KC-1\n"
      "  - see: order=KC-1; post=AB1 2CD;\n");
}

TEST_F(Words, ChooseWorksASelectByItsKeys) {
  form(R"html(<label>Reason <select id="reason"><option value="" disabled selected>Please choose
    </option><option value="late">Came late</option><option value="broken">Arrived damaged</option>
    </select></label>
    <label>Size <select id="size"><optgroup label="Small"><option>S</option><option>XS</option>
    </optgroup><optgroup label="Large"><option disabled>L</option><option>XL</option></optgroup>
    </select></label>)html");
  const auto walked = ends(
      "  - choose:\n      Reason: Arrived damaged\n      Size: XL\n"
      "  - see: \"reason=broken; size=XL; changes: reason size\"\n"
      "  - choose:\n      Reason: Came late\n      Size: S\n  - see: reason=late; size=S;\n");
  EXPECT_THAT(walked.native_ui, SizeIs(4));
}

TEST_F(Words, ChooseTakesALabelAndTheRadioWithinItForOne) {
  form(R"html(<div role="radiogroup"><label id="cash" onclick="told.textContent = 'chosen'">
    <span>Cash on delivery</span><span role="radio" tabindex="0" aria-labelledby="cash"
      style="display:inline-block;width:16px;height:16px;border:1px solid"></span>
    <input type="radio" aria-hidden="true" style="position:absolute;clip-path:inset(50%)"></label>
    </div><p id="told"></p>)html");
  const auto walked = walk("  - open: /\n  - choose: Cash on delivery\n  - see: chosen\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.steps[1].targets[0].matches, 1);
  EXPECT_EQ(walked.steps[1].targets[0].says, "Cash on delivery");
}

TEST_F(Words, ClickSaysWhatWasPressedWhereOnlyTheHandTellsThatItCanBe) {
  site.page("/", R"html(<title>Pots of the house</title>
    <div onclick="told.textContent = 'Opened'">Choose a size</div><p id="told"></p>)html");
  const auto walked = walk("  - open: /\n  - click: Choose a size\n  - see: Opened\n");
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1)) << told(walked);
  EXPECT_EQ(fold(walked.steps[1].targets[0].name), "choose a size");
}

TEST_F(Words, ChooseSaysWhatTheListHas) {
  form(R"html(<label>Size <select id="size"><option>Small</option><option>Large</option></select>
    </label>)html");
  const auto walked = walk("  - open: /\n  - choose:\n      Size: Huge\n  - see: size=\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "no_option");
  EXPECT_THAT(walked.reason_text, HasSubstr("Small, Large"));
}

TEST_F(Words, ChooseTakesARadioButtonOfItsGroupOrAlone) {
  form(R"html(<fieldset><legend>Delivery</legend>
      <label><input type="radio" name="d" id="d1">Standard</label>
      <label><input type="radio" name="d" id="d2">Express</label></fieldset>
    <fieldset><legend>Packing</legend>
      <label><input type="radio" name="p" id="p1">Standard</label>
      <label><input type="radio" name="p" id="p2">Gift wrap</label></fieldset>)html");
  ends(
      "  - choose:\n      Packing: Standard\n"
      "  - see: d1=false; d2=false; p1=true; p2=false;\n"
      "  - choose: Express\n  - see: d1=false; d2=true; p1=true;\n");
}

TEST_F(Words, ChooseNamesWhatNothingOffers) {
  form(R"html(<label><input type="radio" name="d" id="d1">Standard</label>)html");
  const auto walked = walk("  - open: /\n  - choose: Alba kettle\n  - see: Hello\n",
                           {.patience = "1s", .limit = "1s"});
  EXPECT_THAT(walked.reason_text, HasSubstr("Nothing offered “Alba kettle” to choose within 1 s"));
}

TEST_F(Words, ChooseOpensAListThatIsNotTheBrowsersOwn) {
  site.page("/", R"html(<span id="name">Colour</span>
    <div id="box" role="combobox" tabindex="0" aria-labelledby="name" aria-expanded="false"
      style="border:1px solid;width:200px">Pick one</div>
    <ul id="list" role="listbox" hidden><li role="option">Red</li><li role="option">Dark blue</li>
    <li role="option">Blue</li></ul><p id="told"></p><script>
    const box = document.getElementById('box'), list = document.getElementById('list');
    box.onclick = () => setTimeout(() => list.hidden = false, 200);
    for (const item of list.children) item.onclick = () => {
      document.getElementById('told').textContent = 'chosen ' + item.textContent;
      list.hidden = true;
    };</script>)html");
  const auto walked = ends("  - choose:\n      Colour: Blue\n  - see: chosen Blue\n");
  EXPECT_EQ(walked.steps[1].clicks, 2);
}

TEST_F(Words, CheckTicksOnceAndLeavesWhatIsTicked) {
  form(R"html(<label><input type="checkbox" id="news">Send me news</label>
    <label><input type="checkbox" id="old" checked>Remember me</label>
    <label for="terms">I accept the <a href="/terms">terms</a></label>
    <input type="checkbox" id="terms">
    <style>.away{position:absolute;opacity:0;width:1px;height:1px}</style>
    <input type="checkbox" id="styled" class="away"><label for="styled">Gift wrap</label>)html");
  const auto walked = ends(
      "  - check: Send me news\n  - check: Send me news\n  - check: Remember me\n"
      "  - check: I accept the terms\n  - check: Gift wrap\n"
      "  - see: \"news=true; old=true; terms=true; styled=true; changes: news terms styled\"\n");
  EXPECT_EQ(walked.steps[1].clicks, 1);
  EXPECT_EQ(walked.steps[2].clicks, 0);
  EXPECT_EQ(site.heard("/terms"), 0);
}

TEST_F(Words, CheckDoesNotFollowTheLinkInALabelThatIsAllThereIs) {
  form(R"html(<style>#terms{position:absolute;opacity:0;width:1px;height:1px}</style>
    <input type="checkbox" id="terms"><label for="terms">Yes, <a href="/terms">the terms of this
    shop</a></label>)html");
  ends("  - check: Yes, the terms of this shop\n  - see: terms=true;\n");
  EXPECT_EQ(site.heard("/terms"), 0);
}

TEST_F(Words, CheckSaysWhenABoxStaysEmpty) {
  site.page("/",
            R"html(<label><input type="checkbox" onclick="return false">Stubborn</label>)html");
  const auto walked = walk("  - open: /\n  - check: Stubborn\n  - see: Test site\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "not_checked");
}

TEST_F(Words, PressSendsKeysAndChords) {
  site.page("/", R"html(<form onsubmit="told('sent ' + q.value); return false">
      <label>Search <input name="q" id="q"></label></form><p id="out"></p><script>
    const told = (text) => document.getElementById('out').textContent += text + '. ';
    addEventListener('keydown', (event) => {
      if (event.key === 'K' && event.ctrlKey && event.shiftKey) told('chord');
      if (event.key === 'Escape') told('escape');
      if (event.key === 'ArrowDown') told('down');
    });</script>)html");
  ends(
      "  - fill:\n      Search: kettle\n  - press: Enter\n  - press: Control+Shift+K\n"
      "  - press: Escape\n  - press: ArrowDown\n  - see: sent kettle. chord. escape. down.\n");
}

TEST_F(Words, PressGoesRoundByTab) {
  site.page("/", R"html(<label>One <input></label><button id="two"
    onclick="document.body.append('pressed two')">Two</button>)html");
  ends("  - fill:\n      One: x\n  - press: Tab\n  - press: Enter\n  - see: pressed two\n");
}

TEST_F(Words, PressSelectsAndReplaces) {
  form(R"html(<label>One <input id="one"></label>)html");
  ends(
      "  - fill:\n      One: something\n  - press: Control+A\n  - press: Delete\n"
      "  - see: one=;\n");
}

class Scrolling : public Words, public ::testing::WithParamInterface<const char*> {};

TEST_P(Scrolling, GoesDownUpToTheEndAndToWords) {
  std::string lines;
  for (int line = 0; line < 60; ++line)
    lines += "<p style=\"height:60px;margin:0\">Line " + std::to_string(line) + " of many</p>";
  site.page("/", lines);
  const auto walked = ends(
      "  - scroll: down\n  - scroll: up\n  - scroll: end\n  - scroll: Line 30 of many\n"
      "  - see: Line 30 of many\n",
      {.visitor = GetParam()});
  std::vector<double> tops;
  for (int step = 1; step <= 4; ++step) {
    const auto& after = walked.steps[static_cast<std::size_t>(step)].after;
    for (const auto& screen : walked.screens)
      if (after && screen.file == *after) tops.push_back(screen.scroll_y);
  }
  ASSERT_THAT(tops, SizeIs(4)) << told(walked);
  const double height = walked.visitor.height;
  EXPECT_NEAR(tops[0], height * 0.8, height * 0.1);
  EXPECT_NEAR(tops[1], 0, 2);
  EXPECT_GT(tops[2], 3600 - height - 60);
  EXPECT_GT(tops[3], 1800 - height);
  EXPECT_LT(tops[3], 1930);
}

INSTANTIATE_TEST_SUITE_P(On, Scrolling, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Words, SeeReadsWhatIsReallyShown) {
  site.page("/", R"html(<p>Your <b>return</b><span> label</span> is&nbsp;ready</p>
    <p style="text-transform:uppercase">Free delivery</p>
    <div style="height:2500px"></div><p id="far">Far below</p>
    <label>Total <input value="12.50"></label>)html");
  const auto walked = ends(
      "  - see: your return label IS READY\n  - see: free delivery\n  - see: \"12.50\"\n"
      "  - see: Far below\n");
  const auto& after = walked.screens.back();
  EXPECT_GT(after.scroll_y, 1000);  // what is off the screen is scrolled to
}

TEST_F(Words, SeeDoesNotReadWhatNobodySees) {
  const char* unseen[] = {
      R"html(<p style="display:none">Ghost text</p>)html",
      R"html(<p style="visibility:hidden">Ghost text</p>)html",
      R"html(<div style="opacity:0"><p>Ghost text</p></div>)html",
      R"html(<p style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">Ghost text</p>)html",
      R"html(<p style="position:absolute;left:-10000px">Ghost text</p>)html",
      R"html(<p aria-label="Ghost text">Nothing</p><script>const a = 'Ghost text';</script>)html",
      R"html(<input type="hidden" value="Ghost text"><textarea hidden>Ghost text</textarea>)html",
      R"html(<details><summary>More</summary>Ghost text</details>)html",
      R"html(<div style="height:0;overflow:hidden"><p>Ghost text</p></div>)html",
  };
  std::string all;
  for (const auto* one : unseen) all += one;
  site.page("/", all);
  const auto walked = walk("  - open: /\n  - see: Ghost text\n", {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(walked.reason, ::testing::AnyOf("not_found", "hidden"));
}

TEST_F(Words, SeeDoesNotReadWhatIsCovered) {
  site.page("/", R"html(<p>Under the box</p>
    <div style="position:fixed;inset:0;background:#fff">The box</div>)html");
  const auto walked =
      walk("  - open: /\n  - see: Under the box\n", {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered");
}

TEST_F(Words, KeepRemembersWhatThePageSaysForLater) {
  site.page("/", R"html(<p>Your return number is <b>RMA-0042</b>.</p><p>Order KC-77, total 12.50</p>
    <label>Code <input id="code" value="X9"></label><label>Again <input id="again"></label>
    <p id="shown"></p><script>document.getElementById('again').oninput = (event) =>
      document.getElementById('shown').textContent = 'got ' + event.target.value;</script>)html");
  ends(
      "  - keep: rma\n    after: Your return number is\n"
      "  - keep: order\n    matching: Order ([A-Z]+-[0-9]+)\n"
      "  - keep: code\n    from: {field: Code}\n"
      "  - fill:\n      Again: $rma $order $code\n  - see: got RMA-0042 KC-77 X9\n"
      "  - see: got $rma\n");
}

}  // namespace
}  // namespace firsthand::test
