#include "cli/journey_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "cli/attached_files.h"
#include "cli/rows.h"
#include "journeys/journey_parser.h"
#include "journeys/ready_made.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "journeys/used_journeys.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

void complain(JourneyFiles& files, const std::string& what, const std::string& advice) {
  files.complaints += fmt::format("firsthand: {}\n  {}\n", what, advice);
  ++files.errors;
}

using Known = std::vector<std::string>;

// Two walks under one name would be one journey's.
void refuse_same(JourneyFiles& files, const Journey& one, const Journey& other) {
  if (one.file != other.file)
    return complain(files,
                    fmt::format("{} and {} are both the journey '{}'", printable(one.file),
                                printable(other.file), one.id),
                    "A journey is told by its file's name: rename one of the files.");
  if (one.site != other.site)
    return complain(
        files, fmt::format("{} and {} are two sites", printable(one.site), printable(other.site)),
        "A run is of one site: walk them one at a time.");
  complain(files, fmt::format("{} is named twice", printable(one.file)),
           "--times N walks a journey several times.");
}

void take(JourneyFiles& files, Journey journey) {
  for (const auto& other : files.journeys)
    if (other.id == journey.id) return refuse_same(files, other, journey);
  files.journeys.push_back(std::move(journey));
}

// Its diagnostics go to the complaints; false when one of them is an error.
bool tell(JourneyFiles& files, const std::string& file, std::string_view source,
          const std::vector<Diagnostic>& diagnostics) {
  files.complaints += render(diagnostics, file, source);
  bool good = true;
  for (const auto& diagnostic : diagnostics) {
    const bool error = diagnostic.gravity == Gravity::kError;
    ++(error ? files.errors : files.warnings);
    good = good && !error;
  }
  return good;
}

std::optional<Journey> judged(JourneyFiles& files, ParsedJourney parsed, std::string_view source) {
  if (!tell(files, parsed.journey.file, source, parsed.diagnostics)) return std::nullopt;
  return std::move(parsed.journey);
}

std::optional<Journey> read_ready_made(JourneyFiles& files, const ReadyMade& ready,
                                       const Known& known) {
  std::vector<std::string> missing;
  for (const auto& name : ready.needs)
    if (std::ranges::find(known, name) == known.end()) missing.push_back(name);
  if (missing.empty()) {
    ++files.read;
    return judged(files, parse_ready_made(ready, known), ready.source);
  }
  complain(files, fmt::format("{} needs its {}", ready.name, fmt::join(missing, " and its ")),
           fmt::format("Give it: firsthand walk {} --site URL --let {}=…", ready.name,
                       fmt::join(missing, "=… --let ")));
  return std::nullopt;
}

// "https://shop.example/en/": that site, and where on it the visitor starts.
void read_address(JourneyFiles& files, const std::string& url, const Known& known) {
  auto journey = read_ready_made(files, ready_made_journeys().front(), known);
  if (!journey) return;
  journey->site = url;
  if (std::ranges::find(known, "start") == known.end())
    journey->let["start"].raw = with_dollars(start_of(url));
  take(files, std::move(*journey));
}

// "127.0.0.1:8123/help", "localhost", "shop.example": a site without its scheme.
bool may_be_site(const std::string& name) {
  auto host = lower_ascii(name.substr(0, name.find('/')));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto colon = host.find(':');
  const bool has_port =
      colon != std::string::npos && colon + 1 < host.size() &&
      std::all_of(host.begin() + static_cast<std::ptrdiff_t>(colon) + 1, host.end(), is_digit);
  if (has_port) host.resize(colon);
  const bool like_a_host =
      !host.empty() && host.front() != '.' && std::ranges::all_of(host, [&](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
      });
  if (!like_a_host) return false;
  constexpr std::array kFiles{".yaml", ".yml", ".json", ".csv", ".txt", ".html", ".htm"};
  const auto ending = fs::path(host).extension();
  const bool like_a_file = ending.empty() || std::ranges::find(kFiles, ending) != kFiles.end();
  return has_port || host == "localhost" || !like_a_file;
}

// A name is none of a file: it has no folder and no ending.
void no_such_file(JourneyFiles& files, const std::string& file) {
  if (may_be_site(file))
    return complain(
        files, fmt::format("no such file: {}", printable(file)),
        fmt::format("If it is a site, write it with its scheme: http://{0} or https://{0}.",
                    printable(file)));
  const bool a_name = file.find('/') == std::string::npos && fs::path(file).extension().empty();
  if (!a_name)
    return complain(files, fmt::format("no such file: {}", printable(file)),
                    "Check the path; it counts from the current folder.");
  std::vector<std::string> names;
  for (const auto& ready : ready_made_journeys()) names.push_back(ready.name);
  const auto meant = nearest(file, names);
  complain(files,
           fmt::format("there is no file and no ready-made journey '{}'{}", printable(file),
                       meant.empty() ? "" : fmt::format(": did you mean '{}'?", meant)),
           fmt::format("Ready-made: {}.", fmt::join(names, ", ")));
}

void read_a_file(JourneyFiles& files, const std::string& file, const Known& known,
                 const std::map<std::string, std::string>& let) {
  auto source = read_file(file);
  if (source) ++files.read;
  if (!source) {
    files.complaints += fmt::format("firsthand: {}\n", source.error().text());
    ++files.errors;
    return;
  }
  auto journey = judged(files, parse_journey(*source, file, known), *source);
  if (!journey) return;
  const int errors = files.errors;
  for (const auto& told : put_used_steps(*journey, known, read_file))
    tell(files, told.file, told.source, told.diagnostics);
  tell(files, file, *source, check_rows(*journey, let));
  for (const auto& [used, missing] : missing_attachments(*journey, let)) {
    const auto text = used.empty() ? source : read_file(used);
    tell(files, used.empty() ? file : used, text ? *text : "", missing);
  }
  if (files.errors == errors) take(files, std::move(*journey));
}

bool holds_journeys(const fs::path& folder) {
  std::error_code trouble;
  for (fs::directory_iterator entry(folder, trouble), end; !trouble && entry != end;
       entry.increment(trouble))
    if (entry->path().extension() == ".yaml" || entry->path().extension() == ".yml") return true;
  return false;
}

// How the journeys of a folder are named.
std::string journeys_below(const fs::path& folder) {
  for (const auto& place : {folder, folder / "journeys"})
    if (holds_journeys(place))
      return fmt::format("Name the journeys in it: {}", printable((place / "*.yaml").string()));
  return "There is no journey in it, no .yaml file.";
}

void read_one(JourneyFiles& files, const std::string& name, const Known& known,
              const std::map<std::string, std::string>& let) {
  std::error_code ignored;
  if (name.find("://") != std::string::npos) return read_address(files, name, known);
  if (fs::is_directory(name, ignored))
    return complain(files, fmt::format("{} is a folder", printable(name)), journeys_below(name));
  if (fs::exists(name, ignored)) return read_a_file(files, name, known, let);
  const auto* ready = ready_made(name);
  if (ready == nullptr) return no_such_file(files, name);
  if (auto journey = read_ready_made(files, *ready, known)) take(files, std::move(*journey));
}

}  // namespace

JourneyFiles read_journeys(const std::vector<std::string>& names,
                           const std::map<std::string, std::string>& let) {
  Known known;
  known.reserve(let.size());
  for (const auto& [name, value] : let) known.push_back(name);
  JourneyFiles files;
  for (const auto& name : names) read_one(files, name, known, let);
  return files;
}

}  // namespace firsthand
