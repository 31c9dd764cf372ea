#pragma once
// Errors as values. A function that can fail returns Result<T>; an error gains context on its way
// up and says where, what, and what to do next. Exceptions of third-party code stop at the pair of
// files that wraps it.

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace firsthand {

// Whose trouble it is. Exit codes and outcomes are chosen from this, never from the text.
enum class Errc {
  kUsage,        // the command line or a file the user gave: exit 2
  kUnreadable,   // a file that should exist does not, or does not read: exit 2
  kNoBrowser,    // no browser, no sandbox, no language data: exit 3
  kNoSpace,      // output not writable or disk full: exit 3
  kTimeout,      // a deadline passed
  kBrowserGone,  // the browser died or was killed
  kPageGone,     // the page crashed or its target went away
  kProtocol,     // the browser refused a command
  kInterrupted,  // SIGINT or SIGTERM
  kInternal,     // our own fault
};

struct Error {
  Errc code = Errc::kInternal;
  std::string what;                    // "no such file: shop.yaml"
  std::string advice{};                // "Run scripts/setup." ; empty: nothing to add
  std::vector<std::string> context{};  // innermost first: "step 4: click Help", "shop.yaml:12"

  // Adds where this happened, seen from one level further up.
  Error in(std::string where) && {
    context.push_back(std::move(where));
    return std::move(*this);
  }
  // One or two lines for a person.
  std::string text() const {
    std::string out;
    for (auto place = context.rbegin(); place != context.rend(); ++place) out += *place + ": ";
    out += what;
    if (!advice.empty()) out += "\n  " + advice;
    return out;
  }
};

// Nothing to return, only that it worked.
struct Done {};

template <typename T = Done>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // Only when !ok().
  Error& error() & { return std::get<1>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace firsthand
