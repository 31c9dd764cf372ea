#pragma once
// Downloads: taken into a folder of the browser's own, each under a name that the page cannot
// choose, and told of by the browser itself.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct Download {
  std::string id{};  // the browser's; the file's name in the folder
  std::string url{};
  std::string name{};                    // as the site suggests it: hostile
  double began_ms = 0;                   // walk clock
  std::optional<double> completed_ms{};  // whole, on disk
  bool canceled = false;                 // it will not be completed
};

class DownloadTracker {
 public:
  // An empty folder: downloads are denied.
  DownloadTracker(DevToolsClient& client, const WalkClock& clock, std::filesystem::path folder);

  // Tells the browser where to put them; once, before the first page.
  void start();
  const std::vector<Download>& downloads() const { return downloads_; }
  std::filesystem::path file_of(const Download& download) const { return folder_ / download.id; }

 private:
  Download* find(const Json& event);

  DevToolsClient& client_;
  std::filesystem::path folder_;
  std::vector<Download> downloads_;
  std::vector<Subscription> listening_;
};

}  // namespace firsthand
