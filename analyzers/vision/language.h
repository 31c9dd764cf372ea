#pragma once
// Which language a screen is written in, told by its small words.

#include <string>
#include <string_view>
#include <vector>

namespace firsthand::vision {

// Languages as Tesseract writes them ("eng", "deu") that can be told from each other.
bool can_tell(std::string_view language);

// Counts for each of some languages how much speaks for it.
class LanguageGuess {
 public:
  // Only languages that can be told; at least one.
  explicit LanguageGuess(std::vector<std::string> languages);

  // UTF-8, as read; also with letters lost that the language of the reader does not have.
  void take(std::string_view word);

  // That for which clearly more speaks than for the first; else the first.
  const std::string& best() const;
  // Whether so much more speaks for it than for any other that more words need not be seen.
  bool is_sure() const;

 private:
  std::vector<std::string> languages_;
  std::vector<double> scores_;
};

}  // namespace firsthand::vision
