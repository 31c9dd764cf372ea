#pragma once
// What lies over the page: the boxes that the agents of its frames tell of (agent/layers.js), with
// the buttons that a visitor sees in them.

#include <chrono>
#include <string>
#include <vector>

#include "recorder/walk_state.h"

namespace firsthand {

inline constexpr auto kLayerAnswers = std::chrono::milliseconds(1000);  // what asking one may take

// By which one layer is known from another, also on another page.
std::string layer_key(const std::string& kind, const std::string& name);

// A layer as one frame told of it.
struct Layer {
  FrameId frame{};
  int index = 0;               // among those that the frame told of last
  std::string kind{}, name{};  // see Interruption
  Box box{};                   // root viewport
  std::vector<Offer> offers{};
  std::string key() const { return layer_key(kind, name); }
  bool is_consent() const { return kind == "consent"; }
};

// Those that lie over the page now, consent first. `id`: of the query that is waited for, which
// they may cover; -1: of none. Errors only for what ends the walk.
Result<std::vector<Layer>> layers_over_page(WalkState& state, int id);

// From the agent in `frame`; null when the page went away, and its layers with it.
Result<Json> ask_layer(WalkState& state, const FrameId& frame, const std::string& expression);

// They stand in the same place, sizes aside.
bool unmoved(const Box& one, const Box& other);

}  // namespace firsthand
