#pragma once
// What the rules about links share.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/rules/rule_kit.h"

namespace firsthand {

// Those that were asked for to their end. Empty optional: nobody looked.
std::optional<std::vector<const LinkOutcome*>> asked_links(const Recording& recording);
inline constexpr std::string_view kLinksNotLookedAt =
    "the links of this run's pages were not looked at";

// The browser itself was shown this address in the walk, and well: whatever a stranger is answered.
bool loaded_well(const Recording& recording, const LinkOutcome& link);

// At the place where the link was seen first, preferably where every page has it. evidence.text is
// the address, or the ways there.
Finding link_finding(const Recording& recording, std::string_view rule, const LinkOutcome& link);
const LinkPlace& told_place(const LinkOutcome& link);
// It stands in a menu, the head or the foot of a page: every visitor meets it.
bool in_frame_of_site(const LinkOutcome& link);
// "The link 'Size guide' in the footer"; of a link without a name: "A link in the menu".
std::string link_named(const LinkOutcome& link);

}  // namespace firsthand
