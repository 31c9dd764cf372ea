#include "recorder/browser/emulation.h"

namespace firsthand {
namespace {

std::string major_of(const std::string& version) { return version.substr(0, version.find('.')); }

bool is_android(const Visitor& visitor) { return visitor.platform == "Android"; }
// Tablets are touched, and are not "mobile".
bool is_mobile(const Device& device) {
  return device.visitor.user_agent.find(" Mobile ") != std::string::npos;
}

std::string navigator_platform(const Device& device) {
  return is_android(device.visitor) ? "Linux armv81" : "Win32";
}

Json metadata_of(const Device& device) {
  const auto major = major_of(device.browser_version);
  const auto brands = [](const std::string& version, const std::string& grease) {
    return Json::array({{{"brand", "Chromium"}, {"version", version}},
                        {{"brand", "Google Chrome"}, {"version", version}},
                        {{"brand", "Not?A_Brand"}, {"version", grease}}});
  };
  const bool android = is_android(device.visitor);
  return {{"brands", brands(major, "24")},
          {"fullVersionList", brands(device.browser_version, "24.0.0.0")},
          {"platform", device.visitor.platform},
          {"platformVersion", android ? "14.0.0" : "15.0.0"},
          {"architecture", android ? "" : "x86"},
          {"bitness", android ? "" : "64"},
          {"wow64", false},
          {"model", device.visitor.model},
          {"mobile", is_mobile(device)},
          {"formFactors", Json::array({is_mobile(device) ? "Mobile"
                                       : android         ? "Tablet"
                                                         : "Desktop"})}};
}

void name_device(DevToolsClient& client, const SessionId& session, const Device& device) {
  client.tell(session, "Emulation.setUserAgentOverride",
              {{"userAgent", user_agent_of(device)},
               {"acceptLanguage", languages_of(device.visitor)},
               {"platform", navigator_platform(device)},
               {"userAgentMetadata", metadata_of(device)}});
  Json headers = Json::object();
  if (device.marked) headers[std::string(kMarkerHeader)] = "synthetic";
  for (const auto& [name, value] : device.headers) headers[name] = value;
  if (!headers.empty())
    client.tell(session, "Network.setExtraHTTPHeaders", {{"headers", std::move(headers)}});
}

void slow_network(DevToolsClient& client, const SessionId& session, const Network& network) {
  if (network == Network{}) return;
  constexpr double kBytes = 1000.0 / 8;  // a second, of a kilobit
  // The newer emulateNetworkConditionsByRule leaves navigator.connection as it is.
  client.tell(session, "Network.emulateNetworkConditions",
              {{"offline", false},
               {"latency", network.latency_ms},
               {"downloadThroughput", network.down_kbps * kBytes},
               {"uploadThroughput", network.up_kbps * kBytes}});
}

// Where a frame's process has been told already, telling it again changes nothing.
void settle_in(DevToolsClient& client, const SessionId& session, const Visitor& visitor) {
  client.tell(session, "Emulation.setLocaleOverride", {{"locale", visitor.locale}});
  if (!visitor.time_zone.empty())
    client.tell(session, "Emulation.setTimezoneOverride", {{"timezoneId", visitor.time_zone}});
}

// What a worker says of its device, in place of what the browser was started as.
constexpr const char* kWorkerScript = R"js((agent, platform, data) => {
  const say = (name, value) => Object.defineProperty(
      WorkerNavigator.prototype, name, {get: () => value, configurable: true, enumerable: true});
  say('userAgent', agent);
  say('appVersion', agent.replace(/^Mozilla\//, ''));
  say('platform', platform);
  const low = {brands: data.brands, mobile: data.mobile, platform: data.platform};
  if (self.NavigatorUAData) say('userAgentData', Object.assign(
      Object.create(NavigatorUAData.prototype, {
        brands: {value: data.brands}, mobile: {value: data.mobile},
        platform: {value: data.platform},
        toJSON: {value: () => low},
        getHighEntropyValues: {value: async (hints) => Object.assign({}, low, Object.fromEntries(
            hints.filter((hint) => hint in data).map((hint) => [hint, data[hint]])))}})));
})js";

}  // namespace

std::string user_agent_of(const Device& device) {
  auto agent = device.visitor.user_agent;
  const std::string placeholder(kMajorPlaceholder);
  for (auto at = agent.find(placeholder); at != std::string::npos; at = agent.find(placeholder))
    agent.replace(at, placeholder.size(), major_of(device.browser_version));
  if (device.marked) agent += kMarkerSuffix;
  return agent;
}

std::string languages_of(const Visitor& visitor) {
  const auto dash = visitor.locale.find('-');
  return dash == std::string::npos ? visitor.locale
                                   : visitor.locale + "," + visitor.locale.substr(0, dash);
}

void emulate_device(DevToolsClient& client, const SessionId& session, const Device& device) {
  const auto& visitor = device.visitor;
  name_device(client, session, device);
  slow_network(client, session, visitor.network);
  settle_in(client, session, visitor);
  if (visitor.cpu != 1)
    client.tell(session, "Emulation.setCPUThrottlingRate", {{"rate", visitor.cpu}});
  Json features = Json::array();
  if (visitor.dark) features.push_back({{"name", "prefers-color-scheme"}, {"value", "dark"}});
  if (visitor.reduced_motion)
    features.push_back({{"name", "prefers-reduced-motion"}, {"value", "reduce"}});
  if (!features.empty())
    client.tell(session, "Emulation.setEmulatedMedia", {{"features", std::move(features)}});
}

void emulate_screen(DevToolsClient& client, const SessionId& session, const Device& device) {
  const auto& visitor = device.visitor;
  // The screen is as large as ever when its page is zoomed.
  const double zoom = visitor.text / 100.0;
  const auto screen = [&](int pixels) { return static_cast<int>(pixels * zoom); };
  client.tell(session, "Emulation.setDeviceMetricsOverride",
              {{"width", visitor.width},
               {"height", visitor.height},
               {"deviceScaleFactor", visitor.scale},
               {"mobile", visitor.touch},
               {"screenWidth", screen(visitor.width)},
               {"screenHeight", screen(visitor.height)}});
  if (visitor.touch)
    client.tell(session, "Emulation.setTouchEmulationEnabled",
                {{"enabled", true}, {"maxTouchPoints", 5}});
  client.tell(session, "Emulation.setFocusEmulationEnabled", {{"enabled", true}});
  if (!visitor.location) return;
  constexpr double kAccurate = 20;  // metres
  client.tell(session, "Emulation.setGeolocationOverride",
              {{"latitude", visitor.location->latitude},
               {"longitude", visitor.location->longitude},
               {"accuracy", kAccurate}});
}

void emulate_worker(DevToolsClient& client, const SessionId& session, const std::string& type,
                    const Device& device) {
  client.tell(session, "Network.enable");
  name_device(client, session, device);
  settle_in(client, session, device.visitor);
  if (type == "service_worker") slow_network(client, session, device.visitor.network);
  const auto arguments =
      Json::array({user_agent_of(device), navigator_platform(device), metadata_of(device)});
  client.tell(
      session, "Runtime.evaluate",
      {{"expression", "(" + std::string(kWorkerScript) + ")(..." + arguments.dump() + ")"}});
}

}  // namespace firsthand
