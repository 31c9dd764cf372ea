#pragma once
// One function a page. `rest` are the parts of the address that the route leaves open.

#include <string>
#include <vector>

#include "samples/shop/desk.h"
#include "samples/shop/web.h"

namespace firsthand::shop {

struct Call {
  const Visit& visit;
  const std::vector<std::string>& rest;
  Desk& desk;
};

Answer home(const Call& call);
Answer category(const Call& call);
Answer product(const Call& call);
Answer search_results(const Call& call);
Answer suggestions(const Call& call);
Answer stock(const Call& call);
Answer goes_with_cards(const Call& call);

Answer basket(const Call& call);
Answer change_basket(const Call& call);
Answer choose_cookies(const Call& call);

Answer help(const Call& call);
Answer help_article(const Call& call);
Answer about(const Call& call);
Answer privacy(const Call& call);

Answer order_form(const Call& call);
Answer look_up_order(const Call& call);
Answer order_page(const Call& call);
Answer parcel(const Call& call);
Answer send_invoice(const Call& call);

Answer return_form(const Call& call);
Answer find_return(const Call& call);
Answer return_item(const Call& call);
Answer choose_return_item(const Call& call);
Answer return_reason(const Call& call);
Answer choose_return_reason(const Call& call);
Answer return_review(const Call& call);
Answer request_return(const Call& call);
Answer return_label(const Call& call);

Answer contact_form(const Call& call);
Answer send_message(const Call& call);
Answer contact_thanks(const Call& call);

Answer not_found(const Visit& visit);

// A box above a form that says what to put right; nothing when `text` is empty.
Html problem(std::string_view text);

}  // namespace firsthand::shop
