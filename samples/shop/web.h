#pragma once
// One request and its answer, as plain values: pages and flaws know nothing of sockets.

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "samples/shop/html.h"

namespace firsthand::shop {

struct Visit {
  std::string method{};                         // GET or POST
  std::string path{};                           // decoded, "/product/oak-chopping-board"
  std::map<std::string, std::string> fields{};  // query and form together; the first of each name
  std::map<std::string, std::string> cookies{};
  bool wants_json = false;  // sent by the shop's own script rather than by a form

  // Empty when it was not sent. White space around it is cut.
  std::string field(const std::string& name) const;
  std::string cookie(const std::string& name) const;
};

struct Answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::map<std::string, std::string> headers{};
  std::chrono::milliseconds after{0};  // kept waiting this long before it is sent
};

// 303: the browser fetches `where` next.
Answer see_other(std::string where);
Answer json(std::string body, int status = 200);
Answer fragment(const Html& html);

// A page's frame around `main`.
struct Page {
  std::string title{};
  Html main{};
  int status = 200;
  std::string section{};  // which entry of the menu is current: a category's slug, or empty
};
Answer show(const Visit& visit, const Page& page);

}  // namespace firsthand::shop
