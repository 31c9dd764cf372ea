#pragma once
// A journey that uses every word and option, without a mistake.

#include <string_view>

namespace firsthand::test {

inline constexpr std::string_view kReturn = R"(# A comment.
journey: Return a kettle that arrived broken
why: One order in nine comes back. Sending it back should not feel like a fight.
site: https://shop.example            # or --site
visitor: laptop
patience: 8s
limit: 1m30s
critical: true
hosts: [pay.example, "CDN.example"]
let:
  email: $env.CUSTOMER_EMAIL
  order: 007
secret: [email]
steps:
  - open: /
  - click: Help
  - click: Returns & refunds
    in: footer
    nth: 2
  - fill:
      Order number: $order
      E-mail: $email
    near: Billing
  - choose:
      Reason: Arrived damaged
  - choose: No
  - check: I agree to the terms
  - press: Control+A
  - scroll: end
  - scroll: Reviews
  - click: {button: Request my return}
    submits: true
    should_take: 3s
    patience: 500ms
  - keep: rma
    after: Your return number is
  - see: Your return label is ready
  - see: {css: ".number"}
  - note: The number was $rma
)";

}  // namespace firsthand::test
