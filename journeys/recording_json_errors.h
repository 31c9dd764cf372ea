#pragma once
// What the JSON library throws, as a sentence for people. Only for .cpp files that read JSON.

#include <nlohmann/json.hpp>
#include <string>

#include "journeys/text.h"

namespace firsthand {

// Without the library's own "[json.exception.type_error.302] ", and printable.
inline std::string reason_of(const nlohmann::json::exception& exception) {
  const std::string_view what = exception.what();
  const auto end = what.find("] ");
  return printable(what.starts_with('[') && end != what.npos ? what.substr(end + 2) : what, 200);
}

}  // namespace firsthand
