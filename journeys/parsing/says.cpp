// A step as a person would read it aloud.
#include <fmt/format.h>

#include "journeys/parsing/step_reader.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

std::string place(const Target& target) {
  std::string out;
  if (target.in) out += " in " + target.in->raw;
  if (target.near) out += " near " + target.near->raw;
  if (target.nth > 0) out += fmt::format(" (number {})", target.nth);
  return out;
}

std::string bare(const Target& target) {
  switch (target.by) {
    case TargetBy::kCss:
      return "css " + target.text.raw;
    case TargetBy::kXpath:
      return "xpath " + target.text.raw;
    case TargetBy::kTestId:
      return "testid " + target.text.raw;
    case TargetBy::kReads:
      break;
  }
  switch (target.kind) {
    case TargetKind::kButton:
      return "button " + target.text.raw;
    case TargetKind::kLink:
      return "link " + target.text.raw;
    case TargetKind::kField:
      return "field " + target.text.raw;
    case TargetKind::kImage:
      return "image " + target.text.raw;
    case TargetKind::kAny:
      break;
  }
  return target.text.raw;
}

std::string named(const Target& target) { return bare(target) + place(target); }

struct Aloud {
  std::string operator()(const Open& open) const { return "open " + open.where.raw; }
  std::string operator()(const Click& click) const { return "click " + named(click.target); }
  std::string operator()(const Check& check) const { return "check " + named(check.target); }
  std::string operator()(const Press& press) const { return "press " + press.chord; }
  std::string operator()(const Note& note) const { return "note " + note.text.raw; }
  std::string operator()(const Fill& fill) const {
    std::string out;
    for (const auto& [field, value] : fill.fields)
      out += (out.empty() ? "" : ", ") + bare(field) +
             (value.raw.empty() ? " with nothing" : " with " + value.raw);
    return "fill " + out + (fill.fields.empty() ? "" : place(fill.fields.front().field));
  }
  std::string operator()(const Choose& choose) const {
    std::string out;
    for (const auto& [field, value] : choose.options)
      out += (out.empty() ? "" : ", ") + value.raw +
             (field.text.raw.empty() ? "" : " for " + bare(field));
    return "choose " + out + (choose.options.empty() ? "" : place(choose.options.front().field));
  }
  std::string operator()(const Scroll& scroll) const {
    switch (scroll.to) {
      case ScrollTo::kDown:
        return "scroll down";
      case ScrollTo::kUp:
        return "scroll up";
      case ScrollTo::kEnd:
        return "scroll to the end";
      case ScrollTo::kTarget:
        break;
    }
    return "scroll to " + named(scroll.target);
  }
  std::string operator()(const See& see) const {
    if (see.what.by == TargetBy::kReads && see.what.kind == TargetKind::kAny)
      return "see \"" + see.what.text.raw + "\"" + place(see.what);
    return "see " + named(see.what);
  }
  std::string operator()(const Keep& keep) const {
    std::string out = "keep " + keep.name;
    if (keep.after) out += ", the word after \"" + keep.after->raw + "\"";
    if (keep.matching) out += ", what matches " + *keep.matching;
    if (keep.from) out += ", from " + named(*keep.from);
    return out;
  }
};

}  // namespace

std::string says(const Step& step) { return printable(std::visit(Aloud{}, step.action)); }

}  // namespace firsthand
