#include "recorder/robot_checks.h"

#include <gmock/gmock.h>

namespace firsthand::test {
namespace {

std::string vendor(const RobotSigns& signs) {
  const auto check = robot_check_in(signs);
  return check ? check->vendor : "none";
}

const std::string kLongText(2000, 'x');

TEST(RobotChecks, AreKnownByTheSignsOfTheirVendors) {
  EXPECT_EQ(vendor({.status = 403, .headers = {"cf-mitigated: challenge"}}), "Cloudflare");
  EXPECT_EQ(vendor({.status = 503, .title = "Just a moment..."}), "Cloudflare");
  EXPECT_EQ(vendor({.frames = {"https://challenges.cloudflare.com/turnstile/v0/x"}}),
            "Cloudflare Turnstile");
  EXPECT_EQ(
      vendor({.frames = {"https://www.google.com/recaptcha/api2/bframe?k=1"}, .text = kLongText}),
      "Google reCAPTCHA");
  EXPECT_EQ(vendor({.frames = {"https://newassets.hcaptcha.com/c/hcaptcha.html#frame=challenge"},
                    .text = kLongText}),
            "hCaptcha");
  EXPECT_EQ(vendor({.status = 403, .frames = {"https://geo.captcha-delivery.com/captcha/?a=b"}}),
            "DataDome");
  EXPECT_EQ(vendor({.status = 403, .headers = {"x-datadome: protected"}}), "DataDome");
  EXPECT_EQ(vendor({.status = 403, .text = "Press & Hold to confirm you are a human"}),
            "HUMAN (PerimeterX)");
  EXPECT_EQ(vendor({.status = 403, .text = "Reference: https://errors.edgesuite.net/18.abc"}),
            "Akamai");
  EXPECT_EQ(vendor({.status = 200, .text = "Request unsuccessful. Incapsula incident ID: 1-2"}),
            "Imperva");
  EXPECT_EQ(vendor({.status = 405, .headers = {"x-amzn-waf-action: captcha"}}), "AWS WAF");
  EXPECT_EQ(vendor({.status = 429, .headers = {"x-kpsdk-ct: abc"}}), "Kasada");
  EXPECT_EQ(vendor({.frames = {"https://client-api.arkoselabs.com/v2/"}}), "Arkose Labs");
  EXPECT_EQ(vendor({.scripts = {"https://static.geetest.com/v4/gt4.js"}}), "GeeTest");
  EXPECT_EQ(vendor({.status = 429, .text = "Please verify you are a human to go on."}),
            "A robot check");
  EXPECT_EQ(vendor({.status = 403, .text = "Bitte bestätigen Sie, dass Sie kein Roboter sind"}),
            "A robot check");
}

TEST(RobotChecks, AreNotEveryRefusal) {
  EXPECT_EQ(vendor({.status = 403, .title = "Forbidden", .text = "You may not see this."}), "none");
  EXPECT_EQ(vendor({.status = 503, .text = "We are being maintained."}), "none");
  EXPECT_EQ(vendor({.status = 403, .cookies = {"_abck=1", "datadome=2"}, .text = "Forbidden"}),
            "none");
}

TEST(RobotChecks, AreNotWhatOrdinaryPagesCarry) {
  // A badge, a widget in a form, a cookie and words on a page that came.
  EXPECT_EQ(vendor({.status = 200,
                    .cookies = {"_abck=1", "_px3=2", "datadome=3", "aws-waf-token=4"},
                    .frames = {"https://www.google.com/recaptcha/api2/anchor?k=1&size=invisible",
                               "https://www.google.com/recaptcha/api2/anchor?k=1&size=normal",
                               "https://challenges.cloudflare.com/turnstile/v0/x"},
                    .scripts = {"https://www.google.com/recaptcha/api.js",
                                "https://static.geetest.com/v4/gt4.js"},
                    .title = "Contact us",
                    .text = "Please verify you are a human. " + kLongText}),
            "none");
}

TEST(RobotChecks, OfAWidgetCountWhenTheyAreInTheWay) {
  EXPECT_EQ(vendor({.status = 200,
                    .frames = {"https://www.google.com/recaptcha/api2/anchor?k=1&size=normal"},
                    .text = kLongText,
                    .in_the_way = true}),
            "Google reCAPTCHA");
}

TEST(RobotChecks, AreToldWithWhatToAllow) {
  const RobotCheck check{"Cloudflare", "the page's title"};
  EXPECT_THAT(turned_away_by(check, true),
              ::testing::AllOf(::testing::HasSubstr("A robot check of Cloudflare"),
                               ::testing::HasSubstr("“Firsthand (synthetic visit)”"),
                               ::testing::HasSubstr("Firsthand-Visit: synthetic")));
  EXPECT_THAT(turned_away_by(check, false), ::testing::HasSubstr("leave --unmarked off"));
}

}  // namespace
}  // namespace firsthand::test
