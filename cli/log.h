#pragma once
// The log of what happens inside, on stderr, with --verbose. spdlog stays in log.cpp and in those
// who write to its default logger.

#include "cli/requests.h"

namespace firsthand {

void set_up_log(Noise noise);

}  // namespace firsthand
