#include "recorder/deeds.h"

#include "recorder/deeds/kinds.h"

namespace firsthand {
namespace {

// The words that only look, wait or go through the browser's history are not done by hand.
struct Perform {
  Doing& doing;
  const std::string& base_url;

  Result<> operator()(const Open& it) const { return deeds::open(doing, it, base_url); }
  Result<> operator()(const Click&) const { return deeds::click(doing); }
  Result<> operator()(const DoubleClick&) const { return deeds::double_click(doing); }
  Result<> operator()(const Hover&) const { return deeds::hover(doing); }
  Result<> operator()(const Fill& it) const { return deeds::fill(doing, it); }
  Result<> operator()(const Type& it) const { return deeds::type(doing, it); }
  Result<> operator()(const Press& it) const { return deeds::press(doing, it); }
  Result<> operator()(const Choose& it) const { return deeds::choose(doing, it); }
  Result<> operator()(const Check& it) const { return deeds::check(doing, it); }
  Result<> operator()(const Scroll& it) const { return deeds::scroll(doing, it); }
  Result<> operator()(const Slide& it) const { return deeds::slide(doing, it); }
  Result<> operator()(const Drag&) const { return deeds::drag(doing); }
  Result<> operator()(const Pick& it) const { return deeds::pick(doing, it); }
  Result<> operator()(const Attach& it) const { return deeds::attach(doing, it); }
  template <typename Other>
  Result<> operator()(const Other&) const {
    return Done{};
  }
};

}  // namespace

Result<StepDone> Deeds::perform(const std::string& base_url) {
  auto& done = doing_.done;
  if (doing_.queries.empty())
    if (auto begun = doing_.begin(); !begun) return std::move(begun).error();
  const auto result = std::visit(Perform{doing_, base_url}, doing_.step.action);
  if (!result && ends_walk(result.error())) return result.error();
  if (!result && !done.error) done.error = StepError{"page_gone", result.error().text()};
  return std::move(done);
}

}  // namespace firsthand
