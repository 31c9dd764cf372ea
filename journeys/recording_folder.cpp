#include "journeys/recording_folder.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "journeys/recording_parse.h"

namespace firsthand {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kWalkSchema = "firsthand.walk/1";
constexpr std::uintmax_t kAllPages = 512u << 20;

Error unreadable(const fs::path& file, const std::string& why) {
  return Error{Errc::kUnreadable, "cannot read " + file.string() + ": " + why,
               "The file is damaged, or of another version of Firsthand."};
}

// Not through links: a recording from elsewhere must not show files of this machine.
bool is_plain_file(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(file, error));
}
bool is_plain_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(folder, error));
}

template <typename T>
Result<T> read_json(const fs::path& file) {
  auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  try {
    return parse_json(*bytes).get<T>();
  } catch (const json::exception& exception) {
    return unreadable(file, reason_of(exception));
  }
}

Result<Walk> read_walk(const fs::path& folder) {
  const fs::path file = folder / "walk.json";
  auto tree = read_json<json>(file);
  if (!tree) return tree.error();
  try {
    if (!tree->is_object() || tree->value("schema", "") != kWalkSchema)
      return unreadable(file, "this is not " + std::string(kWalkSchema));
    return tree->get<Walk>();
  } catch (const json::exception& exception) {
    return unreadable(file, reason_of(exception));
  }
}

bool stays_inside(const std::string& name) {
  if (name.empty()) return true;
  if (name.front() == '/' || name.find('\0') != std::string::npos) return false;
  const fs::path path(name);
  return std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

// Every name that others will open, checked once, here.
Result<> check_names(const Walk& walk, const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& screen : walk.screens) names.push_back(screen.file);
  for (const auto& frame : walk.frames) names.push_back(frame.file);
  for (const auto& step : walk.steps)
    for (const auto& name : {step.before, step.after, step.page, step.access})
      if (name) names.push_back(*name);
  for (const auto& observation : walk.observations)
    if (observation.screen) names.push_back(*observation.screen);
  for (const auto& name : names)
    if (!stays_inside(name))
      return unreadable(folder, "it names a file outside itself: " + printable(name, 80));
  return Done{};
}

Request request_of(const json& entry) {
  Request request;
  const auto number = [&](const json& in, const char* key) {
    const auto found = in.find(key);
    return found != in.end() && found->is_number() ? found->get<double>() : -1.0;
  };
  const auto text = [&](const json& in, const char* key) {
    const auto found = in.find(key);
    return found != in.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto flag = [&](const char* key) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_boolean() && found->get<bool>();
  };
  const json& sent = entry.at("request");
  request.method = text(sent, "method");
  request.url = text(sent, "url");
  request.at_ms = std::max(0.0, number(entry, "_at_ms"));
  request.step = static_cast<int>(std::clamp(number(entry, "_step"), 0.0, 1e6));
  request.type = text(entry, "_type");
  request.error = text(entry, "_error");
  request.first_party = flag("_firstParty");
  request.main_document = flag("_mainDocument");
  request.canceled = flag("_canceled");
  if (const double time = number(entry, "time"); time >= 0) request.duration_ms = time;
  if (const auto response = entry.find("response"); response != entry.end()) {
    if (const double status = number(*response, "status"); status > 0 && status < 1000)
      request.status = static_cast<int>(status);
    request.redirected_to = text(*response, "redirectURL");
  }
  return request;
}

Result<std::vector<Request>> read_har(const fs::path& file) {
  auto tree = read_json<json>(file);
  if (!tree) return tree.error();
  try {
    std::vector<Request> requests;
    for (const auto& entry : tree->at("log").at("entries")) requests.push_back(request_of(entry));
    return requests;
  } catch (const json::exception& exception) {
    return unreadable(file, reason_of(exception));
  }
}

Result<std::vector<ConsoleLine>> read_console(const fs::path& file) {
  auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::vector<ConsoleLine> lines;
  std::string_view rest = *bytes;
  for (int line = 1; !rest.empty(); ++line) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) break;  // torn
    try {
      lines.push_back(parse_json(rest.substr(0, end)).get<ConsoleLine>());
    } catch (const json::exception& exception) {
      return unreadable(file.string() + ":" + std::to_string(line), reason_of(exception));
    }
    rest.remove_prefix(end + 1);
  }
  return lines;
}

Result<std::map<std::string, std::string>> read_pages(const fs::path& folder) {
  std::map<std::string, std::string> pages;
  std::error_code error;
  std::uintmax_t total = 0;
  if (!is_plain_folder(folder)) return pages;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() != ".html" || !is_plain_file(file->path())) continue;
    auto bytes = read_file(file->path());
    if (!bytes) return bytes.error();
    if ((total += bytes->size()) > kAllPages)
      return unreadable(folder, "more than 512 MB of pages");
    pages["pages/" + file->path().filename().string()] = std::move(*bytes);
  }
  if (error) return unreadable(folder, error.message());
  return pages;
}

void read_seen(Recording& recording) {
  int unread = 0;
  std::set<std::string> screens;  // a picture may be both an after and the next before
  for (const auto& screen : recording.walk.screens) {
    if (is_only_during(recording.walk, screen) || !screens.insert(screen.file).second) continue;
    const fs::path file = (recording.folder / screen.file).replace_extension(".seen.json");
    if (!is_plain_file(file)) {
      ++unread;
    } else if (auto seen = read_json<Seen>(file)) {
      recording.seen.push_back(std::move(*seen));
    } else if (recording.seen_error.empty()) {
      recording.seen_error = seen.error().what;
    }
  }
  if (unread > 0 && recording.seen_error.empty())
    recording.seen_error = std::to_string(unread) + " of " + std::to_string(screens.size()) +
                           " screens of this recording have not been read.";
}

void read_access(Recording& recording) {
  for (const auto& step : recording.walk.steps) {
    if (!step.access) continue;
    const fs::path file = recording.folder / *step.access;
    auto access = is_plain_file(file) ? read_json<Access>(file)
                                      : Result<Access>(unreadable(file, "it is not there"));
    if (access)
      recording.access[*step.access] = std::move(*access);
    else if (recording.access_error.empty())
      recording.access_error = access.error().what;
  }
}

}  // namespace

bool is_recording(const fs::path& folder) {
  return is_plain_file(folder / "walk.json") || is_plain_file(folder / "events.jsonl");
}

Result<Recording> read_recording(const fs::path& folder) {
  if (!is_recording(folder))
    return Error{Errc::kUnreadable, "no recording in " + folder.string(),
                 "A recording is a folder with a walk.json or an events.jsonl."};
  Recording recording;
  recording.folder = folder;
  recording.name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  const bool lost = !is_plain_file(folder / "walk.json");
  if (lost) {
    auto events = read_file(folder / "events.jsonl");
    if (!events) return events.error();
    auto walk = walk_from_events(*events);
    if (!walk) return std::move(walk).error().in(folder.string());
    recording.walk = std::move(*walk);
  } else {
    auto walk = read_walk(folder);
    if (!walk) return walk.error();
    recording.walk = std::move(*walk);
  }
  if (auto names = check_names(recording.walk, folder); !names) return names.error();

  std::optional<Error> trouble;
  const auto take = [&](auto result, auto& into) {
    if (result)
      into = std::move(*result);
    else if (!lost)
      trouble = result.error();
    else  // a walk that was cut off may have torn what it was just writing
      recording.walk.reason_text += " Left out: " + printable(result.error().what) + ".";
  };
  if (const auto har = folder / "network.har"; is_plain_file(har))
    take(read_har(har), recording.requests);
  if (const auto console = folder / "console.jsonl"; is_plain_file(console))
    take(read_console(console), recording.console);
  take(read_pages(folder / "pages"), recording.pages);
  if (trouble) return *trouble;
  read_seen(recording);
  read_access(recording);
  return recording;
}

Result<> append_events(const std::filesystem::path& folder, std::string_view lines) {
  auto events = read_file(folder / "events.jsonl");
  if (!events) return std::move(events).error();
  // A last line that was torn is not part of the walk; behind it, ours would be torn, too.
  const auto last = events->rfind('\n');
  events->resize(last == std::string::npos ? 0 : last + 1);
  *events += lines;
  auto walk = walk_from_events(*events);
  if (!walk) return std::move(walk).error();
  if (auto written = write_atomically(folder / "events.jsonl", *events); !written) return written;
  return write_atomically(
      folder / "walk.json",
      nlohmann::json(*walk).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

Result<> doubt_times(const std::filesystem::path& folder, const std::string& reason) {
  const nlohmann::json event{{"kind", "doubt"}, {"reason", reason}};
  return append_events(folder,
                       event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace firsthand
