#include "analyzers/interruption_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kKinds{{
    {"consent", "Consent banner"},
    {"newsletter", "Newsletter box"},
    {"app", "App banner"},
    {"survey", "Survey"},
    {"chat", "Chat window"},
    {"notifications", "Request to send notifications"},
    {"country", "Country chooser"},
    {"permission", "Request for a permission"},
}};

}  // namespace

std::string_view kind_of_interruption(std::string_view kind) {
  const auto found =
      std::ranges::find(kKinds, kind, &std::pair<std::string_view, std::string_view>::first);
  return found == kKinds.end() ? "Box" : found->second;
}

std::string a_kind_of_interruption(std::string_view kind) {
  std::string name(kind_of_interruption(kind));
  const bool vowel = name.starts_with('A');
  name.front() = static_cast<char>(name.front() - 'A' + 'a');
  return (vowel ? "An " : "A ") + name;
}

std::string offers_in_words(const Interruption& met) {
  std::string words;
  for (const auto& offer : met.offers)
    if (!offer.name.empty()) words += (words.empty() ? "" : ", ") + printable(offer.name, 60);
  return words;
}

}  // namespace firsthand
