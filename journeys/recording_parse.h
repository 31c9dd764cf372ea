#pragma once
// JSON text in, with what goes wrong as a sentence for people. Only for .cpp files that read JSON.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "journeys/text.h"

namespace firsthand {

// As json::parse, but refuses what is nested so deeply that copying the value, which recurses,
// could exhaust the stack. Throws json::exception.
inline nlohmann::json parse_json(std::string_view text) {
  constexpr int kDeepest = 100;
  int depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '[' || c == '{'))
      deepest = std::max(deepest, ++depth);
    else if (!quoted && (c == ']' || c == '}'))
      --depth;
  }
  if (deepest > kDeepest)
    throw nlohmann::json::other_error::create(501, "nested more than 100 levels deep", nullptr);
  return nlohmann::json::parse(text);
}

// Without the library's own "[json.exception.type_error.302] ", and printable.
inline std::string reason_of(const nlohmann::json::exception& exception) {
  const std::string_view what = exception.what();
  const auto end = what.find("] ");
  return printable(what.starts_with('[') && end != what.npos ? what.substr(end + 2) : what, 200);
}

}  // namespace firsthand
