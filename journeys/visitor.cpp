#include "journeys/visitor.h"

#include <fmt/format.h>

#include <cmath>

namespace firsthand {
namespace {

// Chrome's reduced user agents: the same for every device of a platform, so nothing but the browser
// itself gives the visitor away.
constexpr std::string_view kAndroid =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Mobile Safari/537.36";
constexpr std::string_view kAndroidTablet =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Safari/537.36";
constexpr std::string_view kWindows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Safari/537.36";

// WebPageTest, connectivity profiles: see struct Network.
const Network kNetworks[] = {
    {"native", 0, 0, 0},        {"cable", 5000, 1000, 28}, {"4g", 9000, 9000, 170},
    {"3gfast", 1600, 768, 150}, {"3g", 1600, 768, 300},    {"3gslow", 400, 400, 400},
};

// Times slower than the machine that walks: what Lighthouse and others take for a phone of the
// middle class on a machine of today.
constexpr double kSlowPhone = 4;
constexpr int kLargeText = 200;  // percent: WCAG 1.4.4

// As people call it: "3G", "slow 3G".
std::string network_told(const Network& network) {
  if (network == Network{}) return "this machine's network";
  if (network.name == "3gfast") return "fast 3G";
  if (network.name == "3gslow") return "slow 3G";
  return network.name == "3g" || network.name == "4g" ? network.name.substr(0, 1) + "G"
                                                      : network.name;
}

Visitor phone() {
  return {.name = "phone",
          .width = 390,
          .height = 844,
          .scale = 3,
          .touch = true,
          .user_agent = std::string(kAndroid),
          .platform = "Android",
          .model = "Pixel 7"};
}

Visitor slow_phone() {
  Visitor slow = phone();
  slow.name = "slow-phone";
  slow.network = *network_profile("3g");
  slow.cpu = kSlowPhone;
  return slow;
}

Visitor tablet() {
  return {.name = "tablet",
          .width = 800,
          .height = 1280,
          .scale = 2,
          .touch = true,
          .user_agent = std::string(kAndroidTablet),
          .platform = "Android",
          .model = "Pixel Tablet"};
}

Visitor laptop(std::string name = "laptop") {
  return {.name = std::move(name),
          .width = 1440,
          .height = 900,
          .scale = 1,
          .touch = false,
          .user_agent = std::string(kWindows),
          .platform = "Windows"};
}

Visitor desktop() {
  Visitor large = laptop("desktop");
  large.width = 1920;
  large.height = 1080;
  return large;
}

std::vector<Visitor> visitors() {
  Visitor large = laptop("large-text"), dark = laptop("dark"), calm = laptop("reduced-motion"),
          keys = laptop("keyboard-only");
  zoom_text(large, kLargeText);
  dark.dark = true;
  calm.reduced_motion = true;
  keys.keyboard = true;
  return {phone(), slow_phone(), tablet(), laptop(), desktop(), large, keys, dark, calm};
}

}  // namespace

std::optional<Visitor> built_in_visitor(std::string_view name) {
  for (auto& visitor : visitors())
    if (visitor.name == name) return visitor;
  return std::nullopt;
}

std::vector<std::string> built_in_visitor_names() {
  std::vector<std::string> names;
  for (const auto& visitor : visitors()) names.push_back(visitor.name);
  return names;
}

std::optional<Network> network_profile(std::string_view name) {
  for (const auto& network : kNetworks)
    if (network.name == name) return network;
  return std::nullopt;
}

std::vector<std::string> network_names() {
  std::vector<std::string> names;
  for (const auto& network : kNetworks) names.push_back(network.name);
  return names;
}

void zoom_text(Visitor& visitor, int percent) {
  const double larger = static_cast<double>(percent) / visitor.text;
  visitor.width = static_cast<int>(std::lround(visitor.width / larger));
  visitor.height = static_cast<int>(std::lround(visitor.height / larger));
  visitor.scale *= larger;
  visitor.text = percent;
}

std::string told(const Visitor& visitor) {
  const Visitor usual = built_in_visitor(visitor.name).value_or(Visitor{});
  std::string out = visitor.name;
  if (visitor.network != Network{} || usual.network != Network{})
    out += " over " + network_told(visitor.network);
  const auto add = [&](const std::string& what) { out += ", " + what; };
  if (visitor.cpu != 1)
    add(fmt::format("processor {} times slower", visitor.cpu));
  else if (usual.cpu != 1)
    add("processor as fast as this machine's");
  if (visitor.locale != usual.locale) add(visitor.locale);
  if (visitor.time_zone != usual.time_zone) add("time of " + visitor.time_zone);
  if (visitor.location)
    add(fmt::format("at {}, {}", visitor.location->latitude, visitor.location->longitude));
  if (visitor.dark != usual.dark) add(visitor.dark ? "dark colours" : "light colours");
  if (visitor.reduced_motion != usual.reduced_motion)
    add(visitor.reduced_motion ? "reduced motion" : "motion");
  if (visitor.text != usual.text) add(fmt::format("text at {} %", visitor.text));
  if (!visitor.headers.empty()) add(fmt::format("headers {}", fmt::join(visitor.headers, ", ")));
  return out;
}

void set_browser_version(Visitor& visitor, int major) {
  if (const auto at = visitor.user_agent.find(kMajorPlaceholder); at != std::string::npos)
    visitor.user_agent.replace(at, kMajorPlaceholder.size(), std::to_string(major));
}

}  // namespace firsthand
