#pragma once
// What a site asks robots to leave alone: RFC 9309.

#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// The rules of the group for `product` (its name, as it stands in User-agent lines), or of that for
// everybody where there is none.
class RobotsTxt {
 public:
  // No more than the first 500 KiB are read, as the RFC allows.
  static RobotsTxt read(std::string_view text, std::string_view product);
  // What stands for a file that is not there, and for one that could not be had.
  static RobotsTxt everything() { return {}; }
  static RobotsTxt nothing();

  // `path` with its query. The longest rule that fits decides; of two as long, the one that allows.
  bool allows(std::string_view path) const;

 private:
  struct Rule {
    std::string path{};
    bool allow = false;
  };
  std::vector<Rule> rules_{};
};

}  // namespace firsthand
