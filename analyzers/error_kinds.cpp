#include "analyzers/error_kinds.h"

#include <algorithm>
#include <array>

namespace firsthand {
namespace {

constexpr std::array<ErrorKind, 19> kKinds{{{"unfilled", "broken_template", 15},
                                            {"fetch", "network_error", 14},
                                            {"session", "session_expired", 13},
                                            {"ratelimit", "rate_limited", 12},
                                            {"payment", "payment_error", 11},
                                            {"stacktrace", "server_exception", 10},
                                            {"not_found", "not_found", 9},
                                            {"http4xx", "http_error", 8},
                                            {"blocked", "http_error", 8},
                                            {"challenge", "http_error", 8},
                                            {"http5xx", "http_error", 7},
                                            {"maintenance", "maintenance", 6},
                                            {"down", "http_error", 5},
                                            {"network", "network_error", 4},
                                            {"validation", "validation_error", 3},
                                            {"stock", "out_of_stock", 2},
                                            {"generic", "generic_error", 1},
                                            {"template", "broken_template", 0},
                                            {"negative", "generic_error", -1}}};

}  // namespace

const ErrorKind* kind_of(std::string_view category) {
  const auto* kind = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const ErrorKind& each) { return each.category == category; });
  return kind == kKinds.end() ? nullptr : kind;
}

const ErrorKind* kind_named(std::string_view name) {
  const auto* kind = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const ErrorKind& each) { return each.name == name; });
  return kind == kKinds.end() ? nullptr : kind;
}

Severity severity_of(const ErrorKind& kind) {
  if (kind.name == "out_of_stock") return Severity::kMinor;
  if (kind.name == "validation_error" || kind.name == "broken_template") return Severity::kAnnoying;
  return Severity::kSerious;
}

}  // namespace firsthand
