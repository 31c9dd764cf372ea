#include "cli/verdict_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/analyzer.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "verdicts.yaml";

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto& analyzer : all_analyzers()) names.emplace_back(analyzer.id);
  return names;
}

void read_into(VerdictFiles& files, const fs::path& file) {
  ++files.read;
  const auto source = read_file(file);
  if (!source) {
    ++files.errors;
    files.complaints += fmt::format("firsthand: {}\n", source.error().text());
    return;
  }
  auto parsed = parse_strikes(*source, file.string(), rule_names());
  files.complaints += render(parsed.diagnostics, file.string(), *source);
  for (const auto& told : parsed.diagnostics)
    ++(told.gravity == Gravity::kError ? files.errors : files.warnings);
  std::move(parsed.strikes.begin(), parsed.strikes.end(), std::back_inserter(files.strikes));
}

}  // namespace

VerdictFiles read_verdicts(const fs::path& given, const std::vector<std::string>& journeys) {
  VerdictFiles files;
  if (!given.empty()) {
    read_into(files, given);
    return files;
  }
  std::vector<fs::path> tried;
  for (const auto& journey : journeys) {
    const auto beside = fs::path(journey).parent_path() / kName;
    std::error_code ignored;
    if (std::find(tried.begin(), tried.end(), beside) != tried.end()) continue;
    tried.push_back(beside);
    if (fs::is_regular_file(beside, ignored)) read_into(files, beside);
  }
  return files;
}

}  // namespace firsthand
