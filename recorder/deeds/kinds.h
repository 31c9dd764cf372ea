#pragma once
// The deeds, each for one word of the journey language. Errors: see Doing.

#include "recorder/deeds/doing.h"

namespace firsthand::deeds {

// opening.cpp. Paths are the site's own: "/help" and "help" both start at the root of `base_url`.
Result<> open(Doing& doing, const Open& open, const std::string& base_url);

// pointing.cpp
Result<> click(Doing& doing);
Result<> double_click(Doing& doing);
// The pointer goes there and stays. A finger cannot hover: it taps.
Result<> hover(Doing& doing);
Result<> check(Doing& doing, const Check& check);

// typing.cpp
Result<> fill(Doing& doing, const Fill& fill);
// Key by key into whatever has the focus, which is awaited.
Result<> type(Doing& doing, const Type& type);
Result<> press(Doing& doing, const Press& press);

// probing.cpp. Pastes into the text box of the step's target `which`, which has the focus, and
// empties it again; notes paste_refused, or not_probed with the reason. Only boxes for an e-mail, a
// number or a telephone; nothing is sent, and the time is the tool's.
Result<> probe_box(Doing& doing, const Spot& spot, std::size_t which);

// choosing.cpp
Result<> choose(Doing& doing, const Choose& choose);

// scrolling.cpp
Result<> scroll(Doing& doing, const Scroll& scroll);

// sliding.cpp. By keys where the slider takes them, else by dragging its thumb.
Result<> slide(Doing& doing, const Slide& slide);

// dragging.cpp
Result<> drag(Doing& doing);

// picking.cpp
Result<> pick(Doing& doing, const Pick& pick);

// attaching.cpp
Result<> attach(Doing& doing, const Attach& attach);

}  // namespace firsthand::deeds
