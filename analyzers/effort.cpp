#include "analyzers/effort.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "analyzers/asked_again.h"
#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/waits.h"
#include "journeys/keystroke_level.h"
#include "journeys/text.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

constexpr std::array<const char*, 3> kLookedFor{"help", "contact", "returns"};

std::string device_of(const Visitor& visitor) {
  if (visitor.keyboard) return "keyboard";
  return visitor.touch ? "phone" : "desktop";
}

bool was_done(const StepRecord& step) { return was_reached(step) && !is_aside(step); }

// What the hand does for one step, and the clicks on what came in its way.
void add_hand(const StepRecord& step, int extra_clicks, Effort& effort) {
  const int clicks = step.clicks + extra_clicks;
  const bool mouse = effort.device == "desktop";
  const double click = mouse ? klm::kPointMs + klm::kPressMs : klm::kTouchMs;
  const double key = effort.device == "phone" ? klm::kPhoneKeyMs : klm::kKeyMs;
  const int typed = step.keystrokes > 0 ? std::max(1, step.fields) : 0;
  effort.deciding_ms +=
      klm::kThinkMs * (std::max({step.clicks, step.fields, typed}) + extra_clicks);
  // By keys alone, a click is one more of them.
  effort.pointing_ms += effort.device == "keyboard" ? 0 : click * clicks;
  effort.typing_ms += key * (step.keystrokes + (effort.device == "keyboard" ? clicks : 0));
  if (mouse && step.clicks > 0) effort.typing_ms += 2 * klm::kHomeMs * typed;
  effort.clicks_in_the_way += extra_clicks;
}

int presses_in(const Walk& walk, int step) {
  std::size_t presses = 0;
  for (const auto& met : walk.interruptions)
    if (met.step == step) presses += met.pressed.size();
  return static_cast<int>(presses);
}

int words_in(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
}

// Pages that a visitor saw, read once.
class Reader {
 public:
  void read(const HtmlTree& page) {
    for (const auto& block : page.blocks())
      if (seen_.insert(fold(block.text)).second) words_ += words_in(block.text);
    ++pages_;
  }
  int words() const { return words_; }
  OptMs ms() const {
    if (pages_ == 0) return std::nullopt;
    return words_ * klm::kShareRead * klm::kWordMs;
  }

 private:
  std::set<std::string> seen_{};
  int words_ = 0, pages_ = 0;
};

bool is_required(const HtmlTree& page, int node) {
  const auto* aria = page.attribute(node, "aria-required");
  return page.attribute(node, "required") != nullptr || (aria != nullptr && *aria == "true");
}

void count_required(const HtmlTree& page, const StepRecord& step, Effort& effort) {
  if (step.fields == 0) return;
  for (const auto& field : fields_worked(page, step))
    effort.required = effort.required.value_or(0) + (is_required(page, field.node) ? 1 : 0);
}

// Clicks of a search that its way does not need, and ways back from where nothing was done.
int dead_ends_of(const std::vector<StepRecord>& steps) {
  int dead = 0;
  for (const auto& step : steps) {
    if (!was_done(step)) continue;
    if (step.search)
      dead += std::max(0, step.search->clicks - static_cast<int>(step.search->way.size()));
    const StepRecord* before = previous_step(steps, step.index);
    if (step.word == "back" && before != nullptr && before->word == "click") ++dead;
  }
  return dead;
}

bool leads_to(const HtmlTree& page, const char* thing) {
  std::set<std::string> names;
  for (const auto& wording : wordings_of(thing))
    for (const auto& word : wording.words) names.insert(fold(word));
  const auto links = page.elements("a");
  return std::any_of(links.begin(), links.end(), [&](int node) {
    return page.node(node).visible && names.count(fold(page.text_of(node))) > 0;
  });
}

// The search began on the page that the journey had begun on.
bool began_at(const std::vector<StepRecord>& steps, const StepRecord& search,
              const std::string& entry) {
  const StepRecord* before = previous_step(steps, search.index);
  return before != nullptr && address_of(before->url) == entry;
}

void measure_distances(const std::vector<StepRecord>& steps, const std::optional<HtmlTree>& page,
                       const std::string& entry, Effort& effort) {
  for (const auto* thing : kLookedFor) {
    const auto sought = std::find_if(steps.begin(), steps.end(), [&](const StepRecord& step) {
      return step.search && step.search->thing == thing && step.search->found &&
             began_at(steps, step, entry);
    });
    if (page && leads_to(*page, thing))
      effort.distances.push_back({thing, 1});
    else if (sought != steps.end())
      effort.distances.push_back({thing, static_cast<int>(sought->search->way.size())});
  }
}

}  // namespace

std::optional<Effort> effort_of(const Recording& recording) {
  const Walk& walk = recording.walk;
  if (std::none_of(walk.steps.begin(), walk.steps.end(), was_done)) return std::nullopt;
  Effort effort;
  effort.device = device_of(walk.visitor);
  KeptPages pages(recording);
  Reader reader;
  std::optional<HtmlTree> entry_page;
  std::string entry, address;
  for (const auto& step : walk.steps) {
    if (!was_done(step)) continue;
    add_hand(step, presses_in(walk, step.index), effort);
    if (const auto here = address_of(step.url); here != address) {
      ++effort.pages;
      address = here;
      if (entry.empty()) entry = here;
    }
    auto page = pages.after(step);
    if (!page) {
      ++effort.unread;
      continue;
    }
    reader.read(*page);
    count_required(*page, step, effort);
    if (!entry_page && address == entry) entry_page = std::move(page);
  }
  effort.words = reader.words();
  effort.reading_ms = reader.ms();
  for (const auto& each : asked_again(recording, pages).again)
    effort.asked_again.push_back(each.what);
  effort.dead_ends = dead_ends_of(walk.steps);
  measure_distances(walk.steps, entry_page, entry, effort);
  return effort;
}

}  // namespace firsthand
