#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/judging.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "reports/audit_json.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

Result<Audit> read_audit(const fs::path& file) {
  auto text = read_file(file);
  if (!text) return text.error();
  if (auto valid = check_audit_json(*text); !valid) return valid.error();
  return audit_from_json(*text);
}

ExitCode render_one(fs::path file, const ReportRequest& request, const Parts& parts,
                    const Console& console) {
  // A run's folder stands for the audit in it.
  if (std::error_code ignored; fs::is_directory(file, ignored)) file /= "audit.json";
  auto audit = read_audit(file);
  if (!audit) {
    const auto code = exit_code_of(audit.error().code);
    const auto run = file.parent_path();
    if (std::error_code ignored;
        !fs::exists(file, ignored) && fs::is_directory(run / "walks", ignored))
      audit.error().advice =
          fmt::format("firsthand analyze {} makes it.", printable(run.string(), 4096));
    console.complain(std::move(audit.error()).in(printable(file.string())));
    return code;
  }
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const auto out = request.out.empty() ? folder : request.out;
  const auto written = write_reports(*audit, request.formats, out, parts.pictures(folder));
  for (const auto& trouble : written.troubles) console.complain(trouble);
  if (!written.shown.empty()) console.out << printable(written.shown.string(), 4096) << '\n';
  return written.troubles.empty() ? ExitCode::kGo : ExitCode::kCannotMeasure;
}

}  // namespace

ExitCode run_report(const ReportRequest& request, const Parts& parts, const Console& console) {
  if (request.audits.size() > 1 && !request.out.empty()) {
    console.complain({Errc::kUsage, "several audits cannot share one --out",
                      "Leave --out off: each report is written beside its audit."});
    return ExitCode::kUsage;
  }
  auto code = ExitCode::kGo;
  for (const auto& file : request.audits)
    code = worse(code, render_one(file, request, parts, console));
  return code;
}

}  // namespace firsthand
