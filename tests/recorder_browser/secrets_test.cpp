#include <fstream>

#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/encodings.h"
#include "recorder/eyes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

// Shows what is typed wherever a page can show it, and sends it wherever a page can send it.
constexpr const char* kEchoes = R"html(<style>p,label,input{font:30px sans-serif}</style>
  <label>Secret <input id="secret"></label> <label>Other <input id="other"></label>
  <p id="echo"></p><p id="plain"></p><deep-echo></deep-echo><p id="link"></p><script>
  let root;
  customElements.define('deep-echo', class extends HTMLElement {
    connectedCallback() {
      root = this.attachShadow({mode: 'open'});
      root.innerHTML = '<p style="font:30px sans-serif"></p>';
    }
  });
  other.oninput = () => document.getElementById('plain').textContent = 'Other is ' + other.value;
  secret.oninput = () => {
    const value = secret.value;
    echo.textContent = 'You typed ' + value + ' just now';
    root.querySelector('p').textContent = 'Deep down ' + value;
    document.getElementById('link').innerHTML = '';
    const link = document.createElement('a');
    link.href = '/link?as=' + encodeURIComponent(btoa(value));
    link.textContent = 'Continue';
    link.title = value;
    document.getElementById('link').append(link);
    if (value.length < 16) return;
    localStorage.typed = value;
    console.log('typed', value);
    console.error('typed ' + value);
    fetch('/echo?value=' + encodeURIComponent(value), {method: 'POST',
      headers: {'Content-Type': 'application/json'}, body: JSON.stringify({value})});
    document.title = value;
    history.replaceState(null, '', '/?now=' + encodeURIComponent(value));
  };</script>)html";

class Secrets : public Walks {
 protected:
  static constexpr const char* kSecret = "TULIP49 GARDEN87";
  static constexpr const char* kControl = "WINTER55 HARBOR26";

  Walk types_both(const std::string& visitor = "laptop") {
    site.page("/", kEchoes);
    site.answers("/echo", [](const SiteRequest& request) {
      return SiteAnswer{.body = request.body, .type = "application/json"};
    });
    site.page("/link", "<p>The end</p>");
    return walk(
        "  - open: /\n  - fill:\n      Secret: $pin\n      Other: $plain\n"
        "  - see: Other is\n  - click: Continue\n  - see: The end\n",
        {.head = std::string("let:\n  pin: ") + kSecret + "\n  plain: " + kControl +
                 "\nsecret: [pin]\n",
         .visitor = visitor});
  }
};

TEST_F(Secrets, AreInNoFileOfARecording) {
  const auto walked = types_both();
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto forms = encodings_of(kSecret);
  EXPECT_GE(forms.size(), 3U);
  int files = 0;
  std::string everything;
  for (const auto& entry : fs::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const auto text = contents(entry.path());
    everything += text;
    for (const auto& form : forms)
      EXPECT_EQ(text.find(form), std::string::npos) << form << " in " << entry.path();
  }
  EXPECT_GT(files, 5);
  EXPECT_THAT(everything, HasSubstr(kControl));  // or the search would prove nothing
  EXPECT_GT(site.heard("/echo"), 0);
  EXPECT_EQ(site.requests().back().path, "/link");
}

class SecretPixels : public Secrets, public ::testing::WithParamInterface<const char*> {};

TEST_P(SecretPixels, AreInNoPictureOfARecording) {
  const auto walked = types_both(GetParam());
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  Eyes eyes(eyes_program());
  std::string read;
  std::vector<std::string> pictures;
  for (const auto& screen : walked.screens) pictures.push_back(screen.file);
  for (const auto& frame : walked.frames) pictures.push_back(frame.file);
  ASSERT_GE(pictures.size(), 4U);
  for (const auto& picture : pictures) {
    const auto words = eyes.words(contents(folder() / picture), "eng", 1,
                                  Deadline::after(std::chrono::seconds(30)));
    ASSERT_TRUE(words.ok()) << words.error().text();
    for (const auto& word : *words) {
      read += word.text + " ";
      for (const char* part : {"TULIP", "GARDEN"})
        EXPECT_THAT(word.text, Not(HasSubstr(part))) << picture;
    }
  }
  EXPECT_THAT(read, HasSubstr("WINTER55"));
  EXPECT_THAT(read, HasSubstr("HARBOR26"));
}

INSTANTIATE_TEST_SUITE_P(On, SecretPixels, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Secrets, ThatThePageReformatsAreInNoFileAndNoPicture) {
  site.page("/frame", R"html(<p id="inside" style="font:30px sans-serif">Frame</p>)html");
  site.page("/", R"html(<style>p,label,input{font:30px sans-serif}</style>
    <label>Card <input id="card"></label><p id="echo"></p><p id="split"></p>
    <iframe id="frame" src="/frame" width="700" height="160"></iframe><p>PLAINWORD</p><script>
    card.oninput = () => {
      const raw = card.value.replace(/ /g, ''), shown = raw.replace(/(.{5})(?=.)/g, '$1 ');
      card.value = shown;
      echo.textContent = 'Card ' + shown.replace(/ /g, '-');
      split.innerHTML = raw.replace(/(.{5})/g, '<b>$1</b>');
      frame.contentDocument.getElementById('inside').textContent = shown;
      setInterval(() => CSS.highlights.clear(), 1);
      if (raw.length === 15) fetch('/pay', {method: 'POST', body: new URLSearchParams({card: shown})});
    };</script>)html");
  site.answers("/pay", SiteAnswer{.body = "ok"});
  const auto walked = walk("  - open: /\n  - fill:\n      Card: $card\n  - see: PLAINWORD\n",
                           {.head = "let:\n  card: TULIPGARDENROSE\nsecret: [card]\n"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/pay"), 1);
  for (const auto& entry : fs::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    for (const char* part : {"TULIP", "GARDE", "NROSE"})
      EXPECT_EQ(contents(entry.path()).find(part), std::string::npos) << part << entry.path();
  }
  Eyes eyes(eyes_program());
  std::string read;
  std::vector<std::string> pictures;
  for (const auto& screen : walked.screens) pictures.push_back(screen.file);
  for (const auto& frame : walked.frames) pictures.push_back(frame.file);
  for (const auto& picture : pictures) {
    const auto words = eyes.words(contents(folder() / picture), "eng", 1,
                                  Deadline::after(std::chrono::seconds(30)));
    ASSERT_TRUE(words.ok()) << words.error().text();
    for (const auto& word : *words) {
      read += word.text + " ";
      for (const char* part : {"TULIP", "GARDE", "NROSE", "ROSE"})
        EXPECT_THAT(word.text, Not(HasSubstr(part))) << picture;
    }
  }
  EXPECT_THAT(read, HasSubstr("PLAINWORD"));
  EXPECT_EQ(walked.steps[1].keystrokes, 0);
}

TEST_F(Secrets, LookAlikeHoweverLongTheyAre) {
  site.page("/", R"html(<label>Pin <input id="pin" style="font:30px sans-serif"></label>)html");
  std::vector<std::string> pictures;
  for (const char* pin : {"TULIP", "TULIPGARDENROSEHARBOR"}) {
    const auto walked = walk("  - open: /\n  - fill:\n      Pin: $pin\n  - see: Pin\n",
                             {.head = std::string("let:\n  pin: ") + pin + "\nsecret: [pin]\n"});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    ASSERT_FALSE(walked.screens.empty());
    pictures.push_back(contents(folder() / walked.screens.back().file));
  }
  EXPECT_TRUE(pictures[0] == pictures[1]);
}

// It is shown smaller: what is painted over lies elsewhere on the screen than on the page.
TEST_F(Secrets, ArePaintedOverWhereAPhoneShowsAPageThatIsNotMadeForIt) {
  site.answers("/", SiteAnswer{.body = R"html(<!DOCTYPE html><title>Old page</title>
    <style>body{margin:0;font:30px sans-serif}p,label{position:absolute;margin:0}</style>
    <label style="top:100px;left:100px">Pin <input id="pin" style="font:30px sans-serif"></label>
    <p style="top:250px;left:300px;width:680px">WITNESS WITNESS WITNESS WITNESS</p>
    <p style="top:290px;left:300px;width:680px">WITNESS WITNESS WITNESS WITNESS</p>)html"});
  const auto walked =
      walk("  - open: /\n  - fill:\n      Pin: $pin\n  - see: WITNESS\n",
           {.head = "let:\n  pin: TULIP49GARDEN\nsecret: [pin]\n", .visitor = "phone"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  Eyes eyes(eyes_program());
  const auto& screen = walked.screens.back();
  EXPECT_EQ(screen.width, 980);
  EXPECT_NEAR(screen.width * screen.scale, walked.visitor.width * walked.visitor.scale, 1);
  const auto words = eyes.words(contents(folder() / screen.file), "eng", screen.scale,
                                Deadline::after(std::chrono::seconds(30)));
  ASSERT_TRUE(words.ok()) << words.error().text();
  int witnesses = 0;
  for (const auto& word : *words) {
    if (word.text != "WITNESS") continue;
    ++witnesses;
    EXPECT_GE(word.box.x / screen.scale, 295);
    EXPECT_NEAR(word.box.y / screen.scale, word.box.y / screen.scale < 280 ? 256 : 296, 12);
  }
  EXPECT_EQ(witnesses, 8);
}

TEST_F(Secrets, OfTheSitesAddressAreInNoFile) {
  site.page("/", "<p>Welcome</p>");
  auto address = site.url();
  address.insert(address.find("//") + 2, "ada:TULIP49@");
  const auto wire = room() / "walk.wire";
  EXPECT_THAT(walk("  - open: /\n  - see: Welcome\n", {.with =
                                                           [&](WalkOptions& options) {
                                                             options.site = address;
                                                             options.wire_log = wire;
                                                           }}),
              Ended(Outcome::kCompleted));
  EXPECT_EQ(contents(wire).find("TULIP49"), std::string::npos);
  for (const auto& entry : fs::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    for (const char* part : {"TULIP49", "ada:", "ada@"})
      EXPECT_EQ(contents(entry.path()).find(part), std::string::npos) << entry.path();
  }
}

TEST_F(Secrets, OfAPasswordFieldAreNotShownEvenWhenThePageWould) {
  site.page("/", R"html(<label>Password <input id="word" type="password"></label>
    <button id="eye" onclick="word.type = 'text'">Show password</button>)html");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Password: $word\n  - click: Show password\n"
      "  - see: \"clicked: word eye\"\n",
      {.head = "let:\n  word: TULIP49GARDEN\nsecret: [word]\n"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  Eyes eyes(eyes_program());
  for (const auto& screen : walked.screens) {
    const auto words = eyes.words(contents(folder() / screen.file), "eng", 1,
                                  Deadline::after(std::chrono::seconds(30)));
    ASSERT_TRUE(words.ok()) << words.error().text();
    for (const auto& word : *words) EXPECT_THAT(word.text, Not(HasSubstr("TULIP"))) << screen.file;
  }
  EXPECT_EQ(contents(folder() / "walk.json").find("TULIP"), std::string::npos);
}

}  // namespace
}  // namespace firsthand::test
