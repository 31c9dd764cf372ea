#include "cli/examined_browser.h"

#include <gtest/gtest.h>

namespace firsthand {
namespace {

using namespace std::chrono_literals;

// A page's process that is only just there has not shut itself in yet.
TEST(ExaminedBrowser, HasItsSandboxEveryTime) {
  for (int time = 0; time < 12; ++time) {
    const auto examined = examine_browser({}, Deadline::after(20s));
    ASSERT_TRUE(examined) << examined.error().text();
    EXPECT_NE(examined->sandbox, Sandbox::kOff) << "time " << time;
    EXPECT_NE(examined->sandbox, Sandbox::kRefused) << "time " << time;
  }
}

}  // namespace
}  // namespace firsthand
