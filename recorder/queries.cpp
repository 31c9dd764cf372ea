#include "recorder/queries.h"

namespace firsthand {
namespace {

class Builder {
 public:
  explicit Builder(const Variables& variables) : variables_(variables) {}

  std::string text(const Text& text) {
    auto expanded = expand(text.raw, variables_);
    if (!expanded && !error_) error_ = expanded.error();
    return expanded ? std::move(*expanded) : std::string();
  }
  std::string text(const std::optional<Text>& maybe) {
    return maybe ? text(*maybe) : std::string();
  }

  Query target(const char* word, const Target& target) {
    const auto thing = wording_in(target.text.raw);
    return Query{.word = word,
                 .text = text(target.text),
                 .words = thing ? wordings_of(*thing) : std::vector<Wording>(),
                 .by = target.by,
                 .kind = target.kind,
                 .in = text(target.in),
                 .near = text(target.near),
                 .nth = target.nth,
                 .frame = text(target.frame)};
  }
  void add(Query query) { queries_.push_back(std::move(query)); }
  Result<std::vector<Query>> finish() {
    if (error_) return *error_;
    return std::move(queries_);
  }

 private:
  const Variables& variables_;
  std::vector<Query> queries_;
  std::optional<Error> error_;
};

struct Visit {
  Builder& build;
  void operator()(const Open&) const {}
  void operator()(const Press&) const {}
  void operator()(const Note&) const {}
  void operator()(const Type&) const {}
  void operator()(const Back&) const {}
  void operator()(const Reload&) const {}
  void operator()(const Wait&) const {}
  void operator()(const Human&) const {}
  void operator()(const Script&) const {}
  void operator()(const Use&) const {}
  void operator()(const Find& find) const { build.add(link_to(find.thing)); }
  void operator()(const NotSee&) const {}  // looked for once the page has settled
  void operator()(const Click& click) const { build.add(build.target("click", click.target)); }
  void operator()(const Check& check) const { build.add(build.target("check", check.target)); }
  void operator()(const DoubleClick& twice) const {
    build.add(build.target("click", twice.target));
  }
  void operator()(const Hover& hover) const { build.add(build.target("hover", hover.target)); }
  void operator()(const Drag& drag) const {
    build.add(build.target("drag", drag.from));
    build.add(build.target("drag", drag.to));
  }
  void operator()(const Pick& pick) const { fields("pick", pick.dates); }
  void operator()(const Slide& slide) const { fields("slide", slide.values); }
  void operator()(const Attach& attach) const { fields("attach", attach.files); }
  void operator()(const See& see) const {
    for (const auto& look : see.looks)
      if (look.at == LookAt::kPage && !look.pattern) build.add(build.target("see", look.what));
  }
  void operator()(const Scroll& scroll) const {
    if (scroll.to == ScrollTo::kTarget) build.add(build.target("see", scroll.target));
  }
  void operator()(const Fill& fill) const { fields("fill", fill.fields); }
  void fields(const char* word, const std::vector<FieldValue>& values) const {
    for (const auto& field : values) build.add(build.target(word, field.field));
  }
  void operator()(const Choose& choose) const {
    for (const auto& option : choose.options) {
      auto query = build.target("choose", option.field);
      query.option = build.text(option.value);
      build.add(std::move(query));
    }
  }
  void operator()(const Keep& keep) const {
    if (keep.from)
      build.add(build.target("from", *keep.from));
    else if (keep.after)
      build.add(Query{.word = "keep", .text = build.text(*keep.after)});
    else
      build.add(Query{.word = "keep", .text = *keep.matching, .pattern = true});
  }
};

}  // namespace

Result<std::vector<Query>> queries_for(const Step& step, const Variables& variables) {
  Builder build(variables);
  std::visit(Visit{build}, step.action);
  return build.finish();
}

Query query_of_words(const char* word, const std::string& thing) {
  return Query{.word = word, .text = usual_word(thing), .words = wordings_of(thing)};
}

std::string kind_for_people(const Query& query) {
  switch (query.kind) {
    case TargetKind::kButton:
      return "button";
    case TargetKind::kLink:
      return "link";
    case TargetKind::kField:
      return "field";
    case TargetKind::kImage:
      return "picture";
    case TargetKind::kAny:
      break;
  }
  if (query.word == "find") return "link";
  if (query.word == "fill" || query.word == "choose") return "field";
  if (query.word == "check") return "box to tick";
  if (query.word == "pick") return "date field";
  if (query.word == "slide") return "slider";
  if (query.word == "attach") return "file field or button";
  if (query.word == "click" || query.word == "hover") return "link or button";
  return "text";
}

}  // namespace firsthand
