#include "samples/shop/pages/order_form.h"

#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {

Answer show_order_form(const Visit& visit, const OrderForm& form, std::string_view trouble) {
  const auto main = fill(kOrderFormTemplate, {{"crumbs", Html{std::string(form.crumbs)}},
                                              {"heading", std::string(form.heading)},
                                              {"line", std::string(form.line)},
                                              {"action", std::string(form.action)},
                                              {"button", std::string(form.button)},
                                              {"problem", problem(trouble)},
                                              {"order", visit.field("order")},
                                              {"email", visit.field("email")}});
  return show(
      visit,
      {.title = std::string(form.heading), .main = main, .status = trouble.empty() ? 200 : 422});
}

}  // namespace firsthand::shop
