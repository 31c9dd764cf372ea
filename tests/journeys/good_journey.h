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
  day:
    from: days.csv
    each: walk
    column: Day
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
  - double_click: Label
    tab: Your label
  - hover: {image: Kettle}
    name: Look closer
  - type: 123456
  - uncheck: News
    optional: true
  - pick: {Day: $today+3d}
  - slide: {Price: 500}
  - drag:
      from: Kettle
      to: {image: Basket}
  - attach: {Photo: damage.jpg}
  - fill:
      - {field: E-mail, near: Billing, with: $email}
      - field: {css: "#day"}
        nth: 2
        with: $day
    frame: Payment
  - back
  - reload:
    limit: 2m
  - wait: 3s
    because: the mail takes a moment
  - human: Solve the puzzle
  - script: return 1
    as: one
  - keep: two
    matching: '[0-9]+'
  - keep: three
    from: {field: Street}
  - use: sign-in.yaml
    let:
      who: $email
  - not_see: /[Ee]rror/
  - see:
      any:
        - {url: /done}
        - {title: Thanks}
        - {download: label.pdf}
        - {dialog: Thanks}
  - see: {all: [$one, $two, $three]}
  - note: The number was $rma
)";

}  // namespace firsthand::test
