#include "analyzers/screen_errors.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analyzers/error_kinds.h"
#include "analyzers/error_phrases.h"
#include "analyzers/screen_layout.h"
#include "analyzers/screen_sentences.h"
#include "analyzers/wording.h"
#include "analyzers/wordless_errors.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kHeadingTimes = 1.25;
constexpr std::size_t kFewLetters = 350;
constexpr std::size_t kShortMessage = 24, kLongProse = 45;  // words
constexpr double kOwnGround = 0.12;                         // share of the lines
constexpr double kWholePage = 0.7;                          // share of the letters

double learnt_weighs(double likely) {
  return likely > 0.95 ? 3 : likely > 0.75 ? 2 : likely > 0.5 ? 1 : 0;
}

double words_weigh(const ErrorPattern& pattern) {
  switch (pattern.scope) {
    case PhraseScope::kAny:
      return pattern.category == "stock" ? 3 : 4;
    case PhraseScope::kLine:
    case PhraseScope::kAlert:
      return 3;
    case PhraseScope::kTitle:
      return 2;
    case PhraseScope::kField:
    case PhraseScope::kHint:
      return pattern.category == "negative" ? 0 : 1;
  }
  return 0;
}

// Texts about errors: help, guides, lists of codes, warnings of fraud.
bool is_about_errors(const std::string& heading) {
  const auto matches = ErrorVocabulary::for_screens().find(heading);
  return std::any_of(matches.begin(), matches.end(), [](const PhraseMatch& match) {
    return match.pattern->category == "about errors";
  });
}

bool is_hint(const ErrorPattern& pattern) {
  return pattern.scope == PhraseScope::kHint || pattern.scope == PhraseScope::kField;
}

std::size_t words_in(const ScreenLayout& layout, const Paragraph& paragraph) {
  std::size_t words = 0;
  for (const std::size_t line : paragraph.lines) words += layout.lines[line].words;
  return words;
}

// What one sentence says.
struct Claim {
  const ErrorKind* kind = nullptr;
  Severity severity = Severity::kMinor;
  double rank =
      0;  // see ErrorKind; what was only learnt says less than any pattern but the vaguest
  bool hints = false;  // words that a hint may say as well
  double points = 0;
  std::vector<std::size_t> lines{};
};

class ErrorSearch {
 public:
  explicit ErrorSearch(const Seen& seen) : seen_(seen), layout_(layout_of(seen)) {
    for (const auto& line : layout_.lines) {
      red_lines_ += line.letters && is_red(*line.letters) ? 1U : 0U;
      if (line.size >= kHeadingTimes * layout_.usual_size && is_about_errors(line.folded))
        headings_about_errors_.push_back(line.box);
    }
    for (std::size_t i = 0; i < layout_.paragraphs.size(); ++i) claims_.push_back(claims_of(i));
  }

  std::vector<ScreenError> errors() const {
    std::vector<ScreenError> found;
    std::set<std::size_t> told;  // paragraphs
    for (std::size_t i = 0; i < layout_.paragraphs.size(); ++i) {
      if (told.contains(i) || !is_error(claims_[i])) continue;
      const auto together = message_around(i);
      told.insert(together.begin(), together.end());
      found.push_back(error_of(together));
    }
    if (found.empty()) add_mojibake(found);
    // What is said in words tells more than what is missing.
    if (found.empty()) found = wordless_errors(seen_, layout_);
    unite_templates(found);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      if (a.points != b.points) return a.points > b.points;
      return a.severity > b.severity;
    });
    return found;
  }

 private:
  static bool is_error(const std::vector<Claim>& claims) {
    return std::any_of(claims.begin(), claims.end(),
                       [](const Claim& claim) { return claim.points >= kCertainEnough; });
  }

  bool in_red(const Paragraph& paragraph) const {
    const ScreenLine& line = layout_.first_of(paragraph);
    if (!line.letters) return false;
    // A colour that the whole site is written in says nothing.
    const bool everywhere = red_lines_ > std::max<std::size_t>(4, layout_.lines.size() / 6);
    if (is_red(*line.letters) && !everywhere) return true;
    return is_red(*line.ground) && !is_usual_ground(*line.ground);
  }

  bool is_usual_ground(const ScreenColour& ground) const {
    std::size_t same = 0;
    for (const auto& line : layout_.lines)
      same += line.ground && is_like(*line.ground, ground, 8) ? 1U : 0U;
    return static_cast<double>(same) > kOwnGround * static_cast<double>(layout_.lines.size()) &&
           same > 3;
  }

  bool is_heading(const Paragraph& paragraph) const {
    return layout_.first_of(paragraph).size >= kHeadingTimes * layout_.usual_size;
  }

  // Whether a heading above says that this is a text about errors.
  bool is_explained(const Paragraph& paragraph) const {
    const Box& box = paragraph.box;
    return std::any_of(headings_about_errors_.begin(), headings_about_errors_.end(),
                       [&](const Box& heading) {
                         return heading.y < box.y + box.h && heading.x < box.x + box.w &&
                                box.x < heading.x + heading.w;
                       });
  }

  // For or against taking what is said there for an error.
  struct Place {
    double points = 0;     // for words that say that something did not work
    double hint = 0;       // for words that a hint may say as well
    double alone = 0;      // the heading of a page with little else
    double explained = 0;  // against it: a text about errors
    double prose = 0;      // against it, for words that a text may say of something else
    bool stands_out = false;
  };
  Place place_of(const Paragraph& paragraph) const {
    Place place;
    const ScreenLine& first = layout_.first_of(paragraph);
    const bool red = in_red(paragraph);
    const std::size_t words = words_in(layout_, paragraph);
    const bool heading = is_heading(paragraph);
    const bool own_ground = first.ground && !is_usual_ground(*first.ground);
    const bool few = layout_.letters < kFewLetters;
    place.points += (red ? 2 : 0) + (heading ? 1 : 0) + (few ? 1 : 0) + (own_ground ? 1 : 0) +
                    (words <= kShortMessage ? 1 : 0);
    // Good news comes in green.
    const bool green = first.letters && own_ground && is_green(*first.ground);
    if (green) place.prose -= 3;
    place.hint = (red ? 2 : 0) + (own_ground ? 1 : 0) + (words <= kShortMessage ? 1 : 0);
    place.alone = heading && few ? 1 : 0;
    place.stands_out = red || heading || few || own_ground;
    if (!red && is_explained(paragraph)) place.explained -= 3;
    if (words > kLongProse) place.prose -= 2;
    // A label, a column of a table.
    if (words == 1 && layout_.letters >= kFewLetters) place.prose -= 3;
    return place;
  }

  std::vector<Claim> claims_of(std::size_t index) const {
    const Paragraph& paragraph = layout_.paragraphs[index];
    std::vector<Claim> claims;
    const Place place = place_of(paragraph);
    const auto sentences = sentences_of(layout_, paragraph);
    const auto is_question = [](const Sentence& sentence) { return sentence.folded.back() == '?'; };
    const bool asks = std::any_of(sentences.begin(), sentences.end(), is_question);
    for (const auto& sentence : sentences) {
      if (is_question(sentence)) continue;
      Place here = place;
      here.prose -= (asks ? 1 : 0) + (is_told_by_someone(sentence.folded) ? 2 : 0);
      if (!place.stands_out && is_label(sentence.folded)) here.prose -= 1;
      if (!in_red(paragraph) && has_price(sentence.folded)) here.prose -= 2;
      add_claims(sentence.folded, sentence.lines, here, false, claims);
      add_learnt(sentence, here, claims);
    }
    for (const std::size_t line : paragraph.lines)
      add_claims(layout_.lines[line].folded, {line}, place, true, claims);
    return claims;
  }

  static void add_claims(const std::string& folded, const std::vector<std::size_t>& lines,
                         const Place& place, bool whole_line, std::vector<Claim>& claims) {
    const auto matches = ErrorVocabulary::for_screens().find(folded);
    const auto is_innocent = [&](const PhraseMatch& match) {
      return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& other) {
        const bool name = other.pattern->category == "name";
        return other.pattern->category == "innocent" ||
               (name && other.begin < match.end && match.begin < other.end);
      });
    };
    constexpr double kClean = 0.15;
    const bool sounds_clean = !matches.empty() && wording_of(folded).error < kClean;
    for (const auto& match : matches) {
      const auto& pattern = *match.pattern;
      if (kind_of(pattern.category) == nullptr || is_innocent(match)) continue;
      // What makes up a whole line is looked for in lines, all else in sentences.
      const bool of_lines = pattern.scope == PhraseScope::kLine || pattern.category == "template" ||
                            pattern.category == "unfilled";
      if (of_lines != whole_line) continue;
      double here = words_weigh(pattern);
      if (pattern.scope == PhraseScope::kAlert && !place.stands_out && sounds_clean) here -= 1;
      // No clean page says so, however long the text is; a hint says little, however large it is.
      const bool unmistakable = pattern.scope == PhraseScope::kAny || of_lines;
      const double around = is_hint(pattern) ? place.hint : place.points;
      const double against = pattern.category == "unfilled" ? 0 : place.explained;
      const ErrorKind* kind = kind_of(pattern.category);
      claims.push_back({kind, pattern.severity, static_cast<double>(kind->rank), is_hint(pattern),
                        here + around + against + (unmistakable ? 0 : place.prose), lines});
    }
  }

  // What no pattern foresaw, and what patterns take for more than it is.
  static void add_learnt(const Sentence& sentence, const Place& place, std::vector<Claim>& claims) {
    constexpr double kRank = 1.5;
    const auto matches = ErrorVocabulary::for_screens().find(sentence.folded);
    const bool innocent = std::any_of(matches.begin(), matches.end(), [](const auto& match) {
      return match.pattern->category == "innocent";
    });
    if (innocent || begins_with_a_condition(sentence.folded)) return;
    const WordingGuess wording = wording_of(sentence.folded);
    const double weight = learnt_weighs(wording.error);
    if (weight == 0) return;
    const ErrorKind* kind = kind_named(wording.category);
    // Read from examples alone, it needs to be seen as well.
    const double around = place.hint + place.alone - (place.stands_out ? 0 : 1);
    claims.push_back({kind, severity_of(*kind), kRank, weight < 2,
                      weight + around + place.explained + place.prose, sentence.lines});
  }

  bool few_letters() const {
    constexpr std::size_t kLittleElse = 500;
    return layout_.letters < kLittleElse;
  }

  bool stand_together(std::size_t above, std::size_t below) const {
    const Paragraph &up = layout_.paragraphs[above], &down = layout_.paragraphs[below];
    const ScreenLine& last = layout_.lines[up.lines.back()];
    const ScreenLine& first = layout_.first_of(down);
    const double gap = first.box.y - (last.box.y + last.box.h);
    const double large = std::max(last.size, first.size);
    // What stands alone may stand further apart.
    const double most = few_letters() ? std::min(2.4 * large, 90.0) : std::min(1.7 * large, 40.0);
    if (gap < -large / 2 || gap > most) return false;
    const bool left = std::abs(up.box.x - down.box.x) <= 6;
    const bool centred = std::abs(up.box.x + up.box.w / 2 - down.box.x - down.box.w / 2) <= 8;
    if (!left && !centred) return false;
    if (in_red(up) != in_red(down)) return false;
    return !last.ground || !first.ground || is_like(*last.ground, *first.ground, 24);
  }

  // On a page with little else, or in a box of its own, the heading is part of what is said.
  bool heads_alone(std::size_t index) const {
    const Paragraph& paragraph = layout_.paragraphs[index];
    const ScreenLine& first = layout_.first_of(paragraph);
    if (few_letters()) return is_heading(paragraph);
    return first.ground && !is_usual_ground(*first.ground);
  }

  // A heading that takes part says something of the trouble; what explains it are sentences.
  bool is_part(std::size_t index, bool above) const {
    if (words_in(layout_, layout_.paragraphs[index]) > kLongProse) return false;
    constexpr double kSomething = 2;
    const auto says_something = [](const Claim& claim) { return claim.points >= kSomething; };
    if (std::any_of(claims_[index].begin(), claims_[index].end(), says_something)) return true;
    if (above) return heads_alone(index);
    const auto& lines = layout_.paragraphs[index].lines;
    const std::string& text = layout_.lines[lines.back()].text;
    return words_in(layout_, layout_.paragraphs[index]) >= 3 &&
           (text.back() == '.' || text.back() == '!');
  }

  // The paragraph with the headings and explanations that stand with it.
  std::vector<std::size_t> message_around(std::size_t index) const {
    std::vector<std::size_t> together{index};
    for (bool grown = true; grown && together.size() < 4;) {
      grown = false;
      for (std::size_t i = 0; i < layout_.paragraphs.size() && together.size() < 4; ++i) {
        if (std::find(together.begin(), together.end(), i) != together.end()) continue;
        if (stand_together(i, together.front()) && is_part(i, true)) {
          together.insert(together.begin(), i);
          grown = true;
        } else if (stand_together(together.back(), i) && is_part(i, false)) {
          together.push_back(i);
          grown = true;
        }
      }
    }
    return together;
  }

  // What is around a value that was not filled in, or around "sold out", is about something else.
  static bool stands_alone(const ErrorKind& kind) {
    return kind.name == "broken_template" || kind.name == "out_of_stock" ||
           kind.category == "negative";
  }

  // "404 | This page could not be found": what stands beside it in the same row of a bare page.
  Box with_row(Box box, const ScreenLine& line) const {
    if (!few_letters()) return box;
    for (const auto& other : layout_.lines) {
      const double gap = std::max(other.box.x - (line.box.x + line.box.w),
                                  line.box.x - (other.box.x + other.box.w));
      const double middle = other.box.y + other.box.h / 2;
      if (gap > 0 && gap < 4 * line.size && middle > line.box.y &&
          middle < line.box.y + line.box.h && other.words <= 2)
        box = box.with(other.box);
    }
    return box;
  }

  ScreenError error_of(const std::vector<std::size_t>& together) const {
    ScreenError error;
    std::vector<Claim> all;
    for (const std::size_t each : together) {
      const auto& claims = claims_[each];
      all.insert(all.end(), claims.begin(), claims.end());
      // What comes before the first of its words is something else: a price, a description.
      std::size_t first = claims.empty() ? 0 : layout_.lines.size();
      std::set<std::size_t> said;
      bool alone = !claims.empty();
      for (const auto& claim : claims) {
        if (claim.points < kCertainEnough && is_error(claims)) continue;
        first = std::min(first, claim.lines.front());
        said.insert(claim.lines.begin(), claim.lines.end());
        alone = alone && stands_alone(*claim.kind);
      }
      for (const std::size_t line : layout_.paragraphs[each].lines) {
        if (line < first || (alone && !said.contains(line))) continue;
        error.text += (error.text.empty() ? "" : " ") + layout_.lines[line].text;
        error.box = with_row(error.box.with(layout_.lines[line].box), layout_.lines[line]);
      }
    }
    decide(all, error);
    return error;
  }

  // Of several claims the one that says most about what it is.
  void decide(const std::vector<Claim>& claims, ScreenError& error) const {
    const Claim* best = nullptr;
    const auto says_more = [](const Claim& a, const Claim& b) {
      if (a.hints != b.hints) return b.hints;
      return a.rank > b.rank;
    };
    for (const auto& claim : claims) {
      error.points = std::max(error.points, claim.points);
      // Headings and explanations help to name it once they may be meant at all.
      if (claim.points < kCertainEnough - 1) continue;
      if (best == nullptr || says_more(claim, *best)) best = &claim;
    }
    error.category = best->kind->name;
    error.severity = best->severity;
    // A page that says nothing else was made by the server's software, not by the site.
    const bool whole_page =
        static_cast<double>(error.text.size()) >= kWholePage * static_cast<double>(layout_.letters);
    if (error.category == "generic_error" && whole_page) error.category = "server_exception";
    const bool vague = error.category == "generic_error" || error.category == "validation_error";
    if (vague && is_about_paying(fold_phrase(error.text))) error.category = "payment_error";
  }

  void add_mojibake(std::vector<ScreenError>& found) const {
    constexpr int kAtLeast = 3;
    int words = 0;
    ScreenError error{"broken_template", Severity::kAnnoying, "", {}, kCertainEnough};
    for (const auto& line : layout_.lines) {
      int here = 0;
      for (const auto word : split(line.text, ' ')) here += is_mojibake(std::string(word)) ? 1 : 0;
      if (here == 0) continue;
      words += here;
      error.text += (error.text.empty() ? "" : " ") + line.text;
      error.box = error.box.with(line.box);
    }
    if (words >= kAtLeast) found.push_back(std::move(error));
  }

  // What was not filled in is one trouble, in however many places it shows.
  static void unite_templates(std::vector<ScreenError>& errors) {
    ScreenError* first = nullptr;
    for (auto& error : errors) {
      if (error.category != "broken_template") continue;
      if (first == nullptr) {
        first = &error;
        continue;
      }
      first->box = first->box.with(error.box);
      first->text += " " + error.text;
      first->points = std::max(first->points, error.points);
      error.category.clear();
    }
    std::erase_if(errors, [](const ScreenError& error) { return error.category.empty(); });
  }

  const Seen& seen_;
  ScreenLayout layout_;
  std::size_t red_lines_ = 0;
  std::vector<Box> headings_about_errors_{};
  std::vector<std::vector<Claim>> claims_{};  // by paragraph
};

}  // namespace

std::vector<ScreenError> errors_on(const Seen& seen) { return ErrorSearch(seen).errors(); }

}  // namespace firsthand
