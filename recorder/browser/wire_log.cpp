#include "recorder/browser/wire_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "recorder/encodings.h"
#include "recorder/json_fields.h"

namespace firsthand {
using nlohmann::json;
namespace {

// What identifies a visit stays out of the file.
void hide_visitor(json& value, const std::vector<std::string>& headers) {
  if (value.is_array())
    for (auto& item : value) hide_visitor(item, headers);
  if (!value.is_object()) return;
  for (const char* key : {"headersText", "associatedCookies", "blockedCookies", "exemptedCookies"})
    value.erase(key);
  for (auto& [key, item] : value.items()) {
    if (identifies_visit(key) || (is_header_of(headers, key) && item.is_string()))
      item = "•••";
    else
      hide_visitor(item, headers);
  }
}

void hide_typing(json& message) {
  const auto method = text_in(message, "method");
  if (method != "Input.dispatchKeyEvent" && method != "Input.insertText") return;
  auto& params = message["params"];
  if (!params.is_object()) return;
  for (const char* key : {"text", "key", "code"})
    if (params.contains(key)) params[key] = "•••";
  params.erase("windowsVirtualKeyCode");
  params.erase("modifiers");
}

}  // namespace

Result<std::unique_ptr<WireLog>> WireLog::open(Transport& transport,
                                               const std::filesystem::path& file,
                                               const Redactor& redactor,
                                               std::vector<std::string> hidden_headers) {
  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << "# firsthand.wire/1\n" << std::flush;
  if (!out)
    return Error{Errc::kNoSpace, "cannot write " + file.string() + ": " + std::strerror(errno),
                 "Give --wire-log a file that can be written."};
  return std::unique_ptr<WireLog>(
      new WireLog(transport, std::move(out), redactor, std::move(hidden_headers)));
}

Result<> WireLog::send(std::string_view message) {
  write(">>", message);
  return transport_.send(message);
}

Result<std::optional<std::string>> WireLog::receive(Deadline deadline) {
  auto message = transport_.receive(deadline);
  if (message && *message) write("<<", **message);
  return message;
}

void WireLog::write(const char* direction, std::string_view text) {
  auto message = read_json(text);
  if (!message.is_object()) return;
  hide_visitor(message, hidden_headers_);
  if (!redactor_.idle()) {
    hide_typing(message);
    message = redactor_.clean_json(message);
  }
  // Flushed: the last line before a crash is the one that matters.
  out_ << fmt::format("{:.1f} {} ", clock_.now_ms(), direction)
       << message.dump(-1, ' ', true, json::error_handler_t::replace) << '\n'
       << std::flush;
}

}  // namespace firsthand
