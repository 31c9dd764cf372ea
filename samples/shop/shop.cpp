#include "samples/shop/shop.h"

#include <optional>
#include <sstream>

#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

struct Route {
  std::string_view method;
  std::string_view path;  // a * stands for one part
  Answer (*page)(const Call&);
};

constexpr Route kRoutes[] = {
    {"GET", "/", home},
    {"GET", "/category/*", category},
    {"GET", "/product/*", product},
    {"GET", "/search", search_results},
    {"GET", "/api/suggest", suggestions},
    {"GET", "/api/stock/*", stock},
    {"GET", "/api/goes-with/*", goes_with_cards},
    {"GET", "/basket", basket},
    {"POST", "/basket", change_basket},
    {"POST", "/cookies", choose_cookies},
    {"GET", "/help", help},
    {"GET", "/help/*", help_article},
    {"GET", "/about", about},
    {"GET", "/privacy", privacy},
    {"GET", "/orders", order_form},
    {"POST", "/orders", look_up_order},
    {"GET", "/orders/*", order_page},
    {"POST", "/orders/*/invoice", send_invoice},
    {"GET", "/api/parcel/*", parcel},
    {"GET", "/returns", return_form},
    {"POST", "/returns", find_return},
    {"GET", "/returns/*/item", return_item},
    {"POST", "/returns/*/item", choose_return_item},
    {"GET", "/returns/*/reason", return_reason},
    {"POST", "/returns/*/reason", choose_return_reason},
    {"GET", "/returns/*/review", return_review},
    {"POST", "/returns/*/request", request_return},
    {"GET", "/returns/*/label", return_label},
    {"GET", "/contact", contact_form},
    {"POST", "/contact", send_message},
    {"GET", "/contact/*", contact_thanks},
};

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  std::istringstream split{std::string(path)};
  for (std::string part; std::getline(split, part, '/');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

// The parts that stand where the route has stars; empty: the address is another one.
std::optional<std::vector<std::string>> match(const Route& route,
                                              const std::vector<std::string>& parts) {
  const auto wanted = parts_of(route.path);
  if (wanted.size() != parts.size()) return std::nullopt;
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (wanted[i] == "*") {
      rest.push_back(parts[i]);
    } else if (wanted[i] != parts[i]) {
      return std::nullopt;
    }
  }
  return rest;
}

std::optional<Answer> file(const std::string& path) {
  Answer answer;
  if (path == "/shop.css") {
    answer.type = "text/css; charset=utf-8";
    answer.body = kShopCss;
  } else if (path == "/shop.js") {
    answer.type = "text/javascript; charset=utf-8";
    answer.body = kShopJs;
  } else if (path == "/favicon.ico") {
    answer.type = "image/svg+xml";
    answer.body = kShopFavicon;
  } else {
    return std::nullopt;
  }
  answer.headers["Cache-Control"] = "max-age=3600";
  return answer;
}

Answer sound_answer(const Visit& visit, Desk& desk) {
  if (auto found = file(visit.path)) return *found;
  const auto parts = parts_of(visit.path);
  for (const auto& route : kRoutes) {
    if (route.method != visit.method) continue;
    if (const auto rest = match(route, parts)) return route.page({visit, *rest, desk});
  }
  return not_found(visit);
}

}  // namespace

Answer Shop::answer(const Visit& visit) {
  auto answer = sound_answer(visit, desk_);
  flaws_.spoil(visit, answer);
  return answer;
}

}  // namespace firsthand::shop
