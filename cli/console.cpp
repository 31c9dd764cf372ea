#include "cli/console.h"

namespace firsthand {

void Console::complain(const Error& error) const {
  err << "firsthand: " << error.text() << '\n' << std::flush;
}

void Console::say(const std::string& line) const {
  if (noise != Noise::kQuiet) err << line << '\n' << std::flush;
}

}  // namespace firsthand
