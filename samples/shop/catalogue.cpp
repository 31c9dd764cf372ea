#include "samples/shop/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "samples/shop/embedded.h"

namespace firsthand::shop {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

const Category* find_category(std::string_view slug) {
  for (const auto& category : categories())
    if (category.slug == slug) return &category;
  return nullptr;
}

const Product* find_product(std::string_view slug) {
  for (const auto& product : products())
    if (product.slug == slug) return &product;
  return nullptr;
}

std::vector<const Product*> products_in(std::string_view category) {
  std::vector<const Product*> out;
  for (const auto& product : products())
    if (product.category == category) out.push_back(&product);
  return out;
}

std::vector<const Product*> search(std::string_view query) {
  std::istringstream split(lower(query));
  std::vector<std::string> words;
  for (std::string word; split >> word;) words.push_back(word);
  std::vector<const Product*> out;
  if (words.empty()) return out;
  for (const auto& product : products()) {
    const auto text = lower(fmt::format("{} {} {} {} {}", product.name, product.line, product.about,
                                        product.badge, find_category(product.category)->name));
    const bool all = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return text.find(word) != std::string::npos;
    });
    if (all) out.push_back(&product);
  }
  std::stable_partition(out.begin(), out.end(), [&](const Product* product) {
    return lower(product->name).find(words.front()) != std::string::npos;
  });
  return out;
}

std::vector<const Product*> goes_with(const Product& product) {
  std::vector<const Product*> out;
  for (const bool same : {true, false})
    for (const auto& other : products())
      if (&other != &product && (other.category == product.category) == same && out.size() < 4)
        out.push_back(&other);
  return out;
}

std::string price(int pence) { return fmt::format("£{}.{:02}", pence / 100, pence % 100); }

Html drawing(const Product& product, std::string_view label) {
  const auto& colour = product.colours.front();
  const auto colours =
      fmt::format("--main:{};--dark:{};--light:{}", colour.main, colour.dark, colour.light);
  Html says{"aria-hidden=\"true\""};
  if (!label.empty())
    says.markup = fmt::format("role=\"img\" aria-label=\"{}\"", escape(label).markup);
  return fill(product.art, {{"colours", colours}, {"label", says}});
}

Html cards(const std::vector<const Product*>& list) {
  Html out;
  for (const auto* product : list) {
    Html badge;
    if (!product->badge.empty())
      badge.markup = fmt::format("<span class=\"badge\">{}</span>", escape(product->badge).markup);
    out += fill(kCardTemplate, {{"slug", product->slug},
                                {"name", product->name},
                                {"line", product->line},
                                {"price", price(product->pence)},
                                {"ground", product->ground},
                                {"art", drawing(*product, "")},
                                {"badge", badge}});
  }
  return out;
}

}  // namespace firsthand::shop
