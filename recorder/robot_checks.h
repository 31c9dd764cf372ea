#pragma once
// Bot walls and captchas, known by their signs (robot_checks.tsv). What turned the robot away says
// nothing about customers, so it must neither be taken for the site's fault nor be overlooked; a
// refusal without a sign stays the site's.

#include <optional>
#include <string>
#include <vector>

#include "recorder/walk_state.h"

namespace firsthand {

// What a page shows of a robot check, if anything.
struct RobotSigns {
  std::optional<int> status{};         // of the document
  std::vector<std::string> headers{};  // "name: value", names in lower case
  std::vector<std::string> cookies{};  // "name=value"
  std::vector<std::string> frames{};   // addresses of the frames that are to be seen
  std::vector<std::string> scripts{};  // addresses of what the page loaded
  std::string title{}, text{};
  bool in_the_way = false;  // what was looked for is there, and covered or disabled
};

struct RobotCheck {
  std::string vendor{};  // "Cloudflare"
  std::string sign{};    // "the page's title"
};

std::optional<RobotCheck> robot_check_in(const RobotSigns& signs);

// What the page in front shows now. Errors only for what ends the walk.
Result<RobotSigns> signs_on_page(WalkState& state, bool in_the_way);

// Who turned the walk away, and what to allow so that it is let in.
std::string turned_away_by(const RobotCheck& check, bool marked);

}  // namespace firsthand
