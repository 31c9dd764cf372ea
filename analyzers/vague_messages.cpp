#include "analyzers/vague_messages.h"

#include <re2/re2.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "analyzers/error_phrases.h"
#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kVagueMessages;

namespace {

constexpr std::size_t kLongest = 300;  // bytes; whoever writes more says something

// All sentences of one kind as one pattern.
std::string sentences(std::string_view kind) {
  std::string pattern;
  for (const auto line : split(kVagueMessages, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() != 3 || columns[1] != kind) continue;
    pattern += (pattern.empty() ? "" : "|") + std::string(columns[2]);
  }
  return pattern;
}

struct Sentences {
  RE2 filler{sentences("filler"), RE2::Quiet};
  RE2 nothing{sentences("nothing"), RE2::Quiet};

  static const Sentences& built_in() {
    static const Sentences all;
    if (!all.filler.ok() || !all.nothing.ok())
      throw std::runtime_error("vague_messages.tsv: " + all.filler.error() + all.nothing.error());
    return all;
  }
};

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \"'-()");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \"'-()") - begin + 1));
}

}  // namespace

bool says_nothing(std::string_view message) {
  if (message.size() > kLongest) return false;
  std::string folded = fold_phrase(message);
  RE2::GlobalReplace(&folded, "[¡¿]", " ");
  const auto& known = Sentences::built_in();
  bool any = false;
  std::size_t begin = 0;
  while (begin <= folded.size()) {
    const std::size_t end = std::min(folded.find_first_of(".,!?;:|", begin), folded.size());
    const std::string sentence = trimmed(std::string_view(folded).substr(begin, end - begin));
    begin = end + 1;
    if (sentence.empty()) continue;
    const bool nothing = RE2::FullMatch(sentence, known.nothing);
    if (!nothing && !RE2::FullMatch(sentence, known.filler)) return false;
    any = any || nothing;
  }
  return any;
}

}  // namespace firsthand
