#include "journeys/parsing/words.h"

#include <algorithm>

namespace firsthand {
namespace {

using Names = std::vector<std::string>;

const Names kWords{"open", "back",   "reload", "click", "double_click", "hover", "fill",
                   "type", "press",  "choose", "check", "uncheck",      "pick",  "slide",
                   "drag", "attach", "scroll", "see",   "not_see",      "keep",  "human",
                   "wait", "use",    "script", "note",  "find"};
const Names kReservedWords{"answer"};
const Names kOptions{"should_take", "patience", "limit", "submits", "optional", "in",
                     "near",        "nth",      "frame", "tab",     "dialog",   "name",
                     "after",       "matching", "from",  "because", "as",       "let"};
const Names kNarrowings{"button", "link", "field", "image", "css", "xpath", "testid"};
const Names kLooks{"any", "all", "url", "title", "download", "dialog"};
const Names kEntryKeys{"field", "with", "in", "near", "nth", "frame"};
const Names kVisitorKeys{"like",     "network", "cpu",  "locale",         "time_zone",
                         "location", "headers", "dark", "reduced_motion", "text"};
const Names kRowKeys{"from", "each", "column"};
const Names kFileKeys{"journey",  "why",     "site",  "visitor", "visits", "patience", "limit",
                      "critical", "consent", "probe", "hosts",   "let",    "secret",   "steps"};
const Names kReservedFileKeys{"claims", "mask", "anecdotes", "budgets", "pace"};
const Names kNone{};

struct Belongs {
  std::string_view option, word;
};
constexpr Belongs kBelongs[] = {{"after", "keep"},   {"matching", "keep"}, {"from", "keep"},
                                {"because", "wait"}, {"as", "script"},     {"let", "use"}};

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
Known known(const Names& names, const Names& reserved, std::string_view name) {
  if (has(names, name)) return Known::kYes;
  return has(reserved, name) ? Known::kReserved : Known::kNo;
}

}  // namespace

Known word(std::string_view name) { return known(kWords, kReservedWords, name); }
Known option(std::string_view name) { return known(kOptions, kNone, name); }
Known narrowing(std::string_view name) { return known(kNarrowings, kNone, name); }
Known look(std::string_view name) { return known(kLooks, kNone, name); }
Known file_key(std::string_view name) { return known(kFileKeys, kReservedFileKeys, name); }

std::string_view word_of_option(std::string_view option) {
  for (const auto& belongs : kBelongs)
    if (belongs.option == option) return belongs.word;
  return {};
}

const Names& words() { return kWords; }
const Names& options() { return kOptions; }
const Names& narrowings() { return kNarrowings; }
const Names& looks() { return kLooks; }
const Names& entry_keys() { return kEntryKeys; }
const Names& visitor_keys() { return kVisitorKeys; }
const Names& row_keys() { return kRowKeys; }
const Names& file_keys() { return kFileKeys; }

bool is_any_key(std::string_view name) {
  return word(name) != Known::kNo || option(name) != Known::kNo || narrowing(name) != Known::kNo ||
         look(name) != Known::kNo || file_key(name) != Known::kNo || has(kEntryKeys, name) ||
         has(kRowKeys, name) || has(kVisitorKeys, name) || name == "to";
}

}  // namespace firsthand
