#include "journeys/text.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace firsthand {
namespace {

icu::UnicodeString to_unicode(std::string_view text) {
  // ICU turns bytes that are not UTF-8 into U+FFFD.
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::UnicodeString normalized(const icu::Normalizer2* normalizer, const icu::UnicodeString& text,
                              UErrorCode& status) {
  icu::UnicodeString out;
  if (U_SUCCESS(status)) normalizer->normalize(text, out, status);
  return U_SUCCESS(status) ? out : text;
}

icu::UnicodeString collapsed(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool space = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c)) {
      space = !out.isEmpty();
      continue;
    }
    if (space) out.append(u' ');
    space = false;
    out.append(c);
  }
  return out;
}

icu::UnicodeString folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  // Also drops what nobody sees: soft hyphens, zero-width spaces and joiners.
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return collapsed(normalized(normalizer, to_unicode(text), status));
}

bool is_bidi_control(UChar32 c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// What stands for `c` in a line that people read, or nothing when `c` may stand for itself.
std::string visible(UChar32 c) {
  if (u_isUWhiteSpace(c)) return " ";
  if (c < 0x20) return to_utf8(icu::UnicodeString(0x2400 + c));  // ␛ and its like
  if (c == 0x7F) return "\u2421";                                // ␡
  if (c < 0xA0 || is_bidi_control(c)) return fmt::format("<U+{:04X}>", c);
  return {};
}

}  // namespace

std::string fold(std::string_view text) { return to_utf8(folded(text)); }

std::string fold_hard(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
  const icu::UnicodeString apart = normalized(normalizer, folded(text), status);
  icu::UnicodeString out;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) out.append(c);
  }
  return to_utf8(collapsed(out));
}

std::string collapse_space(std::string_view text) { return to_utf8(collapsed(to_unicode(text))); }

std::string printable(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t written = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  for (int32_t i = 0; i < length;) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    if (written == limit) return out + "…";
    ++written;
    if (c == 0xFFFD)
      out += "\uFFFD";
    else if (u_charType(c) == U_CONTROL_CHAR || u_isUWhiteSpace(c) || is_bidi_control(c))
      out += visible(c);
    else
      out.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
  }
  return out;
}

std::string valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  std::string out;
  std::size_t good = 0;  // everything before is copied
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    const int64_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c >= 0) continue;
    out.append(text.substr(good, static_cast<std::size_t>(start) - good)).append("\uFFFD");
    good = static_cast<std::size_t>(i);
  }
  if (good == 0) return std::string(text);
  return out.append(text.substr(good));
}

std::string slug(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string out;
  for (const char c : fold_hard(text)) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
    if (out.size() == kLongest) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "untitled" : out;
}

std::string duration_text(double ms) {
  if (!std::isfinite(ms)) return "an unknown time";
  if (ms < 0) return "-" + duration_text(-ms);
  if (std::round(ms) < 1000) return fmt::format("{:.0f} ms", ms);
  if (const auto tenths = std::lround(ms / 100); tenths < 600)
    return tenths % 10 == 0 ? fmt::format("{} s", tenths / 10)
                            : fmt::format("{}.{} s", tenths / 10, tenths % 10);
  const auto seconds = static_cast<long long>(std::round(std::min(ms, 1e15) / 1000));
  const auto hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
  if (hours > 0) return fmt::format("{} h {} min", hours, minutes);
  return rest == 0 ? fmt::format("{} min", minutes) : fmt::format("{} min {} s", minutes, rest);
}

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& texts, std::size_t limit) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "“" : ", “") + printable(text, limit) + "”";
  return out;
}

std::string as_sentence(std::string words) {
  while (!words.empty() && std::string_view(",;: ").find(words.back()) != std::string_view::npos)
    words.pop_back();
  std::string_view end = words;
  for (const std::string_view quote : {"'", "\"", "”", "’"})
    if (end.ends_with(quote)) end.remove_suffix(quote.size());
  for (const std::string_view stop : {".", "!", "?", "…"})
    if (end.ends_with(stop)) return words;
  return words + ".";
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& letter : out)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return out;
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (const char character : text) {
    const bool goes_on = (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
    if (goes_on && !out.empty())
      out.back().push_back(character);
    else
      out.emplace_back(1, character);
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view without_fragment(std::string_view url) { return url.substr(0, url.find('#')); }

}  // namespace firsthand
