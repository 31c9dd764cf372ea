#pragma once
// What a line that does not read was meant to say.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace firsthand {

// `text` as a YAML value of a line, or inside {..}: in quotes only where it needs them.
std::string yaml_text(std::string_view text);
std::string yaml_text_in_braces(std::string_view text);

// "css" or "xpath" when a text reads like one; else empty.
std::string_view selector_in(std::string_view text);

// A field and its value in one text: "E-mail = a@b.example", "E-mail with a@b.example".
std::optional<std::pair<std::string, std::string>> pair_in(std::string_view text);
// {E-mail: a@b.example}
std::string pair_in_braces(std::string_view field, std::string_view value);

// Whether the word's value is fields with their values.
bool takes_fields(std::string_view word);

// What to say of a word that stands without its value.
struct NoValue {
  std::string what{};    // "'press' has no key"
  std::string advice{};  // "write it like press: Enter"
};
NoValue no_value(std::string_view word);

// page.locator('#help').click()
bool is_call(std::string_view text);
inline constexpr const char* kNoCalls = "say what the customer does, like - click: {button: Send}";

// A step that was written as a sentence or as a call: click "Help", page.click('#help').
struct GuessedStep {
  std::string word{};
  std::string line{};  // "click: Help"; empty: too unclear to say
};
std::optional<GuessedStep> guess_step(std::string_view text);

}  // namespace firsthand
