#include "recorder/browser/frame_names.h"

#include <algorithm>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

void FrameNames::learn(const PageFrame& frame) {
  const auto* parent = frames_.find(frame.parent);
  if (parent == nullptr) return;
  const auto session = parent->session;
  const auto id = frame.id;
  client_.ask(session, "DOM.getFrameOwner", {{"frameId", id}},
              [this, session, id](const Result<Json>& owner) {
                if (!owner) return;
                client_.ask(session, "DOM.describeNode",
                            {{"backendNodeId", whole_in(*owner, "backendNodeId")}},
                            [this, id](const Result<Json>& reply) {
                              if (!reply) return;
                              // Names and values in turn.
                              const auto told =
                                  texts_in(part_in(part_in(*reply, "node"), "attributes"));
                              for (std::size_t at = 0; at + 1 < told.size(); at += 2)
                                if (told[at] == "title" || told[at] == "name" || told[at] == "id" ||
                                    told[at] == "aria-label")
                                  add(id, told[at + 1]);
                            });
              });
}

void FrameNames::add(const FrameId& frame, const std::string& name) {
  if (auto folded = fold(name); !folded.empty()) names_[frame].insert(std::move(folded));
}

bool FrameNames::fits(const FrameId& id, const std::string& wanted) const {
  const auto words = fold(wanted);
  const auto has = [&](const std::string& text) { return text.find(words) != std::string::npos; };
  for (const auto* frame = frames_.find(id); frame != nullptr && !frame->parent.empty();
       frame = frames_.find(frame->parent)) {
    const auto known = names_.find(frame->id);
    if (has(fold(frame->url)) || (known != names_.end() && std::ranges::any_of(known->second, has)))
      return true;
  }
  return false;
}

}  // namespace firsthand
