#include "samples/shop/options.h"

#include <fmt/format.h>

#include <charconv>

namespace firsthand::shop {

std::variant<Options, std::string> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto equals = arguments[i].find('=');
    const auto name = arguments[i].substr(0, equals);
    if (name == "--help" || name == "--list-flaws") {
      (name == "--help" ? options.help : options.list_flaws) = true;
      continue;
    }
    if (name != "--port" && name != "--flaws")
      return fmt::format("There is no option '{}'.\n{}", name.substr(0, 60), usage());
    std::string value;
    if (equals != std::string::npos) {
      value = arguments[i].substr(equals + 1);
    } else if (i + 1 < arguments.size()) {
      value = arguments[++i];
    } else {
      return fmt::format("{} needs a value.\n{}", name, usage());
    }
    if (name == "--flaws") {
      auto flaws = FlawSet::parse(value);
      if (auto* message = std::get_if<std::string>(&flaws)) return std::move(*message);
      options.flaws = std::get<FlawSet>(std::move(flaws));
      continue;
    }
    const auto* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, options.port);
    if (read.ec != std::errc() || read.ptr != end || options.port < 0 || options.port > 65535)
      return fmt::format("--port is a number from 0 to 65535, 0 for a free one; not '{}'.",
                         value.substr(0, 60));
  }
  return options;
}

std::string usage() {
  return "Usage: firsthand-shop [--port N] [--flaws NAME,NAME…|all|none] [--list-flaws]\n"
         "  --port N       where to listen on 127.0.0.1; 0, the default, takes a free port\n"
         "  --flaws …      what is wrong with the shop; nothing, unless told\n"
         "  --list-flaws   what can be wrong, and which friction each flaw shows\n";
}

}  // namespace firsthand::shop
