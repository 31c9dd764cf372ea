// The step that searches: find.

#include <fmt/format.h>

#include "recorder/finding.h"
#include "recorder/steps.h"

namespace firsthand {

Next Steps::find(const Step& step, const Sought& sought, const WaitResult& here) {
  const auto& order = sought.order;
  records_.notice();
  if (here.held) return endings_.held();
  const bool no_page = !here.found && state_.page.frames().navigating();
  if (here.failure || no_page) return endings_.give_up(order, here);
  if (here.found) records_.charge(order, here);
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  if (auto settled = records_.settle(); !settled) return std::move(settled).error();
  if (here.sighting.offscreen)
    if (auto seen = bring_into_view(here.frame, order.id); !seen) return std::move(seen).error();
  records_.picture_before();
  if (auto shown = records_.settle(); !shown) return std::move(shown).error();
  arm_next(record.index);
  acted_ms_ = state_.clock.now_ms();
  state_.page.guard().allow_sending(false);
  Searching searching(state_, step, record.index, order);
  auto done = searching.go(here);
  state_.page.agent().disarm(order.id);
  if (!done) return std::move(done).error();
  // Searching is what the visitor does here; none of it is our own time.
  take_down(*done);
  record.search = searching.search();
  records_.notice();
  if (state_.page.guard().held()) return endings_.held();
  if (record.search->found) {
    tell(Progress::What::kStepDone, record);
    records_.leave_open();
    return std::optional<Ending>();
  }
  const auto how_far = record.clicks == 0 ? std::string(" on this page")
                                          : fmt::format(", with {} click{}", record.clicks,
                                                        record.clicks == 1 ? "" : "s");
  auto error = done->error.value_or(StepError{
      "not_found", fmt::format("No link to “{}” was found{}.", order.query.text, how_far)});
  const bool failed = done->error && error.code != "covered";
  if (!step.optional)
    return endings_.stopped_by_site(failed ? StepOutcome::kFailed : StepOutcome::kGaveUp,
                                    failed ? Outcome::kFailed : Outcome::kGaveUp, error,
                                    error.code == "covered");
  // What a robot is not shown may be there for customers.
  auto away = endings_.turned_away(false);
  if (!away || *away) return away;
  record.error = std::move(error);
  if (auto shown = records_.picture_after(record); !shown) return std::move(shown).error();
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kPassedOver);
  return std::optional<Ending>();
}

}  // namespace firsthand
