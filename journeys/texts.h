#pragma once
// Every text of a step that may hold variables.

#include <vector>

#include "journeys/journey.h"

namespace firsthand {

// In the order in which they are written. They point into `step`.
std::vector<Text*> texts_of(Step& step);
std::vector<const Text*> texts_of(const Step& step);

}  // namespace firsthand
