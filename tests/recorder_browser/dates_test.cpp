#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class Dates : public Walks {
 protected:
  void page(const std::string& lang, const std::string& body) {
    site.answers("/", SiteAnswer{.body = "<!DOCTYPE html><html lang=\"" + lang +
                                         "\"><meta charset=\"utf-8\"><title>Dates</title><h1>Dates"
                                         "</h1>" +
                                         body +
                                         "<p id=\"out\"></p><script>"
                                         "const show = () => out.textContent = [...document."
                                         "querySelectorAll('input,select')].map((field) => "
                                         "`${field.id}=${field.value};`).join(' ');"
                                         "addEventListener('input', show);"
                                         "addEventListener('change', show); show();</script>"});
  }
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk fails(const std::string& steps, const char* code, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps + "  - see: Dates\n", way);
    EXPECT_THAT(walked, Ended(Outcome::kFailed));
    EXPECT_EQ(walked.reason, code);
    return walked;
  }
};

class DatesOnEach : public Dates, public ::testing::WithParamInterface<const char*> {};

TEST_P(DatesOnEach, PickTypesIntoTheBrowsersOwnDateFields) {
  page("en", R"html(<label>Arrival <input type="date" id="a"></label>
    <label>Departure <input type="date" id="b" value="2026-12-24"></label>
    <label>Card expires <input type="month" id="c"></label>
    <label>Week of delivery <input type="week" id="d"></label>)html");
  const auto walked = ends(
      "  - pick:\n      Arrival: 2027-03-09\n      Departure: 2027-11-30\n"
      "      Card expires: 2028-04-01\n      Week of delivery: 2027-01-02\n"
      "  - see: a=2027-03-09; b=2027-11-30; c=2028-04; d=2026-W53;\n",
      {.visitor = GetParam()});
  EXPECT_EQ(walked.steps[1].fields, 4);
  EXPECT_THAT(walked.native_ui, SizeIs(4));
}

INSTANTIATE_TEST_SUITE_P(On, DatesOnEach, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Dates, PickSaysWhatAnOwnFieldRefuses) {
  page("en", R"html(<label>Arrival <input type="date" max="2026-06-30"></label>)html");
  EXPECT_THAT(fails("  - pick:\n      Arrival: 2026-07-01\n", "out_of_reach").reason_text,
              HasSubstr("2026-06-30"));
  EXPECT_THAT(walk("  - open: /\n  - pick:\n      Arrival: $day\n  - see: Dates\n",
                   {.head = "let: {day: 2026-02-30}\n"}),
              AuthorsMistake("not_a_date"));
}

TEST_F(Dates, PickTypesAsTheFieldOrThePageWritesDates) {
  page("de", R"html(<label>Geburtsdatum <input id="a" placeholder="TT.MM.JJJJ"></label>
    <label>Anreise <input id="b"></label>
    <label>Abreise (JJJJ-MM-TT) <input id="c"></label>)html");
  ends(
      "  - pick:\n      Geburtsdatum: 1984-03-09\n      Anreise: 2026-03-09\n"
      "      Abreise (JJJJ-MM-TT): 2026-03-10\n"
      "  - see: a=09.03.1984; b=09.03.2026; c=2026-03-10;\n");
  page("en-US", R"html(<label>Born <input id="a"></label>
    <label>Due <input id="b" placeholder="dd/mm/yy"></label>)html");
  ends(
      "  - pick:\n      Born: 1984-03-09\n      Due: 2026-03-10\n"
      "  - see: a=03/09/1984; b=10/03/26;\n");
}

TEST_F(Dates, PickTypesIntoAFieldThatMasksDates) {
  page("fr", R"html(<label>Date <input id="a" inputmode="numeric" oninput="
    const d = a.value.replace(/\D/g, '').slice(0, 8);
    a.value = [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/')"></label>)html");
  ends("  - pick:\n      Date: 2026-03-09\n  - see: a=09/03/2026;\n");
}

TEST_F(Dates, PickSaysWhenAFieldTakesSomethingElse) {
  page("en", R"html(<label>Date <input id="a" oninput="a.value = 'never'"></label>)html");
  EXPECT_THAT(fails("  - pick:\n      Date: 2026-03-09\n", "not_picked").reason_text,
              HasSubstr("never"));
}

TEST_F(Dates, PickFillsDayMonthAndYearOfAGroup) {
  page("en", R"html(<fieldset><legend>Date of birth</legend>
      <label>Day <input id="d"></label> <label>Month <select id="m"><option value="">Month</option>
      <option value="2">February</option><option value="3">March</option></select></label>
      <label>Year <input id="y"></label></fieldset>
    <fieldset><legend>Start date</legend><label>Day <input id="d2"></label>
      <label>Month <input id="m2"></label> <label>Year <input id="y2"></label></fieldset>)html");
  ends(
      "  - pick:\n      Date of birth: 1984-03-09\n      Start date: 2026-01-31\n"
      "  - see: d=09; m=3; y=1984; d2=31; m2=01; y2=2026;\n");
  EXPECT_THAT(fails("  - pick:\n      Date of birth: 1984-07-09\n", "out_of_reach").reason_text,
              HasSubstr("lists"));
}

// A calendar as pages draw them: a table under the name of a month, opened by a field that cannot
// be typed into. `names` turn the pages; `extra` runs for each cell that is drawn.
std::string calendar(const std::string& lang, const std::string& names,
                     const std::string& extra = "") {
  return R"html(<label>Arrival <input id="a" readonly></label>
    <div id="pop" hidden style="border:1px solid;width:330px"></div><script>
    const lang = ')html" +
         lang + R"html(', names = )html" + names + R"html(, last = 2027 * 12 + 5;
    let shown = 2026 * 12 + 10;
    const draw = () => {
      const y = Math.floor(shown / 12), m = shown % 12, first = new Date(y, m, 1);
      const title = new Intl.DateTimeFormat(lang, {month: 'long', year: 'numeric'}).format(first);
      pop.innerHTML = `<div><button type="button" id="back">${names[0]}</button>
        <span>${title}</span><button type="button" id="on">${names[1]}</button></div>`;
      const table = document.createElement('table');
      const start = new Date(y, m, 1 - (first.getDay() + 6) % 7);
      for (let week = 0; week < 6; ++week) {
        const row = table.insertRow();
        for (let day = 0; day < 7; ++day) {
          const date = new Date(start.getFullYear(), start.getMonth(), start.getDate() + week * 7 + day);
          const cell = row.insertCell();
          cell.textContent = date.getDate();
          cell.onclick = () => {
            if (cell.getAttribute('aria-disabled') === 'true') return;
            a.value = `${date.getDate()}.${date.getMonth() + 1}.${date.getFullYear()}`;
            pop.hidden = true;
            show();
          };
          )html" +
         extra + R"html(
        }
      }
      pop.append(table);
      back.onclick = () => { shown -= 1; draw(); };
      on.onclick = () => { if (shown < last) { shown += 1; setTimeout(draw, 150); } };
    };
    a.onclick = () => setTimeout(() => { draw(); pop.hidden = false; }, 200);</script>)html";
}

struct Tongue {
  const char* lang;
  const char* names;
};
class Calendars : public Dates, public ::testing::WithParamInterface<Tongue> {};

TEST_P(Calendars, PickTurnsThePagesToTheMonthAndTakesTheDay) {
  page(GetParam().lang, calendar(GetParam().lang, GetParam().names));
  const auto walked = ends("  - pick:\n      Arrival: 2027-02-28\n  - see: a=28.2.2027;\n");
  EXPECT_EQ(walked.steps[1].clicks, 5);  // field, December, January, February, day
  ends("  - pick:\n      Arrival: 2026-10-01\n  - see: a=1.10.2026;\n");
}

INSTANTIATE_TEST_SUITE_P(In, Calendars,
                         ::testing::Values(Tongue{"en", "['Previous month', 'Next month']"},
                                           Tongue{"de", "['Vorheriger Monat', 'Nächster Monat']"},
                                           Tongue{"fr", "['‹', '›']"},
                                           Tongue{"es", "['Mes anterior', 'Mes siguiente']"}),
                         [](const auto& each) { return std::string(each.param.lang); });

TEST_F(Dates, PickSaysWhereACalendarEnds) {
  page("en", calendar("en", "['Previous', 'Next']",
                      "if (date.getDate() === 13) cell.setAttribute('aria-disabled', 'true');"));
  EXPECT_THAT(fails("  - pick:\n      Arrival: 2027-09-01\n", "out_of_reach").reason_text,
              HasSubstr("does not go that far"));
  EXPECT_THAT(fails("  - pick:\n      Arrival: 2026-12-13\n", "out_of_reach").reason_text,
              HasSubstr("disabled"));
}

TEST_F(Dates, PickReadsTheLabelsOfDaysWhereNoMonthIsWritten) {
  page("en", R"html(<p>When do you come?</p><div role="grid" id="grid" style="width:300px"></div>
    <script>for (let day = 1; day <= 31; ++day) {
      const cell = document.createElement('button');
      cell.setAttribute('aria-label', `Choose March ${day}, 2026`);
      cell.textContent = day;
      cell.onclick = () => document.body.append('chosen ' + day);
      grid.append(cell);
    }</script>)html");
  ends("  - pick:\n      When do you come?: 2026-03-09\n  - see: chosen 9\n");
}

TEST_F(Dates, PickSaysWhenNoCalendarOpens) {
  page("en", "<label>Arrival <input readonly></label>");
  fails("  - pick:\n      Arrival: 2026-03-09\n", "no_calendar");
}

}  // namespace
}  // namespace firsthand::test
