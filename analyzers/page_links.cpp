#include "analyzers/page_links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "analyzers/rules/rule_kit.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestName = 120;

// Attributes by which scripts send with another method, or ask before they do.
constexpr std::array<std::string_view, 8> kActing{
    "data-method", "data-confirm", "data-turbo-method",  "hx-post",
    "hx-delete",   "hx-put",       "data-turbo-confirm", "data-ajax-method"};

std::string part_of_page(const HtmlTree& page, int index) {
  std::string part;
  for (int i = index; i >= 0; i = page.node(i).parent) {
    const auto& tag = page.node(i).tag;
    const auto* role = page.attribute(i, "role");
    const auto is = [&](std::string_view name, std::string_view landmark) {
      return tag == name || (role != nullptr && *role == landmark);
    };
    // A menu or a header within an article is not that of the site.
    if (is("article", "article") || is("main", "main")) return "";
    if (is("footer", "contentinfo"))
      part = "footer";  // also of a menu in it
    else if (part.empty() && is("nav", "navigation"))
      part = "nav";
    else if (part.empty() && is("header", "banner"))
      part = "header";
  }
  return part;
}

bool says_nofollow(const HtmlTree& page, int index) {
  const auto* rel = page.attribute(index, "rel");
  if (rel == nullptr) return false;
  const auto words = fold(*rel);
  const auto each = split(words, ' ');
  return std::find(each.begin(), each.end(), "nofollow") != each.end();
}

// Frames are pages of their own, with an address that is not known here.
bool in_frame(const HtmlTree& page, int index) {
  return page.closest(index, "firsthand-frame").has_value();
}

std::string name_of_link(const HtmlTree& page, int index) {
  auto name = page.text_of(index);
  for (const auto attribute : {"aria-label", "title"})
    if (const auto* value = page.attribute(index, attribute); name.empty() && value != nullptr)
      name = collapse_space(*value);
  for (int i = index; name.empty() && i < page.node(index).end; ++i)
    if (page.node(i).tag == "img")
      if (const auto* alt = page.attribute(i, "alt")) name = collapse_space(*alt);
  return printable(name, kLongestName);
}

std::string base_of(const HtmlTree& page) {
  for (const int index : page.elements("base"))
    if (const auto* href = page.attribute(index, "href"); href != nullptr && !in_frame(page, index))
      return *href;
  return "";
}

std::optional<PageLink> link_at(const HtmlTree& page, int index) {
  const auto* href = page.attribute(index, "href");
  // What is empty but for its fragment stays on the page.
  if (href == nullptr || without_fragment(*href).empty() || !page.node(index).visible ||
      in_frame(page, index))
    return std::nullopt;
  PageLink link;
  link.href = *href;
  link.text = name_of_link(page, index);
  link.part = part_of_page(page, index);
  link.nofollow = says_nofollow(page, index);
  link.acts = std::any_of(kActing.begin(), kActing.end(), [&](std::string_view name) {
    return page.attribute(index, name) != nullptr;
  });
  return link;
}

}  // namespace

std::vector<PageLink> links_shown(const Recording& recording) {
  std::vector<PageLink> links;
  if (recording.walk.outcome == Outcome::kUnmeasured) return links;
  std::set<std::string> known;  // pages
  KeptPages pages(recording);
  bool sent = false;
  for (const auto& step : recording.walk.steps) {
    sent = sent || step.submits || step.fields > 0;
    if (!was_reached(step) || step.status.value_or(200) >= 400 || !step.url.starts_with("http"))
      continue;
    if (!known.insert(std::string(without_fragment(step.url)) + (sent ? " later" : "")).second)
      continue;
    const auto page = pages.after(step);
    if (!page) continue;
    const auto base = base_of(*page);
    for (const int index : page->elements("a")) {
      auto link = link_at(*page, index);
      if (!link) continue;
      link->base = base;
      link->page = step.url;
      link->step = step.index;
      link->after_sending = sent;
      links.push_back(std::move(*link));
    }
  }
  return links;
}

}  // namespace firsthand
