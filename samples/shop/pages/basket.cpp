// The basket, and the answer to the cookie question.

#include "samples/shop/basket.h"

#include <fmt/format.h>

#include <algorithm>

#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

constexpr int kFreeDeliveryFrom = 4000;
constexpr int kDelivery = 395;

// A path on this shop and nothing else, so that nobody is sent away by a prepared link.
std::string local(const std::string& path) {
  const bool fine = !path.empty() && path[0] == '/' && path.find_first_of("\\\r\n") == path.npos &&
                    path.rfind("//", 0) != 0;
  return fine ? path : "/";
}

}  // namespace

Answer basket(const Call& call) {
  const auto content = read_basket(call.visit);
  if (content.empty()) {
    const auto main =
        fill(kMessageTemplate, {{"art", drawing(*find_product("alba-stovetop-kettle"), "")},
                                {"heading", "Your basket is empty"},
                                {"text", "A kettle is a good place to start."},
                                {"href", "/category/kettles"},
                                {"link", "Shop kettles"}});
    return show(call.visit, {.title = "Your basket", .main = main});
  }
  Html lines;
  int total = 0;
  for (const auto& [product, quantity] : content) {
    total += product->pence * quantity;
    lines.markup += fmt::format(
        "<li><span class=\"thumb\" style=\"background:{}\">{}</span><div><a "
        "href=\"/product/{}\">{}</a><form method=\"post\" action=\"/basket\"><input "
        "type=\"hidden\" "
        "name=\"product\" value=\"{}\"><input type=\"hidden\" name=\"remove\" value=\"1\"><button "
        "aria-label=\"Remove {}\">Remove</button></form></div><span class=\"price\">{} × "
        "{}</span></li>",
        product->ground, drawing(*product, "").markup, product->slug, escape(product->name).markup,
        product->slug, escape(product->name).markup, quantity, price(product->pence));
  }
  const bool free = total >= kFreeDeliveryFrom;
  const auto main =
      fill(kBasketTemplate, {{"lines", lines},
                             {"delivery", free ? std::string("Free") : price(kDelivery)},
                             {"total", price(total + (free ? 0 : kDelivery))}});
  return show(call.visit, {.title = "Your basket", .main = main});
}

Answer change_basket(const Call& call) {
  auto content = read_basket(call.visit);
  const auto* wanted = find_product(call.visit.field("product"));
  if (wanted == nullptr) return not_found(call.visit);
  const auto line = std::find_if(content.begin(), content.end(),
                                 [&](const auto& each) { return each.first == wanted; });
  if (!call.visit.field("remove").empty()) {
    if (line != content.end()) content.erase(line);
  } else if (line == content.end()) {
    content.emplace_back(wanted, 1);
  } else {
    line->second = std::min(line->second + 1, 99);
  }
  int count = 0;
  for (const auto& each : content) count += each.second;
  auto answer =
      call.visit.wants_json ? json(fmt::format("{{\"count\":{}}}", count)) : see_other("/basket");
  answer.headers["Set-Cookie"] = basket_cookie(content);
  return answer;
}

Answer choose_cookies(const Call& call) {
  const bool accepted = call.visit.field("choice") == "accepted";
  auto answer = call.visit.wants_json ? json("{}") : see_other(local(call.visit.field("back")));
  answer.headers["Set-Cookie"] =
      fmt::format("cookie_choice={}; Path=/; Max-Age=15552000; SameSite=Lax",
                  accepted ? "accepted" : "refused");
  return answer;
}

}  // namespace firsthand::shop
