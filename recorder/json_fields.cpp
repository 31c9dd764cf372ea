#include "recorder/json_fields.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace firsthand {
using nlohmann::json;
namespace {

// The UTF-16 unit that `text` escapes at `at` ("\\ud83d"); 0: none.
unsigned escaped_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text.substr(at, 2) != "\\u") return 0;
  unsigned unit = 0;
  const char* end = text.data() + at + 6;
  return std::from_chars(text.data() + at + 2, end, unit, 16).ptr == end ? unit : 0;
}

std::string with_whole_characters(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find('\\'); at != std::string::npos; at = out.find('\\', at)) {
    const unsigned unit = escaped_unit(out, at);
    const unsigned next = escaped_unit(out, at + 6);
    const bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
    const bool pair = high && next >= 0xDC00 && next < 0xE000;
    if (low || (high && !pair)) out.replace(at, 6, "\\ufffd");
    at += pair ? 12 : unit != 0 ? 6 : 2;
  }
  return out;
}

}  // namespace

const json& part_in(const json& object, const char* key) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::string text_in(const json& object, const char* key, std::string fallback) {
  const auto& part = part_in(object, key);
  return part.is_string() ? part.get<std::string>() : std::move(fallback);
}

double number_in(const json& object, const char* key, double fallback) {
  const auto& part = part_in(object, key);
  return part.is_number() ? part.get<double>() : fallback;
}

int whole_in(const json& object, const char* key, int fallback) {
  constexpr double kLargest = 1 << 30;
  const double number = number_in(object, key, fallback);
  return std::abs(number) <= kLargest ? static_cast<int>(number) : fallback;
}

bool flag_in(const json& object, const char* key, bool fallback) {
  const auto& part = part_in(object, key);
  return part.is_boolean() ? part.get<bool>() : fallback;
}

std::vector<std::string> texts_in(const json& list) {
  std::vector<std::string> out;
  if (!list.is_array()) return out;
  for (const auto& item : list)
    if (item.is_string()) out.push_back(item.get<std::string>());
  return out;
}

json read_json(std::string_view text) {
  auto read = json::parse(text, nullptr, false);
  return read.is_discarded() ? json::parse(with_whole_characters(text), nullptr, false) : read;
}

}  // namespace firsthand
