#include "analyzers/html_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 5> kNotFields{"hidden", "submit", "button", "reset",
                                                     "image"};
// How the hint in a search box begins (en, de, fr, es).
constexpr std::array<std::string_view, 4> kSearches{"search", "such", "recherch", "busc"};

using Labels = std::unordered_map<std::string, int>;  // id of a field -> its label

Labels labels_by_field(const HtmlTree& page) {
  Labels labels;
  for (const int label : page.elements("label"))
    if (const auto* field = page.attribute(label, "for"))
      if (!page.text_of(label).empty()) labels.emplace(*field, label);
  return labels;
}

std::string aria_name(const HtmlTree& page, int node) {
  if (const auto* ids = page.attribute(node, "aria-labelledby")) {
    std::string name;
    std::size_t at = 0;
    for (int count = 0; at < ids->size() && count < 10; ++count) {
      const std::size_t end = std::min(ids->find(' ', at), ids->size());
      if (const auto target = page.by_id(ids->substr(at, end - at)))
        name += ' ' + page.text_of(*target);
      at = end + 1;
    }
    name = collapse_space(name);
    if (!name.empty()) return name;
  }
  const auto* label = page.attribute(node, "aria-label");
  return label == nullptr ? "" : collapse_space(*label);
}

std::string attribute_text(const HtmlTree& page, int node, std::string_view name) {
  const auto* value = page.attribute(node, name);
  return value == nullptr ? "" : collapse_space(*value);
}

// "Reason for return": the first line of a list, which stands for no choice.
std::string hint_of_list(const HtmlTree& page, int node) {
  if (page.node(node).tag != "select") return {};
  for (int i = node + 1; i < page.node(node).end; ++i) {
    if (page.node(i).tag != "option") continue;
    const auto* value = page.attribute(i, "value");
    if (value == nullptr || !value->empty()) return {};
    std::string text;
    for (int inside = i + 1; inside < page.node(i).end; ++inside) text += page.node(inside).text;
    return collapse_space(text);
  }
  return {};
}

void find_name(const HtmlTree& page, const Labels& labels, Field& field) {
  const auto settle = [&](FieldName by, std::string name) {
    if (name.empty()) return false;
    field.named_by = by;
    field.name = std::move(name);
    return true;
  };
  if (settle(FieldName::kAria, aria_name(page, field.node))) return;
  if (const auto* id = page.attribute(field.node, "id")) {
    const auto label = labels.find(*id);
    if (label != labels.end() && settle(FieldName::kLabel, page.text_of(label->second))) return;
  }
  if (const auto label = page.closest(field.node, "label"))
    if (settle(FieldName::kLabel, page.text_of(*label))) return;
  if (settle(FieldName::kTitle, attribute_text(page, field.node, "title"))) return;
  if (settle(FieldName::kPlaceholder, attribute_text(page, field.node, "placeholder"))) return;
  settle(FieldName::kPlaceholder, hint_of_list(page, field.node));
}

std::string selector_of(const HtmlTree& page, int node) {
  const std::string& tag = page.node(node).tag;
  if (const auto* id = page.attribute(node, "id"); id != nullptr && !id->empty())
    return fmt::format("{}#{}", tag, *id);
  if (const auto* name = page.attribute(node, "name"); name != nullptr && !name->empty())
    return fmt::format("{}[name=\"{}\"]", tag, *name);
  if (const auto* type = page.attribute(node, "type"); type != nullptr && !type->empty())
    return fmt::format("{}[type=\"{}\"]", tag, *type);
  return tag;
}

std::string value_of(const HtmlTree& page, const Field& field) {
  if (field.type == "checkbox" || field.type == "radio")
    return page.attribute(field.node, "data-firsthand-checked") == nullptr ? "" : "on";
  if (field.type == "select") return attribute_text(page, field.node, "data-firsthand-value");
  if (field.type != "textarea") return attribute_text(page, field.node, "value");
  std::string value;
  for (int i = field.node + 1; i < page.node(field.node).end; ++i) value += page.node(i).text;
  return collapse_space(value);
}

// Component libraries keep the value of a list they draw in a box that nobody can see or reach.
bool out_of_reach(const HtmlTree& page, int node) {
  const auto* hidden = page.attribute(node, "aria-hidden");
  const auto* tab = page.attribute(node, "tabindex");
  return hidden != nullptr && *hidden == "true" && tab != nullptr && *tab == "-1";
}

// "#order", "form" or "input:nth-of-type(2)": see pathOf in recorder/visitor/agent/names.js.
bool is_part(const HtmlTree& page, int node, std::string_view part) {
  if (part.starts_with('#')) {
    const auto* id = page.attribute(node, "id");
    return id != nullptr && *id == part.substr(1);
  }
  constexpr std::string_view kNth = ":nth-of-type(";
  const std::string& tag = page.node(node).tag;
  const std::size_t nth = part.find(kNth);
  if (part.substr(0, nth) != tag) return false;
  if (nth == std::string_view::npos) return true;
  const int parent = page.node(node).parent;
  int place = 1;
  for (int i = parent + 1; i < node; i = page.node(i).end)
    if (page.node(i).tag == tag) ++place;
  return part.substr(nth + kNth.size()) == std::to_string(place) + ")";
}

}  // namespace

std::vector<Field> fields_of(const HtmlTree& page) {
  std::vector<Field> fields;
  std::map<std::string, int> alike;  // by selector
  Labels labels;
  for (std::size_t i = 0; i < page.nodes().size(); ++i) {
    const HtmlNode& node = page.nodes()[i];
    if (!node.visible || (node.tag != "input" && node.tag != "select" && node.tag != "textarea"))
      continue;
    Field field;
    field.node = static_cast<int>(i);
    if (out_of_reach(page, field.node)) continue;
    field.type = node.tag;
    if (node.tag == "input") {
      field.type = attribute_text(page, field.node, "type");
      std::transform(field.type.begin(), field.type.end(), field.type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      if (field.type.empty()) field.type = "text";
      if (std::find(kNotFields.begin(), kNotFields.end(), field.type) != kNotFields.end()) continue;
    }
    if (fields.empty()) labels = labels_by_field(page);
    field.selector = selector_of(page, field.node);
    field.nth = ++alike[field.selector];
    field.in_form = page.closest(field.node, "form").has_value();
    find_name(page, labels, field);
    field.value = value_of(page, field);
    fields.push_back(std::move(field));
  }
  return fields;
}

bool is_search(const HtmlTree& page, const Field& field) {
  if (field.type == "search") return true;
  if (field.named_by == FieldName::kPlaceholder) {
    const std::string hint = fold(field.name);
    for (const auto& word : kSearches)
      if (hint.rfind(word, 0) == 0) return true;
  }
  for (int node = field.node; node >= 0; node = page.node(node).parent) {
    const auto* role = page.attribute(node, "role");
    if (page.node(node).tag == "search" || (role != nullptr && *role == "search")) return true;
  }
  return false;
}

bool stands_at(const HtmlTree& page, int node, std::string_view path) {
  if (path.empty()) return false;
  while (true) {
    const std::size_t cut = path.rfind(" > ");
    const std::string_view part = cut == std::string_view::npos ? path : path.substr(cut + 3);
    while (node >= 0 && page.node(node).tag == "template") node = page.node(node).parent;
    if (node < 0 || !is_part(page, node, part)) return false;
    if (cut == std::string_view::npos) return true;
    path = path.substr(0, cut);
    node = page.node(node).parent;
  }
}

}  // namespace firsthand
