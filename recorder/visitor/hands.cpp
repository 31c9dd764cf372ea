#include "recorder/visitor/hands.h"

#include <string_view>
#include <utility>

namespace firsthand {
namespace {

constexpr std::pair<std::string_view, const char*> kCommands[] = {
    {"KeyA", "selectAll"}, {"KeyX", "cut"}, {"KeyV", "paste"}};

Json key_event(const char* type, const Chord& chord) {
  Json event{{"type", type},
             {"modifiers", chord.modifiers},
             {"key", chord.key.key},
             {"code", chord.key.code},
             {"windowsVirtualKeyCode", chord.key.code_number}};
  if (!chord.key.text.empty() && std::string_view(type) != "keyUp") event["text"] = chord.key.text;
  return event;
}

}  // namespace

void Hands::mouse(const char* type, double x, double y, int buttons, int count) {
  Json event{{"type", type}, {"x", x}, {"y", y}, {"buttons", buttons}};
  if (count > 0) {
    event["button"] = "left";
    event["clickCount"] = count;
  }
  client_.tell(root_, "Input.dispatchMouseEvent", std::move(event));
}

void Hands::touch(const char* type, Json points) {
  client_.tell(root_, "Input.dispatchTouchEvent",
               {{"type", type}, {"touchPoints", std::move(points)}});
}

void Hands::click(double x, double y) {
  if (!touch_) move(x, y);
  hold(x, y);
  let_go(x, y);
}

void Hands::double_click(double x, double y) {
  click(x, y);
  if (touch_) return click(x, y);
  mouse("mousePressed", x, y, 1, 2);
  mouse("mouseReleased", x, y, 0, 2);
}

void Hands::move(double x, double y) { mouse("mouseMoved", x, y, 0, 0); }

void Hands::hold(double x, double y) {
  if (touch_) return touch("touchStart", {{{"x", x}, {"y", y}}});
  mouse("mousePressed", x, y, 1, 1);
}

void Hands::carry(double x, double y) {
  if (touch_) return touch("touchMove", {{{"x", x}, {"y", y}}});
  Json event{{"type", "mouseMoved"}, {"x", x}, {"y", y}, {"buttons", 1}, {"button", "left"}};
  client_.tell(root_, "Input.dispatchMouseEvent", std::move(event));
}

void Hands::let_go(double x, double y) {
  if (touch_) return touch("touchEnd", Json::array());
  mouse("mouseReleased", x, y, 0, 1);
}

Ticket Hands::press_and_ask(const Chord& chord) {
  const auto* type = chord.key.text.empty() ? "rawKeyDown" : "keyDown";
  client_.tell(root_, "Input.dispatchKeyEvent", key_event(type, chord));
  return client_.send(root_, "Input.dispatchKeyEvent", key_event("keyUp", chord));
}

void Hands::press(const Chord& chord) {
  auto down = key_event(chord.key.text.empty() ? "rawKeyDown" : "keyDown", chord);
  // Editing commands are the browser's, not the page's: without this Control+A selects nothing.
  for (const auto& [code, command] : kCommands)
    if (chord.modifiers == 2 && chord.key.code == code) down["commands"] = {command};
  client_.tell(root_, "Input.dispatchKeyEvent", std::move(down));
  client_.tell(root_, "Input.dispatchKeyEvent", key_event("keyUp", chord));
}

void Hands::type(const std::string& text) {
  std::string inserted;
  const auto insert = [&] {
    if (!inserted.empty()) client_.tell(root_, "Input.insertText", {{"text", inserted}});
    inserted.clear();
  };
  for (const char character : text) {
    if (character == '\n') {
      insert();
      press(*chord_from("Enter"));
    } else if (const auto key = key_for(character)) {
      insert();
      press(Chord{0, *key});
    } else {
      inserted.push_back(character);
    }
  }
  insert();
}

Ticket Hands::scroll(double x, double y, double dy) {
  if (touch_)
    return client_.send(root_, "Input.synthesizeScrollGesture",
                        {{"x", x}, {"y", y}, {"yDistance", -dy}, {"speed", 2400}});
  return client_.send(root_, "Input.dispatchMouseEvent",
                      {{"type", "mouseWheel"}, {"x", x}, {"y", y}, {"deltaX", 0}, {"deltaY", dy}});
}

}  // namespace firsthand
