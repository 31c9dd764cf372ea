#pragma once
// How pages ask people to prove that they are no robot.

#include <string>
#include <string_view>

namespace firsthand {

// The words of a box, in English, German, French or Spanish: "Type the characters you see".
bool asks_for_proof(std::string_view words);

// Who made the box in a frame with this address, "hCaptcha"; empty: nobody known, or one of the
// invisible kind, which asks nothing.
std::string maker_of_puzzle(const std::string& address);

}  // namespace firsthand
