#include "recorder/channels/robots_txt.h"

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostRobotsBytes = std::size_t{500} * 1024;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// Octets that need no encoding are compared plain, others encoded, in capitals.
std::string comparable(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  const auto encode = [&](unsigned char c) {
    out += '%';
    out += kHex[c >> 4U];
    out += kHex[c & 15U];
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 &&
        hex_value(path[i + 2]) >= 0) {
      const auto octet =
          static_cast<unsigned char>(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
      if (is_unreserved(static_cast<char>(octet)))
        out += static_cast<char>(octet);
      else
        encode(octet);
      i += 2;
    } else if (c > 0x7e || c <= 0x20) {
      encode(c);
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

// "*" stands for anything, "$" at the end for the end. Greedy, with one place to go back to: a
// hostile pattern costs no more than pattern times path.
bool fits_path(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t p = 0, at = 0, star = pattern.npos, resume = 0;
  while (true) {
    if (p == pattern.size() && (!to_end || at == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = at;
    } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p;
      ++at;
    } else if (star != pattern.npos && resume < path.size()) {
      p = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
}

// "Firsthand/1.0 (…)" in a User-agent line names Firsthand.
std::string product_in(std::string_view value) {
  const auto end = std::find_if(value.begin(), value.end(), [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_');
  });
  return lower_ascii(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

}  // namespace

RobotsTxt RobotsTxt::nothing() {
  RobotsTxt robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

RobotsTxt RobotsTxt::read(std::string_view text, std::string_view product) {
  text = text.substr(0, kMostRobotsBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  RobotsTxt ours, all;
  bool named = false;  // some group names the product
  bool to_us = false, to_all = false, in_rules = false;
  for (auto line : split(text, '\n')) {
    line = trimmed(line.substr(0, line.find('#')));
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    const auto key = lower_ascii(trimmed(line.substr(0, colon)));
    const auto value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (in_rules) to_us = to_all = in_rules = false;
      to_all = to_all || value == "*";
      to_us = to_us || product_in(value) == lower_ascii(product);
      named = named || to_us;
    } else if (key == "allow" || key == "disallow") {
      in_rules = true;
      if (value.empty()) continue;
      const Rule rule{comparable(value), key == "allow"};
      if (to_us) ours.rules_.push_back(rule);
      if (to_all) all.rules_.push_back(rule);
    }
  }
  return named ? ours : all;
}

bool RobotsTxt::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const auto asked = comparable(path);
  const Rule* best = nullptr;
  for (const auto& rule : rules_) {
    if (best != nullptr && (rule.path.size() < best->path.size() ||
                            (rule.path.size() == best->path.size() && best->allow)))
      continue;
    if (fits_path(rule.path, asked)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace firsthand
