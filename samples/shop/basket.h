#pragma once
// The basket lives in a cookie: "alba-stovetop-kettle.1~dune-mug.2".

#include <string>
#include <utility>
#include <vector>

#include "samples/shop/catalogue.h"
#include "samples/shop/web.h"

namespace firsthand::shop {

using Basket = std::vector<std::pair<const Product*, int>>;

// What is not a product, or not between 1 and 99 of it, is left out.
Basket read_basket(const Visit& visit);
int basket_count(const Visit& visit);
std::string basket_cookie(const Basket& basket);

}  // namespace firsthand::shop
