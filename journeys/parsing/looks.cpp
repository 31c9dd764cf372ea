#include "journeys/parsing/looks.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "journeys/parsing/targets.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

struct Place {
  std::string_view key;
  LookAt at;
};
constexpr std::array kPlaces{Place{"url", LookAt::kUrl}, Place{"title", LookAt::kTitle},
                             Place{"download", LookAt::kDownload},
                             Place{"dialog", LookAt::kDialog}};

bool is_pattern(const YamlNode& value) {
  return value.is_text() && value.text.size() > 2 && value.text.front() == '/' &&
         value.text.back() == '/';
}

// "/Help/i", as JavaScript has it; true when it was complained of.
bool complain_of_flags(const YamlNode& value, Reading& reading) {
  static const re2::RE2 with_flags("(/.+/)([gimsuy]{1,3})");
  std::string pattern, flags;
  if (!value.is_text() || !re2::RE2::FullMatch(value.text, with_flags, &pattern, &flags))
    return false;
  const bool any_case = flags.find('i') != std::string::npos;
  reading.error(value, "a pattern takes no letters behind its slash",
                any_case ? "(?i) in it leaves upper and lower case alike" : "leave them off",
                reading.with_value(value, any_case ? "/(?i)" + pattern.substr(1) : pattern));
  return true;
}

// /pattern/, or what `otherwise` reads.
template <class Otherwise>
std::optional<Look> pattern_or(const YamlNode& value, LookAt at, Reading& reading,
                               Otherwise otherwise) {
  Look look{.at = at};
  if (is_pattern(value)) {
    look.pattern = value.text.substr(1, value.text.size() - 2);
    if (!check_pattern(value, *look.pattern, reading)) return std::nullopt;
    return look;
  }
  if (at != LookAt::kUrl && complain_of_flags(value, reading)) return std::nullopt;
  std::optional<Target> what = otherwise();
  if (!what) return std::nullopt;
  look.what = std::move(*what);
  return look;
}

// {url: /help/}: most likely the path, and a looser look as a pattern.
void warn_of_path(const YamlNode& value, Reading& reading) {
  const auto inside = std::string_view(value.text).substr(1, value.text.size() - 2);
  const bool plain = std::all_of(inside.begin(), inside.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '-' || c == '_';
  });
  if (plain)
    reading.warning(value, "between slashes stands a pattern, found anywhere in the address",
                    "for a path, leave out the last slash",
                    reading.with_value(value, value.text.substr(0, value.text.size() - 1)));
}

// One look: a text, /pattern/, a narrowed target, or {url: …} and its like.
std::optional<Look> read_look(const YamlNode& key, const YamlNode& value, Reading& reading) {
  const YamlNode* first = value.is_map() && value.items.size() >= 2 ? value.items.data() : nullptr;
  const bool unknown = first != nullptr && look(first->text) == Known::kNo &&
                       narrowing(first->text) == Known::kNo && option(first->text) == Known::kNo &&
                       value.items[1].kind != YamlNode::Kind::kNothing;
  if (unknown) {
    std::vector<std::string> all = narrowings();
    all.insert(all.end(), looks().begin(), looks().end());
    reading.unknown(*first, Sort::kLook, all);
    return std::nullopt;
  }
  if (first == nullptr || look(first->text) == Known::kNo)
    return pattern_or(value, LookAt::kPage, reading,
                      [&] { return read_target(key, value, reading); });
  if (value.items.size() > 2) {
    reading.error(value.items[2], "one look is for one thing",
                  "write all: or any: and below it, indented, each look with '- '");
    return std::nullopt;
  }
  if (first->text == "url" && is_pattern(value.items[1])) warn_of_path(value.items[1], reading);
  for (const auto& place : kPlaces)
    if (place.key == first->text)
      return pattern_or(value.items[1], place.at, reading, [&]() -> std::optional<Target> {
        auto text = reading.text_with_variables(*first, value.items[1]);
        if (!text) return std::nullopt;
        return Target{.text = std::move(*text)};
      });
  reading.error(*first, fmt::format("'{}' inside another list of looks", first->text),
                "give it a step of its own");
  return std::nullopt;
}

struct Looks {
  std::vector<Look> looks{};
  bool all = false;
};

// One look, or those of any: or all:.
std::optional<Looks> read_looks(const YamlNode& word, const YamlNode& value, Reading& reading) {
  const YamlNode* first = value.is_map() && value.items.size() == 2 ? value.items.data() : nullptr;
  if (first == nullptr || (first->text != "any" && first->text != "all")) {
    if (value.is_list() && value.flow) {
      reading.error(value, "YAML takes [..] for a list",
                    "quotes make it a text; {any: [..]} looks for one of several",
                    reading.with_quotes(value));
      return std::nullopt;
    }
    if (value.is_list()) {
      reading.error(
          value,
          fmt::format("'{}' looks for one thing, or for a list that says any or all", word.text),
          "write any: or all: above the list, and indent it");
      return std::nullopt;
    }
    auto look = read_look(word, value, reading);
    if (!look) return std::nullopt;
    return Looks{.looks = {std::move(*look)}};
  }
  const YamlNode& list = value.items[1];
  if (!list.is_list() || list.items.empty()) {
    reading.error(*first, fmt::format("'{}' needs a list", first->text),
                  "write each look on a line of its own below it, with '- '");
    return std::nullopt;
  }
  Looks read{.all = first->text == "all"};
  for (const auto& item : list.items)
    if (auto look = read_look(*first, item, reading)) read.looks.push_back(std::move(*look));
  if (read.looks.size() != list.items.size()) return std::nullopt;
  return read;
}

}  // namespace

std::optional<Action> read_see(const YamlNode& word, const YamlNode& value, Reading& reading) {
  auto read = read_looks(word, value, reading);
  if (!read) return std::nullopt;
  return See{.looks = std::move(read->looks), .all = read->all};
}

std::optional<Action> read_not_see(const YamlNode& word, const YamlNode& value, Reading& reading) {
  auto read = read_looks(word, value, reading);
  if (!read) return std::nullopt;
  if (!read->all) return NotSee{std::move(read->looks)};
  reading.error(value.items[0], "'all' says nothing in 'not_see'",
                "none of them may be there anyway; write any:");
  return std::nullopt;
}

bool check_pattern(const YamlNode& value, const std::string& pattern, Reading& reading) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);  // a page is searched with it
  const re2::RE2 compiled(pattern, options);
  if (!compiled.ok()) {
    reading.error(value, "this pattern does not read: " + printable(compiled.error(), 80),
                  "patterns are RE2: github.com/google/re2/wiki/Syntax");
    return false;
  }
  for (const auto& name : names_in(pattern)) {
    if (!reading.knows(name)) continue;  // a dollar is the end of the text
    reading.error_within(value, "$" + name, "a variable in a pattern, where '$' is the end",
                         "look for it as a text, without slashes");
    return false;
  }
  return true;
}

}  // namespace firsthand
