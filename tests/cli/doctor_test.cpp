#include <gmock/gmock.h>

#include "cli/doctor/checks.h"

namespace firsthand {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

auto is(Health health, const std::string& part) {
  return AllOf(Field(&HealthLine::health, health), Field(&HealthLine::part, part));
}
auto says(const std::string& what) { return Field(&HealthLine::what, HasSubstr(what)); }
auto mended_by(const std::string& mend) { return Field(&HealthLine::mend, HasSubstr(mend)); }

const Error kNotInstalled{Errc::kNoBrowser, "no browser: chromium is not installed",
                          "Install it: apt-get install chromium chromium-sandbox"};

// A machine with nothing wrong.
MachineFacts sound() {
  MachineFacts facts;
  facts.browser.shell = std::string("/usr/lib/chromium/chromium-headless-shell");
  facts.browser.full = std::string("/usr/lib/chromium/chromium");
  facts.browser.examined = ExaminedBrowser{"HeadlessChrome/156.0", 150, Sandbox::kUserNamespaces};
  facts.browser.sandbox = {.max_user_namespaces = 15000, .setuid_helper = true};
  facts.eyes.program = "/usr/libexec/firsthand/firsthand-eyes";
  facts.eyes.languages = std::vector<std::string>{"deu", "eng", "fra", "spa"};
  facts.axe = "/usr/share/firsthand/axe.min.js";
  facts.fonts.fonts = {{"Liberation Sans", "de|en|es|fr"},
                       {"Noto Sans CJK JP", "en|ja|ko|zh-cn|zh-tw"},
                       {"Noto Color Emoji", "und-zsye"}};
  facts.space = {.disk = 80'000'000'000,
                 .temporary = 8'000'000'000,
                 .shared = 1'000'000'000,
                 .memory = 8'000'000'000};
  facts.clock = {.resolution_ns = 1,
                 .monotonic_ms = 900,
                 .realtime_ms = 900.4,
                 .now = 1'800'000'000,
                 .not_before = 1'790'000'000,
                 .zone = "CET"};
  facts.system = "Linux 6.1.0, 2 CPUs";
  return facts;
}

TEST(Doctor, FindsNothingWrongOnASoundMachine) {
  const auto lines = check_machine(sound());
  EXPECT_THAT(lines, Each(Field(&HealthLine::health, Health::kOk)));
  EXPECT_THAT(lines, Each(mended_by("")));
  for (const auto* part :
       {"browser shell", "browser full", "launch", "sandbox", "eyes", "languages", "accessibility",
        "fonts", "disk", "memory", "/dev/shm", "clock", "machine"})
    EXPECT_THAT(lines, Contains(Field(&HealthLine::part, part)));
}

TEST(Doctor, NamesTheCommandForEverythingThatIsNotWell) {
  auto facts = sound();
  facts.browser.full = kNotInstalled;
  facts.browser.examined = ExaminedBrowser{"", 0, Sandbox::kRefused};
  facts.eyes.program = "";
  facts.fonts.fonts = std::vector<Font>();
  facts.space = {};
  facts.clock = {
      .resolution_ns = 1e7, .realtime_ms = 9000, .not_before = 1'790'000'000, .zone_known = false};
  for (const auto& line : check_machine(facts)) {
    if (line.health == Health::kOk) continue;
    EXPECT_NE(line.mend, "") << line.what;
    EXPECT_EQ(line.mend.find('\n'), std::string::npos) << line.mend;
  }
}

TEST(Doctor, OnlyTheBrowserThatIsWantedMustBeThere) {
  auto facts = sound().browser;
  facts.full = kNotInstalled;
  EXPECT_THAT(check_browser(facts), Contains(AllOf(is(Health::kWarning, "browser full"),
                                                   mended_by("apt-get install chromium"))));
  facts.wanted = "full";
  EXPECT_THAT(check_browser(facts), Contains(is(Health::kFailure, "browser full")));
}

TEST(Doctor, SaysWhyABrowserDidNotStart) {
  auto facts = sound().browser;
  facts.examined = Error{Errc::kBrowserGone, "the browser ended; its last words: no libnss3"};
  EXPECT_THAT(check_browser(facts), Contains(AllOf(is(Health::kFailure, "launch"),
                                                   says("no libnss3"), mended_by("--reinstall"))));
  EXPECT_THAT(check_sandbox(facts), IsEmpty());
}

TEST(Doctor, TellsTheKindOfSandbox) {
  auto facts = sound().browser;
  EXPECT_THAT(check_sandbox(facts),
              ElementsAre(AllOf(is(Health::kOk, "sandbox"), says("user namespaces"))));
  facts.examined->sandbox = Sandbox::kSetuidHelper;
  EXPECT_THAT(check_sandbox(facts),
              ElementsAre(AllOf(is(Health::kOk, "sandbox"), says("setuid helper"))));
  facts.examined->sandbox = Sandbox::kOff;
  EXPECT_THAT(check_sandbox(facts), ElementsAre(is(Health::kFailure, "sandbox")));
  facts.unsandboxed = true;
  EXPECT_THAT(check_sandbox(facts), ElementsAre(is(Health::kWarning, "sandbox")));
}

HealthLine refusal(const SandboxFacts& sandbox) {
  auto facts = sound().browser;
  facts.examined->sandbox = Sandbox::kRefused;
  facts.sandbox = sandbox;
  return check_sandbox(facts).at(0);
}

TEST(Doctor, NamesWhatRefusesTheSandboxOnOtherDistributions) {
  EXPECT_THAT(refusal({.max_user_namespaces = 0}),
              AllOf(is(Health::kFailure, "sandbox"), mended_by("user.max_user_namespaces=15000")));
  EXPECT_THAT(refusal({.unprivileged_userns_clone = 0}),
              mended_by("kernel.unprivileged_userns_clone=1"));
  EXPECT_THAT(refusal({.apparmor_restrict_userns = 1}),
              AllOf(says("Ubuntu"), mended_by("apparmor_restrict_unprivileged_userns=0")));
  EXPECT_THAT(refusal({.in_container = true}), AllOf(says("seccomp"), mended_by("seccomp.json")));
  EXPECT_THAT(refusal({}), mended_by("apt-get install chromium-sandbox"));
  EXPECT_THAT(refusal({.setuid_helper = true, .no_new_privileges = true}),
              mended_by("NoNewPrivileges"));
  EXPECT_THAT(refusal({.max_user_namespaces = 9, .setuid_helper = true}),
              says("not one of the usual ones"));
}

TEST(Doctor, MissesTheLanguagesThatScreensAreReadIn) {
  auto facts = sound().eyes;
  facts.languages = std::vector<std::string>{"eng", "fra"};
  EXPECT_THAT(check_eyes(facts),
              Contains(AllOf(is(Health::kWarning, "languages"), says("deu, spa"),
                             mended_by("apt-get install tesseract-ocr-deu tesseract-ocr-spa"))));
  facts.languages = std::vector<std::string>{"deu"};
  EXPECT_THAT(check_eyes(facts), Contains(is(Health::kFailure, "languages")));
  facts.languages = Error{Errc::kBrowserGone, "firsthand-eyes ended"};
  EXPECT_THAT(check_eyes(facts), ElementsAre(is(Health::kFailure, "eyes")));
}

TEST(Doctor, MissesAFontForEachScriptThatPagesAreWrittenIn) {
  EXPECT_THAT(check_fonts({}), ElementsAre(AllOf(is(Health::kWarning, "fonts"),
                                                 mended_by("apt-get install fontconfig"))));
  const auto none = check_fonts({std::vector<Font>()});
  EXPECT_THAT(none, ElementsAre(mended_by("fonts-liberation"), mended_by("fonts-noto-cjk"),
                                mended_by("fonts-noto-color-emoji")));
  // A language's name is not the beginning of another's.
  const auto latin = check_fonts({std::vector<Font>{{"DejaVu Sans", "de|en|es|fr|kok|jam"}}});
  EXPECT_THAT(latin, ElementsAre(is(Health::kOk, "fonts"), says("Japanese"), says("emoji")));
}

TEST(Doctor, WarnsOfTooLittleSpace) {
  auto facts = sound().space;
  facts.disk = 300'000'000;
  facts.memory = 700'000'000;
  facts.shared = 67'108'864;
  EXPECT_THAT(
      check_space(facts),
      ElementsAre(AllOf(is(Health::kWarning, "disk"), says("only 300 MB")), is(Health::kOk, "disk"),
                  AllOf(is(Health::kWarning, "memory"), says("only 700 MB")),
                  AllOf(is(Health::kWarning, "/dev/shm"), mended_by("mount -o remount"))));
  facts.in_container = true;
  EXPECT_THAT(check_space(facts), Contains(mended_by("--shm-size=1g")));
  facts.shared.reset();
  EXPECT_THAT(check_space(facts), Contains(is(Health::kFailure, "/dev/shm")));
}

TEST(Doctor, DistrustsAClockThatDoesNotAgreeWithItself) {
  auto facts = sound().clock;
  facts.realtime_ms = -2100;
  EXPECT_THAT(check_clock(facts), ElementsAre(AllOf(is(Health::kWarning, "clock"), says("3 s"))));
  facts = sound().clock;
  facts.now = 0;
  EXPECT_THAT(check_clock(facts), ElementsAre(says("earlier than when this program was made")));
  facts = sound().clock;
  facts.resolution_ns = 4e6;
  EXPECT_THAT(check_clock(facts), ElementsAre(says("every 4 ms")));
  facts = sound().clock;
  facts.zone_known = false;
  facts.zone_asked = "Europe/Vianna";
  EXPECT_THAT(check_clock(facts), ElementsAre(says("Europe/Vianna")));
}

}  // namespace
}  // namespace firsthand
