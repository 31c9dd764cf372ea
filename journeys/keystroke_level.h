#pragma once
// How long a person takes to do something with a computer they know: the keystroke-level model
// (Card, Moran and Newell, The Keystroke-Level Model for User Performance Time with Interactive
// Systems, CACM 23(7), 1980). Modelled times, never measured ones.

#include <algorithm>
#include <string_view>

#include "journeys/journey.h"

namespace firsthand::klm {

inline constexpr double kKeyMs = 280;     // K, an average typist who is no secretary
inline constexpr double kPointMs = 1100;  // P, to bring pointer or finger to a target
inline constexpr double kHomeMs = 400;    // H, from mouse to keyboard and back
inline constexpr double kPressMs = 200;   // B, to press and let go of a mouse's button
inline constexpr double kThinkMs = 1350;  // M, to make up one's mind
// A finger is about half as fast again at a target as a mouse (MacKenzie, Fitts' Throughput and the
// Remarkable Case of Touch-Based Target Selection, 2015).
inline constexpr double kTouchMs = kPointMs / 1.5;
// 36.2 words of five letters a minute on a phone (Palin et al., How do People Type on Mobile
// Devices?, MobileHCI 2019).
inline constexpr double kPhoneKeyMs = 60'000.0 / (36.2 * 5);
// Of the words on a page, the share that visitors read: Nielsen, How Little Do Users Read?, 2008
// ("at most 28 %; 20 % is more likely").
inline constexpr double kShareRead = 0.2;
// Silent reading of English: 238 words a minute (Brysbaert, 2019), a word being a space apart.
inline constexpr double kWordMs = 60'000.0 / 238;

inline double reading_ms(std::string_view text) {
  const auto spaces = std::count(text.begin(), text.end(), ' ');
  return text.empty() ? 0 : kWordMs * static_cast<double>(spaces + 1);
}

// To read a question of the browser's own window and press one of its buttons. Nobody reads a long
// one to its end.
inline double answering_ms(std::string_view text) {
  return std::min(kThinkMs + reading_ms(text), 3000.0) + kPointMs;
}

// Between a step's target being there and the hand's being on it: to see it, decide and aim. What
// only looks is read.
double before_doing_ms(const Step& step);

}  // namespace firsthand::klm
