#include "recorder/visitor/hands.h"

namespace firsthand {
namespace {

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

void Hands::click(double x, double y) {
  if (touch_) {
    client_.tell(root_, "Input.dispatchTouchEvent",
                 {{"type", "touchStart"}, {"touchPoints", {{{"x", x}, {"y", y}}}}});
    client_.tell(root_, "Input.dispatchTouchEvent",
                 {{"type", "touchEnd"}, {"touchPoints", Json::array()}});
    return;
  }
  const auto mouse = [&](const char* type, int buttons) {
    Json event{{"type", type}, {"x", x}, {"y", y}, {"buttons", buttons}};
    if (std::string_view(type) != "mouseMoved") {
      event["button"] = "left";
      event["clickCount"] = 1;
    }
    client_.tell(root_, "Input.dispatchMouseEvent", std::move(event));
  };
  mouse("mouseMoved", 0);
  mouse("mousePressed", 1);
  mouse("mouseReleased", 0);
}

void Hands::press(const Chord& chord) {
  auto down = key_event(chord.key.text.empty() ? "rawKeyDown" : "keyDown", chord);
  // Editing commands are the browser's, not the page's: without this Control+A selects nothing.
  if (chord.modifiers == 2 && chord.key.code == "KeyA") down["commands"] = {"selectAll"};
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
