#pragma once
// What a person sees while walks go on: one live line on a terminal, plain lines in a pipe, nothing
// when quiet.

#include <string>

#include "cli/console.h"
#include "recorder/walker.h"

namespace firsthand {

class ProgressLine {
 public:
  explicit ProgressLine(const Console& console) : console_(console) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Walk `walk` of `walks` starts; both count from 1.
  void start(int walk, int walks, const std::string& title);
  void tell(const Progress& progress);
  // A line about work after the walking ("reading the screens of ...").
  void work(const std::string& what);
  // Takes the live line away: before anything else is printed.
  void clear();

 private:
  void live(const std::string& line);

  const Console& console_;
  std::string head_{};
  bool shown_ = false;
};

}  // namespace firsthand
