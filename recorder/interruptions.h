#pragma once
// What comes between the visitor and the page, unasked for: consent banners, newsletter boxes, app
// banners, surveys, chat windows. Dealt with as a person would, by a visible button, and written
// down with what it cost (Interruption in recording.h). How they speak: interruptions.tsv.

#include "recorder/waiting.h"
#include "recorder/walk_state.h"

namespace firsthand {

// Looks at what lies over the page now, and deals with what is the visitor's to deal with: consent
// as the journey says, whatever else only when it covers what is `wait`ed for. What the journey's
// own steps press from here on is left to them. True: something was pressed, and the page may be
// another. Errors only for what ends the walk.
Result<bool> deal_with_interruptions(WalkState& state, const WaitOrder& order,
                                     const WaitResult& wait);

// The wait is over: what no button closed went by itself, or was there to the end.
void settle_interruption(WalkState& state, bool gone);

}  // namespace firsthand
