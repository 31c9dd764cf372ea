#include "journeys/parsing/source_text.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace firsthand {
namespace {

constexpr std::size_t kLargest = 1u << 20;

// The first byte that is not UTF-8, or npos.
std::size_t broken_at(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) return start;
  }
  return std::string_view::npos;
}

Position position_of(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          column_of(before.substr(line_start), byte)};
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

}  // namespace

void Complaints::add(Diagnostic diagnostic) {
  if (full()) return;
  ++attempts_;
  for (const auto& [first, last] : silent_lines_)
    if (diagnostic.at.line >= first && diagnostic.at.line <= last) return;
  for (const auto& silent : silenced_)
    if (silent.line == diagnostic.at.line && diagnostic.at.column >= silent.column) return;
  for (const auto& told : all_)
    if (told.at == diagnostic.at && told.at.line > 0) return;
  if (all_.size() == kMost) {
    diagnostic.what = fmt::format("more than {} mistakes; the rest is not listed", kMost);
    diagnostic.advice.clear();
    diagnostic.instead.clear();
    diagnostic.also.clear();
  }
  all_.push_back(std::move(diagnostic));
}

void Complaints::silence(int line, int column) { silenced_.push_back({line, column}); }

void Complaints::silence_lines(int first, int last) { silent_lines_.emplace_back(first, last); }

bool Complaints::any_error() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const Diagnostic& d) { return d.gravity == Gravity::kError; });
}

std::vector<Diagnostic> Complaints::take() && {
  std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  return std::move(all_);
}

std::string_view SourceText::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return {};
  return lines[static_cast<std::size_t>(number) - 1];
}

std::string SourceText::joined() const {
  std::string out;
  for (const auto& line : lines) out.append(line).append("\n");
  return out;
}

bool prepare(std::string_view raw, SourceText& text, Complaints& complaints) {
  if (raw.size() > kLargest) {
    complaints.add({.what = "the file is larger than 1 MB",
                    .advice = "A journey is a page of steps; split it into several."});
    return false;
  }
  if (raw.starts_with("\xFF\xFE") || raw.starts_with("\xFE\xFF")) {
    complaints.add({.what = "the file is UTF-16 text", .advice = "Save it as UTF-8."});
    return false;
  }
  if (const auto broken = broken_at(raw); broken != std::string_view::npos) {
    complaints.add({.at = position_of(raw, broken),
                    .what = "this is not UTF-8 text",
                    .advice = "save the file as UTF-8"});
    return false;
  }
  if (raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
  if (const auto first = raw.find_first_not_of(" \t\r\n");
      first != std::string_view::npos && raw[first] == '<') {
    complaints.add({.at = position_of(raw, first),
                    .what = "this is a page (HTML or XML), not a journey",
                    .advice = "name a journey file: YAML with journey: and steps:"});
    return false;
  }
  text.lines.emplace_back();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (c == '\r' && i + 1 < raw.size() && raw[i + 1] == '\n') continue;
    if (c == '\n' || c == '\r') {
      text.lines.emplace_back();
      continue;
    }
    if (is_control(c)) {
      auto& line = text.lines.back();
      complaints.add(
          {.at = {static_cast<int>(text.lines.size()), column_of(line, line.size())},
           .what = fmt::format("a control character, U+{:04X}", static_cast<unsigned char>(c)),
           .advice = "delete it"});
    }
    text.lines.back() += c;
  }
  return !complaints.any_error();
}

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

int column_of(std::string_view line, std::size_t byte) {
  return characters(line.substr(0, std::min(byte, line.size()))) + 1;
}

std::size_t byte_of(std::string_view line, int column) {
  std::size_t byte = 0;
  while (byte < line.size() && column > 1) {
    ++byte;
    while (byte < line.size() && (static_cast<unsigned char>(line[byte]) >> 6) == 2) ++byte;
    --column;
  }
  return byte;
}

std::string yaml_quoted(std::string_view text) {
  const bool plain_double = text.find_first_of("\"\\") == std::string_view::npos;
  std::string out(1, plain_double ? '"' : '\'');
  for (const char c : text) {
    out += c;
    if (!plain_double && c == '\'') out += c;
  }
  return out + out.front();
}

}  // namespace firsthand
