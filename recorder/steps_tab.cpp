// The option tab: the walk goes on in the tab that a step names.

#include "journeys/text.h"
#include "recorder/steps.h"
#include "recorder/tabs.h"

namespace firsthand {

Next Steps::follow_tab(int index, const Step& step, bool& passed) {
  auto text = expand(step.tab->raw, state_.variables);
  if (!text) return std::move(text).error();
  NamedTab tab(state_, *text, index * kIdsAStep + kIdsAStep - 1);
  const WaitOrder order{.query = {.word = "tab", .text = *text},
                        .presence = [&tab] { return tab.now(); },
                        .what = "The tab “" + printable(*text, 80) + "”",
                        .instead = [&tab] { return tab.instead(); },
                        .from_ms = records_.waiting_since(),
                        .patience_ms = patience_of(step),
                        .limit_ms = limit_of(step),
                        .paced = false,
                        .optional = step.optional};
  auto wait = wait_for(state_, order);
  if (!wait) return std::move(wait).error();
  records_.notice();
  if (wait->held) return endings_.held();
  if (!wait->found && step.optional) {
    passed = true;
    return pass_over(index);
  }
  if (!wait->found || !wait->patient) {
    records_.charge(order, *wait);
    return endings_.give_up(order, *wait);
  }
  if (tab.follow(index)) return std::optional<Ending>();
  return endings_.end_with(StepOutcome::kStopped, Outcome::kStopped,
                           {"left_hosts",
                            "The tab leads to a host that is not in this journey's "
                            "hosts; the walk went no further."});
}

}  // namespace firsthand
