#include "analyzers/asked_again.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "analyzers/error_phrases.h"
#include "analyzers/field_purposes.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kShortestTelling = 3;
constexpr std::array<std::string_view, 6> kTypedIn{"text", "email", "tel", "number", "url", "date"};
// Asked for twice with reason: a new one each time, or how many of this.
constexpr std::array<std::string_view, 3> kAskedAnew{"one-time-code", "card-code", "quantity"};

struct Given {
  Field field{};
  std::string name{}, value{}, address{};
  const FieldPurpose* purpose = nullptr;
  int step = 0;
  std::string form{};       // all boxes of its form, as they stand there
  bool still_there = true;  // every page since then has shown that form
};

bool is_masked(std::string_view value) { return value.find("\u2022") != std::string_view::npos; }

bool tells(const Field& field) {
  return std::find(kTypedIn.begin(), kTypedIn.end(), field.type) != kTypedIn.end() &&
         characters_of(field.value).size() >= kShortestTelling && !is_masked(field.value);
}

// The boxes of the page that the step typed into.
std::vector<Field> typed_into(const HtmlTree& page, const StepRecord& step) {
  std::vector<Field> typed = fields_worked(page, step);
  std::erase_if(typed, [&](const Field& field) { return !tells(field) || is_search(page, field); });
  return typed;
}

bool logs_in(const HtmlTree& page, const Field& field) {
  const auto form = page.closest(field.node, "form");
  const auto fields = fields_of(page);
  return std::any_of(fields.begin(), fields.end(), [&](const Field& each) {
    return each.type == "password" && (!form || page.closest(each.node, "form") == form);
  });
}

// What a page's forms consist of, by form; boxes outside of any are one.
std::map<int, std::string> forms_on(const HtmlTree& page, const std::vector<Field>& fields) {
  std::map<int, std::string> forms;
  for (const auto& field : fields)
    forms[page.closest(field.node, "form").value_or(-1)] += field.selector + "\n";
  return forms;
}

std::optional<Given> given_in(const HtmlTree& page, const StepRecord& step, const Field& field) {
  Given given{field,
              fold_phrase(field.name),
              fold(field.value),
              address_of(step.url),
              purpose_of(page, field),
              step.index};
  if (given.purpose != nullptr &&
      std::find(kAskedAnew.begin(), kAskedAnew.end(), given.purpose->id) != kAskedAnew.end())
    return std::nullopt;
  if (given.purpose == nullptr && given.name.empty()) return std::nullopt;
  return given;
}

bool asks_the_same(const Given& one, const Given& other) {
  if (one.value != other.value) return false;
  return (one.purpose != nullptr && one.purpose == other.purpose) ||
         (!one.name.empty() && one.name == other.name);
}

const Field* box_like(const std::vector<Field>& fields, const Field& box) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& each) {
    return each.selector == box.selector && each.nth == box.nth;
  });
  return found == fields.end() ? nullptr : &*found;
}

// It held the value before the visitor typed: the site had carried it over.
bool was_filled(const std::vector<Field>& before, const Field& box) {
  const Field* known = box_like(before, box);
  return known != nullptr && !known->value.empty();
}

// The form came back, at whatever address; or on the page that had asked first, its box is there.
bool is_the_same_form(const Given& first, const Given& again, const std::vector<Field>& now) {
  return (first.still_there && first.form == again.form) ||
         (first.address == again.address && box_like(now, first.field) != nullptr);
}

class Questions {
 public:
  void look_at(const HtmlTree& page, const StepRecord& step, const std::vector<Field>& before) {
    const auto now = fields_of(page);
    const auto forms = forms_on(page, now);
    std::vector<Given> given;
    for (const auto& field : typed_into(page, step)) {
      auto one = given_in(page, step, field);
      if (!one) continue;
      asked.anything = true;
      one->form = forms.at(page.closest(field.node, "form").value_or(-1));
      const auto first = std::find_if(given_.begin(), given_.end(), [&](const Given& each) {
        return asks_the_same(each, *one) && !is_the_same_form(each, *one, now);
      });
      if (first != given_.end() && !was_filled(before, field) && !logs_in(page, field))
        asked.again.push_back({field,
                               field.name.empty() ? std::string(one->purpose->id) : field.name,
                               first->step, step.index});
      given.push_back(std::move(*one));
    }
    std::move(given.begin(), given.end(), std::back_inserter(given_));
  }
  void see(const HtmlTree& page, const std::vector<Field>& fields) {
    std::set<std::string> shown;
    for (const auto& [form, boxes] : forms_on(page, fields)) shown.insert(boxes);
    for (auto& each : given_) each.still_there = each.still_there && shown.count(each.form) > 0;
  }
  void begin_anew() { given_.clear(); }

  Asked asked{};

 private:
  std::vector<Given> given_{};
};

}  // namespace

Asked asked_again(const Recording& recording, KeptPages& pages) {
  Questions questions;
  std::vector<Field> before;
  for (const auto& step : recording.walk.steps) {
    if (step.word == "open") questions.begin_anew();
    const auto page = pages.after(step);
    if (!page) continue;
    auto fields = fields_of(*page);
    questions.see(*page, fields);
    if (step.fields > 0) questions.look_at(*page, step, before);
    before = std::move(fields);
  }
  return std::move(questions.asked);
}

}  // namespace firsthand
