#include "journeys/journey.h"

#include <algorithm>

namespace firsthand {

bool is_silent(const Step& step) { return std::holds_alternative<Note>(step.action); }

const Step* begins_without_page(const Journey& journey) {
  const auto first = std::find_if_not(journey.steps.begin(), journey.steps.end(), is_silent);
  const bool begins = first == journey.steps.end() || std::holds_alternative<Open>(first->action) ||
                      std::holds_alternative<Use>(first->action);
  return begins ? nullptr : &*first;
}

bool only_looks(const Step& step) {
  return std::holds_alternative<See>(step.action) || std::holds_alternative<NotSee>(step.action) ||
         std::holds_alternative<Keep>(step.action);
}

}  // namespace firsthand
