// What pages and servers really see of a visitor, wherever their code runs.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using nlohmann::json;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

// Tells the server what the code that runs it is told of its visitor.
constexpr const char* kTell = R"js(
  const tell = async (who) => {
    const from = performance.now();
    await (await fetch('/ping?' + who)).text();
    const ms = performance.now() - from;
    const media = (query) => self.matchMedia ? matchMedia(query).matches : null;
    const format = new Intl.DateTimeFormat().resolvedOptions();
    await fetch('/told?' + who, {method: 'POST', body: JSON.stringify({
      agent: navigator.userAgent, platform: navigator.platform, language: navigator.language,
      languages: navigator.languages, locale: format.locale, zone: format.timeZone, ms,
      dark: media('(prefers-color-scheme: dark)'),
      still: media('(prefers-reduced-motion: reduce)'), mobile: navigator.userAgentData.mobile,
      system: navigator.userAgentData.platform,
      more: await navigator.userAgentData.getHighEntropyValues(
          ['model', 'platformVersion', 'architecture', 'bitness', 'formFactors',
           'fullVersionList'])})});
  };)js";

class Visitors : public Walks {
 protected:
  Visitors() {
    const auto script = [this](const std::string& path, const std::string& code) {
      site.answers(path, SiteAnswer{.body = std::string(kTell) + code, .type = "text/javascript"});
    };
    script("/worker.js", "tell('worker')");
    script("/shared.js", "onconnect = () => tell('shared')");
    script("/service.js",
           "oninstall = (event) => event.waitUntil(skipWaiting());"
           "onactivate = (event) => event.waitUntil(tell('service'))");
    const std::string tells = std::string("<script>") + kTell;
    site.page("/frame", tells + "tell('frame')</script>");
    site.page("/tab", tells + "tell('tab').then(() => document.body.append('tab told'))</script>");
    site.page("/", tells + R"html(
        tell('page'); new Worker('/worker.js'); new SharedWorker('/shared.js').port.start();
        navigator.serviceWorker.register('/service.js');
        const ask = async () => {
          const heard = await (await fetch('/heard')).text();
          if (heard === 'all') document.getElementById('heard').textContent = 'all but one told';
          else setTimeout(ask, 50);
        };
        ask();</script><p id="heard"></p><a href="/tab" target="_blank">Next</a>
        <iframe src=")html" +
                       site.elsewhere() + "/frame\"></iframe>");
    site.answers("/ping", SiteAnswer{.body = "pong"});
    site.answers("/told", [this](const SiteRequest& request) {
      const std::lock_guard held(mutex_);
      told_[request.target.substr(request.target.find('?') + 1)] = json::parse(request.body);
      return SiteAnswer{};
    });
    site.answers("/heard", [this](const SiteRequest&) {
      const std::lock_guard held(mutex_);
      return SiteAnswer{.body = told_.size() >= 5 ? "all" : "some"};
    });
  }

  // What every kind of code told.
  std::map<std::string, json> told_of(const std::string& visitor,
                                      const std::function<void(WalkOptions&)>& with = {}) {
    const auto walked = walk(
        "  - open: /\n  - see: all but one told\n  - click: Next\n  - see: tab told\n    tab: "
        "/tab\n",
        {.head = visitor.empty() ? "" : "visitor: " + visitor + "\n",
         .visitor = "phone",
         .with = with});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    version_ = walked.browser.product.substr(walked.browser.product.find('/') + 1);
    EXPECT_EQ(told_.size(), 6U);
    return told_;
  }

  std::string version_{};

 private:
  std::mutex mutex_{};
  std::map<std::string, json> told_{};
};

TEST_F(Visitors, AreTheSameForEveryCodeThatASiteRuns) {
  const auto told = told_of(
      "{like: phone, locale: de-DE, time_zone: Asia/Tokyo, dark: true, "
      "reduced_motion: true}");
  for (const auto& [who, said] : told) {
    SCOPED_TRACE(who);
    const auto agent = said.at("agent").get<std::string>();
    EXPECT_THAT(agent, HasSubstr("Android"));
    EXPECT_THAT(agent, HasSubstr("Mobile"));
    EXPECT_THAT(agent, EndsWith(" Firsthand (synthetic visit)"));
    EXPECT_EQ(said.at("platform"), "Linux armv81");
    EXPECT_EQ(said.at("language"), "de-DE");
    EXPECT_EQ(said.at("languages"), json({"de-DE", "de"}));
    EXPECT_EQ(said.at("locale"), "de-DE");
    EXPECT_EQ(said.at("zone"), "Asia/Tokyo");
    EXPECT_EQ(said.at("mobile"), true);
    EXPECT_EQ(said.at("system"), "Android");
    const auto& more = said.at("more");
    EXPECT_EQ(more.at("model"), "Pixel 7");
    EXPECT_EQ(more.at("platformVersion"), "14.0.0");
    EXPECT_EQ(more.at("architecture"), "");
    EXPECT_EQ(more.at("formFactors"), json({"Mobile"}));
    EXPECT_EQ(more.at("fullVersionList").at(0).at("version"), version_);
    if (who == "page" || who == "frame" || who == "tab") {
      EXPECT_EQ(said.at("dark"), true);
      EXPECT_EQ(said.at("still"), true);
    }
  }
}

TEST_F(Visitors, AreKnownToTheServerByTheirHeadersWhoeverAsks) {
  told_of("{locale: de-DE, headers: {X-Preview: kettles}}");
  for (const auto& request : site.requests()) {
    // The browser asks for it by itself, before anybody can tell it more.
    if (request.path == "/service.js" || request.path == "/favicon.ico") continue;
    SCOPED_TRACE(request.target);
    const auto header = [&](const char* name) {
      const auto found = request.headers.find(name);
      return found == request.headers.end() ? std::string() : found->second;
    };
    EXPECT_EQ(header("x-preview"), "kettles");
    EXPECT_EQ(header("firsthand-visit"), "synthetic");
    EXPECT_EQ(header("accept-language"), "de-DE,de;q=0.9");
    EXPECT_THAT(header("user-agent"), EndsWith(" Firsthand (synthetic visit)"));
  }
}

TEST_F(Visitors, LeaveBothMarksOffWhenUnmarked) {
  for (const auto& [who, said] : told_of("", [](WalkOptions& options) { options.marked = false; }))
    EXPECT_THAT(said.at("agent").get<std::string>(), Not(HasSubstr("Firsthand"))) << who;
  for (const auto& request : site.requests())
    EXPECT_FALSE(request.headers.contains("firsthand-visit")) << request.target;
}

TEST_F(Visitors, WaitForASlowNetworkWhoeverAsks) {
  constexpr double kLeast = 145;  // of 150: clocks of pages are coarse
  for (const auto& [who, said] : told_of("{network: 3gfast}"))
    if (who != "shared") {  // the browser cannot
      EXPECT_GE(said.at("ms").get<double>(), kLeast) << who;
    }
  int documents = 0;
  const auto har = json::parse(contents(folder() / "network.har"));
  for (const auto& entry : har.at("log").at("entries")) {
    const auto url = entry.at("request").at("url").get<std::string>();
    if (!url.ends_with("/tab") && !url.ends_with("/frame") && url != site.url() + "/") continue;
    ++documents;
    EXPECT_GE(entry.at("time").get<double>(), kLeast) << url;
  }
  EXPECT_EQ(documents, 3);
}

TEST_F(Visitors, WaitForTheBytesOfASlowNetwork) {
  site.answers("/large", SiteAnswer{.body = std::string(100'000, 'x'), .type = "image/x-none"});
  site.page("/", R"html(<p id="out"></p><script>
    (async () => {
      const from = performance.now();
      await (await fetch('/large')).text();
      out.textContent = performance.now() - from > 1900 ? 'it took its time' : 'too fast';
    })()</script>)html");
  // 100 kB at 400 kbit/s take two seconds.
  EXPECT_THAT(walk("  - open: /\n  - see: it took its time\n",
                   {.head = "visitor: {like: laptop, network: 3gslow}\n"}),
              Ended(Outcome::kCompleted));
}

TEST_F(Visitors, ComputeMoreSlowlyOnASlowProcessor) {
  site.page("/", R"html(<script>
    let least = 1e9, all = 0;
    for (let round = 0; round < 8; ++round) {
      const from = performance.now();
      for (let i = 0, x = 1; i < 2e6; ++i) x = Math.sin(x + i);
      const took = performance.now() - from;
      least = Math.min(least, took);
      all += took;
    }
    fetch('/took?' + least + '&' + all / 8)</script><p>Done</p>)html");
  site.answers("/took", SiteAnswer{});
  const auto took = [&](const std::string& head) {
    EXPECT_THAT(walk("  - open: /\n  - see: Done\n", {.head = head}), Ended(Outcome::kCompleted));
    const auto requests = site.requests();
    const auto last = std::find_if(requests.rbegin(), requests.rend(),
                                   [](const auto& request) { return request.path == "/took"; });
    if (last == requests.rend()) return std::pair(0.0, 0.0);
    const auto& target = last->target;
    return std::pair(std::stod(target.substr(6)), std::stod(target.substr(target.find('&') + 1)));
  };
  // On a busy machine others take from a usual round, and the browser's brake misses a slow one.
  const auto [least, mean] = took("");
  const auto [slow_least, slow_mean] = took("visitor: {like: laptop, cpu: 6}\n");
  EXPECT_GT(slow_mean, 2.5 * least) << mean << ", " << slow_least;
}

constexpr const char* kWhere = R"html(<p id="out"></p><script>
  navigator.geolocation.getCurrentPosition(
    (at) => out.textContent = `at ${at.coords.latitude} ${at.coords.longitude}`,
    (failed) => out.textContent = 'not told: ' + failed.code)</script>)html";

TEST_F(Visitors, TellWhereTheyAreOnlyWhenTheJourneySaysSo) {
  site.page("/", kWhere);
  EXPECT_THAT(walk("  - open: /\n  - see: at 52.5 13.4\n",
                   {.head = "visitor: {like: laptop, location: [52.5, 13.4]}\n"}),
              Ended(Outcome::kCompleted));
  EXPECT_THAT(walk("  - open: /\n  - see: \"not told: 1\"\n"), Ended(Outcome::kCompleted));
}

TEST_F(Visitors, WithLargeTextHaveTheSameScreenAndHalfThePage) {
  site.page("/", R"html(<p id="out"></p><script>out.textContent =
    `${innerWidth} of ${screen.width} at ${devicePixelRatio}`</script>)html");
  const auto walked = walk("  - open: /\n  - see: 720 of 1440 at 2\n", {.visitor = "large-text"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.visitor.text, 200);
}

// A window that is narrower than what it shows gives a robot away.
TEST_F(Visitors, HaveAWindowOfTheSizeOfTheirScreen) {
  site.page("/", R"html(<p id="out"></p><script>out.textContent =
    `${outerWidth} by ${outerHeight} around ${innerWidth}`</script>)html");
  EXPECT_THAT(walk("  - open: /\n  - see: 1440 by 900 around 1440\n"), Ended(Outcome::kCompleted));
}

TEST_F(Visitors, OnATabletAreTouchedAndNotMobile) {
  site.page("/", R"html(<p id="out"></p><script>
    navigator.userAgentData.getHighEntropyValues(['model', 'formFactors']).then((more) =>
      out.textContent = `${innerWidth} ${navigator.maxTouchPoints} ${more.mobile} ${more.model} ` +
        more.formFactors)</script>)html");
  EXPECT_THAT(
      walk("  - open: /\n  - see: 800 5 false Pixel Tablet Tablet\n", {.visitor = "tablet"}),
      Ended(Outcome::kCompleted));
}

// The values of secret headers are in no file of the recording, and not in its pictures' text.
TEST_F(Visitors, KeepTheValuesOfTheirHeadersToThemselves) {
  const std::string key = "tulip-49-garden";
  site.answers("/", [](const SiteRequest& request) {
    const auto& headers = request.headers;
    return SiteAnswer{.body = document("<p>Welcome " + headers.at("authorization") + " " +
                                       headers.at("x-plain") + "</p>")};
  });
  const auto log = room() / "wire.log";
  const auto walked = walk("  - open: /\n  - see: Welcome\n",
                           {.head = "visitor: {like: laptop, headers: {Authorization: "
                                    "'Bearer $env.KEY', X-Plain: in the file}}\n",
                            .with = [&](WalkOptions& options) {
                              options.variables.values["env.KEY"] = key;
                              options.wire_log = log;
                            }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.visitor.headers, ::testing::ElementsAre("Authorization", "X-Plain"));
  for (const auto& file : fs::recursive_directory_iterator(folder()))
    if (file.is_regular_file()) {
      EXPECT_THAT(contents(file.path()), Not(HasSubstr(key))) << file.path();
    }
  EXPECT_THAT(contents(log), Not(HasSubstr(key)));
  EXPECT_THAT(contents(log), HasSubstr(R"("X-Plain":"\u2022)"));
  EXPECT_THAT(contents(folder() / "network.har"), Not(HasSubstr("in the file")));
}

class SecondVisits : public Walks {
 protected:
  SecondVisits() {
    site.answers("/", [](const SiteRequest& request) {
      const auto cookie = request.headers.find("cookie");
      return SiteAnswer{
          .body = document("<script src='/large.js'></script><p>Cookies: " +
                           (cookie == request.headers.end() ? "none" : cookie->second) + ".</p>"),
          .headers = {{"Set-Cookie", "stays=1; Max-Age=86400"}}};
    });
    site.answers("/large.js", SiteAnswer{.body = "let kettle = 1;",
                                         .type = "text/javascript",
                                         .headers = {{"Cache-Control", "max-age=86400"}}});
  }
  Walk visit(int number, const std::shared_ptr<Profile>& profile, const std::string& sees) {
    return walk("  - open: /\n  - see: \"" + sees + "\"\n", {.with = [&](WalkOptions& options) {
                  options.profile = profile;
                  options.visit = number;
                }});
  }
};

TEST_F(SecondVisits, BringTheCookiesAndTheCacheOfTheFirst) {
  const auto profile = std::make_shared<Profile>();
  const auto first = visit(1, profile, "Cookies: none.");
  EXPECT_THAT(first, Ended(Outcome::kCompleted));
  EXPECT_EQ(first.visit, 1);
  ASSERT_TRUE(profile->kept());
  const auto second = visit(2, profile, "Cookies: stays=1.");
  EXPECT_THAT(second, Ended(Outcome::kCompleted));
  EXPECT_EQ(second.visit, 2);
  EXPECT_EQ(site.heard("/large.js"), 1);
}

TEST_F(SecondVisits, OfOthersBringNothing) {
  EXPECT_THAT(visit(1, nullptr, "Cookies: none."), Ended(Outcome::kCompleted));
  EXPECT_THAT(visit(1, nullptr, "Cookies: none."), Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/large.js"), 2);
}

TEST_F(SecondVisits, AreNotWalkedWhenNothingIsLeftOfTheFirst) {
  const auto walked = visit(2, std::make_shared<Profile>(), "Cookies: none.");
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "our_rig");
  EXPECT_EQ(site.requests().size(), 0U);
}

}  // namespace
}  // namespace firsthand::test
