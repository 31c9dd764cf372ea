#include "samples/shop/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace firsthand::shop {

Html escape(std::string_view text) {
  Html out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out.markup += "&amp;";
        break;
      case '<':
        out.markup += "&lt;";
        break;
      case '>':
        out.markup += "&gt;";
        break;
      case '"':
        out.markup += "&quot;";
        break;
      case '\'':
        out.markup += "&#39;";
        break;
      case '\0':
        break;
      default:
        out.markup += c;
    }
  }
  return out;
}

Html fill(std::string_view source, std::initializer_list<Value> values) {
  Html out;
  while (true) {
    const auto open = source.find("{{");
    out.markup += source.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = source.find("}}", open);
    if (close == std::string_view::npos) throw std::logic_error("a template has an open {{");
    const auto name = source.substr(open + 2, close - open - 2);
    const auto* value = std::find_if(values.begin(), values.end(),
                                     [&](const Value& each) { return each.name == name; });
    if (value == values.end()) throw std::logic_error(fmt::format("no value for {{{{{}}}}}", name));
    const auto* markup = std::get_if<Html>(&value->is);
    out += markup != nullptr ? *markup : escape(std::get<std::string>(value->is));
    source.remove_prefix(close + 2);
  }
}

std::string url_part(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace firsthand::shop
