#pragma once
// What links, buttons and fields of real sites are called, by what a customer looks for and by
// language. The data: journeys/library/wordings/, one file a language. A journey names a list as
// $words.returns, alone, where a target stands, or in find.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

struct Wording {
  std::string language{};            // "en", "de", "fr", "es"
  std::vector<std::string> words{};  // the most usual first
  friend bool operator==(const Wording&, const Wording&) = default;
};

// "returns", "contact", …: what there are words for, in the order of the files.
const std::vector<std::string>& wording_names();
bool is_wording(std::string_view name);

// The words for one thing, one list a language, English first; empty when there are none.
const std::vector<Wording>& wordings_of(std::string_view name);

// The most usual English word for it, for people; empty when there are none.
std::string usual_word(std::string_view name);

// "returns" of a text that is "$words.returns" and nothing else.
std::optional<std::string> wording_in(std::string_view raw);

}  // namespace firsthand
