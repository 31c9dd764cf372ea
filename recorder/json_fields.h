#pragma once
// Fields of JSON that a page or the browser made. Whatever its shape, nothing here throws: a field
// that is missing or of another type is its fallback.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// The field itself; null when `json` is no object or has none.
const nlohmann::json& part_in(const nlohmann::json& json, const char* key);
std::string text_in(const nlohmann::json& json, const char* key, std::string fallback = {});
double number_in(const nlohmann::json& json, const char* key, double fallback = 0);
// A number that fits an int with room to count on (2^30 at most), its fraction cut off.
int whole_in(const nlohmann::json& json, const char* key, int fallback = 0);
bool flag_in(const nlohmann::json& json, const char* key, bool fallback = false);

// The words of a list; what is not text in it is left out.
std::vector<std::string> texts_in(const nlohmann::json& list);
// Reads JSON as JavaScript writes it: half of a surrogate pair, as left by cutting a text in the
// middle of an emoji, becomes U+FFFD. Not JSON: a discarded value, which is no object.
nlohmann::json read_json(std::string_view text);

}  // namespace firsthand
