#include "samples/shop/orders.h"

#include <algorithm>

namespace firsthand::shop {
namespace {

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

const std::vector<Order>& orders() {
  static const std::vector<Order> table = {
      {"KC-1001",
       "robin@example.com",
       "Robin Hale",
       "9 November",
       "12 November",
       "Delivered",
       {{"alba-stovetop-kettle", 1}, {"field-tea-towels", 2}}},
      {"KC-1002",
       "sam@example.com",
       "Sam Okafor",
       "10 November",
       "13 November",
       "Delivered",
       {{"forge-skillet", 1}}},
      {"KC-1003",
       "mina@example.com",
       "Mina Castell",
       "10 November",
       "13 November",
       "Delivered",
       {{"ridge-chefs-knife", 1}, {"oak-chopping-board", 1}}},
      {"KC-1004",
       "jo@example.com",
       "Jo Lindqvist",
       "11 November",
       "14 November",
       "Delivered",
       {{"dune-mug", 4}, {"dune-bowl", 4}}},
      {"KC-1005",
       "tariq@example.com",
       "Tariq Aziz",
       "12 November",
       "16 November",
       "Delivered",
       {{"hearth-casserole", 1}}},
      {"KC-1006",
       "ines@example.com",
       "Ines Moreau",
       "12 November",
       "16 November",
       "Delivered",
       {{"mira-teapot", 1}, {"dune-mug", 2}}},
      {"KC-1007",
       "paul@example.com",
       "Paul Brandt",
       "14 November",
       "18 November",
       "Delivered",
       {{"sora-pour-over-kettle", 1}}},
      {"KC-1008",
       "yuki@example.com",
       "Yuki Arai",
       "15 November",
       "19 November",
       "Delivered",
       {{"linden-saucepan", 1}, {"linden-stockpot", 1}}},
      {"KC-1009",
       "grace@example.com",
       "Grace Mbeki",
       "17 November",
       "20 November",
       "Delivered",
       {{"otto-electric-kettle", 1}}},
      {"KC-1010",
       "leo@example.com",
       "Leo Santini",
       "18 November",
       "21 November",
       "Delivered",
       {{"pantry-jar", 6}}},
      {"KC-1011",
       "anna@example.com",
       "Anna Novak",
       "19 November",
       "24 November",
       "On its way",
       {{"ridge-bread-knife", 1}, {"ridge-whetstone", 1}}},
      {"KC-1012",
       "will@example.com",
       "Will Carter",
       "20 November",
       "25 November",
       "On its way",
       {{"oak-chopping-board", 1}}},
      {"KC-1013",
       "fatima@example.com",
       "Fatima Rahal",
       "21 November",
       "26 November",
       "Packed",
       {{"alba-stovetop-kettle", 1}, {"dune-mug", 2}}},
  };
  return table;
}

const Order* find_order(std::string_view number, std::string_view email) {
  const auto found = std::find_if(orders().begin(), orders().end(), [&](const Order& order) {
    return plain(order.number) == plain(number) && plain(order.email) == plain(email);
  });
  return found == orders().end() ? nullptr : &*found;
}

}  // namespace firsthand::shop
