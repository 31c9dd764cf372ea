#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "analyzers/broken_images.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/sent_requests.h"
#include "analyzers/rules/told_trouble.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What the page does not work without; images, fonts and media are missed, not fatal.
constexpr std::array<std::string_view, 5> kWorkings{"fetch", "xhr", "script", "stylesheet",
                                                    "document"};
constexpr std::array<std::string_view, 4> kUnfelt{"ping", "preflight", "cspviolationreport",
                                                  "other"};

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_icon(std::string_view url) {
  const std::string path = address_of(url);
  constexpr std::string_view kIcon = "/favicon.ico";
  return path.ends_with(kIcon);
}

bool was_refused(const Request& request) { return request.status.value_or(0) >= 400; }

// The browser itself cancels the rest of a script or style whose answer is an error.
bool part_failed(const Request& request) {
  const bool failed = was_refused(request) || (!request.error.empty() && !request.canceled);
  return request.first_party && !request.main_document && failed && !is_icon(request.url);
}

bool any_failed(const Recording& recording) {
  return std::any_of(recording.requests.begin(), recording.requests.end(), part_failed);
}

// What the page's script asked for and knows what to do with: what is wrong with a form, or whether
// somebody is signed in.
bool is_an_answer(const Walk& walk, const Request& request, std::string_view type) {
  if (type != "fetch" && type != "xhr") return false;
  return answers_a_form(request) || (request.status == 401 && !ended_at(walk, request.step));
}

// Empty frames on the page have a rule of their own; what is left are backgrounds and pictures that
// nobody sees.
std::set<std::string> frames_left_empty(const Recording& recording, KeptPages& pages) {
  std::set<std::string> urls;
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    for (const auto& image : broken_images(*kept)) urls.insert(image.url);
  }
  return urls;
}

// What a step sent that the author marked so. Where something else was handed over and taken, this
// may be the page's own business.
bool carries_what_was_sent(const Recording& recording, const Request& request,
                           const StepRecord* step) {
  if (step == nullptr || !step->submits || !hands_over(request)) return false;
  return std::none_of(recording.requests.begin(), recording.requests.end(), [&](const auto& each) {
    return each.step == step->index && each.first_party && hands_over(each) &&
           each.status.value_or(500) < 400;
  });
}

void tell_of_what_was_sent(Finding& finding, const Request& request, const StepRecord& step) {
  finding.severity = Severity::kSerious;
  finding.title = fmt::format(
      "What {} sent did not arrive: {} {}.", quoted_step(step), short_url(request.url),
      was_refused(request) ? fmt::format("answered with HTTP {}", *request.status)
                           : fmt::format("did not answer ({})", printable(request.error, 60)));
  finding.why =
      "Whatever the page says, nobody will read what the customer wrote: they wait for an answer "
      "that never comes.";
  finding.fix = "Make this address take it, and let the page say thank you only when it has.";
}

// The steps after which neither the page nor its picture, of which one at least was kept, said that
// something was missing.
std::set<int> steps_without_a_word(const Recording& recording, KeptPages& pages) {
  std::set<int> silent;
  std::set<std::string> before;
  for (const auto& step : recording.walk.steps) {
    const auto page = pages.after(step);
    const bool read = step.after && seen_of(recording, *step.after) != nullptr;
    if ((page || read) && !ended_at(recording.walk, step.index) &&
        !tells_of_trouble(recording, step, page ? &*page : nullptr, before))
      silent.insert(step.index);
    if (page) before = folded_blocks(*page);
  }
  return silent;
}

// The page's script asked, got nothing, and went on as if nothing had been.
bool goes_on_without(const Request& request, std::string_view type, const std::set<int>& silent) {
  return (type == "fetch" || type == "xhr") && request.status.value_or(500) >= 500 &&
         silent.contains(request.step);
}

Finding describe(const Recording& recording, const Request& request, const std::string& type,
                 const std::set<int>& silent) {
  const StepRecord* step = step_at(recording.walk.steps, request.step);
  Finding finding = finding_at(recording, "failed-request", step);
  const bool works = among(kWorkings, type);
  finding.severity = !works                                   ? Severity::kMinor
                     : ended_at(recording.walk, request.step) ? Severity::kSerious
                                                              : Severity::kAnnoying;
  finding.owner = Owner::kEngineering;
  const std::string answer = was_refused(request)
                                 ? fmt::format("was answered with HTTP {}", *request.status)
                                 : fmt::format("did not load ({})", printable(request.error, 60));
  finding.title = fmt::format("A part of the page ({}) {} {}.", printable(type, 20),
                              short_url(request.url), answer);
  finding.why = works
                    ? "Scripts, styles and data that do not arrive leave buttons dead and content "
                      "missing, mostly without a word to the customer."
                    : "A missing picture or font makes a shop look neglected.";
  finding.fix = "Make this address answer, or stop asking for it.";
  if (goes_on_without(request, type, silent))
    finding.why +=
        " Neither the page nor its picture said a word of it: the customer goes on without what "
        "should have been there, and nobody reports it.";
  if (carries_what_was_sent(recording, request, step))
    tell_of_what_was_sent(finding, request, *step);
  finding.evidence.url = request.url;
  finding.evidence.status = request.status;
  if (!was_refused(request)) finding.evidence.text = request.error;
  return finding;
}

}  // namespace

Verdict failed_request(const Recording& recording) {
  KeptPages pages(recording);
  const auto left_empty = frames_left_empty(recording, pages);
  const auto silent =
      any_failed(recording) ? steps_without_a_word(recording, pages) : std::set<int>{};
  std::vector<Finding> findings;
  std::map<std::pair<std::string, int>, std::size_t> known;  // address and status -> finding
  for (const auto& request : recording.requests) {
    const std::string type = lower_ascii(request.type);
    if (!part_failed(request) || among(kUnfelt, type) || left_empty.count(request.url) > 0 ||
        is_an_answer(recording.walk, request, type))
      continue;
    const auto [place, added] =
        known.try_emplace({address_of(request.url), request.status.value_or(0)}, findings.size());
    if (added) {
      findings.push_back(describe(recording, request, type, silent));
      continue;
    }
    Finding again = describe(recording, request, type, silent);
    Finding& first = findings[place->second];
    again.count = first.count + 1;
    if (again.severity > first.severity) {
      first = std::move(again);
    } else {
      first.count = again.count;
    }
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
