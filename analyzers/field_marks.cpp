#include "analyzers/field_marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analyzers/error_phrases.h"
#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kFieldMarks;

namespace {

constexpr std::size_t kLongestLegend = 200;  // bytes

std::vector<std::string_view> marks_of(std::string_view kind) {
  std::vector<std::string_view> words;
  for (const auto line : split(kFieldMarks, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() != 3 || columns[0] != kind) continue;
    for (const auto word : split(columns[2], '|')) words.push_back(word);
  }
  return words;
}

bool holds_any(std::string_view folded, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return folded.find(word) != std::string_view::npos;
  });
}

bool code_marks(const HtmlTree& page, int node) {
  static const auto words = marks_of("code");
  const auto* name = page.attribute(node, "class");
  return name != nullptr && holds_any(lower_ascii(*name), words);
}

bool asks_for_something(const HtmlNode& node) {
  return node.visible && (node.tag == "input" || node.tag == "select" || node.tag == "textarea");
}

// What stands around this field alone.
int surroundings(const HtmlTree& page, int field) {
  int around = field;
  for (int above = page.node(field).parent; above >= 0; above = page.node(above).parent) {
    for (int i = above + 1; i < page.node(above).end; ++i)
      if (i != field && asks_for_something(page.node(i))) return around;
    if (page.node(above).tag == "form" || page.node(above).tag == "body") return around;
    around = above;
  }
  return around;
}

}  // namespace

bool marks_need(std::string_view text) {
  static const auto words = marks_of("mark");
  return holds_any(text, words) || holds_any(fold_phrase(text), words);
}

bool marks_all(std::string_view text) {
  static const auto words = marks_of("all");
  return text.size() <= kLongestLegend && marks_need(text) && holds_any(fold_phrase(text), words);
}

bool is_marked(const HtmlTree& page, const Field& field) {
  const int around = surroundings(page, field.node);
  if (marks_need(field.name) || marks_need(page.text_of(around))) return true;
  constexpr std::array<std::string_view, 3> kSaying{"placeholder", "title", "aria-label"};
  for (const auto name : kSaying)
    if (const auto* said = page.attribute(field.node, name); said != nullptr && marks_need(*said))
      return true;
  for (int i = around; i < page.node(around).end; ++i)
    if (code_marks(page, i)) return true;
  const auto* id = page.attribute(field.node, "id");
  if (id == nullptr) return false;
  const auto labels = page.elements("label");
  return std::any_of(labels.begin(), labels.end(), [&](int label) {
    const auto* of = page.attribute(label, "for");
    return of != nullptr && *of == *id &&
           (code_marks(page, label) || code_marks(page, page.node(label).parent));
  });
}

}  // namespace firsthand
