#pragma once
// Real mouse, touch and key events, through the page's own session, in root-viewport CSS pixels.
// Everything is sent and not awaited: a reply is not a precondition, the page tells what reached
// it.

#include <string>

#include "recorder/browser/devtools_client.h"
#include "recorder/visitor/keys.h"

namespace firsthand {

class Hands {
 public:
  // `root` is read at each deed, and outlives the hands: the page in front may change.
  Hands(DevToolsClient& client, const SessionId& root, bool touch)
      : client_(client), root_(root), touch_(touch) {}
  Hands(DevToolsClient& client, const SessionId&& root, bool touch) = delete;

  // One click of the main button, or a tap.
  void click(double x, double y);
  void double_click(double x, double y);
  // The mouse pointer, which stays there. A finger has none.
  void move(double x, double y);
  // The main button or a finger goes down, is moved while down, and goes up.
  void hold(double x, double y);
  void carry(double x, double y);
  void let_go(double x, double y);
  void press(const Chord& chord);
  // The same; the reply comes when the page has dealt with it.
  Ticket press_and_ask(const Chord& chord);
  // UTF-8. Characters with a key are typed by key, others as an input method would insert them.
  void type(const std::string& text);
  // Wheel or swipe at x, y; dy > 0 scrolls down.
  // The reply comes when the page has taken it.
  Ticket scroll(double x, double y, double dy);

 private:
  void mouse(const char* type, double x, double y, int buttons, int count);
  void touch(const char* type, Json points);

  DevToolsClient& client_;
  const SessionId& root_;
  bool touch_;
};

}  // namespace firsthand
