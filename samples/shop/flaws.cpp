#include "samples/shop/flaws.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "samples/shop/flaws/spoils.h"

namespace firsthand::shop {
namespace {

// render_late comes last: it wraps whatever the others made of the page.
constexpr Flaw kFlaws[] = {
    {"slow-returns", "slow step",
     "The returns desk takes four seconds to find an order, and four to take a request.", "POST",
     "/returns", answer_slowly, "/returns/*/request"},
    {"stuck-returns", "gave up",
     "After 'Request my return' a spinner turns for ever; the label never appears.", "POST",
     "/returns/*/request", never_answer},
    {"canvas-error", "error words in pixels",
     "Choosing the condition of the item paints an error into a canvas: it can be seen, but is not "
     "in the page, and the return goes on.",
     "GET", "/returns/*/reason", paint_an_error},
    {"dom-error", "error words in the page",
     "The first page of a return says in red that something went wrong, though nothing did.", "GET",
     "/returns", show_an_error},
    {"failed-document", "failed document",
     "The page that thanks for a message is answered with HTTP 500, though it reads as usual. It "
     "ends its journey, so that a walk that stops at a failed document has met everything else.",
     "GET", "/contact/*", fail_the_document},
    {"failed-request", "failed first-party request",
     "'Goes well with' on a product's page stays empty: its request is answered with HTTP 500.",
     "GET", "/api/goes-with/*", fail_the_request},
    {"console-exception", "console exception",
     "A script on the contact page throws a TypeError that nobody catches.", "GET", "/contact",
     throw_in_a_script},
    {"blank-page", "blank screen",
     "The returns policy stays white for ever. Whoever looks for something on it gives up, with a "
     "white picture as evidence; it ends its journey.",
     "GET", "/help/returns-policy", render_nothing},
    {"dead-click", "dead click", "'Check stock near you' on a product's page does nothing at all.",
     "GET", "/product/*", unplug_the_button},
    {"nameless-field", "field without a name",
     "The box for the order number on the contact page has no label, nor any other name.", "GET",
     "/contact", forget_a_label},
    {"disabled-button", "waited for a control: disabled",
     "'Request my return' stays disabled for three seconds.", "GET", "/returns/*/review",
     disable_for_a_while},
    {"covering-box", "waited for a control: covered",
     "A newsletter box covers 'Start a return' for three seconds, then slides away.", "GET",
     "/help/returns", cover_for_a_while},
    {"moving-button", "waited for a control: moving",
     "'Continue' wanders about for two and a half seconds once an item has been chosen.", "GET",
     "/returns/*/item", move_for_a_while},
    {"untitled-page", "page without a title", "The page of a department has no title.", "GET",
     "/category/*", forget_the_title},
    {"broken-image", "broken image", "The picture above what a search found is not there.", "GET",
     "/search", lose_a_picture},
    {"slow-redirect", "redirect chain",
     "The help centre has moved by a slash, and its old address takes 1.2 seconds to say so.",
     "GET", "/help", move_slowly},
    {"long-form", "too many fields", "The contact page asks for eight things more than it needs.",
     "GET", "/contact", ask_for_much},
    {"unmarked-option", "required unclear",
     "The contact page asks for the kettle and does not say that this is optional.", "GET",
     "/contact", forget_what_is_optional},
    {"ticked-newsletter", "preticked box",
     "A box for the newsletter on the contact page is ticked beforehand.", "GET", "/contact",
     tick_beforehand},
    {"untyped-email", "field without type or autocomplete",
     "The box for the e-mail on the contact page is one for any text, and forbids the browser to "
     "fill it in.",
     "GET", "/contact", forget_a_type},
    {"vague-error", "vague error message",
     "An order that is not found is answered with 'Error 1042. Please try again.'", "POST",
     "/orders", say_as_little},
    {"no-paste", "box that refuses what is pasted",
     "The e-mail box of the form for an order takes nothing that is pasted.", "GET", "/orders",
     refuse_paste},
    {"emptied-form", "lost input", "The form for an order that is not found comes back empty.",
     "POST", "/orders", empty_the_form},
    {"asks-again", "asked again",
     "The reason for a return is asked for together with the e-mail, which had been given to find "
     "the order.",
     "GET", "/returns/*/reason", ask_again},
    {"painted-offer", "text that only the pixels show",
     "An offer on the first page is painted into a canvas.", "GET", "/", paint_an_offer},
    {"twin-links", "ambiguous target",
     "A second 'Shop kettles' on the first page leads to a search.", "GET", "/", repeat_a_link},
    {"late-banner", "layout jump",
     "A banner comes late to the page of a department and pushes everything down.", "GET",
     "/category/*", push_down_late},
    {"confirmation-below", "confirmation out of view",
     "The page that thanks for a message begins with a picture as tall as the screen.", "GET",
     "/contact/*", thank_below},
    {"silent-basket", "silent submit",
     "'Add to basket' sends the product off and says nothing. Whoever waits for a word gives up; "
     "it ends its journey.",
     "GET", "/product/*", add_in_silence},
    {"faint-words", "low contrast",
     "A sentence above what a search found hardly differs from the shade behind it.", "GET",
     "/search", pale_a_sentence},
    {"small-print", "letters too small for a phone",
     "What the prices of a search leave out is set in letters of nine pixels.", "GET", "/search",
     print_it_small},
    {"tiny-buttons", "controls too small to hit",
     "Two buttons of 16 pixels stand side by side on a product's page.", "GET", "/product/*",
     shrink_the_buttons},
    {"blurred-image", "picture stretched until blurred",
     "A picture of 16 x 9 pixels is drawn across the page about returns.", "GET", "/help/returns",
     stretch_a_picture},
    {"false-thanks", "false success",
     "'E-mail me the invoice' on an order's page says thank you, whatever the server answered, and "
     "it answers HTTP 404.",
     "GET", "/orders/*", thank_for_nothing},
    {"faded-hint", "hidden text",
     "On the form for an order the hint where its number stands is white on white.", "GET",
     "/orders", fade_the_hint},
    {"lost-parcel", "error click",
     "'Where is the parcel?' on an order's page is answered with HTTP 500, and the page stays as "
     "it was.",
     "GET", "/api/parcel/*", fail_the_request},
    {"forgetful-form", "back breakage",
     "Whoever leaves the form for an order and comes back by the browser's Back finds it empty.",
     "GET", "/orders", forget_when_left},
    {"flashing-error", "flash of an error",
     "Soon after the results of a search have come, a message says for half a second that "
     "something "
     "went wrong.",
     "GET", "/search", flash_an_error},
    {"wrong-link", "u-turn",
     "'Write to us' on the form for an order leads to the page about the shop, where nobody can "
     "write.",
     "GET", "/orders", lead_astray},
    {"dead-link", "broken link",
     "The foot of the first page links to a size guide that is not there.", "GET", "/",
     link_to_nothing},
    {"circling-link", "link redirects",
     "'Gift cards' on the first page leads to an address that sends on to itself.", "GET", "/",
     link_in_a_circle, "/gift-cards"},
    {"pale-words", "accessibility",
     "How soon a question is answered stands on the contact page in a grey that is hardly darker "
     "than the page.",
     "GET", "/contact", write_in_pale},
    {"letter-puzzle", "puzzle to prove that one is no robot",
     "The form that looks for an order has a box for the letters in a picture.", "GET", "/returns",
     set_a_puzzle},
    {"hostile-title", "",
     "A product's title and a review hold markup and script, escaped, as text.", "GET",
     "/product/*", quote_an_attacker},
    {"blank-screen", "blank screen",
     "A product's page stays white for three seconds before its script draws it. The step after "
     "it only scrolls, which needs nothing on the page, so its picture is taken while all is "
     "white; the film shows it in any case.",
     "GET", "/product/*", render_late},
};

bool fits(std::string_view address, std::string_view path) {
  const auto star = address.find('*');
  if (star == std::string_view::npos) return address == path;
  const auto before = address.substr(0, star);
  const auto after = address.substr(star + 1);
  if (path.size() <= before.size() + after.size()) return false;
  if (path.substr(0, star) != before) return false;
  const auto middle = path.substr(star, path.size() - before.size() - after.size());
  return path.substr(path.size() - after.size()) == after &&
         middle.find('/') == std::string_view::npos;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string unknown(std::string_view name) {
  const auto shown = name.substr(0, 60);
  std::string meant;
  std::size_t nearest = 5;
  std::string names = "all, none";
  for (const auto& flaw : kFlaws) {
    names += fmt::format(", {}", flaw.name);
    const auto away = distance(shown, flaw.name);
    if (away < nearest) {
      nearest = away;
      meant = fmt::format(" Did you mean '{}'?", flaw.name);
    }
  }
  return fmt::format("There is no flaw '{}'.{}\nThere are: {}.", shown, meant, names);
}

}  // namespace

std::span<const Flaw> all_flaws() { return kFlaws; }

std::variant<FlawSet, std::string> FlawSet::parse(std::string_view text) {
  std::vector<std::string_view> wanted;
  while (true) {
    const auto comma = text.find(',');
    const auto name = text.substr(0, comma);
    const bool known = name == "all" || name == "none" ||
                       std::any_of(std::begin(kFlaws), std::end(kFlaws),
                                   [&](const Flaw& flaw) { return flaw.name == name; });
    if (!known) return unknown(name);
    wanted.push_back(name);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  FlawSet set;
  for (const auto& flaw : kFlaws) {
    const bool on = std::any_of(wanted.begin(), wanted.end(), [&](std::string_view name) {
      return (name == "all" && !flaw.rule.empty()) || name == flaw.name;
    });
    if (on) set.flaws_.push_back(&flaw);
  }
  return set;
}

void FlawSet::spoil(const Visit& visit, Answer& answer) const {
  for (const auto* flaw : flaws_) {
    if (visit.method != flaw->method) continue;
    if (fits(flaw->address, visit.path) || fits(flaw->also, visit.path)) flaw->spoil(answer);
  }
}

std::string flaw_list() {
  std::string out;
  for (const auto& flaw : kFlaws)
    out += fmt::format(
        "{}\n    {}\n    shows: {}\n", flaw.name, flaw.description,
        flaw.rule.empty() ? "nothing, it tries to run in the report; not in 'all'" : flaw.rule);
  return out;
}

}  // namespace firsthand::shop
