#include <gmock/gmock.h>

#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::HeardConsole;
using test::TempFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class See : public ::testing::Test {
 protected:
  See() {
    parts.interrupted = [] { return false; };
    parts.languages = []() -> Result<std::vector<std::string>> {
      return std::vector<std::string>{"deu", "eng", "pol"};
    };
    parts.look = [this](std::string_view image, const std::string& languages,
                        double scale) -> Result<Eyes::Sight> {
      asked_languages = languages;
      asked_scale = scale;
      if (image == "torn") return Error{Errc::kUnreadable, "not a PNG, JPEG or WebP", "", {}};
      Eyes::Sight sight{.width = 800, .height = 600, .one_colour = 0.9, .language = "eng"};
      int x = 40;
      for (const auto* word : {"Your", "card", "was", "declined."}) {
        sight.words.push_back({word, {static_cast<double>(x), 80, 70, 30}, 96.04, 0});
        x += 80;
      }
      sight.inks.push_back({0, "#b00020", "#ffffff"});
      sight.cpu_ms = 12.34;
      return sight;
    };
  }
  ExitCode run() { return run_see(request, parts, heard.console); }

  TempFolder folder;
  HeardConsole heard;
  Parts parts{};
  SeeRequest request{};
  std::string asked_languages;
  double asked_scale = 0;
};

TEST_F(See, SaysWhatItSeesAndWhere) {
  request.images = {folder.write("shot.png", "picture")};
  EXPECT_EQ(run(), ExitCode::kGo);
  EXPECT_EQ(folder.without_name(heard.out.str()),
            "TMP/shot.png: payment error (serious): “Your card was declined.” at 40,80, 310 x "
            "30\n");
}

TEST_F(See, PrintsOneObjectALine) {
  request.images = {folder.write("a.png", "picture"), folder.write("b.png", "picture")};
  request.json = true;
  request.pixel_ratio = 2;
  EXPECT_EQ(run(), ExitCode::kGo);
  std::istringstream lines(heard.out.str());
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const json seen = json::parse(line);
  EXPECT_EQ(seen["file"], (folder.path() / "a.png").string());
  EXPECT_EQ(seen["has_error"], true);
  EXPECT_EQ(seen["category"], "payment_error");
  EXPECT_EQ(seen["errors"][0]["category"], "payment_error");
  EXPECT_EQ(seen["errors"][0]["severity"], "serious");
  EXPECT_EQ(seen["errors"][0]["text"], "Your card was declined.");
  EXPECT_EQ(seen["errors"][0]["box"], json::parse("[20.0,40.0,155.0,15.0]"));
  EXPECT_EQ(seen["text"], "Your card was declined.");
  EXPECT_EQ(seen["words"][1], json::parse(R"(["card",60.0,40.0,35.0,15.0,96.0])"));
  EXPECT_EQ(seen["ms"], 12.3);
  EXPECT_EQ(asked_scale, 2);
  EXPECT_TRUE(std::getline(lines, line));
  EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(See, ReadsOnAfterAFileThatDoesNotRead) {
  request.images = {folder.write("torn.png", "torn"), folder.path() / "absent.png",
                    folder.write("shot.png", "picture")};
  EXPECT_EQ(run(), ExitCode::kUsage);
  EXPECT_THAT(heard.out.str(), HasSubstr("shot.png: payment error"));
  EXPECT_THAT(heard.err.str(), HasSubstr("torn.png: not a PNG, JPEG or WebP"));
  EXPECT_THAT(heard.err.str(), HasSubstr("absent.png"));
}

TEST_F(See, LooksForTheUsualLanguagesThatAreInstalled) {
  request.images = {folder.write("shot.png", "picture")};
  run();
  EXPECT_EQ(asked_languages, "eng+deu");
  request.languages = "pol";
  run();
  EXPECT_EQ(asked_languages, "pol");
}

TEST_F(See, WithoutEyesNothingWasMeasured) {
  request.images = {folder.write("shot.png", "picture")};
  parts.languages = []() -> Result<std::vector<std::string>> {
    return Error{Errc::kNoBrowser, "firsthand-eyes is not there", "reinstall", {}};
  };
  EXPECT_EQ(run(), ExitCode::kCannotMeasure);
  EXPECT_THAT(heard.err.str(), HasSubstr("firsthand-eyes is not there"));
}

TEST_F(See, AnOwnFailureIsNoUnreadablePicture) {
  request.images = {folder.write("shot.png", "picture")};
  parts.look = [](std::string_view, const std::string&, double) -> Result<Eyes::Sight> {
    return Error{Errc::kTimeout, "it took too long", "", {}};
  };
  EXPECT_EQ(run(), ExitCode::kCannotMeasure);
}

TEST_F(See, EndsWhenInterrupted) {
  request.images = {folder.write("shot.png", "picture")};
  parts.interrupted = [] { return true; };
  EXPECT_EQ(run(), ExitCode::kInterrupted);
  EXPECT_EQ(heard.out.str(), "");
}

}  // namespace
}  // namespace firsthand
