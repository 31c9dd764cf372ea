#pragma once
// What a walk would ask of a person, beside waiting: an estimate, never a measurement. It refutes
// no claim, fails no gate and is not scored (fields are, by the ledger).
//
//   reading   0.2 of the words that were new on each page, at 238 words a minute
//   deciding  M for each thing clicked or filled in
//   pointing  P and B for each click; on a touch screen 2/3 P for each tap
//   typing    K for each key; with a mouse, H there and back for each box typed into
//
// By the keystroke-level model (journeys/keystroke_level.h, where the constants have their
// sources). What was done to boxes that came in the way counts; what was not reached does not.
// Words are what stands between spaces: Chinese, Japanese and Thai are told too short.

#include <optional>
#include <string>
#include <vector>

#include "journeys/recording_folder.h"

namespace firsthand {

// From the page that the journey began on.
struct Distance {
  std::string thing{};  // "help", "contact", "returns": see wordings.h
  int clicks = 0;
};

struct Effort {
  std::string device{};  // phone | desktop | keyboard
  OptMs reading_ms{};    // empty: no page of the walk could be read
  double deciding_ms = 0, pointing_ms = 0, typing_ms = 0;
  int words = 0;                           // new on the pages
  int pages = 0;                           // that were shown
  int unread = 0;                          // steps whose page was not kept, or does not parse
  int clicks_in_the_way = 0;               // on boxes that came unasked for
  std::optional<int> required{};           // of the boxes filled in; empty: no page tells
  std::vector<std::string> asked_again{};  // by name
  int dead_ends = 0;                       // pages that were left again without having been of use
  std::vector<Distance> distances{};       // of what was looked for, or is linked where it began

  // Empty: reading is a part of it, and could not be told.
  OptMs total_ms() const {
    if (!reading_ms) return std::nullopt;
    return *reading_ms + deciding_ms + pointing_ms + typing_ms;
  }
};

// Nothing when no step was done.
std::optional<Effort> effort_of(const Recording& recording);

}  // namespace firsthand
