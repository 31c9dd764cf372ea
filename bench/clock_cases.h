#pragma once
// The pages whose delay is known. Each has a control "Go on"; what it brings comes after a delay.

#include <string>
#include <vector>

namespace firsthand::bench {

struct ClockCase {
  std::string name{};
  std::string what{};   // in one line
  std::string page{};   // body of the page; its script defines run(), called by the click
  std::string steps{};  // YAML: what the journey does after the click
  // How a page test finds what is awaited: {"text"} or {"role", "name"}, maybe "frame"; empty: not.
  std::string locator{};
  bool in_page = true;  // false: another document comes from the server
  // Looked at as long as a visitor takes their time: whoever acts at once has gone before it moves.
  bool steady = false;
  // What is awaited is there this much later than D, and at the latest then.
  int later_ms = 0, most_ms = 1'000'000;
};

std::vector<ClockCase> clock_cases();

// The document around ClockCase::page.
std::string clock_page(const std::string& body);
// What stands in the frame of the cases that have one.
std::string clock_frame();
// Where the server case ends up.
std::string clock_next_page();

}  // namespace firsthand::bench
