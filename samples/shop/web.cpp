#include "samples/shop/web.h"

#include <fmt/format.h>

#include "samples/shop/basket.h"
#include "samples/shop/catalogue.h"
#include "samples/shop/embedded.h"

namespace firsthand::shop {
namespace {

Html menu(const std::string& section) {
  Html out;
  for (const auto& category : categories()) {
    out.markup += fmt::format("<a href=\"/category/{}\"{}>{}</a>", category.slug,
                              category.slug == section ? " aria-current=\"page\"" : "",
                              escape(category.name).markup);
  }
  return out;
}

}  // namespace

std::string Visit::field(const std::string& name) const {
  const auto found = fields.find(name);
  if (found == fields.end()) return {};
  const auto first = found->second.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return found->second.substr(first, found->second.find_last_not_of(" \t\r\n") - first + 1);
}

std::string Visit::cookie(const std::string& name) const {
  const auto found = cookies.find(name);
  return found == cookies.end() ? std::string() : found->second;
}

Answer see_other(std::string where) {
  Answer answer;
  answer.status = 303;
  answer.headers["Location"] = std::move(where);
  return answer;
}

Answer json(std::string body, int status) {
  Answer answer;
  answer.status = status;
  answer.type = "application/json";
  answer.body = std::move(body);
  return answer;
}

Answer fragment(const Html& html) {
  Answer answer;
  answer.body = html.markup;
  return answer;
}

Answer show(const Visit& visit, const Page& page) {
  Html cookie_bar;
  if (visit.cookie("cookie_choice").empty())
    cookie_bar = fill(kCookieBarTemplate, {{"back", visit.method == "GET" ? visit.path : "/"}});
  Answer answer;
  answer.status = page.status;
  answer.body = fill(kPageTemplate, {{"title", page.title},
                                     {"menu", menu(page.section)},
                                     {"query", visit.path == "/search" ? visit.field("q") : ""},
                                     {"basket", std::to_string(basket_count(visit))},
                                     {"main", page.main},
                                     {"cookie_bar", cookie_bar}})
                    .markup;
  return answer;
}

}  // namespace firsthand::shop
