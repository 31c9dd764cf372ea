#include "analyzers/html_tree.h"

#include <algorithm>
#include <array>

#include "analyzers/html_parse.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestText = 2000;
constexpr int kMostNodesForText = 5000;

constexpr std::array<std::string_view, 34> kInline{
    "a",      "abbr",   "acronym", "b",   "bdi",  "bdo",  "big",  "br",    "cite",
    "code",   "data",   "del",     "dfn", "em",   "font", "i",    "img",   "ins",
    "kbd",    "label",  "mark",    "q",   "s",    "samp", "slot", "small", "span",
    "strike", "strong", "sub",     "sup", "time", "u",    "var"};
constexpr std::array<std::string_view, 9> kUnseen{
    "head", "script", "style", "noscript", "title", "datalist", "option", "optgroup", "iframe"};

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

const std::string* find_attribute(const HtmlNode& node, std::string_view name) {
  for (const auto& attribute : node.attributes)
    if (attribute.name == name) return &attribute.value;
  return nullptr;
}

bool hides_itself(const HtmlNode& node) {
  if (find_attribute(node, "data-firsthand-hidden") != nullptr || among(kUnseen, node.tag))
    return true;
  return node.tag == "template" && find_attribute(node, "shadowrootmode") == nullptr;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// Appends, with one space for each run of white space and none at the front.
void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

void trim_end(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

}  // namespace

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  auto nodes = parse_html(html);
  if (!nodes) return std::move(nodes).error();
  HtmlTree tree;
  tree.nodes_ = std::move(*nodes);
  for (std::size_t i = 0; i < tree.nodes_.size(); ++i) {
    HtmlNode& node = tree.nodes_[i];
    const HtmlNode* above = node.parent < 0 ? nullptr : &tree.node(node.parent);
    const bool inside = above == nullptr || above->visible;
    const bool own_words = node.tag.empty() && above != nullptr && above->tag == "textarea";
    node.visible = inside && !own_words && !hides_itself(node);
    const bool runs_on = above != nullptr && (node.tag.empty() || among(kInline, node.tag));
    node.block = runs_on ? above->block : static_cast<int>(i);
    if (const auto* id = find_attribute(node, "id")) tree.ids_.emplace(*id, static_cast<int>(i));
  }
  return tree;
}

std::vector<int> HtmlTree::elements(std::string_view tag) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].tag == tag) found.push_back(static_cast<int>(i));
  return found;
}

std::vector<int> HtmlTree::elements_with(std::string_view name) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (find_attribute(nodes_[i], name) != nullptr) found.push_back(static_cast<int>(i));
  return found;
}

std::optional<int> HtmlTree::by_id(const std::string& id) const {
  const auto found = ids_.find(id);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

const std::string* HtmlTree::attribute(int index, std::string_view name) const {
  return find_attribute(node(index), name);
}

std::optional<int> HtmlTree::closest(int index, std::string_view tag) const {
  for (int i = index; i >= 0; i = node(i).parent)
    if (node(i).tag == tag) return i;
  return std::nullopt;
}

std::string HtmlTree::text_of(int index) const {
  std::string out;
  const int end = std::min(node(index).end, index + kMostNodesForText);
  for (int i = index; i < end && out.size() < kLongestText; ++i) {
    const HtmlNode& part = node(i);
    if (!part.visible) continue;
    if (part.tag.empty()) {
      append_collapsed(out, std::string_view(part.text).substr(0, kLongestText));
    } else if (part.block == i || part.tag == "br") {
      append_collapsed(out, " ");
    }
  }
  trim_end(out);
  return out;
}

std::vector<TextBlock> HtmlTree::blocks() const {
  std::vector<TextBlock> blocks;
  bool broken = true;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const HtmlNode& part = nodes_[i];
    if (!part.tag.empty()) {
      if (part.block == static_cast<int>(i)) broken = true;
      if (part.tag == "br" && !broken) append_collapsed(blocks.back().text, " ");
      continue;
    }
    if (!part.visible) continue;
    if (broken || blocks.back().node != part.block) {
      if (std::all_of(part.text.begin(), part.text.end(), is_space)) continue;
      blocks.push_back({"", part.block});
    }
    broken = false;
    append_collapsed(blocks.back().text, part.text);
  }
  for (auto& block : blocks) trim_end(block.text);
  return blocks;
}

std::size_t HtmlTree::length_of(const std::vector<TextBlock>& blocks) {
  std::size_t length = 0;
  for (const auto& block : blocks) length += block.text.size();
  return length;
}

std::string HtmlTree::title() const {
  for (const int index : elements("title")) {
    const int parent = node(index).parent;
    if (parent < 0 || node(parent).tag != "head") continue;
    std::string out;
    for (int i = index + 1; i < node(index).end; ++i) append_collapsed(out, node(i).text);
    trim_end(out);
    return out;
  }
  return {};
}

std::string HtmlTree::language() const {
  const auto* lang = nodes_.empty() ? nullptr : attribute(0, "lang");
  if (lang == nullptr) return {};
  std::string out;
  for (const char c : *lang) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (small < 'a' || small > 'z') break;
    out += small;
  }
  return out;
}

bool HtmlTree::in_alert(int index) const {
  for (int i = index; i >= 0; i = node(i).parent) {
    if (const auto* role = attribute(i, "role"))
      if (*role == "alert" || *role == "alertdialog" || *role == "status") return true;
    if (const auto* live = attribute(i, "aria-live"))
      if (*live == "assertive" || *live == "polite") return true;
  }
  return false;
}

}  // namespace firsthand
