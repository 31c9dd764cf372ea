#pragma once
// Makes a session look like the visitor's device, with the synthetic marker unless told otherwise.

#include <map>

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
  std::map<std::string, std::string> headers{};  // those of the visitor, with their values
};

// User-Agent of the device, with the browser's own major version.
std::string user_agent_of(const Device& device);
// "de-DE,de", as browsers list them; they add the q-values of the header themselves.
std::string languages_of(const Visitor& visitor);

// For every page and frame session.
void emulate_device(DevToolsClient& client, const SessionId& session, const Device& device);
// For the page's own session only: viewport, touch, place.
void emulate_screen(DevToolsClient& client, const SessionId& session, const Device& device);
// For the session of a worker, before it runs. What it says of the device is put right by a script,
// for the browser has no command for that. What the browser cannot do for them: slow down their
// processor, slow down the network of a shared worker, and send headers and name with the request
// for a service worker's own script.
void emulate_worker(DevToolsClient& client, const SessionId& session, const std::string& type,
                    const Device& device);

}  // namespace firsthand
