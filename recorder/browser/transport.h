#pragma once
// One message out, one message in. The seam that tests put a double into.

#include <optional>
#include <string>
#include <string_view>

#include "journeys/result.h"
#include "recorder/deadline.h"

namespace firsthand {

class Transport {
 public:
  virtual ~Transport() = default;
  virtual Result<> send(std::string_view message) = 0;
  // Nothing before the deadline: an empty optional. Browser gone: kBrowserGone.
  virtual Result<std::optional<std::string>> receive(Deadline deadline) = 0;
};

}  // namespace firsthand
