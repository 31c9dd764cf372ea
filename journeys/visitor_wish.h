#pragma once
// From what is asked for of a visitor to the visitor, and what is wrong with what is asked for.

#include <optional>
#include <string>
#include <string_view>

#include "journeys/journey.h"
#include "journeys/visitor.h"

namespace firsthand {

inline constexpr std::string_view kUsualVisitor = "phone";

// `wish`, with what `over` asks for in place of the same.
VisitorWish with(VisitorWish wish, const VisitorWish& over);

// The visitor as asked for. Names that are not known count as not given.
Visitor visitor_as(const VisitorWish& wish);

struct WishMistake {
  std::string what{};    // "'Berlin' is no time zone"
  std::string advice{};  // "write it like Europe/Berlin"
  std::string meant{};   // the value put right; empty: not known
};

// Nothing: it is as it should be.
std::optional<WishMistake> mistake_in_locale(std::string_view tag);      // "de-DE"
std::optional<WishMistake> mistake_in_time_zone(std::string_view name);  // "Europe/Berlin"
// Not a name that HTTP knows as one, or one that the browser sends by itself.
std::optional<WishMistake> mistake_in_header_name(std::string_view name);
// What no header can carry, like a line break.
std::optional<WishMistake> mistake_in_header_value(std::string_view value);

}  // namespace firsthand
