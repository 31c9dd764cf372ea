#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/kept_box.h"
#include "analyzers/page_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Our own numbers, on the side of silence.
constexpr std::size_t kFewestLetters = 12;  // a sentence, a heading, the name of a control
constexpr std::size_t kShortestWord = 3;
constexpr double kLowest = 8;           // CSS pixels: smaller letters are read by chance
constexpr double kMargin = 4;           // around a text's box, where its letters may reach
constexpr double kReadAtAll = 0.25;     // of its words: below that nobody has seen it
constexpr double kReadWell = 0.5;       // of its words
constexpr std::size_t kFewestRead = 3;  // other texts that were read well on the same screen
constexpr double kMostRead = 0.75;      // of the other texts

struct ShownText {
  std::string text{};
  std::string why{};  // "ground", "buried"; empty: it can be seen, for all the page knows
  Box box{};
  double read = 0;  // share of its words that its place on the picture holds
};

// What the element itself says, without the controls and marks in it.
std::string own_text(const HtmlTree& page, int node) {
  std::string text;
  for (int i = node + 1; i < page.node(node).end; ++i)
    if (page.node(i).tag.empty() && page.node(i).parent == node) text += page.node(i).text + ' ';
  std::string plain;
  for (const auto word : split(text, ' '))
    for (const auto part : split(word, '\n'))
      if (!part.empty()) plain += (plain.empty() ? "" : " ") + std::string(part);
  return plain;
}

// The reader knows these letters alone.
bool is_latin(std::string_view squeezed) {
  return std::none_of(squeezed.begin(), squeezed.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

bool is_wholly_in_view(const Box& box, const Seen& seen) {
  return box.x >= 0 && box.y >= 0 && box.x + box.w <= seen.width && box.y + box.h <= seen.height;
}

PageWords read_in(const Seen& seen, const Box& box) {
  std::string text;
  for (const auto& word : seen.words) {
    const double x = word.box.x + word.box.w / 2, y = word.box.y + word.box.h / 2;
    if (x >= box.x - kMargin && x <= box.x + box.w + kMargin && y >= box.y - kMargin &&
        y <= box.y + box.h + kMargin)
      text += word.text + ' ';
  }
  return PageWords(std::string_view(text));
}

double share_read(const std::string& text, const PageWords& words) {
  int all = 0, held = 0;
  for (const auto word : split(text, ' ')) {
    if (squeeze(word).size() < kShortestWord) continue;
    ++all;
    held += words.hold(word) ? 1 : 0;
  }
  return all == 0 ? 1 : static_cast<double>(held) / all;
}

std::vector<ShownText> texts_shown(const HtmlTree& page, const Seen& seen) {
  std::vector<ShownText> texts;
  for (const int node : page.elements_with("data-firsthand-box")) {
    const auto box = kept_box(page, node);
    if (!page.node(node).visible || !box || box->h < kLowest || !is_wholly_in_view(*box, seen))
      continue;
    const std::string text = own_text(page, node);
    const std::string letters = squeeze(text);
    if (letters.size() < kFewestLetters || !is_latin(letters)) continue;
    const auto* why = page.attribute(node, "data-firsthand-unseen");
    texts.push_back(
        {text, why == nullptr ? "" : *why, *box, share_read(text, read_in(seen, *box))});
  }
  return texts;
}

// A screen that is read badly proves nothing.
bool was_read_well(const std::vector<ShownText>& texts) {
  std::size_t others = 0, read = 0;
  for (const auto& each : texts) {
    if (!each.why.empty()) continue;
    ++others;
    read += each.read >= kReadWell ? 1U : 0U;
  }
  return read >= kFewestRead &&
         static_cast<double>(read) >= kMostRead * static_cast<double>(others);
}

std::string_view reason(std::string_view why) {
  return why == "buried" ? "something else on the page lies over it"
                         : "its letters have the colour of what lies behind them";
}

Finding describe(const Recording& recording, const StepRecord& step,
                 const std::vector<ShownText>& hidden) {
  Finding finding = finding_at(recording, "hidden-text", &step);
  finding.severity = Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(hidden.size());
  const auto more =
      hidden.size() == 1 ? std::string() : fmt::format(" (and {} more)", hidden.size() - 1);
  finding.title = fmt::format("{}{} is on the page, but nobody can see it: {}.",
                              in_quotes(hidden.front().text), more, reason(hidden.front().why));
  finding.why =
      "The page counts it as shown and screen readers say it; whoever looks at the screen does not "
      "get it, and nothing tells them that something is there.";
  finding.fix = hidden.front().why == "buried"
                    ? "Give it room of its own."
                    : "Give it a colour that stands out from its ground (WCAG 1.4.3: 4.5 to 1).";
  finding.evidence.box = hidden.front().box;
  for (const auto& each : hidden)
    finding.evidence.text += (finding.evidence.text.empty() ? "" : "\n") + each.text;
  return finding;
}

}  // namespace

Verdict hidden_text(const Recording& recording) {
  if (auto why = why_not_read(recording); !why.empty()) return Failed{std::move(why)};
  std::vector<Finding> findings;
  std::set<std::string> told;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step)) continue;
    const auto page = pages.after(step);
    if (!page || page->elements_with("data-firsthand-unseen").empty()) continue;
    const Seen& seen = *seen_of(recording, *step.after);
    const auto texts = texts_shown(*page, seen);
    if (!was_read_well(texts)) continue;
    std::vector<ShownText> hidden;
    for (const auto& each : texts)
      if (!each.why.empty() && each.read < kReadAtAll && told.insert(squeeze(each.text)).second)
        hidden.push_back(each);
    if (!hidden.empty()) findings.push_back(describe(recording, step, hidden));
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
