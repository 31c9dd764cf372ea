#pragma once
// SIGINT and SIGTERM become a flag that the walk asks for. A second one ends the program at once;
// the browser's keeper still cleans up.

namespace firsthand {

// Also ignores SIGPIPE: a browser that died is an error value, not our end.
void watch_for_interrupts();
bool interrupted();

}  // namespace firsthand
