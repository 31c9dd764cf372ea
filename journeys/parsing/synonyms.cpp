#include "journeys/parsing/synonyms.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/diagnostic.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// `theirs`: their names for it, each without spaces, '-' and '_' and in small letters. Where
// another name is not enough there is advice.
struct Synonym {
  Sort sort;
  std::string_view ours, theirs, advice{};
};

constexpr std::string_view kNoConditions =
    "a journey has no conditions; a step that may have nothing to do says optional: true";
constexpr std::string_view kNoLoops =
    "a journey has no loops; write the steps, or walk it with --times and a row for each walk";
constexpr std::string_view kValuesInLet =
    "variables stand under let: at the top of the file; fields are filled with fill:";
constexpr std::string_view kTextAlone = "a text needs no kind; write it alone, like - click: Help";
constexpr std::string_view kNoRoles = "write the kind and the name, like {button: Send}";
constexpr std::string_view kWordFirst = "the word itself begins the step, like - click: Help";
constexpr std::string_view kNotGherkin =
    "a journey is not Gherkin; it has journey: and steps:, see docs/journeys.md";
constexpr std::string_view kPairs =
    "a field and its value are one pair, like fill: {E-mail: a@b.example}";

constexpr std::string_view kDates = "days are counted from $today: $today+1d, $today-2w";

constexpr Synonym kSynonyms[] = {
    {Sort::kVariable, "", "tomorrow yesterday now date time todays", kDates},

    {Sort::kWord, "open", "goto go visit navigate navigateto url load browse start"},
    {Sort::kWord, "back", "goback previous return"},
    {Sort::kWord, "reload", "refresh"},
    {Sort::kWord, "click",
     "tap clickon clickbutton clicklink pressbutton button link follow touch"},
    {Sort::kWord, "", "submit send", "did you mean 'click', with submits: true beside it?"},
    {Sort::kWord, "", "rightclick",
     "visitors here have no right button; a double_click, hover or press may do"},
    {Sort::kWord, "double_click", "doubletap dblclick"},
    {Sort::kWord, "hover", "mouseover pointat moveto"},
    {Sort::kWord, "fill", "input enter write fillin fillout entertext form field"},
    {Sort::kWord, "type", "typein"},
    {Sort::kWord, "press", "keyboard key hit sendkeys presskey"},
    {Sort::kWord, "choose", "select selectoption dropdown radio option"},
    {Sort::kWord, "check", "tick checkbox agree"},
    {Sort::kWord, "uncheck", "untick"},
    {Sort::kWord, "", "clear", "to empty a field, fill it with \"\"; to untick a box, uncheck it"},
    {Sort::kWord, "pick", "date pickdate calendar"},
    {Sort::kWord, "slide", "slider range"},
    {Sort::kWord, "drag", "draganddrop dragto move drop"},
    {Sort::kWord, "attach", "upload uploadfile file attachfile"},
    {Sort::kWord, "scroll", "swipe scrollto"},
    {Sort::kWord, "", "scrolldown", "write scroll: down"},
    {Sort::kWord, "", "scrollup", "write scroll: up"},
    {Sort::kWord, "see",
     "expect assert verify should shouldsee find look lookfor contains text read waitfor waituntil "
     "outcome result"},
    {Sort::kWord, "not_see", "notsee dontsee shouldnotsee expectnot assertnot gone"},
    {Sort::kWord, "keep", "save store remember extract get grab"},
    {Sort::kWord, "human", "manual byhand captcha"},
    {Sort::kWord, "wait", "sleep pause delay"},
    {Sort::kWord, "use", "include import call run"},
    {Sort::kWord, "", "login signin",
     "write its steps, or put them in a file of their own and use: it"},
    {Sort::kWord, "script", "js javascript eval evaluate execute"},
    {Sort::kWord, "note", "comment say log echo print describe"},
    {Sort::kWord, "", "tab", "tab: stands beside the step that is done there"},
    {Sort::kWord, "", "switchtab", "put tab: with its title beside the step that is done there"},
    {Sort::kWord, "", "switchto", "put tab: or frame: beside the step that is done there"},
    {Sort::kWord, "", "iframe", "put frame: with its name beside the step that is done there"},
    {Sort::kWord, "", "screenshot", "pictures are taken before and after every step; remove this"},
    {Sort::kWord, "", "set variable var let", kValuesInLet},
    {Sort::kWord, "", "if when else try unless", kNoConditions},
    {Sort::kWord, "", "repeat loop for foreach while", kNoLoops},
    {Sort::kWord, "", "step action do", kWordFirst},

    {Sort::kOption, "patience", "timeout"},
    {Sort::kOption, "should_take", "maxtime atmost budget expected"},
    {Sort::kOption, "in", "within inside under section parent"},
    {Sort::kOption, "near", "beside nextto closeto by"},
    {Sort::kOption, "nth", "index number position"},
    {Sort::kOption, "frame", "iframe"},
    {Sort::kOption, "tab", "window page"},
    {Sort::kOption, "name", "label title description id"},
    {Sort::kOption, "", "required", "a step that may be passed over says optional: true"},
    {Sort::kOption, "optional", "maybe ifpresent ifvisible ignoreerrors"},
    {Sort::kOption, "submits", "submit sends"},
    {Sort::kOption, "because", "reason why"},
    {Sort::kOption, "as", "store saveas into"},
    {Sort::kOption, "matching", "regex pattern matches"},
    {Sort::kOption, "after", "following"},
    {Sort::kOption, "from", "selector"},
    {Sort::kOption, "let", "variables"},
    {Sort::kOption, "", "retries retry",
     "nothing is tried twice here: the second time is another visitor"},
    {Sort::kOption, "", "note", "a note is a step of its own: - note: TEXT"},
    {Sort::kOption, "", "target", "the target stands behind the word, like - click: Help"},
    {Sort::kOption, "", "with value field option", kPairs},
    {Sort::kOption, "", "then", kWordFirst},

    {Sort::kTarget, "", "text target heading menu tab", kTextAlone},
    {Sort::kTarget, "field", "label placeholder input textbox checkbox"},
    {Sort::kTarget, "link", "a href"},
    {Sort::kTarget, "image", "img picture alt"},
    {Sort::kTarget, "css", "selector element"},
    {Sort::kTarget, "", "id", "write what a person reads, or {css: \"#…\"}"},
    {Sort::kTarget, "", "class", "write what a person reads, or {css: \".…\"}"},
    {Sort::kTarget, "testid", "testid datatestid"},
    {Sort::kTarget, "", "role name", kNoRoles},

    {Sort::kLook, "", "text heading message", kTextAlone},
    {Sort::kLook, "any", "or oneof either"},
    {Sort::kLook, "all", "and both every"},
    {Sort::kLook, "url", "address location path"},
    {Sort::kLook, "title", "pagetitle"},
    {Sort::kLook, "download", "file"},
    {Sort::kLook, "dialog", "alert popup confirm"},
    {Sort::kLook, "", "pattern regex matching",
     "a pattern stands between slashes, like /RMA-[0-9]+/"},

    {Sort::kEntry, "field", "name label"},
    {Sort::kEntry, "with", "value text option"},
    {Sort::kEntry, "nth", "index"},
    {Sort::kEntry, "in", "within"},

    {Sort::kDrag, "from", "start source what"},
    {Sort::kDrag, "to", "onto into target end"},

    {Sort::kRow, "from", "file csv source"},
    {Sort::kRow, "each", "per every"},
    {Sort::kRow, "column", "col field header"},

    {Sort::kFileKey, "journey", "name title test"},
    {Sort::kFileKey, "why", "description reason about"},
    {Sort::kFileKey, "site", "url base baseurl address website host"},
    {Sort::kFileKey, "visitor", "device browser viewport user"},
    {Sort::kFileKey, "patience", "timeout"},
    {Sort::kFileKey, "limit", "maxtime"},
    {Sort::kFileKey, "critical", "important priority"},
    {Sort::kFileKey, "hosts", "domains allow"},
    {Sort::kFileKey, "let", "variables vars env data params"},
    {Sort::kFileKey, "secret", "secrets password"},
    {Sort::kFileKey, "steps", "actions flow tests script"},
    {Sort::kFileKey, "", "feature scenario", kNotGherkin},

    {Sort::kVisitor, "phone", "mobile smartphone iphone android handy"},
    {Sort::kVisitor, "laptop", "notebook macbook"},
    {Sort::kVisitor, "desktop", "computer pc mac"},
};

std::string normal(std::string_view name) {
  std::string out = fold(name.substr(0, 80));
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return out;
}

// `names` are parted by spaces.
bool has(std::string_view names, std::string_view name) {
  for (auto at = names.find(name); at != names.npos && !name.empty();
       at = names.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' '))
      return true;
  }
  return false;
}

const Synonym* synonym(Sort sort, std::string_view theirs) {
  const std::string name = normal(theirs);
  for (const auto& each : kSynonyms)
    if (each.sort == sort && has(each.theirs, name)) return &each;
  return nullptr;
}

// Another name, written with a slip of the pen.
const Synonym* near_synonym(Sort sort, std::string_view theirs) {
  std::vector<std::string> names;
  for (const auto& each : kSynonyms)
    if (each.sort == sort)
      for (std::size_t at = 0; at < each.theirs.size(); at += names.back().size() + 1)
        names.emplace_back(each.theirs.substr(at, each.theirs.find(' ', at) - at));
  const std::string found = nearest(normal(theirs), names);
  return found.empty() ? nullptr : synonym(sort, found);
}

std::string advice_of(const Synonym& synonym) {
  return synonym.advice.empty() ? fmt::format("did you mean '{}'?", synonym.ours)
                                : std::string(synonym.advice);
}

}  // namespace

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::kWord:
      return "word";
    case Sort::kOption:
      return "option";
    case Sort::kTarget:
      return "kind of target";
    case Sort::kLook:
      return "kind of look";
    case Sort::kEntry:
      return "key of an entry";
    case Sort::kDrag:
      return "key of 'drag'";
    case Sort::kRow:
      return "key of a variable from a file";
    case Sort::kFileKey:
      return "key";
    case Sort::kVisitor:
      return "visitor";
    case Sort::kVariable:
      break;
  }
  return "variable";
}

std::string advice_for(Sort sort, std::string_view unknown,
                       const std::vector<std::string>& candidates) {
  const Synonym* known = synonym(sort, unknown);
  if (known != nullptr) return advice_of(*known);
  const std::string meant = nearest(unknown, candidates);
  if (!meant.empty()) return fmt::format("did you mean '{}'?", meant);
  // What is looked for may also be narrowed.
  if (sort == Sort::kLook && synonym(Sort::kTarget, unknown) != nullptr)
    return advice_of(*synonym(Sort::kTarget, unknown));
  known = near_synonym(sort, unknown);
  if (known != nullptr) return advice_of(*known);
  return candidates.empty() ? "" : fmt::format("it is one of: {}", fmt::join(candidates, ", "));
}

std::string_view word_meant(std::string_view theirs) {
  const std::string name = normal(theirs);
  for (const auto& ours : words())
    if (normal(ours) == name) return ours;
  const Synonym* known = synonym(Sort::kWord, theirs);
  return known == nullptr || !known->advice.empty() ? std::string_view() : known->ours;
}

}  // namespace firsthand
