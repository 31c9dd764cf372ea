#pragma once
// The command line.

#include <string>
#include <variant>
#include <vector>

#include "samples/shop/flaws.h"

namespace firsthand::shop {

struct Options {
  int port = 0;  // 0: a free one
  FlawSet flaws{};
  bool list_flaws = false;
  bool help = false;
};

// Otherwise a message for the person who typed it.
std::variant<Options, std::string> parse_options(const std::vector<std::string>& arguments);

std::string usage();

}  // namespace firsthand::shop
