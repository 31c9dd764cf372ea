#pragma once
// The colours of trouble, as far as a style attribute tells.

#include <string_view>

namespace firsthand {

// True when `style` sets a red or amber text, border or outline colour: "color:#c00;…",
// "border: 1px solid rgb(200, 30, 20)", "color: crimson".
bool says_red_or_amber(std::string_view style);

}  // namespace firsthand
