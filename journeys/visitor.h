#pragma once
// Who walks. Always a first-time visitor: empty profile, cold cache.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

struct Visitor {
  std::string name{};         // "phone"
  int width = 0, height = 0;  // viewport, CSS pixels
  double scale = 1;           // device pixels per CSS pixel
  bool touch = false;         // taps instead of mouse clicks; mobile layout viewport
  std::string user_agent{};   // without the synthetic marker; see kMajorPlaceholder
  std::string platform{};     // client hint: "Android", "Windows"
  std::string model{};        // client hint
  std::string locale = "en-GB";
  friend bool operator==(const Visitor&, const Visitor&) = default;
};

// Built in: phone, laptop, desktop. Empty when there is no such visitor.
std::optional<Visitor> built_in_visitor(std::string_view name);
std::vector<std::string> built_in_visitor_names();

// Stands in a built-in user agent ("Chrome/{major}.0.0.0") for the version of the browser that
// really walks, which set_browser_version fills in.
inline constexpr std::string_view kMajorPlaceholder = "{major}";
void set_browser_version(Visitor& visitor, int major);

}  // namespace firsthand
