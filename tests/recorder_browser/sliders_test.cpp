#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;

class Sliders : public Walks {
 protected:
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk fails(const std::string& steps, const char* code, const Way& way = {},
             Outcome outcome = Outcome::kFailed) {
    auto walked = walk("  - open: /\n" + steps + "  - see: Test site\n", way);
    EXPECT_THAT(walked, Ended(outcome));
    EXPECT_EQ(walked.reason, code);
    return walked;
  }
  // What a customer wants is not offered: nobody stops them.
  Walk misses(const std::string& steps, const char* code) {
    return fails(steps, code, {}, Outcome::kGaveUp);
  }
};

constexpr const char* kRanges = R"html(<style>input{width:250px}</style>
  <label>Price <input type="range" id="price" min="0" max="500" value="20"></label>
  <label>Length <input type="range" id="len" min="10" max="20" step="2.5" value="20"></label>
  <p id="out"></p><script>const show = () => out.textContent = `${price.value}/${len.value};`;
  addEventListener('input', show); show();</script>)html";

class SlidersOnEach : public Sliders, public ::testing::WithParamInterface<const char*> {};

TEST_P(SlidersOnEach, SlideMovesTheBrowsersOwnToAValue) {
  site.page("/", kRanges);
  const auto walked = ends("  - slide:\n      Price: 431\n      Length: 12.5\n  - see: 431/12.5;\n",
                           {.visitor = GetParam()});
  EXPECT_EQ(walked.steps[1].fields, 2);
  ends("  - slide:\n      Price: 0\n  - see: 0/20;\n", {.visitor = GetParam()});
}

// Sliders that a page makes itself, with and without keys.
std::string made_slider(bool keys) {
  return R"html(<style>#track{position:relative;width:300px;height:8px;background:#bbb;margin:30px}
      #thumb{position:absolute;top:-6px;width:20px;height:20px;background:#36c;touch-action:none}
      </style><div id="track"><div id="thumb" role="slider" tabindex="0" aria-label="Rooms"
      aria-valuemin="1" aria-valuemax="11" aria-valuenow="3"></div></div><p id="out"></p><script>
    let value = 3, held = false;
    const put = (next) => {
      value = Math.max(1, Math.min(11, Math.round(next)));
      thumb.setAttribute('aria-valuenow', value);
      thumb.style.left = (value - 1) / 10 * 280 + 'px';
      out.textContent = value + ' rooms';
    };
    put(3);
    thumb.onpointerdown = (event) => { held = true; thumb.setPointerCapture(event.pointerId); };
    thumb.onpointerup = () => held = false;
    thumb.onpointermove = (event) => {
      if (held) put(1 + (event.clientX - track.getBoundingClientRect().x - 10) / 280 * 10);
    };)html" +
         std::string(keys ? R"html(thumb.onkeydown = (event) => put(value +
      ({ArrowRight: 1, ArrowLeft: -1})[event.key]);)html"
                          : "") +
         "</script>";
}

TEST_P(SlidersOnEach, SlideWorksAMadeSliderByItsKeys) {
  site.page("/", made_slider(true));
  ends("  - slide:\n      Rooms: 9\n  - see: 9 rooms\n", {.visitor = GetParam()});
}

TEST_P(SlidersOnEach, SlideDragsTheThumbWhereNoKeyMovesIt) {
  site.page("/", made_slider(false));
  ends("  - slide:\n      Rooms: 9\n  - see: 9 rooms\n", {.visitor = GetParam()});
}

INSTANTIATE_TEST_SUITE_P(On, SlidersOnEach, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Sliders, SlideSaysWhatIsOutOfRangeOrBetweenSteps) {
  site.page("/", kRanges);
  EXPECT_THAT(misses("  - slide:\n      Price: 700\n", "out_of_range").reason_text,
              HasSubstr("from 0 to 500"));
  EXPECT_THAT(misses("  - slide:\n      Length: 13\n", "not_on_a_step").reason_text,
              HasSubstr("steps of 2.5"));
  EXPECT_THAT(walk("  - open: /\n  - slide:\n      Price: $price\n  - see: Price\n",
                   {.head = "let: {price: cheap}\n"}),
              AuthorsMistake("not_a_value"));
}

TEST_F(Sliders, SlideSaysWhenTheThumbDoesNotFollow) {
  site.page("/", R"html(<div style="width:300px"><div role="slider" tabindex="0" aria-label="Rooms"
    aria-valuemin="1" aria-valuemax="5" aria-valuenow="3" style="width:20px;height:20px;
    background:#36c"></div></div>)html");
  fails("  - slide:\n      Rooms: 5\n", "not_slid");
}

}  // namespace
}  // namespace firsthand::test
