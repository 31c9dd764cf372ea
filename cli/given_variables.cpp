#include "cli/given_variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "journeys/text.h"

namespace firsthand {
namespace {

// Every text of a journey that may hold variables.
class Texts {
 public:
  // What the command line gives anew is not read from the journey.
  Texts(const Journey& journey, const std::map<std::string, std::string>& let) {
    for (const auto& [name, text] : journey.let)
      if (!let.contains(name)) add(text);
    for (const auto& step : journey.steps) {
      std::visit([this](const auto& action) { of(action); }, step.action);
      add(step.tab);
    }
  }
  const std::vector<const Text*>& all() const { return texts_; }

 private:
  void add(const Text& text) { texts_.push_back(&text); }
  void add(const std::optional<Text>& text) {
    if (text) add(*text);
  }
  void add(const Target& target) {
    add(target.text);
    add(target.in);
    add(target.near);
    add(target.frame);
  }
  void add(const FieldValue& field) {
    add(field.field);
    add(field.value);
  }
  void of(const Open& open) { add(open.where); }
  void of(const Click& click) { add(click.target); }
  void of(const Check& check) { add(check.target); }
  void add(const std::vector<Look>& looks) {
    for (const auto& look : looks) add(look.what);
  }
  void add(const std::vector<FieldValue>& fields) {
    for (const auto& field : fields) add(field);
  }
  void of(const See& see) { add(see.looks); }
  void of(const NotSee& not_see) { add(not_see.looks); }
  void of(const DoubleClick& twice) { add(twice.target); }
  void of(const Hover& hover) { add(hover.target); }
  void of(const Type& type) { add(type.text); }
  void of(const Pick& pick) { add(pick.dates); }
  void of(const Slide& slide) { add(slide.values); }
  void of(const Attach& attach) { add(attach.files); }
  void of(const Drag& drag) {
    add(drag.from);
    add(drag.to);
  }
  void of(const Back&) {}
  void of(const Reload&) {}
  void of(const Wait& wait) { add(wait.because); }
  void of(const Human& human) { add(human.what); }
  void of(const Script& script) { add(script.code); }
  void of(const Use& use) {
    add(use.file);
    for (const auto& [name, text] : use.let) add(text);
  }
  void of(const Scroll& scroll) { add(scroll.target); }
  void of(const Note& note) { add(note.text); }
  void of(const Press&) {}
  void of(const Fill& fill) { add(fill.fields); }
  void of(const Choose& choose) { add(choose.options); }
  void of(const Keep& keep) {
    add(keep.after);
    if (keep.from) add(*keep.from);
  }

  std::vector<const Text*> texts_{};
};

}  // namespace

bool uses_variable(const Journey& journey, const std::string& name) {
  if (journey.let.contains(name)) return true;
  const Texts texts(journey, {});
  return std::any_of(texts.all().begin(), texts.all().end(), [&](const Text* text) {
    const auto names = names_in(text->raw);
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

GivenVariables given_variables(const Journey& journey,
                               const std::map<std::string, std::string>& let,
                               const std::string& today) {
  constexpr std::string_view kEnv = "env.";
  GivenVariables given;
  given.variables.values = let;
  given.variables.values["today"] = today;
  given.variables.secret.insert(journey.secret.begin(), journey.secret.end());
  std::set<std::string> told;
  const Texts texts(journey, let);
  for (const auto* text : texts.all())
    for (const auto& name : names_in(text->raw)) {
      if (!name.starts_with(kEnv)) continue;
      const auto variable = name.substr(kEnv.size());
      if (const char* value = std::getenv(variable.c_str())) {
        given.variables.values[name] = value;
      } else if (told.insert(name).second) {
        Diagnostic missing;
        missing.at = text->at;
        missing.length = std::max<int>(1, static_cast<int>(text->raw.size()));
        missing.what = fmt::format("the environment has no {}", printable(variable));
        missing.advice = fmt::format("set it: {}=… firsthand …", printable(variable));
        given.missing.push_back(std::move(missing));
      }
    }
  std::stable_sort(given.missing.begin(), given.missing.end(), [](const auto& a, const auto& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  return given;
}

}  // namespace firsthand
