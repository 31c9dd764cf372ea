#pragma once
// The whole shop: a request in, an answer out. Safe to use from many threads.

#include "samples/shop/desk.h"
#include "samples/shop/flaws.h"
#include "samples/shop/web.h"

namespace firsthand::shop {

class Shop {
 public:
  explicit Shop(FlawSet flaws) : flaws_(std::move(flaws)) {}
  Answer answer(const Visit& visit);

 private:
  FlawSet flaws_;
  Desk desk_{};
};

}  // namespace firsthand::shop
