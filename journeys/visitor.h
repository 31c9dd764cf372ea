#pragma once
// Who walks: a device, a network, and what the browser knows of its owner.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// A connection, slowed down by the browser itself, request by request: the latency is at least what
// lies between a request and the first byte of its answer, and what is sent and what comes share
// the rates. Names and numbers are those of WebPageTest (its "first-hop RTT"), which sitespeed.io
// and browsertime use too; browsertime's table names half of each latency, because its shaper
// delays both directions. Opening a connection costs nothing more here, so that a page of many
// hosts is somewhat faster than behind a shaper of packets.
struct Network {
  std::string name = "native";  // as it is on this machine
  double down_kbps = 0, up_kbps = 0, latency_ms = 0;
  friend bool operator==(const Network&, const Network&) = default;
};

struct GeoPoint {
  double latitude = 0, longitude = 0;  // degrees, WGS 84
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

struct Visitor {
  std::string name{};         // "phone"
  int width = 0, height = 0;  // viewport, CSS pixels
  double scale = 1;           // device pixels per CSS pixel
  bool touch = false;         // taps instead of mouse clicks; mobile layout viewport
  std::string user_agent{};   // without the synthetic marker; see kMajorPlaceholder
  std::string platform{};     // client hint: "Android", "Windows"
  std::string model{};        // client hint
  std::string locale = "en-GB";
  Network network{};
  double cpu = 1;           // how many times slower than this machine the pages compute
  std::string time_zone{};  // "Europe/Berlin"; empty: this machine's
  // Where they are, as sites that ask are told: who has a place has also agreed to tell it.
  std::optional<GeoPoint> location{};
  // Names of the extra headers that every request has. Their values are never written down.
  std::vector<std::string> headers{};
  bool dark = false;            // prefers-color-scheme: dark
  bool reduced_motion = false;  // prefers-reduced-motion: reduce
  bool keyboard = false;        // works everything by keys alone, as who cannot use a pointer
  // Size of the text in percent, by the browser's page zoom, as a person does it with Ctrl and +:
  // width, height and scale are what is left of the screen by that. (Larger fonts alone, as some
  // phones offer, are something else.)
  int text = 100;
  friend bool operator==(const Visitor&, const Visitor&) = default;
};

// Empty when there is no such visitor.
std::optional<Visitor> built_in_visitor(std::string_view name);
std::vector<std::string> built_in_visitor_names();

std::optional<Network> network_profile(std::string_view name);
std::vector<std::string> network_names();

// Makes the text of a visitor that many percent large, kLeastZoom to kMostZoom.
void zoom_text(Visitor& visitor, int percent);
inline constexpr int kLeastZoom = 50, kMostZoom = 500;  // as far as browsers zoom, about
// The browser takes any; beyond this pages do not come.
inline constexpr double kMostCpu = 20;

// As a reader of the report knows them: "phone", "laptop over 3G, processor 4 times slower, de-DE".
// The same for two visitors only when they walk the same way.
std::string told(const Visitor& visitor);

// Stands in a built-in user agent ("Chrome/{major}.0.0.0") for the version of the browser that
// really walks, which set_browser_version fills in.
inline constexpr std::string_view kMajorPlaceholder = "{major}";
void set_browser_version(Visitor& visitor, int major);

}  // namespace firsthand
