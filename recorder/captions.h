#pragma once
// Captions for whoever watches a walk (WalkOptions::watch). Neither the film nor a picture, the OCR
// or the finding ever meets one: it stands in the page only while the film is stopped and the
// visitor does nothing, is gone from two presented frames before the film goes on, and our own eyes
// in the page pass it by.

#include <string>

#include "recorder/walk_state.h"

namespace firsthand {

class Captions {
 public:
  explicit Captions(WalkState& state) : state_(state) {}

  // Shows `text` for as long as it takes to read. Nothing happens when nobody watches. Errors only
  // for what ends the walk.
  Result<> tell(const std::string& text);
  // Shows it until hide().
  Result<> show(const std::string& text);
  Result<> hide();

 private:
  Result<> ask(const std::string& expression);

  WalkState& state_;
};

}  // namespace firsthand
