#include "journeys/starter.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "journeys/parsing/source_text.h"
#include "journeys/ready_made.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

constexpr std::string_view kFind = "  - find: ";
constexpr std::string_view kStart = "  start: /";
constexpr std::size_t kLongestName = 200;

// A YAML value where variables may stand.
std::string in_quotes(const std::string& text) {
  return yaml_quoted(with_dollars(printable(text, text.size())));
}

// The search that got to a page of this site's; null: there is none.
const Search* search_for(const Walk& walk, std::string_view thing) {
  for (const auto& step : walk.steps)
    if (step.search && step.search->found && step.search->thing == thing &&
        without_fragment(step.search->url) == without_fragment(step.url))
      return &*step.search;
  return nullptr;
}

// What a target of those words was called on the page; empty: it was not there.
std::string name_of(const Walk& walk, std::string_view thing) {
  for (const auto& step : walk.steps)
    if (step.outcome == StepOutcome::kDone && !step.search)
      for (const auto& target : step.targets)
        if (target.says == usual_word(thing)) return target.name;
  return {};
}

bool fits(const ReadyMade& journey, const Walk& walk) {
  std::istringstream lines{std::string(journey.source)};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(kFind) && search_for(walk, line.substr(kFind.size())) == nullptr)
      return false;
  return journey.source.find("$words.search,") == std::string_view::npos ||
         !name_of(walk, "search").empty();
}

// A name that was cut would be nobody's.
bool can_be_named(const std::string& name) { return !name.empty() && name.size() <= kLongestName; }

// The words of a link as they stand on the site, for a line that searches or names many words.
std::string line_for_site(const std::string& line, const Walk& walk) {
  if (line.starts_with(kFind)) {
    const auto* search = search_for(walk, line.substr(kFind.size()));
    const bool named =
        search != nullptr && !search->way.empty() && std::ranges::all_of(search->way, can_be_named);
    if (!named) return line + "\n";
    std::string clicks;
    for (const auto& name : search->way) clicks += "  - click: " + in_quotes(name) + "\n";
    return clicks;
  }
  constexpr std::string_view kClick = "  - click: ";
  if (line.starts_with(kClick))
    if (const auto thing = wording_in(line.substr(kClick.size())))
      if (const auto name = name_of(walk, *thing); can_be_named(name))
        return std::string(kClick) + in_quotes(name) + "\n";
  return line + "\n";
}

std::string for_site(const ReadyMade& journey, const std::string& site, const Walk& walk) {
  // A first visit goes on searching: that is what it is for.
  const auto start = start_of(site);
  const bool searches = journey.name == "first-visit";
  std::string out;
  std::istringstream lines{std::string(journey.source)};
  for (std::string line; std::getline(lines, line);) {
    if (line == kStart)
      out += "  start: " + (start == "/" ? start : in_quotes(start)) + "\n";
    else
      out += searches ? line + "\n" : line_for_site(line, walk);
    if (line.starts_with("why: "))
      out += "site: " + yaml_quoted(printable(site, site.size())) + "\n";
  }
  return out;
}

std::string read_me(const std::string& site, const std::vector<const ReadyMade*>& journeys) {
  std::string out = fmt::format(
      "# Journeys of {}\n\n"
      "Written by `firsthand new` from one first visit, whose report is first-visit/report.html.\n"
      "They are a beginning: open each one, put in the words your own customers would read and\n"
      "the end they would see, and walk it again.\n\n",
      printable(site));
  for (const auto* journey : journeys) {
    out += fmt::format("    firsthand walk journeys/{}.yaml", journey->name);
    for (const auto& need : journey->needs) out += fmt::format(" --let {}=…", need);
    if (journey->source.find("submits: true") != std::string_view::npos) out += " --allow-submit";
    out += "\n";
  }
  std::string check = "firsthand check journeys/*.yaml";
  std::set<std::string> told;
  for (const auto* journey : journeys)
    for (const auto& need : journey->needs)
      if (told.insert(need).second) check += fmt::format(" --let {}=…", need);
  return out +
         "\n`--allow-submit` really sends what a journey fills in; without it the walk ends "
         "before\n"
         "sending and says so. A site on this computer itself (localhost, 127.0.0.1) is taken for\n"
         "your own trial: there it is sent without being asked, unless `--send-nothing` is given.\n"
         "This reads the files and says what is wrong in them:\n\n    " +
         check + "\n";
}

}  // namespace

std::vector<StarterFile> starter_files(const std::string& site, const Walk& first_visit) {
  std::vector<StarterFile> files;
  std::vector<const ReadyMade*> journeys;
  for (const auto& journey : ready_made_journeys())
    if (journey.name == "first-visit" || fits(journey, first_visit)) {
      journeys.push_back(&journey);
      files.push_back(
          {fmt::format("journeys/{}.yaml", journey.name), for_site(journey, site, first_visit)});
    }
  files.push_back({"README.md", read_me(site, journeys)});
  return files;
}

}  // namespace firsthand
