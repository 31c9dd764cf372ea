#pragma once
// A recording on disk:
//   walk.json      the walk, derived from events.jsonl
//   events.jsonl   appended and flushed as things happen
//   screens/       NNN-before.png, NNN-after.png and, once read, NNN-after.seen.json beside them
//   frames/        the film
//   pages/         NNN.html, the page as rendered at each step
//   access/        NNN.json, what axe-core found on the page of a step that was new
//   downloads/     what was downloaded
//   network.har    HAR 1.2
//   console.jsonl  one ConsoleLine a line
// A walk that was killed has no walk.json: it is derived from its events and is `lost`.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/links.h"
#include "journeys/recording.h"
#include "journeys/result.h"

namespace firsthand {

// One walk with everything a rule may look at. Rules read this and nothing else.
struct Recording {
  std::string name{};              // the folder's name; how reports refer to it
  std::filesystem::path folder{};  // empty: made in memory, by tests
  Walk walk{};
  std::vector<Request> requests{};
  std::vector<ConsoleLine> console{};
  std::vector<Seen> seen{};  // one for each screen that was read
  std::string seen_error{};  // why screens were not read; empty: they were
  // HTML of pages by file name ("pages/003.html").
  std::map<std::string, std::string> pages{};
  // What came of the links of these pages (seen_by); it lies in the run's folder, so that
  // read_recording leaves it empty. Empty: nobody looked.
  std::optional<LinkLook> links{};
  std::map<std::string, Access> access{};  // by file name ("access/003.json")
  std::string access_error{};              // why some of them were not read; empty: they were
};

// The fold that makes a Walk of its events. One JSON object a line, {"kind": "step_started", …};
// the first line is {"schema": "firsthand.events/1"}. Kinds: walk_started {walk} (again once the
// browser is known), step_started {index, at_ms}, step_finished {step}, step_timing {index, timing,
// reaction}, screen {screen}, frames {frames[]}, observation {observation}, interruption
// {interruption}, native_ui {native_ui}, doubt {reason}, walk_finished {outcome, reason,
// reason_text, censored, total_ms, timing}. Unknown kinds are skipped; a torn last line is dropped.
// A line that does not read leaves the timing unreliable, with the line as its reason. Without
// walk_finished the walk is unmeasured/lost (also without any line), and a step that was started
// but not finished is unmeasured. kUnreadable: the first line is not that of this schema.
Result<Walk> walk_from_events(std::string_view jsonl);

// Reads a recording, from walk.json or, when that is missing, from its events. Only regular files
// inside the folder are read, and a file name in walk.json that leads out of it is refused.
// kUnreadable when walk.json or, in a walk that was not lost, network.har, console.jsonl or a page
// does not read; a lost walk goes without them, and says so in reason_text. Trouble with the seen
// files is Recording::seen_error, with those of access/ Recording::access_error.
// HAR: of each entry startedDateTime is left alone; at_ms, step, type, error, first_party,
// main_document and canceled stand in _at_ms, _step, _type, _error, _firstParty, _mainDocument and
// _canceled; a `time` or `status` that is not positive is absent.
Result<Recording> read_recording(const std::filesystem::path& folder);

// Adds whole lines of JSON to a finished recording's events, and derives walk.json anew.
Result<> append_events(const std::filesystem::path& folder, std::string_view lines);
// What was found out about a walk's times afterwards: the times of this recording are not reliable,
// for this reason beside those it has.
Result<> doubt_times(const std::filesystem::path& folder, const std::string& reason);

// True when the folder holds a recording (walk.json or events.jsonl).
bool is_recording(const std::filesystem::path& folder);

// Writes by a temporary file, flush and rename: a reader sees the old or the new, never a half.
Result<> write_atomically(const std::filesystem::path& file, std::string_view bytes);
// The same without the flush: after a power cut it may be neither. See DiskSync.
Result<> write_unflushed(const std::filesystem::path& file, std::string_view bytes);
// Largest file read: 256 MB.
Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace firsthand
