#include "cli/judging.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "cli/output_folder.h"
#include "journeys/recording_folder.h"
#include "journeys/run_plan.h"
#include "journeys/text.h"
#include "reports/audit_json.h"
#include "reports/junit_report.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
  const auto folder = fs::absolute(file).lexically_normal();
  return (folder.has_filename() ? folder : folder.parent_path()).parent_path();
}

std::string name_of(const fs::path& folder) {
  return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

// How the audit names a recording's folder: relative to itself, so that the run can be moved.
std::string prefix_of(const fs::path& recordings, const fs::path& out) {
  std::error_code ignored;
  const auto from = fs::weakly_canonical(out, ignored);
  const auto to = fs::weakly_canonical(recordings, ignored);
  const auto relative = to.lexically_relative(from);
  const auto prefix = relative.empty() ? to : relative;
  return prefix == "." ? "" : prefix.string() + "/";
}

std::string file_name(Format format) {
  switch (format) {
    case Format::kHtml:
      return "report.html";
    case Format::kJson:
      return "audit.json";
    case Format::kJunit:
      break;
  }
  return "junit.xml";
}

std::string render(const Audit& audit, Format format, const PictureSource& pictures) {
  switch (format) {
    case Format::kHtml:
      return html_report(audit, pictures);
    case Format::kJson:
      return audit_json(audit);
    case Format::kJunit:
      break;
  }
  return junit_report(audit);
}

// Adds the walks that the run set out for and that are not there, and says how many they are.
std::size_t add_missing(const JudgeRequest& request, std::vector<Recording>& recordings,
                        Judged& judged) {
  if (request.run.empty()) return 0;
  const auto plan = read_run_plan(request.run);
  if (!plan) judged.troubles.push_back(plan.error());
  if (!plan || !*plan) return 0;
  auto missing = missing_walks(**plan, recordings, folder_of(request.recordings.front()));
  // One that was tried and does not read has been told as a trouble.
  const auto count = std::count_if(missing.begin(), missing.end(), [&](const Recording& each) {
    return std::none_of(request.recordings.begin(), request.recordings.end(),
                        [&](const fs::path& tried) { return name_of(tried) == each.name; });
  });
  std::move(missing.begin(), missing.end(), std::back_inserter(recordings));
  return static_cast<std::size_t>(count);
}

// What the run found out about the links of these recordings' pages, where it looked.
void add_links(const JudgeRequest& request, std::vector<Recording>& recordings, Judged& judged) {
  if (request.recordings.empty()) return;
  const auto walks = folder_of(request.recordings.front());
  if (walks.filename() != "walks") return;
  const auto look = read_links(walks.parent_path());
  if (!look) judged.troubles.push_back(look.error());
  if (!look || !*look) return;
  for (auto& recording : recordings) recording.links = seen_by(**look, recording.name);
}

}  // namespace

Result<Judged> judge_recordings(const JudgeRequest& request) {
  Judged judged;
  std::vector<Recording> recordings;
  for (const auto& folder : request.recordings) {
    auto recording = read_recording(folder);
    if (recording)
      recordings.push_back(std::move(*recording));
    else
      judged.troubles.push_back(std::move(recording.error()).in(printable(folder.string())));
  }
  add_links(request, recordings, judged);
  if (recordings.empty()) {
    if (!judged.troubles.empty()) return judged.troubles.front();
    return Error{Errc::kUnreadable, "nothing was recorded"};
  }
  std::stable_sort(recordings.begin(), recordings.end(), [](const auto& a, const auto& b) {
    return std::pair(a.walk.started, a.name) < std::pair(b.walk.started, b.name);
  });
  AuditContext context;
  context.missing = static_cast<int>(add_missing(request, recordings, judged));
  context.unreadable = static_cast<int>(judged.troubles.size());
  context.tool_version = request.tool_version;
  context.finished = now_text();
  context.fail_on = request.fail_on;
  context.strikes = request.strikes;
  context.recordings_prefix = prefix_of(folder_of(request.recordings.front()), request.out);
  judged.audit = judge(recordings, context);
  return judged;
}

Written write_reports(const Audit& audit, const std::vector<Format>& formats, const fs::path& out,
                      const PictureSource& pictures) {
  Written written;
  if (auto made = make_folder(out); !made) {
    written.troubles.push_back(made.error());
    return written;
  }
  for (const auto format : {Format::kHtml, Format::kJson, Format::kJunit}) {
    if (std::find(formats.begin(), formats.end(), format) == formats.end()) continue;
    const auto file = out / file_name(format);
    const auto bytes = render(audit, format, pictures);
    if (format == Format::kJson)
      if (auto valid = check_audit_json(bytes); !valid)
        written.troubles.push_back(std::move(valid.error()).in(file_name(format)));
    if (auto saved = write_atomically(file, bytes); !saved)
      written.troubles.push_back(saved.error());
    else if (written.shown.empty())
      written.shown = file;
  }
  return written;
}

std::string now_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace firsthand
