// One page for each thing that people meet on sites, and that has no test file of its own.

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class Meets : public Walks {
 protected:
  void arrives(const std::string& body, const std::string& steps, const Way& way = {}) {
    site.page("/", body);
    EXPECT_THAT(walk("  - open: /\n" + steps, way), Ended(Outcome::kCompleted));
  }
};

constexpr const char* kTold = R"html(<p id="told"></p><script>
  const tell = (text) => document.getElementById('told').textContent = text;</script>)html";

TEST_F(Meets, AMenuThatOpensUnderThePointer) {
  arrives(std::string(kTold) + R"html(<style>li ul{display:none} li:hover > ul{display:block}
      nav li{position:relative;width:200px} nav ul ul{position:absolute;left:100%;top:0}</style>
    <nav><ul><li><a href="#">Shop</a><ul><li><a href="#">Kettles</a><ul>
      <li><a href="#" onclick="tell('copper it is')">Copper</a></li></ul></li></ul></li></ul></nav>)html",
          "  - hover: Shop\n  - hover: Kettles\n  - click: Copper\n  - see: copper it is\n");
}

TEST_F(Meets, AListThatCompletesWhatIsTyped) {
  arrives(std::string(kTold) +
              R"html(<label>Town <input id="town" role="combobox" autocomplete="off"></label>
    <ul id="list" role="listbox" hidden style="border:1px solid"></ul><script>
      const towns = ['Salzburg', 'Salzgitter', 'Salisbury'];
      town.oninput = () => setTimeout(() => {
        list.innerHTML = towns.filter((t) => t.toLowerCase().startsWith(town.value.toLowerCase()))
          .map((t) => `<li role="option" onmousedown="town.value='${t}';list.hidden=true;tell('to ${t}')">${t}</li>`).join('');
        list.hidden = false;
      }, 250);
      town.onblur = () => { list.hidden = true; };
    </script>)html",
          "  - fill:\n      Town: salz\n  - click: Salzgitter\n  - see: to Salzgitter\n");
}

TEST_F(Meets, AListWithoutAnEnd) {
  const std::string list =
      std::string(kTold) +
      R"html(<div id="list"></div><div id="end" style="height:10px"></div><script>
      let count = 0;
      const more = () => { for (let i = 0; i < 20; ++i) { ++count;
        list.insertAdjacentHTML('beforeend', `<p style="height:40px"><button onclick="tell('took ${count}')">Kettle ${count}</button></p>`); } };
      more();
      new IntersectionObserver((all) => { if (all[0].isIntersecting) setTimeout(more, 150); }).observe(end);
    </script>)html";
  arrives(list, "  - click: Kettle 97\n  - see: took 97\n");
  const auto walked =
      walk("  - open: /\n  - scroll: Kettle 61\n  - see: Kettle 61\n", {.visitor = "phone"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "scrolled_for"), SizeIs(1)) << told(walked);
}

// The page is at rest long before its first rows, and each of its ends while it asks for more.
TEST_F(Meets, AListWhoseRowsComeSlowly) {
  site.dawdles("/rows", std::chrono::milliseconds(1500), "rows");
  site.page("/", std::string(kTold) + R"html(<h1>Kettles</h1><div id="list"></div>
    <div id="end" style="height:40px">Loading more…</div><script>
      let count = 0, busy = false;
      new IntersectionObserver(async (all) => {
        if (!all[0].isIntersecting || busy) return;
        busy = true;
        await fetch('/rows');
        for (let i = 0; i < 20; ++i) { ++count;
          list.insertAdjacentHTML('beforeend', `<p style="height:60px"><button onclick="tell('took ${count}')">Kettle ${count}</button></p>`); }
        busy = false;
      }).observe(end);
    </script>)html");
  const auto walked = walk("  - open: /\n  - click: Kettle 57\n  - see: took 57\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "scrolled_for"), SizeIs(1)) << told(walked);
  EXPECT_GE(walked.steps[0].timing.usable_ms.value_or(0), 1400) << "the first rows were waited for";
  EXPECT_LE(walked.steps[0].timing.usable_ms.value_or(1e9), 2600) << "scrolling was not";
}

// Nothing came of the click; that the visitor then looked further down is no answer to it.
TEST_F(Meets, ADeadButtonAboveALongPage) {
  site.page("/", R"html(<button>Add</button><div style="height:3000px">Kettles</div>)html");
  const auto walked =
      walk("  - open: /\n  - click: Add\n  - see: Added\n", {.patience = "4s", .limit = "4s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(observed(walked, "scrolled_in_vain"), SizeIs(1)) << told(walked);
  ASSERT_TRUE(walked.steps[1].reaction);
  EXPECT_FALSE(walked.steps[1].reaction->scroll_ms);
}

// So it is with what is brought into view because only its edge shows.
TEST_F(Meets, ADeadButtonBeforeOneAtTheEdgeOfTheView) {
  site.page("/", R"html(<style>body{margin:0}</style><button id="add">Add</button>
    <button id="next" style="position:absolute;top:calc(100vh - 10px);height:60px">Onwards</button>
    <div style="height:3000px">Kettles</div>)html");
  const auto walked =
      walk("  - open: /\n  - click: Add\n  - click: Onwards\n  - see: \"clicked: add next\"\n",
           {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_TRUE(walked.steps[1].reaction);
  EXPECT_FALSE(walked.steps[1].reaction->scroll_ms) << told(walked);
  for (const auto& screen : walked.screens) {
    if (screen.file != walked.steps[1].after) continue;
    EXPECT_EQ(screen.scroll_y, 0);
  }
}

TEST_F(Meets, AListThatHasOnlyTheRowsThatShow) {
  arrives(
      std::string(kTold) + R"html(<div id="box" style="height:400px;overflow:auto;border:1px solid">
      <div id="all" style="height:30000px;position:relative"></div></div><script>
      const draw = () => { const first = Math.floor(box.scrollTop / 30);
        all.innerHTML = Array.from({length: 16}, (_, i) => first + i).filter((n) => n < 1000)
          .map((n) => `<div style="position:absolute;top:${n * 30}px"><button onclick="tell('row ' + ${n})">Row ${n}</button></div>`).join(''); };
      box.onscroll = draw; draw();</script>)html",
      "  - click: Row 217\n  - see: row 217\n");
}

TEST_F(Meets, APageThatScrollsSmoothly) {
  arrives(std::string(kTold) + R"html(<style>html{scroll-behavior:smooth}</style>
    <div style="height:3000px"></div><button onclick="tell('done')">Order</button><div style="height:900px"></div>)html",
          "  - click: Order\n  - see: done\n");
}

TEST_F(Meets, AFieldThatIsAPieceOfThePage) {
  arrives(
      R"html(<div id="note" contenteditable="true" aria-label="Your message" style="border:1px solid;min-height:60px">Old text</div>
    <button onclick="document.getElementById('out').textContent = 'sent ' + note.innerText">Send</button><p id="out"></p>)html",
      "  - fill:\n      Your message: The lid is broken\n  - click: Send\n"
      "  - see: sent The lid is broken\n");
}

TEST_F(Meets, PanelsThatOpenAndFold) {
  arrives(R"html(<details><summary>Delivery</summary><p>Two working days</p></details>
    <div role="tablist"><button role="tab" aria-selected="true" onclick="p1.hidden=false;p2.hidden=true">About</button>
    <button role="tab" aria-selected="false" onclick="p1.hidden=true;p2.hidden=false">Reviews</button></div>
    <div role="tabpanel" id="p1">All about it</div><div role="tabpanel" id="p2" hidden>Nobody wrote</div>)html",
          "  - not_see: Two working days\n  - click: Delivery\n  - see: Two working days\n"
          "  - click: Reviews\n  - see: Nobody wrote\n");
}

TEST_F(Meets, AFadeThatGoesOnWhileTheButtonStandsStill) {
  arrives(std::string(kTold) + R"html(<style>@keyframes fade{from{opacity:.2}to{opacity:1}}
      #b{animation:fade 1s infinite alternate}</style><button id="b" onclick="tell('done')">Order</button>)html",
          "  - click: Order\n  - see: done\n");
}

TEST_F(Meets, ANameAndAPasswordThatTheServerAsksFor) {
  site.answers("/", [](const SiteRequest& request) {
    const auto given = request.headers.find("authorization");
    // robin:secret
    if (given != request.headers.end() && given->second == "Basic cm9iaW46c2VjcmV0")
      return SiteAnswer{.body = "<p>Welcome, Robin</p>"};
    return SiteAnswer{.status = 401,
                      .body = "<p>Who are you?</p>",
                      .headers = {{"WWW-Authenticate", "Basic realm=\"Staging\""}}};
  });
  const auto turned_away = walk("  - open: /\n  - see: Welcome, Robin\n");
  EXPECT_THAT(turned_away, Ended(Outcome::kFailed));
  ASSERT_THAT(turned_away.native_ui, SizeIs(1)) << told(turned_away);
  EXPECT_EQ(turned_away.native_ui[0].kind, "sign_in");
  EXPECT_THAT(turned_away.native_ui[0].text, HasSubstr("Staging"));
  EXPECT_THAT(turned_away.reason_text, HasSubstr("name and password"));
  auto with_word = site.url();
  with_word.insert(with_word.find("//") + 2, "robin:secret@");
  EXPECT_THAT(walk("  - open: /\n  - see: Welcome, Robin\n",
                   {.with = [&](WalkOptions& options) { options.site = with_word; }}),
              Ended(Outcome::kCompleted));
}

class Texts : public Meets {};

TEST_F(Texts, SplitOverElementsAreRead) {
  arrives(std::string(kTold) + R"html(<button onclick="tell('added')"><span>Add</span> <b>to</b>
      <span>bas</span><span>ket</span></button><p>Your return <em>is</em> <strong>regis</strong>tered.</p>)html",
          "  - see: Your return is registered.\n  - click: Add to basket\n  - see: added\n");
}

TEST_F(Texts, HyphenatedInCapitalsOrWithoutBreaksAreRead) {
  arrives(std::string(kTold) + R"html(<style>.up{text-transform:uppercase}</style>
    <button onclick="tell('one')">Rück&shy;gabe&shy;recht</button>
    <button class="up" onclick="tell('two')">Track my order</button>
    <button onclick="tell('three')">Return&nbsp;an&nbsp;order</button>
    <p style="width:6em" lang="de">Ihre Rück&shy;sen&shy;dung ist an&shy;ge&shy;mel&shy;det</p>)html",
          "  - click: Rückgaberecht\n  - see: one\n  - click: TRACK MY ORDER\n  - see: two\n"
          "  - click: Return an order\n  - see: three\n"
          "  - see: Ihre Rücksendung ist angemeldet\n");
}

TEST_F(Texts, FromRightToLeftAreRead) {
  arrives(std::string(kTold) +
              R"html(<div dir="rtl" lang="ar"><a href="#" onclick="tell('ok one')">إرجاع طلب</a>
    <button onclick="tell('ok two')">&#x202b;تتبع &#x2067;الطلب&#x2069;&#x202c;</button></div>
    <div dir="rtl" lang="he"><button onclick="tell('ok three')">החזרת מוצר</button></div>)html",
          "  - click: إرجاع طلب\n  - see: ok one\n  - click: تتبع الطلب\n  - see: ok two\n"
          "  - click: החזרת מוצר\n  - see: ok three\n");
}

TEST_F(Texts, OfOtherScriptsAreRead) {
  arrives(std::string(kTold) + R"html(<button onclick="tell('one')">返品する</button>
    <button onclick="tell('two')">Вернуть заказ</button><button onclick="tell('three')">Επιστροφή</button>)html",
          "  - click: 返品する\n  - see: one\n  - click: вернуть ЗАКАЗ\n  - see: two\n"
          "  - click: ΕΠΙΣΤΡΟΦΉ\n  - see: three\n");
}

}  // namespace
}  // namespace firsthand::test
