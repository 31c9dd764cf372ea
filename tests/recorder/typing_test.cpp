#include <gtest/gtest.h>

#include "recorder/visitor/hands.h"
#include "recorder/visitor/keys.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

TEST(Keys, KnowsNamedKeysInAnyCase) {
  EXPECT_EQ(chord_from("Enter")->key.text, "\r");
  EXPECT_EQ(chord_from("enter")->key.code, "Enter");
  EXPECT_EQ(chord_from("esc")->key.key, "Escape");
  EXPECT_EQ(chord_from("space")->key.text, " ");
  EXPECT_EQ(chord_from("PageDown")->key.code_number, 34);
  EXPECT_EQ(chord_from("F12")->key.code_number, 123);
}

TEST(Keys, KnowsChords) {
  const auto select_all = chord_from("Control+A");
  ASSERT_TRUE(select_all);
  EXPECT_EQ(select_all->modifiers, 2);
  EXPECT_EQ(select_all->key.code, "KeyA");
  EXPECT_EQ(select_all->key.text, "");
  EXPECT_EQ(chord_from("Shift+Tab")->modifiers, 8);
  EXPECT_EQ(chord_from("ctrl+alt+Shift+cmd+x")->modifiers, 15);
  EXPECT_EQ(chord_from("Control++")->key.key, "+");
  EXPECT_EQ(chord_from("+")->key.text, "+");
}

TEST(Keys, RefusesWhatIsNoKey) {
  for (const char* text : {"", "Ctl+A", "Entr", "Control+", "A+B", "++A", "é", "Control+Shift+"})
    EXPECT_FALSE(chord_from(text)) << text;
}

TEST(Keys, TypesEveryPrintableAsciiCharacter) {
  for (char character = ' '; character <= '~'; ++character) {
    const auto key = key_for(character);
    ASSERT_TRUE(key) << character;
    EXPECT_EQ(key->text, std::string(1, character));
    EXPECT_FALSE(key->code.empty()) << character;
    EXPECT_GT(key->code_number, 0) << character;
  }
  for (const char character : {'\0', '\n', '\x7F', '\xC3'}) EXPECT_FALSE(key_for(character));
}

class HandsTest : public ::testing::Test {
 protected:
  using Json = nlohmann::json;
  Json sent(std::size_t index) { return browser_.sent().at(index).at("params"); }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
  const SessionId session_ = "S";
  Hands mouse_{client_, session_, false};
  Hands finger_{client_, session_, true};
};

TEST_F(HandsTest, MovesPressesAndReleasesTheMouse) {
  mouse_.click(10.5, 20);
  ASSERT_EQ(browser_.sent().size(), 3U);
  for (const auto& command : browser_.sent()) {
    EXPECT_EQ(command.at("method"), "Input.dispatchMouseEvent");
    EXPECT_EQ(command.at("sessionId"), "S");
  }
  EXPECT_EQ(sent(0), (Json{{"type", "mouseMoved"}, {"x", 10.5}, {"y", 20.0}, {"buttons", 0}}));
  EXPECT_EQ(sent(1), (Json{{"type", "mousePressed"},
                           {"x", 10.5},
                           {"y", 20.0},
                           {"buttons", 1},
                           {"button", "left"},
                           {"clickCount", 1}}));
  EXPECT_EQ(sent(2), (Json{{"type", "mouseReleased"},
                           {"x", 10.5},
                           {"y", 20.0},
                           {"buttons", 0},
                           {"button", "left"},
                           {"clickCount", 1}}));
}

TEST_F(HandsTest, TapsWithAFinger) {
  finger_.click(1, 2);
  ASSERT_EQ(browser_.sent("Input.dispatchTouchEvent").size(), 2U);
  EXPECT_EQ(sent(0), Json::parse(R"({"type":"touchStart","touchPoints":[{"x":1.0,"y":2.0}]})"));
  EXPECT_EQ(sent(1), Json::parse(R"({"type":"touchEnd","touchPoints":[]})"));
}

TEST_F(HandsTest, ScrollsDownByWheelAndBySwipe) {
  mouse_.scroll(5, 6, 300);
  finger_.scroll(5, 6, 300);
  EXPECT_EQ(
      sent(0),
      (Json{{"type", "mouseWheel"}, {"x", 5.0}, {"y", 6.0}, {"deltaX", 0}, {"deltaY", 300.0}}));
  EXPECT_EQ(sent(1).at("yDistance"), -300.0);
}

TEST_F(HandsTest, PressesAKeyThatTypesAndOneThatDoesNot) {
  mouse_.press(*chord_from("a"));
  mouse_.press(*chord_from("Tab"));
  EXPECT_EQ(sent(0), (Json{{"type", "keyDown"},
                           {"modifiers", 0},
                           {"key", "a"},
                           {"code", "KeyA"},
                           {"windowsVirtualKeyCode", 65},
                           {"text", "a"}}));
  EXPECT_EQ(sent(1), (Json{{"type", "keyUp"},
                           {"modifiers", 0},
                           {"key", "a"},
                           {"code", "KeyA"},
                           {"windowsVirtualKeyCode", 65}}));
  EXPECT_EQ(sent(2).at("type"), "rawKeyDown");
  EXPECT_FALSE(sent(2).contains("text"));
}

TEST_F(HandsTest, SelectsAllThroughTheBrowsersOwnCommand) {
  mouse_.press(*chord_from("Control+A"));
  EXPECT_EQ(sent(0).at("commands"), Json::array({"selectAll"}));
}

TEST_F(HandsTest, TypesKeysAndInsertsWhatHasNone) {
  mouse_.type("aé😀b\n");
  std::vector<std::string> typed;
  for (const auto& command : browser_.sent()) {
    const auto& params = command.at("params");
    if (command.at("method") == "Input.insertText" || params.contains("text"))
      typed.push_back(params.at("text"));
  }
  EXPECT_EQ(typed, (std::vector<std::string>{"a", "é😀", "b", "\r"}));
}

}  // namespace
}  // namespace firsthand
