#include "recorder/browser/emulation.h"

namespace firsthand {
namespace {

std::string major_of(const std::string& version) { return version.substr(0, version.find('.')); }

}  // namespace

std::string user_agent_of(const Device& device) {
  auto agent = device.visitor.user_agent;
  const std::string placeholder = "{major}";
  for (auto at = agent.find(placeholder); at != std::string::npos; at = agent.find(placeholder))
    agent.replace(at, placeholder.size(), major_of(device.browser_version));
  if (device.marked) agent += kMarkerSuffix;
  return agent;
}

void emulate_device(DevToolsClient& client, const SessionId& session, const Device& device) {
  const auto major = major_of(device.browser_version);
  const auto brands = [](const std::string& version, const std::string& grease) {
    return Json::array({{{"brand", "Chromium"}, {"version", version}},
                        {{"brand", "Google Chrome"}, {"version", version}},
                        {{"brand", "Not?A_Brand"}, {"version", grease}}});
  };
  const bool mobile = device.visitor.touch;
  client.tell(session, "Emulation.setUserAgentOverride",
              {{"userAgent", user_agent_of(device)},
               {"acceptLanguage", device.visitor.locale},
               {"platform", mobile ? "Linux armv81" : "Win32"},
               {"userAgentMetadata",
                {{"brands", brands(major, "24")},
                 {"fullVersionList", brands(device.browser_version, "24.0.0.0")},
                 {"platform", device.visitor.platform},
                 {"platformVersion", mobile ? "14.0.0" : "15.0.0"},
                 {"architecture", mobile ? "" : "x86"},
                 {"model", device.visitor.model},
                 {"mobile", mobile}}}});
  if (device.marked)
    client.tell(session, "Network.setExtraHTTPHeaders",
                {{"headers", {{std::string(kMarkerHeader), "synthetic"}}}});
}

void emulate_screen(DevToolsClient& client, const SessionId& session, const Device& device) {
  const auto& visitor = device.visitor;
  client.tell(session, "Emulation.setDeviceMetricsOverride",
              {{"width", visitor.width},
               {"height", visitor.height},
               {"deviceScaleFactor", visitor.scale},
               {"mobile", visitor.touch},
               {"screenWidth", visitor.width},
               {"screenHeight", visitor.height}});
  if (visitor.touch)
    client.tell(session, "Emulation.setTouchEmulationEnabled",
                {{"enabled", true}, {"maxTouchPoints", 5}});
  client.tell(session, "Emulation.setFocusEmulationEnabled", {{"enabled", true}});
}

}  // namespace firsthand
