#pragma once
// One step: a map with exactly one word; its other keys are options.

#include <optional>

#include "journeys/parsing/reading.h"

namespace firsthand {

// Nothing, and complaints, when it is not a step. A variable that the step keeps is known to the
// reading afterwards.
std::optional<Step> read_step(const YamlNode& node, Reading& reading);

// "click Help in footer": the step on one line, variables as written.
std::string says(const Step& step);

}  // namespace firsthand
