#pragma once
// Makes a session look like the visitor's device, with the synthetic marker unless told otherwise.

#include "journeys/visitor.h"
#include "recorder/browser/devtools_client.h"

namespace firsthand {

// What owners can filter the visits out by.
inline constexpr std::string_view kMarkerHeader = "Firsthand-Visit";
inline constexpr std::string_view kMarkerSuffix = " Firsthand (synthetic visit)";

struct Device {
  Visitor visitor{};
  std::string browser_version{};  // "156.0.8078.79"
  bool marked = true;
};

// User-Agent of the device, with the browser's own major version.
std::string user_agent_of(const Device& device);

// For every page and frame session.
void emulate_device(DevToolsClient& client, const SessionId& session, const Device& device);
// For the page's own session only: viewport and touch.
void emulate_screen(DevToolsClient& client, const SessionId& session, const Device& device);

}  // namespace firsthand
