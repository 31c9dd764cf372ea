#include "samples/shop/flaws/spoils.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace firsthand {

extern const std::string_view kCanvasErrorFlaw, kDomErrorFlaw, kConsoleExceptionFlaw,
    kDisabledButtonFlaw, kCoveringBoxFlaw, kMovingButtonFlaw, kStuckFlaw, kPaintedOfferFlaw,
    kLateBannerFlaw, kSilentBasketFlaw, kBlurredImageFlaw, kFalseThanksFlaw, kForgetfulFormFlaw,
    kFlashingErrorFlaw;

namespace shop {
namespace {

// A flaw whose place has gone from the page would silently show nothing: tests must hear of it.
void replace(Answer& answer, std::string_view from, std::string_view to, std::string_view with) {
  auto& body = answer.body;
  const auto begin = body.find(from);
  const auto end = begin == std::string::npos ? begin : body.find(to, begin + from.size());
  if (end == std::string::npos)
    throw std::logic_error("a flaw does not find its place: " + std::string(from));
  body.replace(begin, end + to.size() - begin, with);
}

void put_before(Answer& answer, std::string_view mark, std::string_view markup) {
  replace(answer, mark, "", std::string(markup) + std::string(mark));
}

void put_after(Answer& answer, std::string_view mark, std::string_view markup) {
  replace(answer, mark, "", std::string(mark) + std::string(markup));
}

bool is_page(const Answer& answer) { return answer.body.find("</body>") != std::string::npos; }

}  // namespace

void answer_slowly(Answer& answer) { answer.after = std::chrono::seconds(4); }

void never_answer(Answer& answer) {
  if (answer.status >= 400) return;
  const bool to_script = answer.type == "application/json";
  answer.status = 202;
  answer.headers.erase("Location");
  answer.body = to_script ? std::string_view("{}") : kStuckFlaw;
}

void paint_an_error(Answer& answer) {
  if (is_page(answer)) put_before(answer, "</body>", kCanvasErrorFlaw);
}

void show_an_error(Answer& answer) {
  if (is_page(answer)) put_before(answer, "<form class=\"form\"", kDomErrorFlaw);
}

void fail_the_document(Answer& answer) {
  if (answer.status == 200) answer.status = 500;
}

void fail_the_request(Answer& answer) {
  answer.status = 500;
  answer.body = "Internal Server Error";
}

void throw_in_a_script(Answer& answer) { put_before(answer, "</body>", kConsoleExceptionFlaw); }

void render_late(Answer& answer) {
  if (answer.status != 200) return;
  replace(answer, "<body>", "",
          "<body style=\"background:#fff\"><div id=\"app\" style=\"display:contents\"></div>"
          "<template id=\"page\">");
  put_before(answer, "</body>",
             "</template><script>setTimeout(() => {document.body.removeAttribute('style');"
             "document.querySelector('#app').append("
             "document.querySelector('#page').content.cloneNode(true))}, 3000)</script>");
}

void render_nothing(Answer& answer) {
  replace(answer, "<body>", "</body>",
          "<body style=\"background:#fff\"><div id=\"app\"></div></body>");
}

void unplug_the_button(Answer& answer) {
  if (answer.status != 200) return;
  replace(answer, "<button class=\"button quiet full\"", "</button>",
          "<span class=\"button quiet full\" role=\"button\">Check stock near you</span>");
}

void write_in_pale(Answer& answer) {
  replace(answer, "<p class=\"lead\">A person", "",
          "<p class=\"lead\" style=\"color: #b8b8b8\">A person");
}

void forget_a_label(Answer& answer) { replace(answer, "<label for=\"order\">", "</label>", ""); }

void disable_for_a_while(Answer& answer) {
  if (!is_page(answer) || answer.status != 200) return;
  replace(answer, "type=\"submit\">Request my return", "",
          "type=\"submit\" disabled>Request my return");
  put_before(answer, "</body>", kDisabledButtonFlaw);
}

void cover_for_a_while(Answer& answer) { put_before(answer, "</body>", kCoveringBoxFlaw); }

void move_for_a_while(Answer& answer) {
  if (is_page(answer)) put_before(answer, "</body>", kMovingButtonFlaw);
}

void forget_the_title(Answer& answer) {
  if (answer.status == 200) replace(answer, "<title>", "</title>", "");
}

void lose_a_picture(Answer& answer) {
  put_after(answer, "<main id=\"main\">",
            "<p class=\"band\"><img src=\"/art/shelf.jpg\" alt=\"The shelf in our shop\" "
            "width=\"320\" height=\"180\"></p>");
}

void pale_a_sentence(Answer& answer) {
  put_after(answer, "<main id=\"main\">",
            "<p style=\"color:#c4c4c4;background:linear-gradient(#fff,#fcfcfc)\">Prices include "
            "delivery to your door</p>");
}

void print_it_small(Answer& answer) {
  if (answer.status != 200) return;
  put_after(answer, "<main id=\"main\">",
            "<p style=\"font-size:9px\">Prices without delivery, packing and the fee for paying by "
            "card. Offers end when we say so.</p>");
}

void shrink_the_buttons(Answer& answer) {
  if (answer.status != 200) return;
  constexpr std::string_view kButton =
      "<button type=\"button\" style=\"all:unset;box-sizing:border-box;display:inline-block;"
      "width:16px;height:16px;font-size:12px;line-height:16px;text-align:center;border:1px solid\" "
      "onclick=\"document.getElementById('pieces').textContent = '{0}'\" aria-label=\"{0}\">{1}"
      "</button>";
  put_after(
      answer, "<main id=\"main\">",
      fmt::format("<p>Pieces <b id=\"pieces\">1 piece</b> {}{}</p>",
                  fmt::format(kButton, "2 pieces", "+"), fmt::format(kButton, "1 piece", "-")));
}

void stretch_a_picture(Answer& answer) {
  put_after(answer, "<main id=\"main\">", kBlurredImageFlaw);
}

void set_a_puzzle(Answer& answer) {
  put_before(
      answer, "<button class=\"button\" type=\"submit\">",
      "<p class=\"field\"><svg width=\"160\" height=\"48\" aria-hidden=\"true\"><text x=\"20\" "
      "y=\"34\" font-size=\"30\" rotate=\"-20 14 -9 25\">k7Wq</text></svg><label>Type the letters "
      "you see <input type=\"text\" autocomplete=\"off\"></label></p>");
}

void move_slowly(Answer& answer) {
  answer = {};
  answer.status = 302;
  answer.headers["Location"] = "/help/";
  answer.after = std::chrono::milliseconds(1200);
}

void ask_for_much(Answer& answer) {
  constexpr std::string_view kTooMuch[][3] = {
      {"title", "Title", "honorific-prefix"},  {"company", "Company", "organization"},
      {"town", "Town", "address-level2"},      {"county", "County", "address-level1"},
      {"country", "Country", "country-name"},  {"job", "Job title", "organization-title"},
      {"heard", "How you heard of us", "off"}, {"rating", "What you think of us", "off"}};
  std::string boxes;
  for (const auto& [id, label, token] : kTooMuch)
    boxes += fmt::format(
        "<div class=\"field\"><label for=\"{0}\">{1} <span class=\"optional\">(optional)</span>"
        "</label><input id=\"{0}\" name=\"{0}\" type=\"text\" autocomplete=\"{2}\"></div>\n",
        id, label, token);
  put_before(answer, "<button class=\"button\" type=\"submit\">Send message", boxes);
}

// The box for the order number itself may have lost its label to another flaw.
void forget_what_is_optional(Answer& answer) {
  put_before(answer, "<button class=\"button\" type=\"submit\">Send message",
             "<div class=\"field\"><label for=\"kettle\">Your kettle</label><input id=\"kettle\" "
             "name=\"kettle\" type=\"text\" autocomplete=\"off\"></div>\n");
}

void tick_beforehand(Answer& answer) {
  put_before(answer, "<button class=\"button\" type=\"submit\">Send message",
             "<p><label><input name=\"news\" type=\"checkbox\" checked> Send me offers and news by "
             "e-mail</label></p>\n");
}

void forget_a_type(Answer& answer) {
  replace(answer, "<input id=\"email\"", ">",
          "<input id=\"email\" name=\"email\" autocomplete=\"off\" required>");
}

void refuse_paste(Answer& answer) {
  replace(answer, "<input id=\"email\"", "", "<input id=\"email\" onpaste=\"return false\"");
}

void say_as_little(Answer& answer) {
  if (answer.status != 422) return;
  replace(answer, "<p class=\"problem\"", "</p>",
          "<p class=\"problem\" role=\"alert\">Error 1042. Please try again.</p>");
}

void empty_the_form(Answer& answer) {
  if (answer.status != 422) return;
  for (const std::string box :
       {"name=\"order\" type=\"text\" value=\"", "name=\"email\" type=\"email\" value=\""})
    replace(answer, box, "\"", box + "\"");
}

void ask_again(Answer& answer) {
  if (!is_page(answer)) return;
  put_before(answer, "<div class=\"field\"><label for=\"photo\">",
             "<div class=\"field\"><label for=\"email\">E-mail</label><input id=\"email\" "
             "name=\"contact\" type=\"email\" autocomplete=\"email\" required></div>\n");
}

void paint_an_offer(Answer& answer) { put_after(answer, "<main id=\"main\">", kPaintedOfferFlaw); }

void repeat_a_link(Answer& answer) {
  put_after(answer, "<a href=\"/help/care\">Care and repair</a>",
            "<a href=\"/search?q=kettle\">Shop kettles</a>");
}

void link_to_nothing(Answer& answer) {
  put_after(answer, "<a href=\"/about\">Our story</a>", "<a href=\"/size-guide\">Size guide</a>");
}

void link_in_a_circle(Answer& answer) {
  if (answer.status == 200)
    return put_before(answer, "</footer>", "<a href=\"/gift-cards\">Gift cards</a>");
  answer = {};
  answer.status = 302;
  answer.headers["Location"] = "/gift-cards";
}

void push_down_late(Answer& answer) {
  if (answer.status == 200) put_before(answer, "</body>", kLateBannerFlaw);
}

void thank_below(Answer& answer) {
  put_after(answer, "<main id=\"main\">", "<div style=\"height:110vh;background:#f6dcc0\"></div>");
}

void add_in_silence(Answer& answer) {
  if (answer.status == 200) put_before(answer, "</body>", kSilentBasketFlaw);
}

void thank_for_nothing(Answer& answer) {
  if (answer.status == 200) put_before(answer, "</body>", kFalseThanksFlaw);
}

void fade_the_hint(Answer& answer) {
  replace(answer, "<p class=\"hint\"", "",
          "<p class=\"hint\" style=\"color:#fff;background:#fff\"");
}

void forget_when_left(Answer& answer) {
  if (is_page(answer)) put_before(answer, "</body>", kForgetfulFormFlaw);
}

void flash_an_error(Answer& answer) { put_before(answer, "</body>", kFlashingErrorFlaw); }

void lead_astray(Answer& answer) {
  replace(answer, "<a href=\"/contact\">Write to us", "", "<a href=\"/about\">Write to us");
}

void quote_an_attacker(Answer& answer) {
  if (answer.status != 200) return;
  const auto said = escape(
      "</title><script>document.title='pwned'</script>\"><img src=x onerror=\"document.title="
      "'pwned'\"><!--");
  put_before(answer, "</title>", " " + said.markup);
  replace(answer, "It is the first thing guests ask about.", "", said.markup);
}

}  // namespace shop
}  // namespace firsthand
