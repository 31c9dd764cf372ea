#pragma once
// Order number and e-mail: the form that looking up and sending back begin with.

#include <string_view>

#include "samples/shop/web.h"

namespace firsthand::shop {

struct OrderForm {
  std::string_view heading;
  std::string_view line;
  std::string_view action;
  std::string_view button;
  std::string_view crumbs;  // markup of our own
};

inline constexpr std::string_view kNoSuchOrder =
    "We have no order with this number and e-mail. Both stand in the e-mail we sent when you "
    "ordered.";

// With a problem: 422, the fields as the customer filled them.
Answer show_order_form(const Visit& visit, const OrderForm& form, std::string_view trouble);

}  // namespace firsthand::shop
