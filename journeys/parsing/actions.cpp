#include "journeys/parsing/actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "journeys/dates.h"
#include "journeys/parsing/chords.h"
#include "journeys/parsing/guesses.h"
#include "journeys/parsing/looks.h"
#include "journeys/parsing/targets.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/web_address.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

using Read = std::optional<Action>;

struct Given {
  const YamlNode& word;
  const YamlNode& value;
  const OwnOptions& own;
  Reading& reading;
};

template <class Word>
Read on_target(const Given& given) {
  auto target = read_target(given.word, given.value, given.reading);
  if (!target) return std::nullopt;
  return Word{std::move(*target)};
}

Read read_uncheck(const Given& given) {
  auto target = read_target(given.word, given.value, given.reading);
  if (!target) return std::nullopt;
  return Check{.target = std::move(*target), .on = false};
}

template <class Word>
Read with_text(const Given& given) {
  auto text = given.reading.text_with_variables(given.word, given.value);
  if (!text) return std::nullopt;
  return Word{std::move(*text)};
}

// Whether it is what the word wants, once its variables are filled in.
using Fits = bool (*)(std::string_view value);
bool anything(std::string_view) { return true; }

bool is_number(std::string_view text) {
  double number = 0;
  const auto [stop, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  return error == std::errc() && stop == text.data() + text.size();
}

bool is_date(std::string_view text) { return static_cast<bool>(shifted(text, "+0d")); }

template <class Word>
Read with_fields(const Given& given, Fits fits, std::string_view sort, std::string_view like) {
  auto fields = read_fields(given.word, given.value, given.reading);
  if (!fields) return std::nullopt;
  for (const auto& field : *fields) {
    const std::string& raw = field.value.raw;
    if (raw.find('$') != std::string::npos || fits(raw)) continue;
    YamlNode place;
    place.kind = YamlNode::Kind::kText;
    place.plain = true;
    place.text = raw;
    place.at = field.value.at;
    given.reading.error(place, fmt::format("'{}' is not {}", printable(raw, 40), sort),
                        fmt::format("write it like {}", like));
    return std::nullopt;
  }
  return Word{std::move(*fields)};
}

template <class Word>
Read with_fields(const Given& given) {
  return with_fields<Word>(given, anything, "", "");
}
Read read_pick(const Given& given) {
  return with_fields<Pick>(given, is_date, "a date", "2026-01-31, or $today+1d");
}
Read read_slide(const Given& given) {
  return with_fields<Slide>(given, is_number, "a number", "500, on the scale of the slider");
}
Read read_attach(const Given& given) {
  const auto is_path = [](std::string_view path) { return !path.empty(); };
  return with_fields<Attach>(given, is_path, "a file", "photo.jpg, which lies beside the journey");
}
Read read_choose(const Given& given) {
  if (!given.value.is_text()) return with_fields<Choose>(given);
  auto option = given.reading.text_with_variables(given.word, given.value);
  if (!option) return std::nullopt;
  return Choose{{FieldValue{.value = std::move(*option)}}};
}

Read read_type(const Given& given) {
  const YamlNode& value = given.value;
  if (!value.is_map() || value.items.size() < 2 || !value.items[1].is_text())
    return with_text<Type>(given);
  const bool names_parts = std::any_of(value.items.begin(), value.items.end(), [](const auto& key) {
    return key.text == "selector" || key.text == "into" || key.text == "text";
  });
  given.reading.error(
      value.items[0].at.line == given.word.at.line ? value.items[0] : given.word,
      "'type' goes to whatever has the focus",
      names_parts ? "did you mean 'fill'? A field and its value are one pair, like fill: {E-mail: "
                    "a@b.example}"
                  : "did you mean 'fill'?",
      names_parts ? "" : given.reading.with(given.word, "type", "fill"));
  return std::nullopt;
}

template <class Word>
Read alone(const Given& given) {
  if (given.value.kind == YamlNode::Kind::kNothing) return Word{};
  given.reading.error(given.value, fmt::format("'{}' takes no value", given.word.text),
                      fmt::format("write - {} alone", given.word.text));
  return std::nullopt;
}

Read read_open(const Given& given) {
  auto where = given.reading.text_with_variables(given.word, given.value);
  if (!where) return std::nullopt;
  const std::string start = fold(where->raw.substr(0, 8));
  const bool fits = where->raw.starts_with('/') || where->raw.starts_with('$') ||
                    start.starts_with("http://") || start.starts_with("https://");
  if (!fits) {
    const bool prose = where->raw.find(' ') != std::string::npos;
    const std::string meant = (start.starts_with("www.") ? "https://" : "/") + where->raw;
    given.reading.error(
        given.value,
        fmt::format("'{}' is neither a path nor a web address", printable(where->raw, 60)),
        prose ? "begin with / or https://; a link on the page is followed with click:"
              : "begin with / for a page of the site, or with https://",
        prose || where->raw.find(':') != std::string::npos
            ? ""
            : given.reading.with_value(given.value, meant));
    return std::nullopt;
  }
  if (start.starts_with("http") && !is_web_address(where->raw)) {
    given.reading.error(given.value,
                        fmt::format("'{}' is not a web address", printable(where->raw, 60)),
                        "write it like https://shop.example/help");
    return std::nullopt;
  }
  return Open{std::move(*where)};
}

Read read_press(const Given& given) {
  if (given.value.kind == YamlNode::Kind::kNothing) {
    given.reading.error(given.word, no_value("press").what, no_value("press").advice);
    return std::nullopt;
  }
  auto chord = given.reading.text(given.word, given.value);
  if (!chord) return std::nullopt;
  const ChordCheck check = check_chord(*chord);
  if (check.ok) return Press{std::move(*chord)};
  given.reading.error(
      given.value, fmt::format("no key is called '{}'", printable(check.unknown, 40)),
      check.meant.empty() ? "keys are Enter, Tab, a, Control+A; a button of the page takes click:"
                          : fmt::format("did you mean '{}'?", check.meant));
  return std::nullopt;
}

Read read_scroll(const Given& given) {
  const YamlNode& value = given.value;
  if (value.is_text() && value.text == "down") return Scroll{.to = ScrollTo::kDown};
  if (value.is_text() && value.text == "up") return Scroll{.to = ScrollTo::kUp};
  if (value.is_text() && value.text == "end") return Scroll{.to = ScrollTo::kEnd};
  auto target = read_target(given.word, value, given.reading);
  if (!target) return std::nullopt;
  return Scroll{.to = ScrollTo::kTarget, .target = std::move(*target)};
}

// The value that "Kettle to Basket" and {Kettle: Basket} mean.
std::string meant_drag(const YamlNode& value) {
  std::string text = value.text;
  if (value.is_map() && value.items.size() == 2 && value.items[1].is_text())
    text = value.items[0].text + " to " + value.items[1].text;
  const auto guess = guess_step("drag: " + text);
  return guess && !guess->line.empty() ? guess->line.substr(std::string_view("drag: ").size()) : "";
}

Read read_drag(const Given& given) {
  const YamlNode& value = given.value;
  const YamlNode *from = value.find("from"), *to = value.find("to");
  if (value.is_map() && (from != nullptr || to != nullptr))
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
      if (&value.items[i] != from && &value.items[i] != to) {
        given.reading.unknown(value.items[i], Sort::kDrag, {"from", "to"});
        return std::nullopt;
      }
  if (from == nullptr || to == nullptr) {
    given.reading.error(
        given.word, from != nullptr ? "'drag' does not say where to" : "'drag' needs from and to",
        "write drag: and below it, indented, from: TARGET and to: TARGET",
        from == nullptr && to == nullptr ? given.reading.with_value(value, meant_drag(value)) : "");
    return std::nullopt;
  }
  auto start = read_target(*from, *(from + 1), given.reading);
  auto end = read_target(*to, *(to + 1), given.reading);
  if (!start || !end) return std::nullopt;
  return Drag{.from = std::move(*start), .to = std::move(*end)};
}

Read read_wait(const Given& given) {
  const auto ms = given.reading.duration_ms(given.word, given.value);
  const YamlNode* why = given.own.find("because");
  if (why == nullptr) {
    given.reading.error(given.word, "'wait' without its reason",
                        "add because: and why; the page itself is waited for by every step");
    return std::nullopt;
  }
  auto because = given.reading.text_with_variables(*why, *(why + 1));
  if (!ms || !because) return std::nullopt;
  return Wait{.ms = *ms, .because = std::move(*because)};
}

std::optional<std::string> variable_name(const YamlNode& key, const YamlNode& value,
                                         Reading& reading) {
  auto name = reading.text(key, value);
  if (!name || is_free_variable_name(*name)) return name;
  reading.cannot_name(value, *name);
  return std::nullopt;
}

Read read_script(const Given& given) {
  auto code = given.reading.text_with_variables(given.word, given.value);
  const YamlNode* as = given.own.find("as");
  std::optional<std::string> name = "";
  if (as != nullptr) name = variable_name(*as, *(as + 1), given.reading);
  if (!code || !name) return std::nullopt;
  return Script{.code = std::move(*code), .as = std::move(*name)};
}

Read read_use(const Given& given) {
  auto file = given.reading.text_with_variables(given.word, given.value);
  if (!file) return std::nullopt;
  Use use{std::move(*file), {}};
  const YamlNode* let = given.own.find("let");
  if (let == nullptr) return use;
  const YamlNode& values = *(let + 1);
  if (!values.is_map()) {
    given.reading.error(values.is_text() ? values : *let, "'let' needs names with their values",
                        "write them below it, indented, as name: value");
    return std::nullopt;
  }
  bool good = true;
  for (std::size_t i = 0; i + 1 < values.items.size(); i += 2) {
    const YamlNode& name = values.items[i];
    auto text = given.reading.text_with_variables(name, values.items[i + 1], true);
    const bool fits = is_free_variable_name(name.text);
    if (!fits) given.reading.cannot_name(name, name.text);
    good = good && fits && text.has_value();
    if (text) use.let[name.text] = std::move(*text);
  }
  if (!good) return std::nullopt;
  return use;
}

Read read_keep(const Given& given) {
  Reading& reading = given.reading;
  if (given.value.is_map()) {
    reading.error(given.value, "'keep' needs the name of a variable",
                  "write it behind keep:, and after: TEXT beside it");
    return std::nullopt;
  }
  auto name = variable_name(given.word, given.value, reading);
  if (!name) return std::nullopt;
  Keep keep{.name = std::move(*name)};
  if (given.own.keys.empty()) {
    reading.error(given.word, "'keep' does not say what to keep",
                  "add after: TEXT, matching: PATTERN or from: TARGET");
    return std::nullopt;
  }
  if (given.own.keys.size() > 1) {
    reading.error(*given.own.keys[1], "'keep' takes one of after, matching and from");
    return std::nullopt;
  }
  const YamlNode& key = *given.own.keys.front();
  const YamlNode& value = *(&key + 1);
  bool good = false;
  if (key.text == "after") {
    keep.after = reading.text_with_variables(key, value);
    good = keep.after.has_value();
  } else if (key.text == "matching") {
    keep.matching = reading.text(key, value);
    good = keep.matching && check_pattern(value, *keep.matching, reading);
    if (good && keep.matching->size() > 2 && keep.matching->front() == '/' &&
        keep.matching->back() == '/')
      reading.warning(
          value, "these slashes are a part of the pattern", "here a pattern stands without any",
          reading.with(value, *keep.matching,
                       std::string_view(*keep.matching).substr(1, keep.matching->size() - 2)));
  } else {
    keep.from = read_target(key, value, reading);
    good = keep.from.has_value();
  }
  if (!good) return std::nullopt;
  return keep;
}

Read read_find(const Given& given) {
  const auto thing = given.reading.text(given.word, given.value);
  if (!thing) return std::nullopt;
  if (is_wording(*thing)) return Find{*thing};
  const auto meant = nearest(*thing, wording_names());
  given.reading.error(
      given.value, fmt::format("there are no words to find '{}' by", printable(*thing, 40)),
      meant.empty() ? fmt::format("find takes one of: {}; text on a page is what see is for",
                                  fmt::join(wording_names(), ", "))
                    : fmt::format("did you mean '{}'?", meant));
  return std::nullopt;
}

template <std::optional<Action> (*reader)(const YamlNode&, const YamlNode&, Reading&)>
Read looking(const Given& given) {
  return reader(given.word, given.value, given.reading);
}

struct WordReader {
  std::string_view word;
  Read (*read)(const Given&);
};
constexpr std::array kReaders{WordReader{"open", read_open},
                              WordReader{"back", alone<Back>},
                              WordReader{"reload", alone<Reload>},
                              WordReader{"click", on_target<Click>},
                              WordReader{"double_click", on_target<DoubleClick>},
                              WordReader{"hover", on_target<Hover>},
                              WordReader{"fill", with_fields<Fill>},
                              WordReader{"type", read_type},
                              WordReader{"press", read_press},
                              WordReader{"choose", read_choose},
                              WordReader{"check", on_target<Check>},
                              WordReader{"uncheck", read_uncheck},
                              WordReader{"pick", read_pick},
                              WordReader{"slide", read_slide},
                              WordReader{"drag", read_drag},
                              WordReader{"attach", read_attach},
                              WordReader{"scroll", read_scroll},
                              WordReader{"see", looking<read_see>},
                              WordReader{"not_see", looking<read_not_see>},
                              WordReader{"keep", read_keep},
                              WordReader{"human", with_text<Human>},
                              WordReader{"wait", read_wait},
                              WordReader{"use", read_use},
                              WordReader{"script", read_script},
                              WordReader{"note", with_text<Note>},
                              WordReader{"find", read_find}};

}  // namespace

const YamlNode* OwnOptions::find(std::string_view name) const {
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const YamlNode* key) { return key->text == name; });
  return found == keys.end() ? nullptr : *found;
}

std::optional<Action> read_action(const YamlNode& word, const YamlNode& value,
                                  const OwnOptions& own, Reading& reading) {
  const auto known = std::find_if(kReaders.begin(), kReaders.end(),
                                  [&](const WordReader& each) { return each.word == word.text; });
  return known->read({word, value, own, reading});
}

}  // namespace firsthand
