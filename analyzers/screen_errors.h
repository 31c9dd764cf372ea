#pragma once
// Errors that a customer sees on a screen, found in its pixels alone: in the words that were read,
// their colours and where they stand. Knows nothing of the page behind it.

#include <string>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/recording.h"

namespace firsthand {

struct ScreenError {
  // http_error, server_exception, validation_error, payment_error, not_found, session_expired,
  // rate_limited, maintenance, out_of_stock, broken_template, blank_page, network_error,
  // silent_spinner or generic_error.
  std::string category{};
  Severity severity = Severity::kMinor;
  std::string text{};  // the whole message as read, its lines joined by a space; may be empty
  Box box{};           // CSS pixels, around the message
  double points = 0;   // how much speaks for it; kCertainEnough and more
};

// The surest first, by what speaks for it; of equals the worst.
std::vector<ScreenError> errors_on(const Seen& seen);

// Points come from: the words themselves (4 such as no clean page has: a stack trace; 3 that
// something did not work; 2 words of a title; 1 words that a hint beside a box may also say; 1 to 3
// by wording.h), red letters or a red box (2), large letters, few words on the whole screen, a
// short message, a box of a colour of its own (1 each); and go for: a text about errors, good news
// in green (-3), long prose, somebody who speaks of himself, a price (-2), a question (-1). The
// weights are judgement, tuned on pictures with truth.
inline constexpr double kCertainEnough = 4;

}  // namespace firsthand
