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
}

std::string Redactor::clean(std::string_view text) const {
  // Found in the text as it was, so that one secret cannot hide the rest of another.
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const auto& needle : needles_)
    for (auto at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1))
      found.emplace_back(at, at + needle.size());
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

}  // namespace firsthand
