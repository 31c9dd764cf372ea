// The man page and the shells' completions, held against what the program says in --help.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "cli/arguments.h"
#include "journeys/ready_made.h"
#include "journeys/visitor.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

std::string help(std::vector<const char*> words) {
  words.insert(words.begin(), "firsthand");
  const auto read = read_arguments(static_cast<int>(words.size()), words.data(), "1.2.3");
  return std::get<Usage>(read).text;
}

std::string source(const std::string& name) {
  return test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / name);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> commands() {
  std::vector<std::string> found;
  bool there = false;
  for (const auto& line : lines_of(help({"--help"}))) {
    if (there && line.empty()) break;
    if (there) found.push_back(line.substr(2, line.find(' ', 2) - 2));
    there = there || line == "Subcommands:";
  }
  return found;
}

// "--site", "--out": the options that begin a line of the help.
std::vector<std::string> options(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& line : lines_of(text)) {
    const auto at = line.find("--");
    if (!line.starts_with("  -") || at == std::string::npos) continue;
    found.push_back(line.substr(at, line.find_first_of(" ,", at) - at));
  }
  return found;
}

std::vector<std::string> options_of(const std::string& command) {
  return options(help({command.c_str(), "--help"}));
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto start = text.find(from);
  if (start == std::string::npos) return "";
  return text.substr(start, text.find(to, start + from.size()) - start);
}

// `option` stands there, and not as the beginning of a longer one.
bool names(const std::string& text, const std::string& option) {
  for (auto at = text.find(option); at != std::string::npos; at = text.find(option, at + 1)) {
    const auto next = at + option.size();
    if (next == text.size() || (std::isalnum(text[next]) == 0 && text[next] != '-')) return true;
  }
  return false;
}

TEST(Manual, HelpIsReadAsItIsPrinted) {
  EXPECT_THAT(commands(), ::testing::IsSupersetOf({"walk", "analyze", "report", "check"}));
  EXPECT_THAT(options_of("check"), ElementsAre("--help", "--let"));
  EXPECT_THAT(options(help({"--help"})), ElementsAre("--help", "--version"));
}

TEST(Manual, TheManPageHasEveryCommandWithEveryOption) {
  auto page = source("docs/firsthand.1");
  for (auto at = page.find("\\-"); at != std::string::npos; at = page.find("\\-", at))
    page.erase(at, 1);
  for (const auto& command : commands()) {
    const auto section = between(page, ".SS firsthand " + command + "\n", "\n.S");
    EXPECT_NE(section, "") << "docs/firsthand.1 has no section on " << command;
    for (const auto& option : options_of(command))
      EXPECT_TRUE(names(section, option)) << "docs/firsthand.1: " << command << " " << option;
  }
  for (const auto& option : options(help({"--help"}))) EXPECT_TRUE(names(page, option)) << option;
}

TEST(Completions, ZshKnowsEveryCommandWithEveryOption) {
  const auto script = source("completions/_firsthand");
  for (const auto& command : commands()) {
    EXPECT_THAT(script, HasSubstr("'" + command + ":"));
    const auto section = between(script, "_firsthand_" + command + "()", "\n}");
    for (const auto& option : options_of(command))
      EXPECT_TRUE(names(section, option)) << "completions/_firsthand: " << command << " " << option;
  }
}

TEST(Completions, FishKnowsEveryCommandWithEveryOption) {
  const auto script = lines_of(source("completions/firsthand.fish"));
  for (const auto& command : commands()) {
    EXPECT_THAT(script, Contains(HasSubstr("__fish_use_subcommand -a " + command + " ")));
    for (const auto& option : options_of(command)) {
      const auto found = std::any_of(script.begin(), script.end(), [&](const std::string& line) {
        const bool here = line.find("-n ") == std::string::npos ||
                          names(between(line, "__fish_seen_subcommand_from", "'"), command);
        return here && names(line, "-l " + option.substr(2));
      });
      EXPECT_TRUE(found) << "completions/firsthand.fish: " << command << " " << option;
    }
  }
}

// What bash offers for the last of `words`, in an empty folder with the file `order.yaml`.
std::vector<std::string> offered(const std::vector<std::string>& words) {
  std::string script = "cd \"$(mktemp -d)\" && touch order.yaml && source '" FIRSTHAND_SOURCE_DIR
                       "/completions/firsthand.bash' && COMP_WORDS=(";
  for (const auto& word : words) script += "'" + word + "' ";
  script += ") COMP_CWORD=" + std::to_string(words.size() - 1) +
            " && _firsthand 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"; "
            "rm order.yaml; rmdir \"$PWD\"";
  const auto file = std::filesystem::temp_directory_path() /
                    ("firsthand-completion-" + std::to_string(::getpid()));
  std::ofstream(file) << script;
  std::string said;
  {
    const auto close = [](FILE* pipe) { pclose(pipe); };
    const std::unique_ptr<FILE, decltype(close)> pipe(
        popen(("bash '" + file.string() + "'").c_str(), "r"), close);
    std::array<char, 4096> buffer{};
    while (pipe && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()))
      said += buffer.data();
  }
  std::filesystem::remove(file);
  auto lines = lines_of(said);
  std::erase(lines, "");
  return lines;
}

TEST(Completions, BashOffersEveryCommandWithEveryOption) {
  EXPECT_THAT(offered({"firsthand", ""}), ::testing::IsSupersetOf(commands()));
  EXPECT_THAT(offered({"firsthand", "help", ""}), ::testing::IsSupersetOf(commands()));
  EXPECT_THAT(offered({"firsthand", "-"}), UnorderedElementsAre("--help", "--version"));
  for (const auto& command : commands())
    EXPECT_THAT(offered({"firsthand", command, "--"}),
                ::testing::UnorderedElementsAreArray(options_of(command)))
        << command;
}

TEST(Completions, EveryShellOffersTheReadyMadeJourneys) {
  std::vector<std::string> ready;
  for (const auto& journey : ready_made_journeys()) ready.push_back(journey.name);
  for (const auto* file : {"completions/_firsthand", "completions/firsthand.fish"})
    EXPECT_THAT(source(file), HasSubstr(fmt::format("{}", fmt::join(ready, " ")))) << file;
  ready.emplace_back("order.yaml");
  for (const auto* command : {"walk", "check"})
    EXPECT_THAT(offered({"firsthand", command, ""}), ::testing::UnorderedElementsAreArray(ready));
}

// In a list of words, a colon parts a word from what is said about it.
TEST(Completions, ZshIsOfferedWordsWithoutBareColons) {
  for (const auto& line : lines_of(source("completions/_firsthand")))
    EXPECT_EQ(line.find("http:"), std::string::npos) << line;
}

TEST(Completions, BashOffersTheValuesOfOptionsAndFiles) {
  EXPECT_THAT(offered({"firsthand", "walk", "--visitor", ""}),
              ElementsAreArray(built_in_visitor_names()));
  EXPECT_THAT(offered({"firsthand", "walk", "--network", ""}),
              UnorderedElementsAreArray(network_names()));
  EXPECT_THAT(offered({"firsthand", "walk", "--fail-on", "=", "s"}), ElementsAre("serious"));
  EXPECT_THAT(offered({"firsthand", "walk", "--pace", "="}),
              ElementsAre("quick", "steady", "human"));
  EXPECT_THAT(offered({"firsthand", "report", "--format", "html,"}),
              ElementsAre("html,json", "html,junit"));
  EXPECT_THAT(offered({"firsthand", "check", "order."}), ElementsAre("order.yaml"));
  EXPECT_THAT(offered({"firsthand", "doctor", "--browser", ""}),
              ElementsAre("shell", "full", "order.yaml"));
}

}  // namespace
}  // namespace firsthand
