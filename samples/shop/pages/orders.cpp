// Looking up an order.

#include <fmt/format.h>

#include "samples/shop/catalogue.h"
#include "samples/shop/embedded.h"
#include "samples/shop/pages/order_form.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

constexpr OrderForm kLookUp = {"Where is my order?", "Two things and we will find it.", "/orders",
                               "Find my order",
                               "<nav class=\"crumbs\" aria-label=\"You are here\"><a "
                               "href=\"/\">Home</a><span>Orders</span></nav>"};

Html invoice(const Call& call, const Order& order) {
  if (call.visit.field("invoice") == "sent")
    return fill(kInvoiceSentTemplate, {{"email", order.email}});
  return fill(kInvoiceTemplate, {{"key", call.rest[0]}});
}

}  // namespace

Answer order_form(const Call& call) { return show_order_form(call.visit, kLookUp, ""); }

Answer look_up_order(const Call& call) {
  const auto* order = find_order(call.visit.field("order"), call.visit.field("email"));
  if (order == nullptr) return show_order_form(call.visit, kLookUp, kNoSuchOrder);
  return see_other("/orders/" + call.desk.open_order(*order));
}

Answer order_page(const Call& call) {
  const auto* order = call.desk.find_order_by_key(call.rest[0]);
  if (order == nullptr) return not_found(call.visit);
  Html track;
  bool reached = true;
  for (const std::string state : {"Packed", "On its way", "Delivered"}) {
    track.markup += fmt::format("<li{}>{}</li>", reached ? " class=\"on\"" : "", state);
    if (state == order->state) reached = false;
  }
  Html lines;
  for (const auto& line : order->lines) {
    const auto& product = *find_product(line.product);
    lines.markup += fmt::format(
        "<li><span class=\"thumb\" style=\"background:{}\">{}</span><a href=\"/product/{}\">{}</a>"
        "<span class=\"price\">{} × {}</span></li>",
        product.ground, drawing(product, "").markup, product.slug, escape(product.name).markup,
        line.quantity, price(product.pence));
  }
  const bool here = order->state == "Delivered";
  const auto when = here ? fmt::format("Arrived on {}", order->arrives)
                         : fmt::format("Arrives on {}", order->arrives);
  const auto main = fill(kOrderTemplate, {{"number", order->number},
                                          {"state", order->state},
                                          {"when", when},
                                          {"track", track},
                                          {"key", call.rest[0]},
                                          {"invoice", invoice(call, *order)},
                                          {"lines", lines}});
  return show(call.visit, {.title = "Order " + order->number, .main = main});
}

Answer parcel(const Call& call) {
  const auto* order = call.desk.find_order_by_key(call.rest[0]);
  if (order == nullptr) return not_found(call.visit);
  const bool here = order->state == "Delivered";
  return fragment({fmt::format(
      "<p>{}</p>", here ? "It was handed over at your door." : "It is at the depot in Bath.")});
}

Answer send_invoice(const Call& call) {
  if (call.desk.find_order_by_key(call.rest[0]) == nullptr) return not_found(call.visit);
  return see_other("/orders/" + call.rest[0] + "?invoice=sent");
}

}  // namespace firsthand::shop
