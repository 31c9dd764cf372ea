#pragma once
// `firsthand walk` with a browser that follows a script.

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/cli/support.h"

namespace firsthand::test {

class WalkCommand : public ::testing::Test {
 protected:
  WalkRequest request(const std::vector<std::string>& files = {"ask.yaml"}) {
    WalkRequest made;
    for (const auto& file : files) made.journeys.push_back(folder.write(file, kJourney).string());
    made.out = folder.path() / "out";
    return made;
  }
  ExitCode run(const WalkRequest& made, ScriptedParts& script) {
    return run_walk(made, script.parts, heard.console);
  }
  TempFolder folder;
  HeardConsole heard;
};

}  // namespace firsthand::test
