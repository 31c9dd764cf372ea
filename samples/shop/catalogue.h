#pragma once
// What the shop sells: a fixed table.

#include <string>
#include <string_view>
#include <vector>

#include "samples/shop/html.h"

namespace firsthand::shop {

struct Category {
  std::string slug{};
  std::string name{};
  std::string line{};  // under its heading
};

struct Colour {
  std::string name{};
  std::string main{}, dark{}, light{};  // CSS colours of the drawing
};

struct Product {
  std::string slug{};
  std::string name{};
  std::string category{};  // slug
  int pence = 0;
  std::string line{};  // one sentence on cards
  std::string about{};
  std::vector<std::string> facts{};
  std::vector<Colour> colours{};     // at least one
  std::vector<std::string> sizes{};  // may be empty
  std::string ground{};              // CSS colour behind the drawing
  std::string badge{};               // "New"; may be empty
  std::string_view art{};            // SVG
};

const std::vector<Category>& categories();
const std::vector<Product>& products();
const Category* find_category(std::string_view slug);
const Product* find_product(std::string_view slug);
std::vector<const Product*> products_in(std::string_view category);
// Products whose name, category or texts hold every word of `query`; names that start with it come
// first. An empty query finds nothing.
std::vector<const Product*> search(std::string_view query);
// Four others, of the same category first.
std::vector<const Product*> goes_with(const Product& product);

std::string price(int pence);                                  // "£64.00"
Html drawing(const Product& product, std::string_view label);  // empty label: decoration
Html cards(const std::vector<const Product*>& list);

}  // namespace firsthand::shop
