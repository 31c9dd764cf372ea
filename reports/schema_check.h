#pragma once
// JSON held against a JSON Schema (draft-07).

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "journeys/result.h"

namespace firsthand {

// Up to five places of `json` that do not hold to `schema`, and what is wrong there; empty: it
// holds. kUnreadable: the schema is none. A `pattern` is tried with std::regex, so a schema for
// texts of pages must not have any.
Result<std::string> breaches(std::string_view schema, const nlohmann::json& json);

}  // namespace firsthand
