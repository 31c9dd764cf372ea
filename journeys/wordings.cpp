#include "journeys/wordings.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace firsthand {

extern const std::string_view kWordingsEnglish;
extern const std::string_view kWordingsGerman;
extern const std::string_view kWordingsFrench;
extern const std::string_view kWordingsSpanish;

namespace {

constexpr std::string_view kBetween = " | ";

struct Library {
  std::vector<std::string> names{};
  std::map<std::string, std::vector<Wording>, std::less<>> lists{};
};

// The part of `text` up to `end`, which is taken out of it with what ended it.
std::string_view take(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  const auto part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  return part;
}

void read(Library& library, std::string_view language, std::string_view file) {
  while (!file.empty()) {
    auto line = take(file, "\n");
    if (line.empty() || line.starts_with('#')) continue;
    const std::string name(take(line, "\t"));
    Wording wording{.language = std::string(language)};
    while (!line.empty()) wording.words.emplace_back(take(line, kBetween));
    if (!library.lists.contains(name)) library.names.push_back(name);
    library.lists[name].push_back(std::move(wording));
  }
}

const Library& library() {
  static const Library kLibrary = [] {
    Library made;
    read(made, "en", kWordingsEnglish);
    read(made, "de", kWordingsGerman);
    read(made, "fr", kWordingsFrench);
    read(made, "es", kWordingsSpanish);
    return made;
  }();
  return kLibrary;
}

}  // namespace

const std::vector<std::string>& wording_names() { return library().names; }

bool is_wording(std::string_view name) { return library().lists.contains(name); }

const std::vector<Wording>& wordings_of(std::string_view name) {
  static const std::vector<Wording> kNone;
  const auto found = library().lists.find(name);
  return found == library().lists.end() ? kNone : found->second;
}

std::string usual_word(std::string_view name) {
  const auto& lists = wordings_of(name);
  return lists.empty() ? std::string() : lists.front().words.front();
}

std::optional<std::string> wording_in(std::string_view raw) {
  constexpr std::string_view kStart = "$words.";
  if (!raw.starts_with(kStart)) return std::nullopt;
  const auto name = raw.substr(kStart.size());
  if (!is_wording(name)) return std::nullopt;
  return std::string(name);
}

}  // namespace firsthand
