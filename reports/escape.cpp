#include "reports/escape.h"

#include "journeys/text.h"

namespace firsthand {
namespace {

bool starts(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// How many bytes at the start of `rest` (valid UTF-8) must not come through; 0: the character may.
std::size_t unwanted(std::string_view rest) {
  const auto byte = static_cast<unsigned char>(rest.front());
  if (byte < 0x20) return byte == '\t' || byte == '\n' ? 0 : 1;
  if (byte == 0x7F) return 1;
  if (byte == 0xC2) return rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0 ? 2 : 0;
  // U+200E and U+200F marks, U+202A to U+202E embeddings and overrides, U+2066 to U+2069 isolates,
  // U+061C, U+FFFE and U+FFFF.
  if (byte == 0xD8) return starts(rest, "\xD8\x9C") ? 2 : 0;
  if (rest.size() < 3) return 0;
  const auto last = static_cast<unsigned char>(rest[2]);
  if (starts(rest, "\xE2\x80"))
    return last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE) ? 3 : 0;
  if (starts(rest, "\xE2\x81")) return last >= 0xA6 && last <= 0xA9 ? 3 : 0;
  if (starts(rest, "\xEF\xBF")) return last >= 0xBE ? 3 : 0;
  return 0;
}

}  // namespace

std::string escaped(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::string out;
  out.reserve(valid.size() + valid.size() / 16);
  for (std::size_t at = 0; at < valid.size();) {
    if (const auto skip = unwanted(std::string_view(valid).substr(at)); skip > 0) {
      at += skip;
      continue;
    }
    switch (const char c = valid[at++]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace firsthand
