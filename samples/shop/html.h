#pragma once
// Markup is a type: text becomes markup only by being escaped, or by coming from a template file.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace firsthand::shop {

struct Html {
  std::string markup{};
  Html& operator+=(const Html& more) {
    markup += more.markup;
    return *this;
  }
};

// Safe between tags and inside quoted attributes.
Html escape(std::string_view text);

// What a template's {{name}} is replaced with: text, which is escaped, or markup, which is not.
struct Value {
  std::string_view name;
  std::variant<std::string, Html> is;
};

// `source` with every {{name}} replaced. A name without a value throws std::logic_error: the
// template and its page have come apart, which a test notices.
Html fill(std::string_view source, std::initializer_list<Value> values);

// Percent-encoded for a query: "a b&c" -> "a%20b%26c".
std::string url_part(std::string_view text);

}  // namespace firsthand::shop
