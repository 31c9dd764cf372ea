#include "journeys/visitor.h"

namespace firsthand {
namespace {

// Chrome's reduced user agents: the same for every device of a platform, so nothing but the browser
// itself gives the visitor away.
constexpr std::string_view kAndroid =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Mobile Safari/537.36";
constexpr std::string_view kWindows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Safari/537.36";

std::vector<Visitor> visitors() {
  return {
      {.name = "phone",
       .width = 390,
       .height = 844,
       .scale = 3,
       .touch = true,
       .user_agent = std::string(kAndroid),
       .platform = "Android",
       .model = "Pixel 7"},
      {.name = "laptop",
       .width = 1440,
       .height = 900,
       .scale = 1,
       .touch = false,
       .user_agent = std::string(kWindows),
       .platform = "Windows"},
      {.name = "desktop",
       .width = 1920,
       .height = 1080,
       .scale = 1,
       .touch = false,
       .user_agent = std::string(kWindows),
       .platform = "Windows"},
  };
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

void set_browser_version(Visitor& visitor, int major) {
  if (const auto at = visitor.user_agent.find(kMajorPlaceholder); at != std::string::npos)
    visitor.user_agent.replace(at, kMajorPlaceholder.size(), std::to_string(major));
}

}  // namespace firsthand
