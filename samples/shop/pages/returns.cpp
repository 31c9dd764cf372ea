// Sending something back: order, item, reason, review, label. Every page has an address of its own,
// so that going back and reloading work.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "samples/shop/catalogue.h"
#include "samples/shop/embedded.h"
#include "samples/shop/pages/order_form.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

constexpr std::array kReasons = {"Arrived damaged", "Does not work", "Not what I ordered",
                                 "Changed my mind", "Something else"};
constexpr std::array kConditions = {"Unused", "Used", "Broken"};

Html progress(int step) {
  Html out{"<p class=\"progress\">"};
  for (int i = 1; i <= 4; ++i) out.markup += i <= step ? "<i class=\"on\"></i>" : "<i></i>";
  out.markup += fmt::format("<span>Step {} of 4</span></p>", step);
  return out;
}

constexpr OrderForm kFind = {
    "Send something back", "First, which order is it about?", "/returns", "Find my order",
    "<p class=\"progress\"><i class=\"on\"></i><i></i><i></i><i></i><span>Step 1 of 4</span></p>"};

std::string address(const Call& call, std::string_view page) {
  return fmt::format("/returns/{}/{}", call.rest[0], page);
}

std::string refund(const Return& state) {
  int pence = 0;
  for (const auto& line : state.order->lines)
    if (line.product == state.item) pence = find_product(line.product)->pence * line.quantity;
  return price(pence);
}

Answer show_items(const Call& call, const Return& state, std::string_view trouble) {
  Html items;
  for (const auto& line : state.order->lines) {
    const auto& product = *find_product(line.product);
    items.markup += fmt::format(
        "<label><input type=\"radio\" name=\"item\" value=\"{}\"{}><span class=\"thumb\" "
        "style=\"background:{}\">{}</span><span>{}<small>{} × {}</small></span></label>",
        product.slug, product.slug == state.item ? " checked" : "", product.ground,
        drawing(product, "").markup, escape(product.name).markup, line.quantity,
        price(product.pence));
  }
  const auto main = fill(kReturnItemTemplate, {{"progress", progress(2)},
                                               {"number", state.order->number},
                                               {"arrives", state.order->arrives},
                                               {"problem", problem(trouble)},
                                               {"items", items}});
  return show(call.visit, {.title = "What would you like to send back?",
                           .main = main,
                           .status = trouble.empty() ? 200 : 422});
}

Answer show_reason(const Call& call, const Return& state, std::string_view trouble) {
  Html reasons{"<option value=\"\">Choose one</option>"};
  for (const std::string_view reason : kReasons) {
    reasons.markup +=
        fmt::format("<option{}>{}</option>", reason == state.reason ? " selected" : "", reason);
  }
  Html conditions;
  for (const std::string_view condition : kConditions) {
    conditions.markup +=
        fmt::format("<label><input type=\"radio\" name=\"condition\" value=\"{0}\"{1}>{0}</label>",
                    condition, condition == state.condition ? " checked" : "");
  }
  const auto main = fill(kReturnReasonTemplate, {{"progress", progress(3)},
                                                 {"problem", problem(trouble)},
                                                 {"reasons", reasons},
                                                 {"conditions", conditions},
                                                 {"comments", state.comments}});
  return show(call.visit, {.title = "Why are you sending it back?",
                           .main = main,
                           .status = trouble.empty() ? 200 : 422});
}

Html row(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return {fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, escape(value).markup)};
}

// Code 39 like bars; every character of the number is one group of widths.
Html bars(std::string_view number) {
  Html out;
  int x = 0;
  for (const char c : number) {
    for (unsigned bit = 0; bit < 7; ++bit) {
      const int width = ((static_cast<unsigned char>(c) >> bit) & 1U) != 0U ? 4 : 2;
      if (bit % 2 == 0)
        out.markup += fmt::format("<rect x=\"{}\" width=\"{}\" height=\"64\"/>", x, width);
      x += width;
    }
    x += 3;
  }
  return out;
}

}  // namespace

Answer return_form(const Call& call) { return show_order_form(call.visit, kFind, ""); }

Answer find_return(const Call& call) {
  const auto* order = find_order(call.visit.field("order"), call.visit.field("email"));
  if (order == nullptr) return show_order_form(call.visit, kFind, kNoSuchOrder);
  if (order->state != "Delivered") {
    return show_order_form(call.visit, kFind,
                           fmt::format("Order {} is still on its way to you. Once it has arrived, "
                                       "you can send it back.",
                                       order->number));
  }
  return see_other(fmt::format("/returns/{}/item", call.desk.open_return(*order)));
}

Answer return_item(const Call& call) {
  const auto state = call.desk.find_return(call.rest[0]);
  return state ? show_items(call, *state, "") : not_found(call.visit);
}

Answer choose_return_item(const Call& call) {
  auto state = call.desk.find_return(call.rest[0]);
  if (!state) return not_found(call.visit);
  const auto item = call.visit.field("item");
  const auto& lines = state->order->lines;
  const bool ours = std::any_of(lines.begin(), lines.end(),
                                [&](const OrderLine& line) { return line.product == item; });
  if (!ours) return show_items(call, *state, "Choose the item that you want to send back.");
  state->item = item;
  call.desk.update_return(call.rest[0], *state);
  return see_other(address(call, "reason"));
}

Answer return_reason(const Call& call) {
  const auto state = call.desk.find_return(call.rest[0]);
  if (!state) return not_found(call.visit);
  if (state->item.empty()) return see_other(address(call, "item"));
  return show_reason(call, *state, "");
}

Answer choose_return_reason(const Call& call) {
  auto state = call.desk.find_return(call.rest[0]);
  if (!state) return not_found(call.visit);
  if (state->item.empty()) return see_other(address(call, "item"));
  state->reason = call.visit.field("reason");
  state->condition = call.visit.field("condition");
  state->comments = call.visit.field("comments");
  state->photo = call.visit.field("photo");
  const auto one_of = [](const auto& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!one_of(kReasons, state->reason)) return show_reason(call, *state, "Choose a reason.");
  if (!one_of(kConditions, state->condition))
    return show_reason(call, *state, "Choose the condition that fits best.");
  call.desk.update_return(call.rest[0], *state);
  return see_other(address(call, "review"));
}

Answer return_review(const Call& call) {
  const auto state = call.desk.find_return(call.rest[0]);
  if (!state) return not_found(call.visit);
  if (state->item.empty()) return see_other(address(call, "item"));
  if (state->reason.empty()) return see_other(address(call, "reason"));
  auto extra = row("Photo", state->photo);
  extra += row("Comments", state->comments);
  const auto main = fill(kReturnReviewTemplate, {{"progress", progress(4)},
                                                 {"item", find_product(state->item)->name},
                                                 {"refund", refund(*state)},
                                                 {"reason", state->reason},
                                                 {"condition", state->condition},
                                                 {"extra", extra},
                                                 {"email", state->order->email}});
  return show(call.visit, {.title = "Is this right?", .main = main});
}

Answer request_return(const Call& call) {
  const auto state = call.desk.find_return(call.rest[0]);
  if (!state) return not_found(call.visit);
  if (state->reason.empty()) return see_other(address(call, "item"));
  call.desk.request_return(call.rest[0]);
  const auto label = address(call, "label");
  if (call.visit.wants_json) return json(fmt::format("{{\"next\":\"{}\"}}", label));
  return see_other(label);
}

Answer return_label(const Call& call) {
  const auto state = call.desk.find_return(call.rest[0]);
  if (!state || state->number.empty()) return not_found(call.visit);
  const auto main = fill(kReturnLabelTemplate, {{"number", state->number},
                                                {"bars", bars(state->number)},
                                                {"email", state->order->email},
                                                {"refund", refund(*state)}});
  return show(call.visit, {.title = "Your return label is ready", .main = main});
}

}  // namespace firsthand::shop
