#include "journeys/journey.h"

namespace firsthand {

bool is_silent(const Step& step) { return std::holds_alternative<Note>(step.action); }

bool only_looks(const Step& step) {
  return std::holds_alternative<See>(step.action) || std::holds_alternative<NotSee>(step.action) ||
         std::holds_alternative<Keep>(step.action);
}

}  // namespace firsthand
