#include "analyzers/red_or_amber.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "journeys/text.h"

namespace firsthand {
namespace {

struct Rgb {
  double red = 0, green = 0, blue = 0;
};

constexpr std::array<std::string_view, 9> kNames{"red",       "darkred", "crimson",
                                                 "firebrick", "tomato",  "orange",
                                                 "orangered", "maroon",  "darkorange"};

// Strong, with little blue, and no more green than amber has.
bool is_warning(const Rgb& colour) {
  return colour.red >= 130 && colour.blue <= 0.5 * colour.red && colour.green <= 0.8 * colour.red;
}

std::optional<Rgb> from_hex(std::string_view digits) {
  if (digits.size() != 3 && digits.size() != 6) return std::nullopt;
  std::vector<double> values;
  for (const char c : digits) {
    const std::size_t value = std::string_view("0123456789abcdef").find(c);
    if (value == std::string_view::npos) return std::nullopt;
    values.push_back(static_cast<double>(value));
  }
  if (values.size() == 3) return Rgb{values[0] * 17, values[1] * 17, values[2] * 17};
  return Rgb{values[0] * 16 + values[1], values[2] * 16 + values[3], values[4] * 16 + values[5]};
}

// "200, 30, 20" or "200 30 20 / 1"
std::optional<Rgb> from_numbers(std::string_view text) {
  std::array<double, 3> values{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count < values.size();) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
      ++i;
      continue;
    }
    double value = 0;
    for (; i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0; ++i)
      value = std::min(1000.0, value * 10 + (text[i] - '0'));
    values[count++] = value;
    while (i < text.size() && (text[i] == '.' || std::isdigit(static_cast<unsigned char>(text[i]))))
      ++i;
  }
  if (count < values.size()) return std::nullopt;
  return Rgb{values[0], values[1], values[2]};
}

bool value_is_warning(std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '#') {
      const std::size_t end = std::min(value.find_first_of(" ,;)!", i), value.size());
      const auto colour = from_hex(value.substr(i + 1, end - i - 1));
      if (colour && is_warning(*colour)) return true;
    }
  }
  if (const std::size_t at = value.find("rgb"); at != std::string_view::npos) {
    const auto colour = from_numbers(value.substr(at));
    if (colour && is_warning(*colour)) return true;
  }
  std::string word;
  for (const char c : value) {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (std::find(kNames.begin(), kNames.end(), word) != kNames.end()) return true;
    word.clear();
  }
  return std::find(kNames.begin(), kNames.end(), word) != kNames.end();
}

}  // namespace

bool says_red_or_amber(std::string_view style) {
  const std::string lower = lower_ascii(style.substr(0, 4000));
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view declaration = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view property = declaration.substr(0, colon);
    property.remove_prefix(std::min(property.find_first_not_of(" \t\n"), property.size()));
    const bool tells = property.substr(0, 5) == "color" || property.substr(0, 6) == "border" ||
                       property.substr(0, 7) == "outline";
    if (tells && value_is_warning(declaration.substr(colon + 1))) return true;
  }
  return false;
}

}  // namespace firsthand
