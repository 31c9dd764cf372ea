#include "recorder/extra_headers.h"

#include <algorithm>

#include "journeys/visitor_wish.h"

namespace firsthand {
namespace {

constexpr std::size_t kShortestKey = 8;

bool is_secret(const Text& text, const Variables& variables) {
  const auto names = names_in(text.raw);
  return text.at.line == 0 || std::ranges::any_of(names, [&](const std::string& name) {
           return name.starts_with("env.") || variables.secret.contains(name);
         });
}

}  // namespace

Result<ExtraHeaders> extra_headers(const Journey& journey, const Variables& variables) {
  ExtraHeaders headers;
  for (const auto& [name, text] : journey.visitor.headers) {
    auto value = expand(text.raw, variables);
    if (!value) return std::move(value).error().in("header " + name);
    if (const auto wrong = mistake_in_header_value(*value))
      return Error{Errc::kUsage, "header " + name + ": " + wrong->what, wrong->advice};
    if (is_secret(text, variables))
      for (const auto& part : {*value, value->substr(value->rfind(' ') + 1)})
        if (part.size() >= kShortestKey &&
            std::ranges::find(headers.secrets, part) == headers.secrets.end())
          headers.secrets.push_back(part);
    headers.values[name] = std::move(*value);
  }
  return headers;
}

}  // namespace firsthand
