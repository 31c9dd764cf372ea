#pragma once
// What a paragraph of a screen says, sentence by sentence, and who seems to say it.

#include <cstddef>
#include <string>
#include <vector>

#include "analyzers/screen_layout.h"

namespace firsthand {

struct Sentence {
  std::string folded{};              // with its full stop
  std::vector<std::size_t> lines{};  // of ScreenLayout::lines, that it stands on
};
std::vector<Sentence> sentences_of(const ScreenLayout& layout, const Paragraph& paragraph);

// All of these take folded text.
bool begins_with_a_condition(const std::string& sentence);  // "If your card was declined, ..."
bool is_told_by_someone(const std::string& sentence);       // who speaks of himself: no site does
bool has_price(const std::string& sentence);                // of something that is sold
bool is_label(const std::string& sentence);                 // a few words without a full stop
bool is_about_paying(const std::string& text);
// Of a word as read: the bytes of letters shown one by one ("ZubehÃ¶r").
bool is_mojibake(const std::string& word);

}  // namespace firsthand
