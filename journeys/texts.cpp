#include "journeys/texts.h"

namespace firsthand {
namespace {

class Texts {
 public:
  explicit Texts(Step& step) {
    std::visit([this](auto& action) { of(action); }, step.action);
    add(step.name);
    add(step.tab);
    if (step.dialog) add(step.dialog->text);
  }
  const std::vector<Text*>& all() const { return texts_; }

 private:
  void add(Text& text) { texts_.push_back(&text); }
  void add(std::optional<Text>& text) {
    if (text) add(*text);
  }
  void add(Target& target) {
    add(target.text);
    add(target.in);
    add(target.near);
    add(target.frame);
  }
  void add(FieldValue& field) {
    add(field.field);
    add(field.value);
  }
  void of(Open& open) { add(open.where); }
  void of(Click& click) { add(click.target); }
  void of(Check& check) { add(check.target); }
  void add(std::vector<Look>& looks) {
    for (auto& look : looks) add(look.what);
  }
  void add(std::vector<FieldValue>& fields) {
    for (auto& field : fields) add(field);
  }
  void of(See& see) { add(see.looks); }
  void of(NotSee& not_see) { add(not_see.looks); }
  void of(DoubleClick& twice) { add(twice.target); }
  void of(Hover& hover) { add(hover.target); }
  void of(Type& type) { add(type.text); }
  void of(Pick& pick) { add(pick.dates); }
  void of(Slide& slide) { add(slide.values); }
  void of(Attach& attach) { add(attach.files); }
  void of(Drag& drag) {
    add(drag.from);
    add(drag.to);
  }
  void of(const Find&) {}
  void of(const Back&) {}
  void of(const Reload&) {}
  void of(Wait& wait) { add(wait.because); }
  void of(Human& human) { add(human.what); }
  void of(Script& script) { add(script.code); }
  void of(Use& use) {
    add(use.file);
    for (auto& [name, text] : use.let) add(text);
  }
  void of(Scroll& scroll) { add(scroll.target); }
  void of(Note& note) { add(note.text); }
  void of(const Press&) {}
  void of(Fill& fill) { add(fill.fields); }
  void of(Choose& choose) { add(choose.options); }
  void of(Keep& keep) {
    add(keep.after);
    if (keep.from) add(*keep.from);
  }

  std::vector<Text*> texts_{};
};

}  // namespace

std::vector<Text*> texts_of(Step& step) { return Texts(step).all(); }

std::vector<const Text*> texts_of(const Step& step) {
  const auto texts = texts_of(const_cast<Step&>(step));  // nothing is changed on the way
  return {texts.begin(), texts.end()};
}

}  // namespace firsthand
