#include <gmock/gmock.h>

#include "recorder/visitor/agent.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AgentLinkTest : public ::testing::Test {
 protected:
  AgentLinkTest() {
    frames_.adopt_root("S", "ROOT");
    new_document(5);
  }
  void say(const std::string& method, Json params) {
    bool heard = false;
    const auto listening = client_.on(method, [&](const auto&, const auto&) { heard = true; });
    browser_.event(method, std::move(params), "S");
    (void)client_.pump_until([&] { return heard; }, Deadline::after(1s));
  }
  void new_document(int world) {
    say("Runtime.executionContextsCleared", Json::object());
    say("Runtime.executionContextCreated",
        {{"context", {{"id", world}, {"name", kWorldName}, {"auxData", {{"frameId", "ROOT"}}}}}});
    world_ = world;
  }
  void tell(const std::string& payload, int world, const char* name = kBindingName) {
    say("Runtime.bindingCalled",
        {{"name", name}, {"executionContextId", world}, {"payload", payload}});
  }
  void tell(const Json& message) { tell(message.dump(), world_); }
  std::vector<std::string> evaluated() const {
    std::vector<std::string> out;
    for (const auto& command : browser_.sent("Runtime.evaluate"))
      out.push_back(command.at("expression"));
    return out;
  }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
  WalkClock clock_;
  std::vector<Box> masks() {
    std::vector<Box> boxes;
    for (const auto& [frame, box] : agent_.take_mask_boxes()) boxes.push_back(box);
    return boxes;
  }

  FrameTree frames_{client_, kWorldName};
  AgentLink agent_{client_, frames_, clock_};
  int world_ = 0;
};

TEST_F(AgentLinkTest, WatchesForAQueryInEveryDocumentUntilDisarmed) {
  agent_.arm(100, Query{.word = "click", .text = "Pay \"now\""});
  ASSERT_EQ(evaluated().size(), 1U);
  EXPECT_THAT(evaluated()[0], HasSubstr(R"(firsthand.arm(100,)"));
  EXPECT_THAT(evaluated()[0], HasSubstr(R"("raw":"Pay \"now\"")"));
  new_document(6);
  EXPECT_EQ(evaluated().size(), 2U);
  agent_.disarm(100);
  EXPECT_EQ(evaluated().back(), "firsthand.disarm(100)");
  new_document(7);
  EXPECT_EQ(evaluated().size(), 3U);
}

TEST_F(AgentLinkTest, KnowsTheNewestSightingOfTheDocumentThatIsThere) {
  agent_.arm(100, Query{.word = "click", .text = "Pay"});
  tell({{"k", "target"}, {"id", 100}, {"state", "covered"}, {"by", "Cookies"}});
  tell({{"k", "target"}, {"id", 100}, {"state", "ready"}, {"matches", 1}});
  ASSERT_TRUE(agent_.sightings(100).contains("ROOT"));
  EXPECT_EQ(agent_.sightings(100).at("ROOT").state, "ready");
  new_document(6);
  EXPECT_THAT(agent_.sightings(100), IsEmpty());
}

TEST_F(AgentLinkTest, HearsNobodyButItself) {
  agent_.arm(100, Query{.word = "click", .text = "Pay"});
  const auto message = Json{{"k", "target"}, {"id", 100}, {"state", "ready"}}.dump();
  tell(message, 99);                 // a world that is not ours
  tell(message, world_, "another");  // another tool's binding
  EXPECT_THAT(agent_.sightings(100), IsEmpty());
  tell({{"k", "target"}, {"id", 7}, {"state", "ready"}});
  tell({{"k", "text"}, {"id", 7}, {"text", "late"}});
  EXPECT_THAT(agent_.sightings(7), IsEmpty());
  EXPECT_THAT(agent_.texts(7), IsEmpty());
}

TEST_F(AgentLinkTest, HearsNamesThatWereCutInTheMiddleOfAnEmoji) {
  agent_.arm(100, Query{.word = "click", .text = "Pay"});
  tell(R"({"k":"target","id":100,"state":"covered","by":"Offers \ud83d"})", world_);
  ASSERT_TRUE(agent_.sightings(100).contains("ROOT"));
  EXPECT_EQ(agent_.sightings(100).at("ROOT").by, "Offers \xEF\xBF\xBD");
}

TEST_F(AgentLinkTest, KeepsTheFirstReactionAndTheNewestInput) {
  agent_.expect_reaction();
  tell({{"k", "react"}, {"what", "dom"}});
  tell({{"k", "input"}, {"type", "click"}});
  const auto first = agent_.reactions().at("dom"), input = agent_.inputs().at("click");
  tell({{"k", "react"}, {"what", "dom"}});
  tell({{"k", "input"}, {"type", "click"}});
  EXPECT_EQ(agent_.reactions().at("dom"), first);
  EXPECT_GE(agent_.inputs().at("click"), input);
  agent_.expect_reaction();
  EXPECT_THAT(agent_.reactions(), IsEmpty());
  EXPECT_THAT(agent_.inputs(), IsEmpty());
}

TEST_F(AgentLinkTest, ReadsThePagesClock) {
  // The document began now; something happened 40 ms earlier than it is told.
  const double origin = 1'700'000'000'000;
  tell({{"k", "hello"}, {"t", 50.0}, {"o", origin}});
  ASSERT_TRUE(agent_.hello_ms());
  tell({{"k", "busy"}, {"t", 10.0}, {"o", origin}});
  EXPECT_NEAR(*agent_.hello_ms() - agent_.last_busy_ms(), 40, 1e-6);
}

TEST_F(AgentLinkTest, DoesNotBelieveTimesThatCannotBe) {
  const double origin = 1'700'000'000'000;
  tell({{"k", "hello"}, {"t", 0}, {"o", origin}});
  const double before = clock_.now_ms();
  for (const double t : {1e300, -1e300, 1e9, -1e9}) {
    tell({{"k", "busy"}, {"t", t}, {"o", origin}});
    EXPECT_GE(agent_.last_busy_ms(), before) << t;
    EXPECT_LE(agent_.last_busy_ms(), clock_.now_ms()) << t;
  }
}

TEST_F(AgentLinkTest, CollectsWhereSecretsShowUntilTaken) {
  tell({{"k", "mask"}, {"boxes", {{1, 2, 3, 4}}}});
  tell({{"k", "mask"}, {"boxes", {{5, 6, 7, 8}, {"no", "box", 0, 0}}}});
  EXPECT_EQ(masks(), (std::vector<Box>{{1, 2, 3, 4}, {5, 6, 7, 8}}));
  EXPECT_EQ(masks(), (std::vector<Box>{{5, 6, 7, 8}}));
}

TEST_F(AgentLinkTest, KnowsWhereSecretsShowedInADocumentThatIsLeft) {
  tell({{"k", "mask"}, {"boxes", {{1, 2, 3, 4}}}});
  new_document(77);
  EXPECT_EQ(masks(), (std::vector<Box>{{1, 2, 3, 4}}));
  EXPECT_THAT(masks(), IsEmpty());
}

TEST_F(AgentLinkTest, KnowsASelectorThatTheBrowserCannotRead) {
  agent_.arm(100, {.text = "[[", .by = TargetBy::kCss});
  tell({{"k", "target"}, {"id", 100}, {"state", "bad-selector"}, {"by", "not valid"}});
  EXPECT_EQ(agent_.selector_trouble(100, 120), "not valid");
  EXPECT_EQ(agent_.selector_trouble(0, 100), "");
}

TEST_F(AgentLinkTest, KnowsWhenOurOwnScriptBroke) {
  const double before = clock_.now_ms();
  tell({{"k", "trouble"}, {"text", "TypeError: no such thing"}});
  ASSERT_THAT(agent_.troubles(), SizeIs(1));
  EXPECT_EQ(agent_.troubles()[0].text, "TypeError: no such thing");
  EXPECT_GE(agent_.troubles()[0].at_ms, before);
  EXPECT_LE(agent_.troubles()[0].at_ms, clock_.now_ms());
}

TEST_F(AgentLinkTest, AsksNothingOfAFrameThatIsGone) {
  (void)agent_.evaluate("GONE", "view()");
  EXPECT_EQ(browser_.sent("Runtime.evaluate").back().at("contextId"), 0);
}

TEST(AgentScript, HoldsItsSecretsAsAsciiText) {
  const auto script = agent_script({"</script>é\xE2\x80\xA8"});
  EXPECT_THAT(script, HasSubstr("\\u00e9\\u2028"));
}

}  // namespace
}  // namespace firsthand
