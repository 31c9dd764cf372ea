// A step as a person would read it aloud.
#include <fmt/format.h>

#include "journeys/parsing/step_reader.h"
#include "journeys/text.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

std::string place(const Target& target) {
  std::string out;
  if (target.in) out += " in " + target.in->raw;
  if (target.near) out += " near " + target.near->raw;
  if (target.nth > 0) out += fmt::format(" (number {})", target.nth);
  if (target.frame) out += " in the frame " + target.frame->raw;
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

std::string looked_for(const Look& look) {
  std::string what = look.pattern ? "/" + *look.pattern + "/"
                     : look.what.by == TargetBy::kReads && look.what.kind == TargetKind::kAny
                         ? "\"" + look.what.text.raw + "\"" + place(look.what)
                         : named(look.what);
  switch (look.at) {
    case LookAt::kUrl:
      return what + " in the address";
    case LookAt::kTitle:
      return what + " in the title";
    case LookAt::kDownload:
      return "the download " + what;
    case LookAt::kDialog:
      return what + " in a dialog";
    case LookAt::kPage:
      break;
  }
  return what;
}

std::string looked_for(const std::vector<Look>& looks, std::string_view between) {
  std::string out;
  for (const auto& look : looks) {
    if (!out.empty()) out += between;
    out += looked_for(look);
  }
  return out;
}

// One after the other; a place that all of them share is said once, at the end.
template <class Part>
std::string each(std::string_view verb, const std::vector<FieldValue>& fields, Part part) {
  std::string out(verb);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    out += (i == 0 ? "" : ", ") + part(fields[i]);
    const std::string here = place(fields[i].field);
    if (i + 1 == fields.size() || here != place(fields[i + 1].field)) out += here;
  }
  return out;
}

// "pick 2026-01-31 for Day of delivery"
std::string values(std::string_view verb, std::string_view before_field,
                   const std::vector<FieldValue>& fields) {
  return each(verb, fields, [&](const FieldValue& field) {
    std::string out = field.value.raw;
    if (!field.field.text.raw.empty()) (out += before_field) += bare(field.field);
    return out;
  });
}

struct Aloud {
  std::string operator()(const Open& open) const { return "open " + open.where.raw; }
  std::string operator()(const Click& click) const { return "click " + named(click.target); }
  std::string operator()(const Check& check) const {
    return (check.on ? "check " : "uncheck ") + named(check.target);
  }
  std::string operator()(const Press& press) const { return "press " + press.chord; }
  std::string operator()(const Note& note) const { return "note " + note.text.raw; }
  std::string operator()(const Fill& fill) const {
    return each("fill ", fill.fields, [](const FieldValue& field) {
      return bare(field.field) + " with " + (field.value.raw.empty() ? "nothing" : field.value.raw);
    });
  }
  std::string operator()(const Choose& choose) const {
    return each("choose ", choose.options, [](const FieldValue& option) {
      return option.value.raw + (option.field.text.raw.empty() ? "" : " for " + bare(option.field));
    });
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
    return "see " + looked_for(see.looks, see.all ? " and " : " or ");
  }
  std::string operator()(const NotSee& not_see) const {
    return "not see " + looked_for(not_see.looks, " or ");
  }
  std::string operator()(const DoubleClick& twice) const {
    return "double-click " + named(twice.target);
  }
  std::string operator()(const Hover& hover) const { return "point at " + named(hover.target); }
  std::string operator()(const Type& type) const { return "type " + type.text.raw; }
  std::string operator()(const Pick& pick) const { return values("pick ", " for ", pick.dates); }
  std::string operator()(const Slide& slide) const {
    return values("slide to ", " on ", slide.values);
  }
  std::string operator()(const Attach& attach) const {
    return values("attach ", " as ", attach.files);
  }
  std::string operator()(const Drag& drag) const {
    return "drag " + named(drag.from) + " to " + named(drag.to);
  }
  std::string operator()(const Back&) const { return "go back"; }
  std::string operator()(const Reload&) const { return "reload the page"; }
  std::string operator()(const Wait& wait) const {
    return fmt::format("wait {}, because {}", duration_text(wait.ms), wait.because.raw);
  }
  std::string operator()(const Human& human) const { return "by hand: " + human.what.raw; }
  std::string operator()(const Script& script) const {
    return "run a script" + (script.as.empty() ? "" : ", keep " + script.as);
  }
  std::string operator()(const Find& find) const { return "find " + usual_word(find.thing); }
  std::string operator()(const Use& use) const { return "use " + use.file.raw; }
  std::string operator()(const Keep& keep) const {
    std::string out = "keep " + keep.name;
    if (keep.after) out += ", the word after \"" + keep.after->raw + "\"";
    if (keep.matching) out += ", what matches " + *keep.matching;
    if (keep.from) out += ", from " + named(*keep.from);
    return out;
  }
};

}  // namespace

std::string says(const Step& step) {
  return printable(step.name ? step.name->raw : std::visit(Aloud{}, step.action));
}

}  // namespace firsthand
