#include "samples/shop/flaws/spoils.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace firsthand {

extern const std::string_view kCanvasErrorFlaw, kDomErrorFlaw, kConsoleExceptionFlaw,
    kDisabledButtonFlaw, kCoveringBoxFlaw, kMovingButtonFlaw, kStuckFlaw, kPaintedOfferFlaw,
    kLateBannerFlaw, kSilentBasketFlaw;

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

void move_slowly(Answer& answer) {
  answer = {};
  answer.status = 302;
  answer.headers["Location"] = "/help/";
  answer.after = std::chrono::milliseconds(1200);
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

void paint_an_offer(Answer& answer) { put_after(answer, "<main id=\"main\">", kPaintedOfferFlaw); }

void repeat_a_link(Answer& answer) {
  put_after(answer, "<a href=\"/help/care\">Care and repair</a>",
            "<a href=\"/search?q=kettle\">Shop kettles</a>");
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
