#include "analyzers/wordless_errors.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

namespace firsthand {
namespace {

constexpr double kBlank = 0.985;       // share of the screen in one colour, with nothing to read
constexpr double kMostlyPlain = 0.6;   // share of the largest plain rectangle
constexpr std::size_t kMenuWords = 6;  // of one line: a menu has no sentences
constexpr std::size_t kFewWords = 40;

struct Part {
  double left, top, right, bottom;
};

Part part_of(const Box& box) { return {box.x, box.y, box.x + box.w, box.y + box.h}; }

bool overlap(const Box& a, const Box& b) {
  const Part p = part_of(a), q = part_of(b);
  return p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom;
}

std::vector<Box> boxes_of(const Seen& seen, std::string_view kind) {
  std::vector<Box> boxes;
  for (const auto& mark : seen.marks)
    if (mark.kind == kind) boxes.push_back(mark.box);
  return boxes;
}

std::optional<ScreenError> broken_frame(const Seen& seen) {
  const auto frames = boxes_of(seen, "broken_frame");
  if (frames.empty()) return std::nullopt;
  return ScreenError{"network_error", Severity::kSerious, "", frames.front(), kCertainEnough};
}

// The pictures begin at their icons and reach to the next picture, or to the words below.
std::optional<ScreenError> broken_images(const Seen& seen, const ScreenLayout& layout) {
  const auto icons = boxes_of(seen, "broken_image");
  if (icons.empty()) return std::nullopt;
  double across = 0;
  for (const auto& icon : icons)
    for (const auto& other : icons)
      if (other.y == icon.y && other.x > icon.x && (across == 0 || other.x - icon.x < across))
        across = other.x - icon.x;
  ScreenError error{"broken_template", Severity::kAnnoying, "", {}, kCertainEnough};
  for (const auto& icon : icons) {
    Box picture = icon;
    if (across > 0) picture.w = across * 0.85;
    double below = 0;
    for (const auto& line : layout.lines) {
      if (!overlap({icon.x, 0, picture.w, seen.height}, line.box)) continue;
      if (overlap({icon.x, icon.y, picture.w, icon.h}, line.box)) {
        error.text += (error.text.empty() ? "" : " ") + line.text;
        picture = picture.with(line.box);
      } else if (line.box.y > icon.y && (below == 0 || line.box.y < below)) {
        below = line.box.y;
      }
    }
    if (below > icon.y) picture.h = std::max(picture.h, below - icon.y - 12);
    error.box = error.box.with(picture);
  }
  return error;
}

// Something turns, and around it is nothing but perhaps the words that ask to wait.
std::optional<ScreenError> spinner(const Seen& seen, const ScreenLayout& layout) {
  constexpr double kAbove = 0.2, kBelow = 0.1, kAside = 6;
  for (const auto& ring : boxes_of(seen, "spinner")) {
    ScreenError error{"silent_spinner", Severity::kSerious, "", ring, kCertainEnough};
    const Box near{ring.x - kAside * ring.w, ring.y - kAbove * seen.height,
                   ring.w * (1 + 2 * kAside), ring.h + (kAbove + kBelow) * seen.height};
    const bool alone =
        std::all_of(layout.lines.begin(), layout.lines.end(), [&](const ScreenLine& line) {
          if (!overlap(near, line.box) || line.box.y < ring.y - 1.5 * ring.h) return true;
          if (overlap(ring, line.box)) return true;  // the ring read as a letter
          if (line.box.y < ring.y) return false;
          // A sentence of several lines asks in one of them.
          const double below = line.box.y - error.box.y - error.box.h;
          const bool goes_on = below < 2.5 * line.size &&
                               (asks_to_wait(line.folded) || line.box.y < ring.y + 2.5 * ring.h);
          if (!goes_on) return line.box.y > ring.y + ring.h + 60;
          error.text += (error.text.empty() ? "" : " ") + line.text;
          error.box = error.box.with(line.box);
          return true;
        });
    const bool over_content =
        std::any_of(layout.lines.begin(), layout.lines.end(), [&](const ScreenLine& line) {
          return line.box.y < ring.y && line.box.y > ring.y - kAbove * seen.height &&
                 line.box.y > 0.15 * seen.height && overlap(near, line.box);
        });
    if (alone && !over_content) return error;
  }
  return std::nullopt;
}

std::optional<ScreenError> skeleton(const Seen& seen, const ScreenLayout& layout) {
  constexpr double kLeast = 0.2;  // of the screen's height
  for (const auto& box : boxes_of(seen, "skeleton"))
    if (box.h >= kLeast * seen.height &&
        std::none_of(layout.lines.begin(), layout.lines.end(),
                     [&](const ScreenLine& line) { return overlap(box, line.box); }))
      return ScreenError{"silent_spinner", Severity::kSerious, "", box, kCertainEnough};
  return std::nullopt;
}

bool is_sentence(const ScreenLine& line) {
  return line.words >= kMenuWords || line.text.find_first_of(".!?:{<\"") != std::string::npos;
}

std::optional<ScreenError> blank(const Seen& seen, const ScreenLayout& layout) {
  const Box whole{0, 0, seen.width, seen.height};
  if (layout.lines.empty() && seen.one_colour >= kBlank)
    return ScreenError{"blank_page", Severity::kSerious, "", whole, kCertainEnough};
  const auto plain = boxes_of(seen, "plain");
  if (plain.empty() || plain.front().w * plain.front().h < kMostlyPlain * whole.w * whole.h)
    return std::nullopt;
  std::size_t words = 0;
  std::vector<const ScreenLine*> waiting;
  for (const auto& line : layout.lines) {
    if (asks_to_wait(line.folded)) {
      waiting.push_back(&line);
      continue;
    }
    if (is_sentence(line)) return std::nullopt;
    words += line.words;
  }
  if (words > kFewWords) return std::nullopt;
  if (!waiting.empty())
    return ScreenError{"silent_spinner", Severity::kSerious, waiting.front()->text,
                       waiting.front()->box, kCertainEnough};
  // A word or two in the middle of nothing may be all that there is to say, and what stands right
  // above it is what the page says: a header ends in a line, or in room of its own.
  constexpr double kOfAHeader = 14;
  const Box& empty = plain.front();
  const bool said = std::any_of(layout.lines.begin(), layout.lines.end(), [&](const auto& line) {
    const double gap = empty.y - (line.box.y + line.box.h);
    return gap > -kOfAHeader && gap < kOfAHeader &&
           overlap(line.box, {empty.x, 0, empty.w, seen.height});
  });
  if (layout.lines.size() < 2 || said) return std::nullopt;
  return ScreenError{"blank_page", Severity::kSerious, "", plain.front(), kCertainEnough};
}

}  // namespace

bool asks_to_wait(const std::string& folded) {
  static const RE2 kWaiting(
      R"(\b(loading|please wait|one moment|just a (moment|second)|hang on|working on it|)"
      R"(bitte warten|einen (augenblick|moment)|wird geladen|werden geladen|ladt|laden|)"
      R"(chargement|veuillez patienter|un instant|patientez|cargando|espere|un momento|)"
      R"(processing|wird verarbeitet|en cours|procesando)\b)");
  return RE2::PartialMatch(folded, kWaiting);
}

bool is_word_of_waiting(const std::string& folded) {
  static const RE2 kWord(
      R"(\P{L}*(loading|please|wait|one|just|moment|bitte|warten|ladt|laden|wird|geladen|einen|)"
      R"(augenblick|chargement|veuillez|patienter|en|cours|cargando|espere|por|favor|un|momento)\P{L}*)");
  return RE2::FullMatch(folded, kWord);
}

std::vector<ScreenError> wordless_errors(const Seen& seen, const ScreenLayout& layout) {
  std::vector<ScreenError> errors;
  for (auto error : {broken_frame(seen), broken_images(seen, layout), spinner(seen, layout),
                     skeleton(seen, layout)})
    if (error) errors.push_back(std::move(*error));
  if (errors.empty())
    if (auto error = blank(seen, layout)) errors.push_back(std::move(*error));
  return errors;
}

}  // namespace firsthand
