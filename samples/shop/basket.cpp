#include "samples/shop/basket.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace firsthand::shop {

Basket read_basket(const Visit& visit) {
  Basket basket;
  std::istringstream entries(visit.cookie("basket"));
  for (std::string entry; std::getline(entries, entry, '~');) {
    const auto dot = entry.find('.');
    if (dot == std::string::npos) continue;
    int quantity = 0;
    std::from_chars(entry.data() + dot + 1, entry.data() + entry.size(), quantity);
    const auto* product = find_product(std::string_view(entry).substr(0, dot));
    if (product != nullptr && quantity >= 1 && quantity <= 99)
      basket.emplace_back(product, quantity);
  }
  return basket;
}

int basket_count(const Visit& visit) {
  int count = 0;
  for (const auto& [product, quantity] : read_basket(visit)) count += quantity;
  return count;
}

std::string basket_cookie(const Basket& basket) {
  std::string entries;
  for (const auto& [product, quantity] : basket)
    entries += fmt::format("{}{}.{}", entries.empty() ? "" : "~", product->slug, quantity);
  return fmt::format("basket={}; Path=/; Max-Age={}; SameSite=Lax; HttpOnly", entries,
                     entries.empty() ? 0 : 30 * 24 * 3600);
}

}  // namespace firsthand::shop
