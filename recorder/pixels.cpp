#include "recorder/pixels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>

#include "journeys/edit_distance.h"
#include "journeys/text.h"
#include "recorder/seeing.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr double kNothingForMs = 3000;
constexpr double kQuietMs = 1000;  // of the network, before words in pixels are looked for
// From when a page begins to draw a frame until it is presented: the film tells the one, the page's
// own clock, which all other waits are told by, the other.
constexpr double kPresentingMs = 1000.0 / 60;
constexpr int kMostReadings = 3;  // reading a screen takes a second or two
constexpr double kReadable = 40;  // of 100; below that tesseract guesses
constexpr seconds kPicture{5};
constexpr seconds kReading{20};

// Words as they are compared: letters and digits only.
std::u32string letters_of(const std::string& text) {
  std::u32string out;
  const auto folded = fold_hard(text);
  for (std::size_t at = 0; at < folded.size();) {
    const auto lead = static_cast<unsigned char>(folded[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = lead < 0x80 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t more = 1; more < size && at + more < folded.size(); ++more)
      letter = (letter << 6U) | (static_cast<unsigned char>(folded[at + more]) & 0x3FU);
    const bool sign =
        letter < 0x80 && !(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9');
    if (!sign) out.push_back(letter);
    at += size;
  }
  return out;
}

bool same_word(const std::u32string& read, const std::u32string& wanted) {
  return read == wanted || (wanted.size() >= 5 && edit_distance(read, wanted) <= 1);
}

std::vector<std::u32string> words_of(const std::string& text) {
  std::vector<std::u32string> out;
  const auto folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    if (auto letters = letters_of(folded.substr(at, end - at)); !letters.empty())
      out.push_back(std::move(letters));
    at = end + 1;
  }
  return out;
}

Sighting sighting_of(const SeenWord& seen, double since_ms) {
  Sighting sighting;
  sighting.state = "ready";
  sighting.how = "pixels";
  sighting.name = seen.text;
  sighting.box = seen.box;
  sighting.matches = 1;
  sighting.x = seen.box.x + seen.box.w / 2;
  sighting.y = seen.box.y + seen.box.h / 2;
  sighting.since_ms = since_ms;
  return sighting;
}

// What the page's own text says, a field or a heading for instance, is no painted control.
bool is_text_of_the_page(WalkState& state, const Sighting& seen, const std::string& words) {
  const auto held =
      state.ask(state.page.frames().root_frame(),
                fmt::format("holds({}, {}, {})", seen.x, seen.y,
                            Json(words).dump(-1, ' ', true, Json::error_handler_t::replace)));
  return held && held->is_boolean() && held->get<bool>();
}

// Where the words stand or what kind of thing they are, pixels do not tell.
bool may_be_read(const Query& query) {
  return (query.word == "click" || query.word == "hover") && query.by == TargetBy::kReads &&
         query.kind != TargetKind::kField && query.in.empty() && query.near.empty() &&
         query.nth == 0 && query.frame.empty();
}

}  // namespace

std::vector<SeenWord> words_among(const std::vector<SeenWord>& words, const std::string& wanted) {
  const auto sought = words_of(wanted);
  if (sought.empty()) return {};
  std::vector<std::pair<const SeenWord*, std::u32string>> read;
  for (const auto& word : words)
    if (auto letters = letters_of(word.text); word.confidence >= kReadable && !letters.empty())
      read.emplace_back(&word, std::move(letters));
  std::vector<SeenWord> places;
  for (std::size_t from = 0; from + sought.size() <= read.size(); ++from) {
    SeenWord found = *read[from].first;
    bool fits = same_word(read[from].second, sought[0]);
    for (std::size_t next = 1; fits && next < sought.size(); ++next) {
      const auto& [word, letters] = read[from + next];
      fits = word->line == found.line && same_word(letters, sought[next]);
      found.text += " " + word->text;
      found.box = found.box.with(word->box);
      found.confidence = std::min(found.confidence, word->confidence);
    }
    if (fits) places.push_back(std::move(found));
  }
  std::ranges::stable_sort(places, std::greater(), [](const SeenWord& each) { return each.box.h; });
  return places;
}

void PixelSearch::look(WalkState& state, int id, const Query& query, double from_ms,
                       double limit_ms) {
  if (!may_be_read(query) || looks_ >= kMostReadings) return;
  const double now = state.clock.now_ms();
  const double changed =
      std::max(state.page.film().last_change_ms(), state.page.agent().last_busy_ms());
  if (now - from_ms < kNothingForMs || now - changed < kQuietMs ||
      !state.page.agent().loaded_ms() || changed <= looked_ms_)
    return;
  ++looks_;
  // A page may rest without ever having changed while we watched it.
  looked_ms_ = std::max(changed, from_ms);
  const auto view = state.page.view(Deadline::after(kPicture));
  const auto picture = state.page.screenshot(Deadline::after(kPicture));
  if (!view || !picture) return;
  const double scale = state.options.visitor.scale * view->zoom;
  const milliseconds left(
      static_cast<std::int64_t>(std::max(0.0, limit_ms - state.clock.now_ms())));
  const auto time = std::min<milliseconds>(kReading, left);
  const auto words = state.eyes.words(*picture, languages_for(state.options.visitor.locale), scale,
                                      Deadline::after(time));
  if (!words) {
    // Without eyes a walk still sees all that pages tell.
    looks_ = kMostReadings;
    return;
  }
  for (auto& found : words_among(*words, query.text)) {
    found.box = found.box.scaled(1 / scale);
    // It was there to be seen since the page came to rest.
    const auto seen = sighting_of(found, std::max(changed - kPresentingMs, from_ms));
    // What was asked for may be a slip of the pen for what stands there.
    if (is_text_of_the_page(state, seen, query.text) ||
        is_text_of_the_page(state, seen, found.text))
      continue;
    state.in_pixels[id] = seen;
    return;
  }
}

}  // namespace firsthand
