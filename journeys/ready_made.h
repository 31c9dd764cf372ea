#pragma once
// Journeys that come with the program and work on sites that nobody prepared, by the words that
// links and fields usually carry (wordings.h). docs/ready-made.md shows how they are used.

#include <string>
#include <string_view>
#include <vector>

#include "journeys/journey_parser.h"

namespace firsthand {

struct ReadyMade {
  std::string name{};                // "return-an-order"
  std::string_view source{};         // the whole journey file
  std::vector<std::string> needs{};  // variables without a value of their own: --let must give them
};

// first-visit comes first.
const std::vector<ReadyMade>& ready_made_journeys();
const ReadyMade* ready_made(std::string_view name);  // null: there is none of that name

// Where on its site an address begins, as the journeys' `start` has it: "/en/?a=1" of
// "https://shop.example/en/?a=1#top".
std::string start_of(std::string_view address);

// The journey, parsed; `known` as in parse_journey, where the needed variables have to be.
ParsedJourney parse_ready_made(const ReadyMade& journey, const std::vector<std::string>& known);

}  // namespace firsthand
