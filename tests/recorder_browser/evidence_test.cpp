#include <algorithm>
#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "recorder/eyes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// Width and height as a PNG's first chunk tells them; 0: not a PNG.
std::pair<int, int> png_size(const std::string& bytes) {
  if (bytes.size() < 24 || bytes.substr(0, 8) != "\x89PNG\r\n\x1a\n") return {0, 0};
  const auto number = [&](std::size_t at) {
    int value = 0;
    for (std::size_t index = at; index < at + 4; ++index)
      value = value * 256 + static_cast<unsigned char>(bytes[index]);
    return value;
  };
  return {number(16), number(20)};
}

class Proof : public Walks {
 protected:
  // A page with everything worth keeping, walked; read back from disk.
  Recording recorded(const std::string& visitor = "laptop") {
    site.page("/inside", "<p>Words in a frame</p>");
    site.page("/", R"html(<p>Plain words</p><p id="none" style="display:none">Unseen words</p>
      <button id="go">Onwards</button><p id="out"></p><deep-box></deep-box>
      <iframe src="/inside"></iframe><script>
      customElements.define('deep-box', class extends HTMLElement {
        connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<p>Words in a box</p>'; }
      });
      go.onclick = () => {
        console.error('something is odd');
        setTimeout(() => { throw new Error('it broke'); }, 0);
        fetch('/missing');
        fetch('/found').then(() => document.getElementById('out').textContent = 'Done & dusted');
      };</script>)html");
    site.answers("/found", SiteAnswer{.body = "{}", .type = "application/json"});
    const auto walked =
        walk("  - open: /\n  - click: Onwards\n  - see: Done & dusted\n", {.visitor = visitor});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    auto recording = read_recording(folder());
    EXPECT_TRUE(recording.ok()) << recording.error().text();
    return recording.ok() ? *recording : Recording{};
  }
};

TEST_F(Proof, IsReadBackAsItWasWalked) {
  site.page("/", "<p>Hello</p>");
  const auto walked = walk("  - open: /\n  - see: Hello\n");
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(json(recording->walk).dump(), json(walked).dump());
  const auto again = walk_from_events(contents(folder() / "events.jsonl"));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(json(*again).dump(), json(walked).dump());
}

class Pictures : public Proof, public ::testing::WithParamInterface<const char*> {};

TEST_P(Pictures, AreOfTheViewportInDevicePixels) {
  const auto recording = recorded(GetParam());
  const auto& visitor = recording.walk.visitor;
  const auto& click = recording.walk.steps.at(1);
  EXPECT_TRUE(click.before && click.after);
  EXPECT_GE(recording.walk.screens.size(), 2U);
  for (const auto& screen : recording.walk.screens) {
    const auto [width, height] = png_size(contents(folder() / screen.file));
    EXPECT_EQ(width, visitor.width * visitor.scale) << screen.file;
    EXPECT_EQ(height, visitor.height * visitor.scale) << screen.file;
  }
  double last = 0;
  EXPECT_GE(recording.walk.frames.size(), 2U);
  for (const auto& frame : recording.walk.frames) {
    EXPECT_GE(frame.at_ms, last);
    last = frame.at_ms;
    EXPECT_EQ(contents(folder() / frame.file).substr(0, 2), "\xff\xd8") << frame.file;
  }
}

INSTANTIATE_TEST_SUITE_P(On, Pictures, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

// The picture is begun when the target stands there, which may go on moving.
TEST_F(Proof, ShowsInThePictureWhatCameAfterItWasBegun) {
  site.page("/", R"html(<style>@keyframes in { from { margin-left: 300px } }
    a { display: inline-block; animation: in 350ms }</style>
    <h1>Shop</h1><button id="go">Go on</button><script>
    const add = (html) => document.body.insertAdjacentHTML('beforeend', html);
    go.onclick = () => setTimeout(() => {
      add('<p><a href="#there">Forward</a></p>');
      setTimeout(() => add('<h1>Latecomer</h1>'), 120);
    }, 300);</script>)html");
  const auto walked = walk("  - open: /\n  - click: Go on\n  - click: Forward\n  - see: Shop\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  const auto& step = walked.steps[1];
  ASSERT_TRUE(step.page && step.after);
  ASSERT_THAT(contents(folder() / *step.page), HasSubstr(">Latecomer</h1>"));
  Eyes eyes(eyes_program());
  const auto words = eyes.words(contents(folder() / *step.after), "eng", 1,
                                Deadline::after(std::chrono::seconds(20)));
  ASSERT_TRUE(words.ok()) << words.error().text();
  EXPECT_THAT(*words, Contains(Field(&SeenWord::text, "Latecomer")));
}

// The browser drops a picture of a page that is being left.
TEST_F(Proof, HasItsPicturesAfterOneThatWasLost) {
  site.page("/", R"html(<a href="/there">Onwards</a><script>
    requestAnimationFrame(() => setTimeout(() => location.replace('/there'), 4));</script>)html");
  site.page("/there", R"html(<p>There</p><a href="/last">Onwards</a>)html");
  site.page("/last", "<p>Hello</p>");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Hello\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_TRUE(walked.steps[0].after) << told(walked);
  EXPECT_TRUE(walked.steps[1].after);
  EXPECT_TRUE(walked.steps[2].after);
}

TEST_F(Proof, KeepsThePageAsItBecameWithItsFramesAndShadows) {
  const auto recording = recorded();
  const auto page = recording.pages.at(recording.walk.steps.at(2).page.value_or(""));
  EXPECT_THAT(page, HasSubstr("Done &amp; dusted"));
  EXPECT_THAT(page, HasSubstr("Words in a box"));
  EXPECT_THAT(page, HasSubstr("Words in a frame"));
  EXPECT_THAT(page, HasSubstr("shadowrootmode=\"open\""));
  const auto unseen = page.find("Unseen words");
  ASSERT_NE(unseen, std::string::npos);
  EXPECT_THAT(page.substr(unseen - 80, 80), HasSubstr("data-firsthand-hidden"));
  const auto plain = page.find("Plain words");
  EXPECT_THAT(page.substr(plain - 20, 20), Not(HasSubstr("data-firsthand-hidden")));
}

TEST_F(Proof, KeepsEveryRequestAsHar) {
  const auto recording = recorded();
  const auto har = json::parse(contents(folder() / "network.har"), nullptr, false);
  ASSERT_TRUE(har.is_object());
  EXPECT_EQ(har["log"]["version"], "1.2");
  EXPECT_TRUE(har["log"]["creator"].contains("name"));
  for (const auto& entry : har["log"]["entries"])
    for (const char* key : {"startedDateTime", "time", "request", "response", "cache", "timings"})
      EXPECT_TRUE(entry.contains(key)) << key << " in " << entry.dump();
  const auto status_of = [&](const std::string& path) {
    for (const auto& request : recording.requests)
      if (request.url == site.url() + path) return request.status.value_or(0);
    return -1;
  };
  EXPECT_EQ(status_of("/"), 200);
  EXPECT_EQ(status_of("/inside"), 200);
  EXPECT_EQ(status_of("/found"), 200);
  EXPECT_EQ(status_of("/missing"), 404);
  const auto first = recording.requests.at(0);
  EXPECT_TRUE(first.main_document && first.first_party);
  EXPECT_EQ(first.method, "GET");
}

TEST_F(Proof, KeepsWhatTheConsoleSaid) {
  const auto recording = recorded();
  const auto has = [&](const std::string& level, const std::string& text) {
    return std::ranges::any_of(recording.console, [&](const auto& line) {
      return line.level == level && line.text.find(text) != std::string::npos && line.step == 1;
    });
  };
  EXPECT_TRUE(has("error", "something is odd"));
  EXPECT_TRUE(has("exception", "it broke"));
}

TEST_F(Proof, TellsHowThePageReactedToAClick) {
  const auto recording = recorded();
  const auto& reaction = recording.walk.steps.at(1).reaction;
  ASSERT_TRUE(reaction.has_value());
  EXPECT_TRUE(reaction->dom_ms.has_value());
  EXPECT_TRUE(reaction->request_ms.has_value());
  EXPECT_FALSE(reaction->url_ms.has_value());
  EXPECT_FALSE(reaction->dialog_ms.has_value());
}

TEST_F(Proof, IsNotWrittenOverWhatIsThere) {
  site.page("/", "<p>Hello</p>");
  walk("  - open: /\n  - see: Hello\n");
  const auto before = contents(folder() / "events.jsonl");
  const auto taken = folder();
  const auto again = try_walk("  - open: /\n  - see: Hello\n",
                              {.with = [&](WalkOptions& options) { options.folder = taken; }});
  EXPECT_FALSE(again.ok());
  EXPECT_EQ(contents(taken / "events.jsonl"), before);
}

}  // namespace
}  // namespace firsthand::test
