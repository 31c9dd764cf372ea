#pragma once
// What people call the frames of a page: the name and title of the element that holds one, the
// title of what is in it, and its address.

#include <map>
#include <set>
#include <string>

#include "recorder/browser/devtools_client.h"
#include "recorder/browser/frame_tree.h"

namespace firsthand {

class FrameNames {
 public:
  FrameNames(DevToolsClient& client, const FrameTree& frames) : client_(client), frames_(frames) {}

  // Asks the page around `frame` what it calls it; nothing is awaited.
  void learn(const PageFrame& frame);
  // What the frame calls itself.
  void add(const FrameId& frame, const std::string& name);
  // `wanted` is a part of what the frame, or one that it lies in, is called. The page itself is no
  // frame. Case and white space do not matter.
  bool fits(const FrameId& frame, const std::string& wanted) const;

 private:
  DevToolsClient& client_;
  const FrameTree& frames_;
  std::map<FrameId, std::set<std::string>> names_{};  // folded
};

}  // namespace firsthand
