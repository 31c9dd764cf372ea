#include "recorder/encodings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "journeys/text.h"
#include "recorder/base64.h"

namespace firsthand {
using nlohmann::json;
namespace {

std::string percent(std::string_view value, bool form, bool lower_hex) {
  const std::string_view digits = lower_hex ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string out;
  for (const char character : value) {
    const auto byte = static_cast<unsigned char>(character);
    if (std::isalnum(byte) != 0 || character == '-' || character == '_' || character == '.' ||
        (form ? character == '*' : character == '~')) {
      out.push_back(character);
    } else if (form && character == ' ') {
      out.push_back('+');
    } else {
      out.push_back('%');
      out.push_back(digits[byte >> 4U]);
      out.push_back(digits[byte & 15U]);
    }
  }
  return out;
}

std::string html(std::string_view value, bool quotes) {
  std::string out;
  for (const char character : value) {
    switch (character) {
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
        out += quotes ? "&quot;" : "\"";
        break;
      default:
        out.push_back(character);
    }
  }
  return out;
}

// What base64 of a longer text shows of `value`, whatever stands before it: three alignments, the
// characters that depend on neighbours cut off.
void add_base64(std::vector<std::string>& out, const std::string& value) {
  for (std::size_t lead = 0; lead < 3; ++lead) {
    auto text = base64_encode(std::string(lead, 'x') + value);
    const std::size_t skip = lead == 0 ? 0 : lead + 1;
    const std::size_t whole = (lead + value.size()) / 3 * 4;
    if (whole > skip + 3) out.push_back(text.substr(skip, whole - skip));
  }
  out.push_back(base64_encode(value));
}

// What pages put between the parts of a number or code, as written and as it travels.
constexpr std::string_view kBetween[] = {" ",
                                         "\t",
                                         "\n",
                                         "-",
                                         ".",
                                         "/",
                                         "(",
                                         ")",
                                         "+",
                                         "%20",
                                         "%2D",
                                         "%2d",
                                         "%2F",
                                         "%2f",
                                         "%28",
                                         "%29",
                                         "%C2%A0",
                                         "%c2%a0",
                                         "&nbsp;",
                                         "&#160;",
                                         "\\t",
                                         "\\n",
                                         "\\/",
                                         "\r",
                                         "\xC2\xA0",
                                         "\xE2\x80\x89",
                                         "\xE2\x80\xAF",
                                         "\xE2\x80\x90",
                                         "\xE2\x80\x91",
                                         "\xE2\x80\x92",
                                         "\xE2\x80\x93",
                                         "\xE2\x80\x94",
                                         "\\u00a0",
                                         "\\u00A0"};
constexpr std::size_t kMostBetween = 40;
constexpr std::size_t kFewestInCore = 6;
constexpr std::size_t kNoChance = 12;  // digits that no other number has in it

// The length of what stands between, at the beginning of `text`; 0: nothing does.
std::size_t between_at(std::string_view text) {
  for (const auto sign : kBetween)
    if (text.starts_with(sign)) return sign.size();
  return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         (static_cast<unsigned char>(c) & 0x80U);
}

std::string core_of(std::string_view secret) {
  std::string core;
  while (!secret.empty()) {
    const auto between = between_at(secret);
    if (between == 0) core.push_back(secret.front());
    secret.remove_prefix(std::max<std::size_t>(between, 1));
  }
  return core;
}

// A digit that belongs to the number behind it, and is not the end of "%3D" or a sign between.
bool digit_before(std::string_view text) {
  if (text.empty() || !is_digit(text.back())) return false;
  if (text.size() >= 3 && text[text.size() - 3] == '%') return false;
  return std::ranges::none_of(kBetween, [&](auto sign) { return text.ends_with(sign); });
}

// The end of `core` when it begins at `at`; npos: it does not.
std::size_t end_of_core(std::string_view text, std::size_t at, std::string_view core) {
  for (std::size_t next = 0; next < core.size(); ++next) {
    for (std::size_t skipped = 0; next > 0 && skipped < kMostBetween; ++skipped) {
      if (at < text.size() && text[at] == core[next]) break;
      const auto between = between_at(text.substr(std::min(at, text.size())));
      if (between == 0) break;
      at += between;
    }
    if (at >= text.size() || text[at] != core[next]) return std::string_view::npos;
    ++at;
  }
  return at;
}

}  // namespace

std::vector<std::string> encodings_of(const std::string& value) {
  std::vector<std::string> out = {value};
  for (const bool lower : {false, true}) {
    out.push_back(percent(value, false, lower));
    out.push_back(percent(value, true, lower));
  }
  // encodeURIComponent leaves these alone, encodeURI and some servers more.
  auto component = percent(value, false, false);
  for (const auto& [code, plain] : std::array<std::pair<std::string_view, std::string_view>, 6>{
           {{"%21", "!"}, {"%27", "'"}, {"%28", "("}, {"%29", ")"}, {"%2A", "*"}, {"%40", "@"}}})
    for (auto at = component.find(code); at != std::string::npos; at = component.find(code))
      component.replace(at, code.size(), plain);
  out.push_back(component);
  for (const bool ascii : {false, true}) {
    const auto quoted =
        nlohmann::json(value).dump(-1, ' ', ascii, nlohmann::json::error_handler_t::replace);
    out.push_back(quoted.substr(1, quoted.size() - 2));
  }
  out.push_back(html(value, true));
  out.push_back(html(value, false));
  add_base64(out, value);
  std::ranges::sort(out, [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Redactor::Redactor(const std::vector<std::string>& secrets) {
  for (const auto& secret : secrets) add(secret);
}

void Redactor::add(const std::string& secret) {
  if (secret.size() < 3) return;
  for (auto& form : encodings_of(secret))
    if (form.size() >= 3) needles_.push_back(std::move(form));
  auto core = core_of(secret);
  if (std::ranges::count_if(core, is_alphanumeric) < static_cast<std::ptrdiff_t>(kFewestInCore))
    return;
  const bool alone = core.size() < kNoChance && std::ranges::all_of(core, is_digit);
  cores_.push_back({std::move(core), alone});
}

std::string Redactor::clean(std::string_view text) const {
  // Found in the text as it was, so that one secret cannot hide the rest of another.
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const auto& needle : needles_)
    for (auto at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1))
      found.emplace_back(at, at + needle.size());
  for (const auto& [core, alone] : cores_)
    for (auto at = text.find(core[0]); at != std::string_view::npos;
         at = text.find(core[0], at + 1)) {
      const auto end = end_of_core(text, at, core);
      if (end == std::string_view::npos) continue;
      if (alone && (digit_before(text.substr(0, at)) || (end < text.size() && is_digit(text[end]))))
        continue;
      found.emplace_back(at, end);
    }
  std::ranges::sort(found);
  std::string out;
  std::size_t kept = 0;  // the end of what is dealt with
  for (const auto& [start, end] : found) {
    if (start >= kept) out.append(text.substr(kept, start - kept)).append("•••");
    kept = std::max(kept, end);
  }
  return out.append(text.substr(kept));
}

json Redactor::clean_json(const json& value) const {
  if (idle()) return value;
  if (value.is_string()) return clean(value.get_ref<const std::string&>());
  if (value.is_array()) {
    json out = json::array();
    for (const auto& item : value) out.push_back(clean_json(item));
    return out;
  }
  if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, item] : value.items()) out[clean(key)] = clean_json(item);
    return out;
  }
  return value;
}

bool identifies_visit(std::string_view header) {
  const auto name = lower_ascii(header);
  return name == "cookie" || name == "set-cookie" || name == "authorization" ||
         name == "proxy-authorization";
}

bool is_header_of(const std::vector<std::string>& names, std::string_view header) {
  return std::ranges::any_of(
      names, [&](const std::string& name) { return lower_ascii(name) == lower_ascii(header); });
}

}  // namespace firsthand
