#include "recorder/base64.h"

#include <array>
#include <cstdint>

namespace firsthand {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> values() {
  std::array<std::int8_t, 256> table{};
  for (auto& entry : table) entry = -1;
  for (std::size_t index = 0; index < kAlphabet.size(); ++index)
    table[static_cast<unsigned char>(kAlphabet[index])] = static_cast<std::int8_t>(index);
  return table;
}
constexpr auto kValues = values();

}  // namespace

std::optional<std::string> base64_decode(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;  // half of a byte
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char character : text) {
    const auto value = kValues[static_cast<unsigned char>(character)];
    if (value < 0) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if ((count += 6) >= 8) {
      count -= 8;
      out.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
    }
  }
  return out;
}

std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t offset = 0; offset < 3; ++offset)
      bits = (bits << 8U) |
             (at + offset < bytes.size() ? static_cast<unsigned char>(bytes[at + offset]) : 0U);
    for (std::size_t offset = 0; offset < 4; ++offset)
      out.push_back(at + offset > bytes.size() ? '='
                                               : kAlphabet[(bits >> (18U - 6U * offset)) & 0x3FU]);
  }
  return out;
}

}  // namespace firsthand
