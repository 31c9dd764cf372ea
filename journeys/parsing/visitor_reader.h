#pragma once
// `visitor:` of a journey: a name, or a map of what is different about this one.

#include "journeys/journey.h"
#include "journeys/parsing/reading.h"

namespace firsthand {

void read_visitor(const YamlNode& key, const YamlNode& value, Reading& reading, VisitorWish& wish);

}  // namespace firsthand
