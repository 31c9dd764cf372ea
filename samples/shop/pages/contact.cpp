// Writing to the shop.

#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

Answer show_contact(const Visit& visit, std::string_view trouble) {
  const auto main = fill(kContactTemplate, {{"problem", problem(trouble)},
                                            {"name", visit.field("name")},
                                            {"email", visit.field("email")},
                                            {"order", visit.field("order")},
                                            {"message", visit.field("message")}});
  return show(visit, {.title = "Contact us", .main = main, .status = trouble.empty() ? 200 : 422});
}

}  // namespace

Answer contact_form(const Call& call) { return show_contact(call.visit, ""); }

Answer send_message(const Call& call) {
  const auto& visit = call.visit;
  if (visit.field("name").empty()) return show_contact(visit, "Tell us your name.");
  if (visit.field("email").find('@') == std::string::npos)
    return show_contact(visit, "Give us an e-mail with an @, so that we can answer.");
  if (visit.field("message").empty()) return show_contact(visit, "Write us a line or two.");
  const auto key = call.desk.take_message({visit.field("name"), visit.field("email"), ""});
  return see_other("/contact/" + key);
}

Answer contact_thanks(const Call& call) {
  const auto message = call.desk.find_message(call.rest[0]);
  if (!message) return not_found(call.visit);
  const auto main =
      fill(kContactThanksTemplate,
           {{"reference", message->reference}, {"name", message->name}, {"email", message->email}});
  return show(call.visit, {.title = "Thank you", .main = main});
}

}  // namespace firsthand::shop
