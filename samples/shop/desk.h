#pragma once
// What customers have told the shop so far, in memory only. Safe to use from many threads.

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "samples/shop/orders.h"

namespace firsthand::shop {

// A return on its way through the pages.
struct Return {
  const Order* order = nullptr;
  std::string item{};  // product slug; empty: not chosen yet
  std::string reason{}, condition{}, comments{}, photo{};
  std::string number{};  // "RMA-12345" once requested
};

// A contact message, as far as its confirmation repeats it.
struct Message {
  std::string name{}, email{};
  std::string reference{};  // "MSG-4021"
};

class Desk {
 public:
  // The keys are unguessable and stand in the page's address. Beyond 5,000 of a kind the oldest
  // is forgotten.
  std::string open_return(const Order& order);
  std::optional<Return> find_return(const std::string& key) const;
  void update_return(const std::string& key, const Return& state);
  // Gives the return its number; asked twice, the same one. Empty: no such return.
  std::string request_return(const std::string& key);

  std::string take_message(Message message);
  std::optional<Message> find_message(const std::string& key) const;

  std::string open_order(const Order& order);
  const Order* find_order_by_key(const std::string& key) const;

 private:
  template <typename T>
  struct Drawer {
    std::map<std::string, T> by_key{};
    std::deque<std::string> oldest_first{};
  };
  template <typename T>
  static std::string put(Drawer<T>& drawer, T value);

  mutable std::mutex mutex_;
  Drawer<Return> returns_{};
  Drawer<Message> messages_{};
  Drawer<const Order*> orders_{};
  int next_return_ = 12345;
  int next_message_ = 4021;
};

}  // namespace firsthand::shop
