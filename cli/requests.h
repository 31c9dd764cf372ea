#pragma once
// What the command line asked for, one struct a command; made by arguments.h.

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/journey.h"
#include "journeys/links.h"

namespace firsthand {

enum class Format { kHtml, kJson, kJunit };

// How much is said on stderr. kQuiet: errors only. kVerbose: the log, too.
enum class Noise { kQuiet, kNormal, kVerbose };

struct WalkRequest {
  std::vector<std::string> journeys{};
  std::string site{};     // URL; empty: the journey's own
  VisitorWish visitor{};  // what it does not ask for is the journey's own
  int visits = 0;         // of each visitor, 1 or 2; 0: the journey's own
  int times = 1;
  int jobs = 1;                 // processes that walk side by side
  std::filesystem::path out{};  // empty: firsthand-YYYYMMDD-HHMMSS in the current folder
  std::vector<Format> formats{Format::kHtml, Format::kJson};
  std::map<std::string, std::string> let{};
  bool allow_submit = false;
  bool watch = false;
  int until = 0;  // stop after this step, from 1; 0: walk to the end
  bool send_nothing = false;
  bool unmarked = false;
  bool unsandboxed = false;
  std::string browser = "shell";       // shell | full | path
  std::string pace = "steady";         // quick | steady | human
  LinkScope links = LinkScope::kSite;  // which links of the pages are asked for after the walks
  std::string consent{};               // accept | refuse | ignore | steps; empty: the journey's own
  std::string accessibility{};         // on | off; empty: on, but at a quick pace
  Severity fail_on = Severity::kSerious;
  std::filesystem::path verdicts{};  // empty: verdicts.yaml beside the journeys
  std::filesystem::path netlog{};
  std::filesystem::path wire_log{};
  Noise noise = Noise::kNormal;
};

struct AnalyzeRequest {
  std::vector<std::filesystem::path> recordings{};  // recordings, or folders of them
  std::filesystem::path out{};  // empty: the run they belong to, else a new dated folder
  std::vector<Format> formats{Format::kHtml, Format::kJson};
  std::optional<Severity> fail_on{};  // empty: as the run was walked, else serious
  std::filesystem::path verdicts{};   // empty: verdicts.yaml beside the journeys
  Noise noise = Noise::kNormal;
};

struct ReportRequest {
  std::vector<std::filesystem::path> audits{};
  std::filesystem::path out{};  // empty: beside each audit
  std::vector<Format> formats{Format::kHtml};
  Noise noise = Noise::kNormal;
};

struct CheckRequest {
  std::vector<std::string> journeys{};
  std::map<std::string, std::string> let{};
};

struct NewRequest {
  std::filesystem::path folder{};  // new or empty
  std::string site{};              // URL
  std::string visitor{};           // name; empty: the journey's own
  bool unmarked = false;
  bool unsandboxed = false;
  std::string browser = "shell";
  Noise noise = Noise::kNormal;
};

struct DoctorRequest {
  std::string browser = "shell";
  bool unsandboxed = false;
};

struct SeeRequest {
  std::vector<std::filesystem::path> images{};
  std::string languages{};  // as Tesseract writes them; empty: of the usual ones, what is installed
  double pixel_ratio = 1;   // pixels of the image per CSS pixel; boxes are told in CSS pixels
  bool json = false;
};

using Command = std::variant<WalkRequest, AnalyzeRequest, ReportRequest, CheckRequest, NewRequest,
                             DoctorRequest, SeeRequest>;

}  // namespace firsthand
