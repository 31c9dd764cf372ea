#include "recorder/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

std::string layer_key(const std::string& kind, const std::string& name) {
  return kind + "|" + fold(name);
}

Result<Json> ask_layer(WalkState& state, const FrameId& frame, const std::string& expression) {
  auto told = state.ask(frame, expression, kLayerAnswers);
  if (!told && ends_walk(told.error())) return told;
  return told ? std::move(*told) : Json();
}

bool unmoved(const Box& one, const Box& other) {
  constexpr double kClose = 4;
  return std::abs(one.x - other.x) < kClose && std::abs(one.y - other.y) < kClose;
}

namespace {

Layer layer_from(const Json& told, const FrameId& frame, const Box& offset) {
  Layer layer{.frame = frame,
              .index = whole_in(told, "index"),
              .kind = text_in(told, "kind"),
              .name = printable(text_in(told, "name"), 60),
              .box = box_from(part_in(told, "box"))};
  layer.box.x += offset.x;
  layer.box.y += offset.y;
  for (const auto& button : part_in(told, "buttons"))
    layer.offers.push_back({text_in(button, "does"), printable(text_in(button, "name"), 80)});
  return layer;
}

// What a layer's own frame holds, of the page's frames the one that stands there; empty: none does.
Result<std::vector<Layer>> in_frame(WalkState& state, const Box& place, const std::string& ids) {
  std::vector<FrameId> frames;
  for (const auto& [id, frame] : state.page.frames().frames())
    if (frame.world && id != state.page.frames().root_frame() && state.page.frames().in_front(id))
      frames.push_back(id);
  for (const auto& id : frames) {
    auto offset = state.page.offset_of(id, Deadline::after(kLayerAnswers));
    if (!offset && ends_walk(offset.error())) return std::move(offset).error();
    if (!offset || !unmoved(*offset, place)) continue;
    auto told = ask_layer(state, id, "interruptions(" + ids + ", true)");
    if (!told) return std::move(told).error();
    std::vector<Layer> layers;
    if (told->is_array())
      for (const auto& one : *told) layers.push_back(layer_from(one, id, *offset));
    // Another frame may begin in the very same corner.
    if (!layers.empty()) return layers;
  }
  return std::vector<Layer>();
}

}  // namespace

Result<std::vector<Layer>> layers_over_page(WalkState& state, int id) {
  const auto& root = state.page.frames().root_frame();
  const auto ids = fmt::format("[{}]", id);
  auto told = ask_layer(state, root, "interruptions(" + ids + ", false)");
  if (!told) return std::move(told).error();
  std::vector<Layer> layers;
  if (!told->is_array()) return layers;
  for (const auto& one : *told) {
    const auto& frame = part_in(one, "frame");
    if (!frame.is_object()) {
      layers.push_back(layer_from(one, root, {}));
      continue;
    }
    auto inside = in_frame(state, box_from(part_in(one, "frame")), ids);
    if (!inside) return std::move(inside).error();
    layers.insert(layers.end(), inside->begin(), inside->end());
    // The close button may stand outside the frame.
    if (auto around = layer_from(one, root, {}); !around.offers.empty()) {
      if (around.kind.empty() && !inside->empty()) around.kind = inside->front().kind;
      layers.push_back(std::move(around));
    }
  }
  // A banner asks before anything else is to be read.
  std::ranges::stable_sort(
      layers, [](const Layer& a, const Layer& b) { return a.is_consent() && !b.is_consent(); });
  return layers;
}

}  // namespace firsthand
