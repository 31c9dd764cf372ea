#include "journeys/keystroke_level.h"

namespace firsthand::klm {

double before_doing_ms(const Step& step) {
  if (only_looks(step)) return std::max(kThinkMs, reading_ms(step.says));
  if (std::holds_alternative<Open>(step.action) || std::holds_alternative<Note>(step.action) ||
      std::holds_alternative<Wait>(step.action) || std::holds_alternative<Script>(step.action))
    return 0;
  const bool by_keys =
      std::holds_alternative<Press>(step.action) || std::holds_alternative<Type>(step.action);
  return kThinkMs + (by_keys ? kHomeMs : kPointMs);
}

}  // namespace firsthand::klm
