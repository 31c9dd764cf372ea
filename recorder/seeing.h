#pragma once
// Reads a finished recording's screens and film through firsthand-eyes, after the walk: writes
// screens/NNN-*.seen.json beside each picture and, from the film, the steps' feedback_ms and
// settled_ms (appended to events.jsonl as step_timing, walk.json derived anew) and, where the film
// contradicts the page, clocks_disagree.

#include <filesystem>
#include <string>

#include "journeys/result.h"
#include "recorder/eyes.h"

namespace firsthand {

// The tesseract languages for a visitor's locale: "de-AT" -> "deu+eng".
std::string languages_for(const std::string& locale);

// What a picture shows, in CSS pixels: `scale` of its own are one of those.
Seen seen_in(Eyes::Sight sight, double scale);

// A screen whose pixels equal an earlier one's is not read twice. Doing it again changes nothing.
// Fails without losing anything that was recorded: pictures that do not read (kUnreadable) are left
// out and the others seen; only missing language data or a full disk end it early. How the film is
// read: recorder/film.h.
Result<> see_recording(const std::filesystem::path& folder, Eyes& eyes);

}  // namespace firsthand
