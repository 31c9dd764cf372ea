#pragma once
// A page as it was rendered (pages/NNN.html), for rules to ask questions of. Owns all its text; no
// part of the parser shows.
//
// Shadow roots (<template shadowrootmode=…>) and frames (<firsthand-frame>) are walked like any
// other element. Not visible: what carries data-firsthand-hidden and everything below it, other
// templates, scripts, styles, noscript, the options of a list and the text inside a text area (the
// customer's own).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "journeys/result.h"

namespace firsthand {

// Against hostile pages. Work is the sum of the depth of every element, which is what an HTML
// parser's scope checks cost.
inline constexpr std::size_t kLargestPage = 20U << 20U;
inline constexpr std::size_t kMostPageNodes = 1'000'000;
inline constexpr std::size_t kMostPageWork = 500'000'000;

struct HtmlAttribute {
  std::string name{};  // lower case
  std::string value{};
};

// Nodes stand in document order; those below node i are i + 1 to nodes[i].end - 1.
struct HtmlNode {
  std::string tag{};   // lower case; empty: a text node
  std::string text{};  // of a text node
  std::vector<HtmlAttribute> attributes{};
  int parent = -1;
  int end = 0;    // one past the last node below it
  int block = 0;  // the nearest element, itself included, that starts a line of its own
  bool visible = true;
};

// What a reader sees as one piece: the visible text of one block, white space collapsed.
struct TextBlock {
  std::string text{};
  int node = 0;  // the block's element
};

class HtmlTree {
 public:
  // Error: too large, too deep, or more nodes than the limits above; says which.
  static Result<HtmlTree> parse(std::string_view html);

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }

  // In document order. Visible or not.
  std::vector<int> elements(std::string_view tag) const;
  std::vector<int> elements_with(std::string_view attribute) const;
  // The first element with this id.
  std::optional<int> by_id(const std::string& id) const;
  // Null: the attribute is not there. "" is a value.
  const std::string* attribute(int index, std::string_view name) const;
  // The nearest element, itself included, whose tag this is.
  std::optional<int> closest(int index, std::string_view tag) const;

  // Visible text below a node, white space collapsed; at most about 2,000 bytes.
  std::string text_of(int index) const;
  std::vector<TextBlock> blocks() const;
  // Characters (bytes of UTF-8) in all blocks.
  static std::size_t length_of(const std::vector<TextBlock>& blocks);

  std::string title() const;     // of the document, not of a frame in it
  std::string language() const;  // <html lang>, lower case, without the region: "de"; empty: unsaid
  // role=alert, alertdialog or status, or aria-live, on the node or above it.
  bool in_alert(int index) const;

 private:
  std::vector<HtmlNode> nodes_{};
  std::unordered_map<std::string, int> ids_{};
};

}  // namespace firsthand
