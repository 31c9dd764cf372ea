#include "journeys/parsing/words.h"

#include <algorithm>

namespace firsthand {
namespace {

using Names = std::vector<std::string>;

const Names kWords{"open",  "click",  "fill", "choose", "check",
                   "press", "scroll", "see",  "keep",   "note"};
const Names kReservedWords{"back",   "reload", "double_click", "hover",  "type",  "uncheck",
                           "pick",   "slide",  "drag",         "attach", "human", "not_see",
                           "answer", "wait",   "use",          "script"};
const Names kOptions{"should_take", "patience", "limit", "submits",  "in",
                     "near",        "nth",      "after", "matching", "from"};
const Names kReservedOptions{"optional", "frame", "tab", "name", "because", "to", "with"};
const Names kNarrowings{"button", "link", "field", "image", "css", "xpath", "testid"};
const Names kReservedNarrowings{"any", "all", "url", "title", "download", "dialog"};
const Names kFileKeys{"journey",  "why",   "site", "visitor", "patience", "limit",
                      "critical", "hosts", "let",  "secret",  "steps"};
const Names kReservedFileKeys{"claims",    "consent", "probe",   "mask",
                              "anecdotes", "visits",  "budgets", "pace"};

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
Known known(const Names& names, const Names& reserved, std::string_view name) {
  if (has(names, name)) return Known::kYes;
  return has(reserved, name) ? Known::kReserved : Known::kNo;
}

}  // namespace

Known word(std::string_view name) { return known(kWords, kReservedWords, name); }
Known option(std::string_view name) { return known(kOptions, kReservedOptions, name); }
Known narrowing(std::string_view name) { return known(kNarrowings, kReservedNarrowings, name); }
Known file_key(std::string_view name) { return known(kFileKeys, kReservedFileKeys, name); }

const Names& words() { return kWords; }
const Names& options() { return kOptions; }
const Names& narrowings() { return kNarrowings; }
const Names& file_keys() { return kFileKeys; }

bool is_any_key(std::string_view name) {
  return word(name) != Known::kNo || option(name) != Known::kNo || narrowing(name) != Known::kNo ||
         file_key(name) != Known::kNo;
}

}  // namespace firsthand
