#pragma once
// The requests that carry what a customer sent.

#include <vector>

#include "journeys/recording_folder.h"

namespace firsthand {

// Takes something to the site: not GET or HEAD, and no redirect that repeats it elsewhere.
bool hands_over(const Request& request);
// Answered with 400 or more, or broken off by other than the page or by leaving it.
bool has_failed(const Request& request);
// What counts and measures visitors, by its address: a beacon, and no form.
bool only_measures(const Request& request);

// Of the requests that carried what `step` sent the last, when all of them failed; null: it sent
// nothing that we saw, or something was taken. Where another site took something, this one may have
// had nothing to take.
const Request* sent_in_vain(const Recording& recording, const StepRecord& step);

}  // namespace firsthand
