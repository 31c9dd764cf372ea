#pragma once
// What rules share: a finding begun at its step, and small questions about a walk.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/html_fields.h"
#include "analyzers/html_tree.h"

namespace firsthand {

// The step with this index; null when there is none.
const StepRecord* step_at(const std::vector<StepRecord>& steps, int index);
// The step that ended a walk which gave up or failed; null when there is none.
const StepRecord* ending_step(const Walk& walk);
// True when the journey ended without its goal at this step or on the wait that followed it, and
// the site is blamed for it.
bool ended_at(const Walk& walk, int index);
// True when the customer got to this step.
bool was_reached(const StepRecord& step);
// A step that works a control or opens a page; not one that only looks.
bool sends_input(const StepRecord& step);

// What is new on the page after the step is the answer to it: it sent something, or worked a
// control and stayed on the document, which had the address `url_before`.
bool answers_input(const StepRecord& step, std::string_view url_before);

// A finding of `rule` at a step (null: of the whole walk), with the step's picture and URL as
// evidence.
Finding finding_at(const Recording& recording, std::string_view rule, const StepRecord* step);

// The address of the page as the customer had it before them when they did the step; empty: not
// known.
std::string url_before(const Walk& walk, const StepRecord& step);
// Shows the page as it was before the step, and its address: what was looked for stood there.
void show_before(Finding& finding, const Walk& walk, const StepRecord& step);
// With its picture, where it has one, boxed, and the address of the page that it came over.
void show_interruption(Finding& finding, const Walk& walk, const Interruption& met);

// The step as a reader knows it, in quotes: 'click Help'.
std::string quoted_step(const StepRecord& step);
// Page text in a sentence: printable, at most `limit` characters, in single quotes.
std::string in_quotes(std::string_view text, std::size_t limit = 80);
// A journey (JourneyInfo or JourneySummary) as a reader knows it, in quotes: 'Return a kettle'.
template <typename Journey>
std::string quoted_journey(const Journey& journey, std::size_t limit = 100) {
  return in_quotes(journey.title.empty() ? journey.id : journey.title, limit);
}
// The first of them, for a sentence: "a, b, c, …".
std::string first_few(const std::vector<std::string>& names, std::size_t most = 3);
// A URL for a sentence: path and query without the site, at most 80 characters.
std::string short_url(std::string_view url);
// A page's address without its query and fragment.
std::string address_of(std::string_view url);

// The pages of a walk, for a rule that reads them. One that does not parse is left out and named.
class KeptPages {
 public:
  explicit KeptPages(const Recording& recording) : recording_(recording) {}

  // The page as it was after the step. Empty: it was not kept, it is the browser's own, or it is
  // missing or does not parse.
  std::optional<HtmlTree> after(const StepRecord& step);
  // What a rule found that asked for these pages: Failed when none of them could be read.
  Verdict verdict(std::vector<Finding> findings) const;
  // The same, for a rule that has nothing to look at when `applies` is false.
  Verdict verdict(std::vector<Finding> findings, bool applies, std::string_view why_not) const;

 private:
  const Recording& recording_;
  int read_ = 0;
  std::vector<std::string> left_out_{};  // each with the reason
};

// The browser shows a page of its own in place of one that did not come: nothing on it is the
// site's.
bool shows_browser_error(const StepRecord& step);
// How servers answer a form that was filled in wrongly: 400, 409 or 422 to what is not a GET.
bool answers_a_form(const Request& request);
// "No more than a note, because the times of this walk are not reliable (…). "; empty: they are.
std::string why_doubtful(const TimingTrust& timing);

// The fields of the page, as it was after the step, that the step put something into; looked for
// among the first 500.
std::vector<Field> fields_worked(const HtmlTree& page, const StepRecord& step);

// The same visible text, and the same values in its boxes.
bool reads_the_same(const HtmlTree& before, const HtmlTree& after);

// A page by its title in quotes, or else its address.
std::string page_name(const HtmlTree& page, const StepRecord& step);

// A box can be seen on the screen, in part or whole; an empty one cannot, nor on none (null).
bool shows_some_of(const Screen* screen, const Box& box);
bool shows_all_of(const Screen* screen, const Box& box);
// What was read from a screen; null when it was not read.
const Seen* seen_of(const Recording& recording, const std::string& screen);
// The share of pixels by which the pictures before and after a step differ, 0 to 1; empty: not
// known.
std::optional<double> share_changed(const Recording& recording, const StepRecord& step);
// Why a rule that needs to know what every step's after-picture shows cannot work; empty: it can.
std::string why_not_read(const Recording& recording);

}  // namespace firsthand
