#pragma once
// Where a command speaks: results on out, everything else on err.

#include <ostream>
#include <string>

#include "cli/requests.h"
#include "journeys/result.h"

namespace firsthand {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;  // err is a terminal: one live progress line instead of many
  int columns = 80;       // of that terminal
  Noise noise = Noise::kNormal;

  // "firsthand: …", also when quiet.
  void complain(const Error& error) const;
  // A line for people who watch; nothing when quiet.
  void say(const std::string& line) const;
};

}  // namespace firsthand
