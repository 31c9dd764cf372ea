#include "recorder/scripts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "journeys/text.h"
#include "recorder/json_fields.h"
#include "recorder/keeping.h"

namespace firsthand {
namespace {

constexpr auto kCompile = std::chrono::seconds(5);

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::string> filled_in(const Text& code, const Variables& variables) {
  Variables as_json = variables;
  for (auto& [name, value] : as_json.values) value = dump(Json(value));
  return expand(code.raw, as_json);
}

std::string text_of(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : dump(value);
}

// What was thrown, in the page's words; empty: nothing.
std::string thrown(const Json& reply) {
  const auto& details = part_in(reply, "exceptionDetails");
  if (!details.is_object()) return "";
  const auto& exception = part_in(details, "exception");
  const auto text = text_in(exception, "description", text_of(part_in(exception, "value")));
  return text.empty() ? text_in(details, "text", "something was thrown") : text;
}

Result<Json> evaluate(WalkState& state, const std::string& code, Deadline deadline) {
  return state.page.client().call(state.page.frames().root_session(), "Runtime.evaluate",
                                  {{"expression", code},
                                   {"awaitPromise", true},
                                   {"returnByValue", true},
                                   {"replMode", true},
                                   {"userGesture", true}},
                                  deadline);
}

// "return" outside of a function: the author means the body of one.
bool is_body(WalkState& state, const std::string& code) {
  if (code.find("return") == std::string::npos) return false;
  const auto compiled =
      state.page.client().call(state.page.frames().root_session(), "Runtime.compileScript",
                               {{"expression", code}, {"sourceURL", ""}, {"persistScript", false}},
                               Deadline::after(kCompile));
  return compiled && !thrown(*compiled).empty();
}

// The page went elsewhere while the script ran in it.
bool left(const Error& error) {
  return error.code == Errc::kPageGone ||
         (error.code == Errc::kProtocol && (error.what.find("context") != std::string::npos ||
                                            error.what.find("navigated") != std::string::npos));
}

// "Promise was collected": of a page that was left, or of one where nothing will ever keep it.
bool lost_its_promise(const Error& error) {
  return error.code == Errc::kProtocol && error.what.find("Promise was") != std::string::npos;
}

// Another document has another world.
std::optional<int> world_now(const WalkState& state) {
  const auto& frames = state.page.frames();
  const auto* root = frames.find(frames.root_frame());
  return root == nullptr || frames.navigating() ? std::nullopt : root->world;
}

}  // namespace

Result<StepDone> run_script(WalkState& state, const Script& script, int step, Deadline deadline) {
  StepDone done;
  auto code = filled_in(script.code, state.variables);
  if (!code) return std::move(code).error();
  done.input_at_ms = state.clock.now_ms();
  if (is_body(state, *code)) code = "await (async () => {" + *code + "\n})()";
  const auto world = world_now(state);
  auto reply = evaluate(state, *code, deadline);
  if (!reply && ends_walk(reply.error())) return std::move(reply).error();
  const bool lost = !reply && lost_its_promise(reply.error());
  const bool gone = !reply && (left(reply.error()) || (lost && world_now(state) != world));
  std::string trouble;
  if (!reply && !gone)
    trouble = lost || reply.error().code == Errc::kTimeout ? "it did not end in time"
                                                           : reply.error().what;
  if (reply) trouble = thrown(*reply);
  if (!trouble.empty()) {
    done.ours = true;
    done.error =
        StepError{"script_failed", "The journey's own script failed: " + printable(trouble, 300)};
    return done;
  }
  if (script.as.empty()) return done;
  auto& secret = state.variables.secret;
  if (std::ranges::any_of(names_in(script.code.raw),
                          [&](const auto& name) { return secret.contains(name); }))
    secret.insert(script.as);
  learn(state, step, script.as, reply ? text_of(part_in(part_in(*reply, "result"), "value")) : "");
  return done;
}

}  // namespace firsthand
