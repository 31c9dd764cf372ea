#pragma once
// Which addresses are left alone although a page links to them: to ask must change nothing.

#include <string>

#include "recorder/channels/web_url.h"

namespace firsthand {

// It looks as if it did something (signs out, deletes, orders, votes, adds to a basket, …), by a
// word of its path or query in English, German, French or Spanish. Rather too often than too
// seldom: a page that is called so is left alone as well.
bool looks_as_if_it_acts(const WebUrl& url);

}  // namespace firsthand
