#include "journeys/visitor_wish.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestTag = 35;
constexpr std::size_t kLongestHeader = 4096;

// Those that the connection, the device, or another word of the journey decides.
struct OwnHeader {
  std::string_view name, advice;
};
constexpr std::array kOwnHeaders{
    OwnHeader{"host", "the address decides it"},
    OwnHeader{"connection", "the browser decides it"},
    OwnHeader{"content-length", "the browser decides it"},
    OwnHeader{"transfer-encoding", "the browser decides it"},
    OwnHeader{"user-agent", "the device decides it; --unmarked leaves our name off"},
    OwnHeader{"firsthand-visit", "it marks the visit as ours; --unmarked leaves it off"},
    OwnHeader{"accept-language", "locale: decides it"},
    OwnHeader{"cookie", "a first-time visitor has none; the site sets them"}};

template <typename T>
void take(std::optional<T>& mine, const std::optional<T>& theirs) {
  if (theirs) mine = theirs;
}

bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::vector<std::string> time_zones() {
  std::vector<std::string> names;
  UErrorCode failed = U_ZERO_ERROR;
  UEnumeration* all = ucal_openTimeZones(&failed);
  while (U_SUCCESS(failed)) {
    const char* name = uenum_next(all, nullptr, &failed);
    if (name == nullptr) break;
    names.emplace_back(name);
  }
  uenum_close(all);
  return names;
}

// "berlin" -> "Europe/Berlin"; "Europe/Berln" -> "Europe/Berlin".
std::string time_zone_meant(std::string_view name) {
  const auto known = time_zones();
  const auto theirs = fold(name);
  for (const auto& zone : known)
    if (fold(zone) == theirs || fold(zone.substr(zone.rfind('/') + 1)) == theirs) return zone;
  return nearest(name, known);
}

}  // namespace

VisitorWish with(VisitorWish wish, const VisitorWish& over) {
  take(wish.like, over.like);
  take(wish.network, over.network);
  take(wish.cpu, over.cpu);
  take(wish.locale, over.locale);
  take(wish.time_zone, over.time_zone);
  take(wish.location, over.location);
  take(wish.dark, over.dark);
  take(wish.reduced_motion, over.reduced_motion);
  take(wish.text, over.text);
  for (const auto& header : over.headers) {
    std::erase_if(wish.headers,
                  [&](const auto& mine) { return fold(mine.first) == fold(header.first); });
    wish.headers[header.first] = header.second;
  }
  return wish;
}

Visitor visitor_as(const VisitorWish& wish) {
  auto visitor = built_in_visitor(wish.like.value_or(std::string(kUsualVisitor)))
                     .value_or(*built_in_visitor(kUsualVisitor));
  if (wish.network) visitor.network = network_profile(*wish.network).value_or(visitor.network);
  visitor.cpu = wish.cpu.value_or(visitor.cpu);
  visitor.locale = wish.locale.value_or(visitor.locale);
  visitor.time_zone = wish.time_zone.value_or(visitor.time_zone);
  if (wish.location) visitor.location = wish.location;
  visitor.dark = wish.dark.value_or(visitor.dark);
  visitor.reduced_motion = wish.reduced_motion.value_or(visitor.reduced_motion);
  if (wish.text) zoom_text(visitor, *wish.text);
  for (const auto& header : wish.headers) visitor.headers.push_back(header.first);
  return visitor;
}

std::optional<WishMistake> mistake_in_locale(std::string_view tag) {
  UErrorCode failed = U_ZERO_ERROR;
  const bool plain =
      !tag.empty() && tag.size() <= kLongestTag &&
      std::all_of(tag.begin(), tag.end(), [](char c) { return is_alnum(c) || c == '-'; });
  if (plain) {
    const auto locale = icu::Locale::forLanguageTag(
        icu::StringPiece(tag.data(), static_cast<int>(tag.size())), failed);
    const std::string_view language = locale.getLanguage();
    const bool known = U_SUCCESS(failed) && *locale.getISO3Language() != '\0';
    if (known && fold(tag).starts_with(language)) return std::nullopt;
  }
  WishMistake mistake{.what = fmt::format("'{}' is no locale", printable(tag, 40)),
                      .advice = "write the language and the country, like de-DE"};
  std::string meant(tag.substr(0, std::min(tag.find('.'), tag.size())));
  std::replace(meant.begin(), meant.end(), '_', '-');
  if (meant != tag && !mistake_in_locale(meant)) mistake.meant = meant;
  return mistake;
}

std::optional<WishMistake> mistake_in_time_zone(std::string_view name) {
  // Only by the names of the time-zone database: browsers know no others.
  const auto known = time_zones();
  if (std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  const auto meant = time_zone_meant(name);
  return WishMistake{.what = fmt::format("'{}' is no time zone", printable(name, 40)),
                     .advice = meant.empty() ? "write it like Europe/Berlin"
                                             : fmt::format("did you mean '{}'?", meant),
                     .meant = meant};
}

std::optional<WishMistake> mistake_in_header_name(std::string_view name) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";  // RFC 9110, token
  if (name.empty() || name.size() > kLongestHeader ||
      !std::all_of(name.begin(), name.end(),
                   [&](char c) { return is_alnum(c) || kSigns.find(c) != kSigns.npos; }))
    return WishMistake{.what = fmt::format("'{}' is not the name of a header", printable(name, 40)),
                       .advice = "letters, digits and dashes, like X-Preview"};
  const auto folded = fold(name);
  for (const auto& own : kOwnHeaders)
    if (folded == own.name)
      return WishMistake{.what = fmt::format("'{}' is no extra header", printable(name, 40)),
                         .advice = std::string(own.advice)};
  if (folded.starts_with("sec-") || folded.starts_with("proxy-"))
    return WishMistake{.what = fmt::format("'{}' is no extra header", printable(name, 40)),
                       .advice = "the browser decides it"};
  return std::nullopt;
}

std::optional<WishMistake> mistake_in_header_value(std::string_view value) {
  const bool wrong =
      value.size() > kLongestHeader || std::any_of(value.begin(), value.end(), [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 127;
      });
  if (!wrong) return std::nullopt;
  return WishMistake{.what = "no header can carry this value",
                     .advice = "one line without control characters, at most 4096 bytes"};
}

}  // namespace firsthand
