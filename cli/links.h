#pragma once
// The links of the pages that a run walked: which of them are asked for, and what became of them.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/progress.h"
#include "journeys/links.h"

namespace firsthand {

struct LinkRequest {
  LinkScope scope = LinkScope::kSite;
  bool marked = true;
  std::map<std::string, std::vector<std::string>> hosts{};  // of each journey, by its id
};

// Asks for the links of these recordings' pages and writes links.json into the run's folder: at
// most 100 addresses, each once. What cannot be read or written is said, and ends nothing: such a
// run was not looked at. Nothing is asked and nothing written with scope kOff, and without
// parts.ask_links.
void look_at_links(const std::vector<std::filesystem::path>& recordings,
                   const std::filesystem::path& run, const LinkRequest& request, const Parts& parts,
                   const Console& console, ProgressLine& progress);

}  // namespace firsthand
