#include "analyzers/html_beside.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestLabel = 80;
// A row, a cell of it, and what a framework wraps around both.
constexpr int kMostAbove = 4;

// What a person would not read as the name of the next field.
constexpr std::array<std::string_view, 15> kOthers{
    "input", "select", "textarea", "button", "form", "h1", "h2",   "h3",
    "h4",    "h5",     "h6",       "nav",    "ul",   "ol", "table"};
// A field's row ends where one of these begins.
constexpr std::array<std::string_view, 14> kEnds{
    "form",  "fieldset", "body", "main", "section",  "article", "table",
    "tbody", "dialog",   "ul",   "ol",   "template", "html",    "firsthand-frame"};

template <typename List>
bool stands_among(const List& list, std::string_view tag) {
  return std::find(list.begin(), list.end(), tag) != list.end();
}

bool holds_others(const HtmlTree& page, int node) {
  for (int i = node; i < page.node(node).end; ++i)
    if (page.node(i).visible && stands_among(kOthers, page.node(i).tag)) return true;
  return false;
}

bool is_label(std::string_view words) {
  return words.size() <= kLongestLabel && std::any_of(words.begin(), words.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (static_cast<unsigned char>(c) & 0x80U) != 0;
         });
}

std::vector<int> children_of(const HtmlTree& page, int parent) {
  std::vector<int> children;
  for (int i = parent + 1; i < page.node(parent).end; i = page.node(i).end) children.push_back(i);
  return children;
}

struct Beside {
  std::string words{};
  bool ended = false;  // something else stands there: nothing further on belongs to the field
};

// The line of text nearest to the field among its siblings, in the order in which they are given.
Beside nearest_line(const HtmlTree& page, const std::vector<int>& siblings, bool before) {
  Beside beside;
  for (const int node : siblings) {
    const HtmlNode& each = page.node(node);
    if (!each.visible) continue;
    const bool starts_line = each.tag == "br" || (!each.tag.empty() && each.block == node);
    if (starts_line && !beside.words.empty()) break;
    if (each.tag == "a" || holds_others(page, node)) {
      beside.ended = true;
      break;
    }
    const std::string text = collapse_space(each.tag.empty() ? each.text : page.text_of(node));
    if (text.empty()) continue;
    beside.words = beside.words.empty() ? text
                   : before             ? text + " " + beside.words
                                        : beside.words + " " + text;
    if (starts_line) break;
  }
  return beside;
}

}  // namespace

std::string words_beside(const HtmlTree& page, const Field& field) {
  int at = field.node;
  for (int level = 0; level < kMostAbove; ++level) {
    const int parent = page.node(at).parent;
    if (parent < 0) return {};
    std::vector<int> before, after;
    for (const int child : children_of(page, parent))
      if (child != at) (child < at ? before : after).push_back(child);
    std::reverse(before.begin(), before.end());
    const bool ticked = field.type == "checkbox" || field.type == "radio";
    if (ticked) {
      const Beside line = nearest_line(page, after, false);
      if (is_label(line.words)) return line.words;
    }
    const Beside line = nearest_line(page, before, true);
    if (is_label(line.words)) return line.words;
    if (line.ended || !line.words.empty() || stands_among(kEnds, page.node(parent).tag)) return {};
    at = parent;
  }
  return {};
}

}  // namespace firsthand
