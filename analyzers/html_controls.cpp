#include "analyzers/html_controls.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "analyzers/kept_box.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 8> kRoles{"button", "link", "checkbox", "radio",
                                                 "switch", "tab",  "menuitem", "option"};
constexpr std::size_t kSeparators = 3;  // bytes beside a link that are no sentence: " | "

std::string_view value_of(const HtmlTree& page, int node, std::string_view name) {
  const auto* value = page.attribute(node, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

bool is_control(const HtmlTree& page, int node) {
  const std::string& tag = page.node(node).tag;
  if (tag == "a") return page.attribute(node, "href") != nullptr;
  if (tag == "input") return value_of(page, node, "type") != "hidden";
  if (tag == "button" || tag == "summary" || tag == "select" || tag == "textarea") return true;
  return std::find(kRoles.begin(), kRoles.end(), value_of(page, node, "role")) != kRoles.end();
}

bool is_disabled(const HtmlTree& page, int node) {
  return page.attribute(node, "disabled") != nullptr ||
         value_of(page, node, "aria-disabled") == "true";
}

std::optional<int> label_of(const HtmlTree& page, int node) {
  if (const auto around = page.closest(node, "label")) return around;
  const auto id = value_of(page, node, "id");
  if (id.empty()) return std::nullopt;
  for (const int label : page.elements("label"))
    if (value_of(page, label, "for") == id) return label;
  return std::nullopt;
}

bool is_ticked(const HtmlTree& page, int node) {
  const auto type = value_of(page, node, "type");
  return page.node(node).tag == "input" && (type == "checkbox" || type == "radio");
}

// A click on the label ticks as well.
Box with_label(const HtmlTree& page, int node, Box box) {
  const auto label = label_of(page, node);
  if (!label) return box;
  for (int below = *label; below < page.node(*label).end; ++below)
    if (const auto words = kept_box(page, below)) box = box.with(*words);
  return box;
}

std::string name_of(const HtmlTree& page, int node) {
  std::string name(value_of(page, node, "aria-label"));
  if (name.empty()) name = page.text_of(node);
  for (const auto* from : {"title", "value", "placeholder", "alt"})
    if (name.empty()) name = value_of(page, node, from);
  for (int below = node + 1; name.empty() && below < page.node(node).end; ++below)
    for (const auto* from : {"alt", "aria-label", "title"})
      if (name.empty()) name = value_of(page, below, from);
  return name;
}

// More is written in its line than links.
bool is_in_text(const HtmlTree& page, int node) {
  if (page.node(node).tag != "a" || page.node(node).block == node) return false;
  const int block = page.node(node).block;
  std::size_t linked = 0;
  for (int below = block; below < page.node(block).end; ++below)
    if (page.node(below).tag == "a" && page.node(below).visible)
      linked += page.text_of(below).size() + kSeparators;
  return page.text_of(block).size() > linked;
}

}  // namespace

std::vector<Control> controls_of(const HtmlTree& page) {
  std::vector<Control> controls;
  const int end = static_cast<int>(page.nodes().size());
  for (int node = 0; node < end; ++node) {
    if (!page.node(node).visible || !is_control(page, node)) continue;
    const auto box = kept_box(page, node);
    if (!box) continue;
    if (!is_disabled(page, node))
      controls.push_back({node, is_ticked(page, node) ? with_label(page, node, *box) : *box,
                          name_of(page, node), is_in_text(page, node)});
    node = std::max(node, page.node(node).end - 1);
  }
  return controls;
}

}  // namespace firsthand
