#include "journeys/parsing/line_parts.h"

#include <algorithm>

namespace firsthand {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

// The colon that ends the key that starts at `start`; npos: there is no key.
std::size_t colon_of(std::string_view line, std::size_t start) {
  const auto ends_key = [&](std::size_t at) {
    return line[at] == ':' && (at + 1 == line.size() || is_space(line[at + 1]));
  };
  if (start >= line.size()) return kNowhere;
  if (line[start] == '"' || line[start] == '\'') {
    auto at = closing_quote(line, start + 1, line[start]);
    if (at == kNowhere) return kNowhere;
    at = line.find_first_not_of(" \t", at + 1);
    return at != kNowhere && ends_key(at) ? at : kNowhere;
  }
  if (line[start] == '[' || line[start] == '{' || line[start] == '#') return kNowhere;
  for (std::size_t at = start; at < line.size(); ++at) {
    if (line[at] == '#' && at > start && is_space(line[at - 1])) return kNowhere;
    if (ends_key(at)) return at;
  }
  return kNowhere;
}

}  // namespace

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == kNowhere; }

bool is_blank_or_comment(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first == kNowhere || line[first] == '#';
}

LineParts parts_of(std::string_view line) {
  LineParts parts;
  parts.line_indent = indent_of(line);
  parts.start = parts.indent = parts.line_indent;
  while (parts.start < line.size() && line[parts.start] == '-' &&
         (parts.start + 1 == line.size() || is_space(line[parts.start + 1]))) {
    parts.indent = parts.start;
    parts.start = std::min(line.find_first_not_of(" \t", parts.start + 1), line.size());
  }
  parts.value = parts.start;
  const auto colon = colon_of(line, parts.start);
  if (colon == kNowhere) return parts;
  parts.has_key = true;
  parts.indent = parts.start;
  parts.key = line.substr(parts.start, colon - parts.start);
  while (!parts.key.empty() && is_space(parts.key.back())) parts.key.remove_suffix(1);
  parts.value = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
  return parts;
}

std::string_view value_of(std::string_view line, const LineParts& parts) {
  std::string_view value = line.substr(std::min(parts.value, line.size()));
  for (auto hash = value.find('#'); hash != kNowhere; hash = value.find('#', hash + 1))
    if (hash > 0 && is_space(value[hash - 1])) {
      value = value.substr(0, hash);
      break;
    }
  while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
  return value;
}

std::size_t closing_quote(std::string_view line, std::size_t from, char mark) {
  for (std::size_t at = from; at < line.size(); ++at) {
    if (mark == '"' && line[at] == '\\') {
      ++at;
    } else if (line[at] == mark) {
      if (mark == '"' || at + 1 == line.size() || line[at + 1] != mark) return at;
      ++at;  // '' is one quote
    }
  }
  return kNowhere;
}

std::size_t FlowScanner::scan(std::string_view line, std::size_t from) {
  swallowed_ = kNowhere;
  for (std::size_t at = from; at < line.size(); ++at) {
    const char c = line[at];
    if (quote_ != 0) {
      at = closing_quote(line, at, quote_);
      if (at == kNowhere) return kNowhere;
      quote_ = 0;
      continue;
    }
    const bool fresh = at == 0 || is_space(line[at - 1]) ||
                       std::string_view("[{,:").find(line[at - 1]) != kNowhere;
    if ((c == '"' || c == '\'') && fresh) {
      quote_ = c;
    } else if (c == '#' && at > 0 && is_space(line[at - 1])) {
      if (at + 1 < line.size() && !is_space(line[at + 1]) && line[at + 1] != '#') swallowed_ = at;
      return kNowhere;
    } else if (c == '[' || c == '{') {
      ++depth_;
    } else if ((c == ']' || c == '}') && --depth_ == 0) {
      return at + 1;
    }
  }
  return kNowhere;
}

}  // namespace firsthand
