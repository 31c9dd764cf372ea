#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzers/html_tree.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

constexpr int kFewClicks = 3;

constexpr std::array kShopPaths{"cart",   "basket",  "checkout", "warenkorb",
                                "panier", "carrito", "cesta"};

// A word of a basket or checkout, as a whole name or with a number behind it: "Basket 0".
bool names_a_basket(const std::string& name) {
  for (const auto* thing : {"basket", "add_to_basket", "checkout"})
    for (const auto& wording : wordings_of(thing))
      for (const auto& word : wording.words) {
        const auto folded = fold(word);
        if (name == folded || (name.starts_with(folded + " ") && name.size() < 40)) return true;
      }
  return false;
}

bool leads_to_a_basket(std::string_view href) {
  const auto path = href.substr(0, href.find_first_of("?#"));
  return std::ranges::any_of(kShopPaths, [&](const std::string_view name) {
    return path.ends_with("/" + std::string(name)) || path.ends_with("/" + std::string(name) + "/");
  });
}

// A page where one can buy owes answers that a handbook does not.
bool sells(const Recording& recording) {
  for (const auto& [file, html] : recording.pages) {
    const auto page = HtmlTree::parse(html);
    if (!page) continue;
    for (const auto* tag : {"a", "button"})
      for (const int node : page->elements(tag)) {
        const auto* href = page->attribute(node, "href");
        const auto* label = page->attribute(node, "aria-label");
        if (names_a_basket(fold(label != nullptr ? *label : page->text_of(node))) ||
            (href != nullptr && leads_to_a_basket(*href)))
          return true;
      }
  }
  return false;
}

bool in_german(const Recording& recording) {
  return std::ranges::any_of(recording.pages, [](const auto& named) {
    const auto page = HtmlTree::parse(named.second);
    return page && page->language() == "de";
  });
}

// The page that was searched has a menu to look over: one that shows, or is told as one.
bool has_menu(const Recording& recording, const StepRecord& step) {
  const auto file = step.page ? recording.pages.find(*step.page) : recording.pages.end();
  if (file == recording.pages.end()) return false;
  const auto page = HtmlTree::parse(file->second);
  if (!page) return false;
  if (!page->elements("nav").empty()) return true;
  const auto roles = page->elements_with("role");
  return std::ranges::any_of(roles, [&](int node) {
    const auto role = fold(*page->attribute(node, "role"));
    return role == "navigation" || role == "menu" || role == "menubar";
  });
}

// What its absence means here; nothing when this site does not owe it.
std::optional<Severity> missing(const std::string& thing, const Recording& recording) {
  if (thing == "contact") return Severity::kSerious;
  if (thing == "imprint")
    return in_german(recording) ? std::optional(Severity::kAnnoying) : std::nullopt;
  if (thing == "returns" || thing == "delivery" || thing == "order_look_up")
    return sells(recording) ? std::optional(Severity::kSerious) : std::nullopt;
  return Severity::kAnnoying;
}

bool was_covered(const StepRecord& step) { return step.error && step.error->code == "covered"; }

// The journey was of it, or it was asked for and the page for it did not come: said elsewhere.
bool is_told_elsewhere(const Walk& walk, const StepRecord& step) {
  return ending_step(walk) == &step ||
         (step.error && step.error->code != "not_found" && !was_covered(step));
}

std::string_view why_for(const std::string& thing) {
  if (thing == "returns")
    return "Who cannot see how something goes back does not buy it: one shop in five hides the "
           "link from its footer, and 11 to 18 % have left an order over its returns policy "
           "(Baymard).";
  if (thing == "contact")
    return "Who finds no way to ask leaves with the question, or calls the one number they find "
           "(Nielsen Norman Group; WCAG 3.2.6).";
  if (thing == "imprint") return "In German-speaking countries the law asks for it on every site.";
  return "What a first-time visitor does not find does not exist for them, and hardly anyone "
         "reports it: they leave.";
}

}  // namespace

Verdict hard_to_find(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& step : recording.walk.steps) {
    if (!step.search || is_told_elsewhere(recording.walk, step)) continue;
    const auto& search = *step.search;
    const auto severity =
        search.found ? std::optional(Severity::kAnnoying) : missing(search.thing, recording);
    if (!severity || (search.found && search.clicks <= kFewClicks)) continue;
    Finding finding = finding_at(recording, "hard-to-find", &step);
    finding.severity = *severity;
    finding.owner = Owner::kDesign;
    const auto word = usual_word(search.thing);
    const auto clicks = counted(search.clicks, "click", "clicks");
    finding.title =
        search.found
            ? fmt::format("It took a first-time visitor {} to find '{}'.", clicks, word)
            : fmt::format("A first-time visitor did not find '{}': gave it up after {}.", word,
                          search.clicks > 0           ? clicks
                          : has_menu(recording, step) ? "a look over the page and its menu"
                                                      : "a look over the page");
    finding.why = why_for(search.thing);
    finding.fix = fmt::format(
        "Link '{}' in the footer or menu of every page, in the words that customers use.", word);
    if (was_covered(step)) {
      finding.title = fmt::format("A first-time visitor could not get to '{}': {}", word,
                                  as_sentence(printable(step.error->what, 160)));
      finding.why =
          "What lies over the way on comes first, like it or not: whoever cannot see how to be rid "
          "of it leaves.";
      finding.fix = "Let one obvious click close it, and let it stay closed on the pages after.";
    }
    finding.evidence.text = fmt::format("{}", fmt::join(search.way, ", then "));
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
