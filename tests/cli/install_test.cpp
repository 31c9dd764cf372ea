// What cmake --install leaves behind, and that it works from there.

#include <gmock/gmock.h>

#include <cstdio>

#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string said_by(const std::string& command) {
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::string said;
  std::array<char, 4096> buffer{};
  while (pipe && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()))
    said += buffer.data();
  return said;
}

TEST(Install, PutsEverythingWhereItBelongsAndWorksFromThere) {
  const test::TempFolder folder;
  const auto& prefix = folder.path();
  const auto log = said_by("DESTDIR= cmake --install '" FIRSTHAND_BINARY_DIR "' --prefix '" +
                           prefix.string() + "' 2>&1");
  for (const auto* file :
       {"bin/firsthand", "bin/firsthand-shop", "libexec/firsthand/firsthand-eyes",
        "share/firsthand/samples/shop/journeys/return-an-order.yaml",
        "share/firsthand/schema/audit-1.json", "share/doc/firsthand/README.md",
        "share/doc/firsthand/docs/journeys.md",
        "share/doc/firsthand/docs/pictures/report-phone.png", "share/man/man1/firsthand.1",
        "share/man/man1/firsthand-shop.1", "share/bash-completion/completions/firsthand",
        "share/fish/vendor_completions.d/firsthand.fish"})
    EXPECT_TRUE(fs::exists(prefix / file)) << file << '\n' << log;

  const auto program = "'" + (prefix / "bin/firsthand").string() + "'";
  EXPECT_THAT(said_by("PATH=/nowhere " + program + " doctor --browser /no/such/chromium"),
              HasSubstr((prefix / "libexec/firsthand/firsthand-eyes").string()));
  EXPECT_THAT(said_by(program + " check '" + prefix.string() +
                      "'/share/firsthand/samples/shop/journeys/*.yaml"),
              HasSubstr("files read: 0 errors"));
}

TEST(Install, ThePackageDependsOnWhatTheProgramsCannotDoWithout) {
  const auto packaging = test::slurp(FIRSTHAND_SOURCE_DIR "/cmake/packaging.cmake");
  const auto depends =
      packaging.substr(packaging.find("PACKAGE_DEPENDS"),
                       packaging.find("PACKAGE_RECOMMENDS") - packaging.find("PACKAGE_DEPENDS"));
  for (const auto* package : {"ca-certificates", "chromium-headless-shell", "chromium-sandbox",
                              "fontconfig", "fonts-liberation", "tesseract-ocr-eng"})
    EXPECT_THAT(depends, HasSubstr(package));
  EXPECT_THAT(test::slurp(FIRSTHAND_SOURCE_DIR "/scripts/setup"), HasSubstr("\n  file\n"))
      << "dpkg-shlibdeps, which cpack runs, asks it which files are programs";
}

// The pages link to each other by where they lie in the repository.
TEST(Install, BringsEveryPageOfTheDocumentation) {
  const auto rules = test::slurp(FIRSTHAND_SOURCE_DIR "/cmake/install.cmake");
  for (const auto& entry : fs::directory_iterator(FIRSTHAND_SOURCE_DIR "/docs")) {
    if (!entry.is_regular_file()) continue;
    EXPECT_THAT(rules, HasSubstr("docs/" + entry.path().filename().string()));
  }
  for (const auto& entry : fs::directory_iterator(FIRSTHAND_SOURCE_DIR "/samples/shop/journeys"))
    EXPECT_THAT(rules, HasSubstr("journeys/" + entry.path().filename().string()));
}

}  // namespace
}  // namespace firsthand
