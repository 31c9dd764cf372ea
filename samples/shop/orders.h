#pragma once
// The demo orders: a fixed table. Every one can be returned as often as the demo is walked.

#include <string>
#include <string_view>
#include <vector>

namespace firsthand::shop {

struct OrderLine {
  std::string product{};  // slug
  int quantity = 1;
};

struct Order {
  std::string number{};  // "KC-1001"
  std::string email{};
  std::string name{};
  std::string ordered{}, arrives{};  // as people write dates: "3 November"
  std::string state{};               // Packed | On its way | Delivered
  std::vector<OrderLine> lines{};
};

const std::vector<Order>& orders();
// Both must fit; white space and case are the customer's own business.
const Order* find_order(std::string_view number, std::string_view email);

}  // namespace firsthand::shop
