#pragma once
// The command line, read. CLI11 stays in arguments.cpp.

#include <string>
#include <variant>

#include "cli/requests.h"

namespace firsthand {

// There is nothing to run: help was asked for (asked, for stdout), or the usage was wrong.
struct Usage {
  bool asked = false;
  std::string text{};
};

std::variant<Command, Usage> read_arguments(int argc, const char* const* argv,
                                            const std::string& version);

}  // namespace firsthand
