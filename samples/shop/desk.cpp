#include "samples/shop/desk.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>
#include <utility>

namespace firsthand::shop {
namespace {

constexpr std::size_t kMostOfAKind = 5'000;

std::string new_key() {
  std::random_device random;
  const auto half = [&] { return (std::uint64_t{random()} << 32U) | random(); };
  return fmt::format("{:016x}", half());
}

}  // namespace

template <typename T>
std::string Desk::put(Drawer<T>& drawer, T value) {
  if (drawer.oldest_first.size() >= kMostOfAKind) {
    drawer.by_key.erase(drawer.oldest_first.front());
    drawer.oldest_first.pop_front();
  }
  auto key = new_key();
  drawer.by_key.emplace(key, std::move(value));
  drawer.oldest_first.push_back(key);
  return key;
}

std::string Desk::open_return(const Order& order) {
  const std::lock_guard lock(mutex_);
  Return state;
  state.order = &order;
  return put(returns_, std::move(state));
}

std::optional<Return> Desk::find_return(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = returns_.by_key.find(key);
  if (found == returns_.by_key.end()) return std::nullopt;
  return found->second;
}

void Desk::update_return(const std::string& key, const Return& state) {
  const std::lock_guard lock(mutex_);
  const auto found = returns_.by_key.find(key);
  if (found != returns_.by_key.end()) found->second = state;
}

std::string Desk::request_return(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = returns_.by_key.find(key);
  if (found == returns_.by_key.end()) return {};
  auto& number = found->second.number;
  if (number.empty()) number = fmt::format("RMA-{}", next_return_++);
  return number;
}

std::string Desk::take_message(Message message) {
  const std::lock_guard lock(mutex_);
  message.reference = fmt::format("MSG-{}", next_message_++);
  return put(messages_, std::move(message));
}

std::optional<Message> Desk::find_message(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = messages_.by_key.find(key);
  if (found == messages_.by_key.end()) return std::nullopt;
  return found->second;
}

std::string Desk::open_order(const Order& order) {
  const std::lock_guard lock(mutex_);
  return put<const Order*>(orders_, &order);
}

const Order* Desk::find_order_by_key(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = orders_.by_key.find(key);
  return found == orders_.by_key.end() ? nullptr : found->second;
}

}  // namespace firsthand::shop
