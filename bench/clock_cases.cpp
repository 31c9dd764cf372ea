#include "bench/clock_cases.h"

namespace firsthand::bench {
namespace {

// Everything that changes is large enough to be seen in the film, and nothing else changes: the
// control looks the same when it is pressed. `mark` is called right after the page made the change;
// the server hears of it once the frame that shows it has been drawn.
constexpr const char* kHead = R"html(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Clock</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>
  body { font: 40px sans-serif; margin: 40px; }
  a, button { all: unset; display: block; font: inherit; padding: 10px; border: 4px solid; width: 400px; }
  @keyframes turn { to { transform: rotate(1turn); } }
  .spinner { width: 80px; height: 80px; border: 16px solid #ccc; border-top-color: #06c;
             border-radius: 50%; animation: turn 1s linear infinite; }
</style>
<script>
const asked = new URLSearchParams(location.search), d = Number(asked.get('d'));
const truth = {};
let clicked;
const mark = (...what) => {
  const at = performance.timeOrigin + performance.now() - clicked;
  for (const one of what) truth[one] = at;
};
const tell = () => requestAnimationFrame(() => setTimeout(() =>
  navigator.sendBeacon('/truth?t=' + asked.get('t'), JSON.stringify(truth))));
const later = (work, after = d) => setTimeout(work, after);
const put = (html) => { document.getElementById('out').innerHTML = html; };
</script></head><body>)html";

constexpr const char* kFoot = R"html(<script>
document.getElementById('go').addEventListener('click', (event) => {
  clicked = performance.timeOrigin + event.timeStamp;
  run(event);
});
</script></body></html>)html";

constexpr const char* kButton = R"html(<button id="go">Go on</button><div id="out"></div>)html";

std::string with_button(const char* script) {
  return std::string(kButton) + "<script>" + script + "</script>";
}

std::string frame_case(const char* host) {
  return std::string(R"html(<button id="go">Go on</button>
<iframe id="inner" style="border:0;width:900px;height:300px"></iframe><script>
const frame = document.getElementById('inner');
frame.src = )html") +
         host + R"html( + '/frame' + location.search;
addEventListener('message', (event) => {
  Object.assign(truth, event.data);
  tell();
});
const run = () => frame.contentWindow.postMessage({d, clicked}, '*');
</script>)html";
}

constexpr const char* kSeeIt = "  - see: Here is what you asked for\n";
constexpr const char* kSeesIt = R"({"text":"Here is what you asked for"})";
constexpr const char* kThenNext = "  - click: Next\n  - see: That was it\n";
constexpr const char* kNext = R"({"role":"button","name":"Next"})";

}  // namespace

std::string clock_page(const std::string& body) { return kHead + body + kFoot; }

std::string clock_frame() {
  return R"html(<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Frame</title>
<body style="font:40px sans-serif"><script>
addEventListener('message', ({data: {d, clicked}, source}) => setTimeout(() => {
  document.body.insertAdjacentHTML('beforeend', '<p>Here is what you asked for</p>');
  const at = performance.timeOrigin + performance.now() - clicked;
  requestAnimationFrame(() => setTimeout(() =>
    source.postMessage({feedback: at, usable: at, settled: at}, '*')));
}, d));
</script></body></html>)html";
}

std::string clock_next_page() {
  return R"html(<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Next</title>
<link rel="icon" href="data:,"><body style="font:40px sans-serif">
<p>Here is what you asked for</p></body></html>)html";
}

std::vector<ClockCase> clock_cases() {
  return {
      {.name = "server",
       .what = "a link to a page that the server holds back for D",
       .page = R"html(<a id="go" href="#">Go on</a><script>
         document.getElementById('go').href = '/next' + location.search;
         const run = () => {};</script>)html",
       .steps = kSeeIt,
       .locator = kSeesIt,
       .in_page = false},
      {.name = "client",
       .what = "words that the page renders after D",
       .page = with_button(R"js(const run = () => later(() => {
         put('<p>Here is what you asked for</p>');
         mark('feedback', 'usable', 'settled');
         tell();
       });)js"),
       .steps = kSeeIt,
       .locator = kSeesIt},
      {.name = "spinner",
       .what = "a spinner at once, the words after D",
       .page = with_button(R"js(const run = () => {
         put('<div class="spinner"></div>');
         mark('feedback');
         later(() => {
           put('<p>Here is what you asked for</p>');
           mark('usable', 'settled');
           tell();
         });
       };)js"),
       .steps = kSeeIt,
       .locator = kSeesIt},
      {.name = "late shift",
       .what = "a button after D that moves once, 400 ms later",
       .page = with_button(R"js(const run = () => later(() => {
         put('<button id="next">Next</button>');
         mark('feedback');
         const next = document.getElementById('next');
         next.onclick = () => put('<p>That was it</p>');
         later(() => {
           next.style.marginTop = '200px';
           mark('usable', 'settled');
           tell();
         }, 400);
       });)js"),
       .steps = kThenNext,
       .locator = kNext,
       .steady = true,
       .later_ms = 400},
      {.name = "lights up",
       .what = "a button after D that has other colours 300 ms later",
       .page = with_button(R"js(const run = () => later(() => {
         put('<button id="next">Next</button>');
         mark('feedback', 'usable');
         const next = document.getElementById('next');
         next.onclick = () => put('<p>That was it</p>');
         later(() => {
           next.style.background = '#036';
           next.style.color = '#fff';
           mark('settled');
           tell();
         }, 300);
       });)js"),
       .steps = kThenNext,
       .locator = kNext,
       .steady = true},
      {.name = "slow image",
       .what = "a picture that is in the page at once and whose bytes come after D",
       .page = with_button(R"js(const run = () => {
         put('<img id="plan" alt="Floor plan" width="400" height="300">');
         const plan = document.getElementById('plan');
         plan.onload = () => { mark('feedback', 'usable', 'settled'); tell(); };
         plan.onclick = () => put('<p>That was it</p>');
         plan.src = '/picture.bmp?d=' + d + '&t=' + asked.get('t');
       };)js"),
       .steps = "  - click: {image: Floor plan}\n  - see: That was it\n",
       .locator = R"({"role":"img","name":"Floor plan"})"},
      {.name = "image shift",
       .what = "a button after D, below a picture that comes 300 ms later and pushes it down",
       .page = with_button(R"js(const run = () => later(() => {
         put('<img id="plan" alt=""><button id="next">Next</button>');
         mark('feedback');
         const plan = document.getElementById('plan');
         document.getElementById('next').onclick = () => put('<p>That was it</p>');
         plan.onload = () => { mark('usable', 'settled'); tell(); };
         plan.src = '/picture.bmp?d=300&t=' + asked.get('t');
       });)js"),
       .steps = kThenNext,
       .locator = kNext,
       .steady = true,
       .later_ms = 300},
      {.name = "web font",
       .what = "words that are drawn only when their font has come, after D; at most after 3 s",
       .page = with_button(R"js(const run = () => {
         const style = document.createElement('style');
         style.textContent = `@font-face { font-family: Slow; font-display: block;
           src: url(/font.ttf?d=${d}&t=${asked.get('t')}); }`;
         document.head.append(style);
         put('<p style="font-family:Slow">Here is what you asked for</p>');
         let drawn = false;
         const draw = () => {
           if (drawn) return;
           drawn = true;
           mark('feedback', 'usable', 'settled');
           tell();
         };
         document.fonts.load('40px Slow').then(draw);
         later(draw, 3000);
       };)js"),
       .steps = kSeeIt,
       .locator = kSeesIt,
       .most_ms = 3000},
      {.name = "route",
       .what = "a route change in the page: the address at once, the words after D",
       .page = R"html(<a id="go" href="/there">Go on</a><div id="out"></div><script>
         const run = (event) => {
           event.preventDefault();
           history.pushState({}, '', '/there');
           later(() => {
             put('<p>Here is what you asked for</p>');
             mark('feedback', 'usable', 'settled');
             tell();
           });
         };</script>)html",
       .steps = kSeeIt,
       .locator = kSeesIt},
      {.name = "frame",
       .what = "words in a frame of the same site, after D",
       .page = frame_case("location.origin"),
       .steps = kSeeIt,
       .locator = R"({"text":"Here is what you asked for","frame":"#inner"})"},
      {.name = "other site's frame",
       .what = "words in a frame of another site, in a process of its own, after D",
       .page = frame_case("location.origin.replace('127.0.0.1', 'localhost')"),
       .steps = kSeeIt,
       .locator = R"({"text":"Here is what you asked for","frame":"#inner"})"},
      {.name = "optimistic",
       .what = "a promise at once, taken back after D for what is really so",
       .page = with_button(R"js(const run = () => {
         put('<p>Added to your basket</p>');
         mark('feedback');
         later(() => {
           put('<p>Sorry, sold out</p>');
           mark('usable', 'settled');
           tell();
         });
       };)js"),
       .steps = "  - see: Sorry, sold out\n",
       .locator = R"({"text":"Sorry, sold out"})"},
      {.name = "canvas",
       .what = "a button that is only painted, after D",
       .page =
           R"html(<button id="go">Go on</button><canvas id="paper" width="600" height="200"></canvas>
         <div id="out"></div><script>
         const paper = document.getElementById('paper');
         paper.onclick = () => { if (truth.usable) put('<p>That was it</p>'); };
         const run = () => later(() => {
           const pen = paper.getContext('2d');
           pen.fillStyle = '#036';
           pen.fillRect(20, 40, 400, 120);
           pen.fillStyle = '#fff';
           pen.font = 'bold 40px sans-serif';
           pen.fillText('Pay now', 60, 115);
           mark('feedback', 'usable', 'settled');
           tell();
         });</script>)html",
       .steps = "  - click: Pay now\n  - see: That was it\n"},
  };
}

}  // namespace firsthand::bench
