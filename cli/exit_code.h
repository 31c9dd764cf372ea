#pragma once
// How the program ends. What schedulers and CI act on; documented in README.md.

#include "journeys/result.h"

namespace firsthand {

enum class ExitCode {
  kGo = 0,             // walked, and within every budget
  kTrouble = 1,        // the customer met trouble
  kUsage = 2,          // wrong usage, or a file that does not read
  kCannotMeasure = 3,  // no browser, turned away, disk full, our own fault
  kInterrupted = 130,  // SIGINT or SIGTERM
};

// Where several hold: 130, 2, 1, 3, 0.
constexpr ExitCode worse(ExitCode a, ExitCode b) {
  constexpr auto rank = [](ExitCode code) {
    switch (code) {
      case ExitCode::kInterrupted:
        return 4;
      case ExitCode::kUsage:
        return 3;
      case ExitCode::kTrouble:
        return 2;
      case ExitCode::kCannotMeasure:
        return 1;
      case ExitCode::kGo:
        break;
    }
    return 0;
  };
  return rank(a) >= rank(b) ? a : b;
}

// Whose trouble an error is; never chosen from its text.
constexpr ExitCode exit_code_of(Errc code) {
  switch (code) {
    case Errc::kUsage:
    case Errc::kUnreadable:
      return ExitCode::kUsage;
    case Errc::kInterrupted:
      return ExitCode::kInterrupted;
    default:
      return ExitCode::kCannotMeasure;
  }
}

}  // namespace firsthand
