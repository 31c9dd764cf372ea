// Pages that turn robots away, as their visitors meet them, and steps for people.
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Wall {
  std::string name{}, vendor{};
  SiteAnswer answer{};
};

std::string frame(const std::string& path, const std::string& style = "width:300px;height:200px") {
  return "<iframe src=\"" + path + "\" style=\"" + style + "\"></iframe>";
}

std::vector<Wall> walls() {
  const auto page = [](int status, const std::string& body, const std::string& head = "",
                       std::map<std::string, std::string> headers = {}) {
    return SiteAnswer{
        .status = status, .body = document(body, head), .headers = std::move(headers)};
  };
  return {
      {"CloudflareByHeader", "Cloudflare",
       page(403, "One moment", "", {{"Cf-Mitigated", "challenge"}})},
      {"CloudflareByTitle", "Cloudflare",
       SiteAnswer{.status = 503, .body = "<title>Just a moment...</title><p>Waiting</p>"}},
      {"Turnstile", "Cloudflare Turnstile",
       page(200, frame("/challenges.cloudflare.com/turnstile/x"))},
      {"Recaptcha", "Google reCAPTCHA", page(200, frame("/recaptcha/api2/bframe?k=1"))},
      {"Hcaptcha", "hCaptcha", page(200, frame("/hcaptcha.com/x.html#frame=challenge"))},
      {"DataDome", "DataDome", page(403, frame("/captcha-delivery.com/captcha/?x=1"))},
      {"PerimeterX", "HUMAN (PerimeterX)", page(403, "Press & Hold to confirm you are no machine")},
      {"Akamai", "Akamai", page(403, "Reference #18.2 errors.edgesuite.net/18.2")},
      {"Imperva", "Imperva", page(200, "Not today. Incapsula incident ID: 12-34")},
      {"AwsWaf", "AWS WAF", page(405, "Puzzle", "", {{"x-amzn-waf-action", "captcha"}})},
      {"Kasada", "Kasada", page(429, "", "", {{"x-kpsdk-ct", "abc"}})},
      {"Arkose", "Arkose Labs", page(200, frame("/client-api.arkoselabs.com/fc/"))},
      {"GeeTest", "GeeTest",
       page(200, "Slide", "<script src=\"/static.geetest.com/gt.js\"></script>")},
      {"Anybody", "A robot check", page(429, "Please confirm you are a human.")},
  };
}

class Robots : public Walks {};

TEST_F(Robots, OfEachVendorAreToldFromTheSitesOwnTrouble) {
  for (const auto& wall : walls()) {
    for (const auto* inside :
         {"/recaptcha/api2/bframe", "/hcaptcha.com/x.html", "/captcha-delivery.com/captcha/",
          "/client-api.arkoselabs.com/fc/", "/challenges.cloudflare.com/turnstile/x"})
      site.page(inside, "<p>Pick the buses</p>");
    site.answers("/static.geetest.com/gt.js", SiteAnswer{.body = "1", .type = "text/javascript"});
    site.answers("/" + wall.name, wall.answer);
    const auto walked = walk("  - open: /" + wall.name + "\n  - click: Basket\n  - see: Thanks\n",
                             {.patience = "1s", .limit = "1s"});
    EXPECT_THAT(walked, Ended(Outcome::kUnmeasured)) << wall.name;
    EXPECT_EQ(walked.reason, "robot_check") << wall.name;
    EXPECT_THAT(walked.reason_text, HasSubstr(wall.vendor + " turned")) << wall.name;
    EXPECT_FALSE(walked.screens.empty()) << wall.name;
  }
}

TEST_F(Robots, AreNotBlamedForARefusalWithoutASign) {
  site.answers("/", SiteAnswer{.status = 403, .body = document("<p>Forbidden for you</p>")});
  const auto walked = walk("  - open: /\n  - see: Welcome\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "http_403");
}

TEST_F(Robots, AreNotBlamedForABadgeOrAHiddenPuzzle) {
  site.page("/recaptcha/api2/bframe", "<p>Pick the buses</p>");
  site.page("/recaptcha/api2/anchor", "<p>Protected</p>");
  site.page(
      "/", "<p>Our shop</p>" +
               frame("/recaptcha/api2/bframe", "visibility:hidden;position:absolute;top:-10000px") +
               frame("/recaptcha/api2/anchor?size=invisible",
                     "position:fixed;right:0;bottom:0;width:256px;height:60px"));
  const auto walked = walk("  - open: /\n  - see: Welcome\n", {.patience = "1s", .limit = "1s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
}

TEST_F(Robots, DoNotMatterWhereTheWalkGetsThrough) {
  site.answers("/", SiteAnswer{.status = 403,
                               .body = document("<p>Welcome</p>"),
                               .headers = {{"Cf-Mitigated", "challenge"}}});
  EXPECT_THAT(walk("  - open: /\n  - see: Welcome\n"), Ended(Outcome::kCompleted));
}

TEST_F(Robots, CannotDoWhatIsLeftToAPerson) {
  site.page("/", "<p>Welcome</p>");
  const auto walked = walk("  - open: /\n  - human: Solve the puzzle\n  - see: Welcome\n");
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "robot_check");
  ASSERT_TRUE(walked.steps[1].error);
  EXPECT_EQ(walked.steps[1].error->code, "needs_human");
  EXPECT_THAT(walked.reason_text, HasSubstr("Solve the puzzle"));
}

TEST_F(Robots, StopWhereTheyAreToldTo) {
  site.page("/", R"html(<button id="a">One</button><button id="b">Two</button>)html");
  const auto walked = walk("  - open: /\n  - click: One\n  - click: Two\n  - see: Welcome\n",
                           {.with = [](WalkOptions& options) { options.until = 2; }});
  EXPECT_THAT(walked, Ended(Outcome::kStopped));
  EXPECT_EQ(walked.reason, "until");
  EXPECT_EQ(walked.steps[1].outcome, StepOutcome::kDone);
  EXPECT_EQ(walked.steps[2].outcome, StepOutcome::kNotReached);
}

}  // namespace
}  // namespace firsthand::test
