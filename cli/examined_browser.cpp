#include "cli/examined_browser.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

Result<json> ask(Transport& transport, int id, const std::string& method, const json& params,
                 Deadline deadline, const std::string& session = "") {
  json command{{"id", id}, {"method", method}, {"params", params}};
  if (!session.empty()) command["sessionId"] = session;
  if (auto sent = transport.send(command.dump()); !sent) return sent.error();
  while (!deadline.passed()) {
    auto message = transport.receive(deadline);
    if (!message) return message.error();
    if (!*message) continue;
    const auto reply = json::parse(**message, nullptr, /*allow_exceptions=*/false);
    if (!reply.is_object() || !reply.contains("id") || reply["id"] != id) continue;
    if (reply.contains("result") && reply["result"].is_object()) return reply["result"];
    return Error{Errc::kProtocol, fmt::format("the browser refused {}", method)};
  }
  return Error{Errc::kTimeout, fmt::format("the browser did not answer {} in time", method)};
}

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The value of "Name:\tvalue" in /proc/<pid>/status; -1 when it is not there.
long status_number(const fs::path& process, const std::string& name) {
  std::istringstream status(slurp(process / "status"));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":"))
      return std::strtol(line.c_str() + name.size() + 1, nullptr, 10);
  return -1;
}

// Filters more of its system calls than we do: in a container, everybody filters some.
bool is_filtered(const fs::path& process) {
  constexpr long kFilter = 2;
  const fs::path ours = "/proc/self";
  if (status_number(process, "Seccomp") != kFilter) return false;
  const long filters = status_number(process, "Seccomp_filters");  // since Linux 5.9
  return filters < 0 ? status_number(ours, "Seccomp") != kFilter
                     : filters > status_number(ours, "Seccomp_filters");
}

// What keeps the renderers among the descendants of `ancestor`. GPU and network processes never
// filter.
Sandbox sandbox_below(pid_t ancestor) {
  std::map<long, long> parents;
  std::vector<long> filtered, helpers;
  std::error_code trouble;
  for (fs::directory_iterator entry("/proc", trouble), end; !trouble && entry != end;
       entry.increment(trouble)) {
    const auto name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const long pid = std::stol(name);
    parents[pid] = status_number(entry->path(), "PPid");
    const auto command = slurp(entry->path() / "cmdline");
    if (command.substr(0, command.find('\0')).ends_with("/chrome-sandbox")) helpers.push_back(pid);
    if (command.find("--type=renderer") != std::string::npos && is_filtered(entry->path()))
      filtered.push_back(pid);
  }
  const auto below = [&](long pid) {
    while (pid > 1 && pid != ancestor) pid = parents.contains(pid) ? parents[pid] : 0;
    return pid == ancestor;
  };
  if (std::none_of(filtered.begin(), filtered.end(), below)) return Sandbox::kOff;
  return std::any_of(helpers.begin(), helpers.end(), below) ? Sandbox::kSetuidHelper
                                                            : Sandbox::kUserNamespaces;
}

}  // namespace

Result<ExaminedBrowser> examine_browser(const BrowserOptions& options, Deadline deadline) {
  const auto started = Clock::now();
  auto browser = BrowserProcess::launch(options);
  if (!browser) return browser.error();
  auto& transport = (*browser)->transport();
  auto version = ask(transport, 1, "Browser.getVersion", json::object(), deadline);
  if (!version) {
    ExaminedBrowser refused;
    refused.sandbox = Sandbox::kRefused;
    if ((*browser)->found_no_sandbox()) return refused;
    constexpr std::size_t kLastWords = 400;
    const auto words = (*browser)->last_words();
    Error error = std::move(version).error();
    if (!words.empty())
      error.what +=
          "; its last words: " + words.substr(words.size() - std::min(words.size(), kLastWords));
    return error;
  }
  ExaminedBrowser examined;
  examined.product = version->value("product", "");
  examined.launch_ms = std::chrono::duration<double, std::milli>(Clock::now() - started).count();
  // A page of its own makes sure that there is a renderer, and what its script answers that it has
  // shut itself in: until it runs it may still be on its way there.
  auto target = ask(transport, 2, "Target.createTarget", json{{"url", "about:blank"}}, deadline);
  if (!target) return target.error();
  auto session =
      ask(transport, 3, "Target.attachToTarget",
          json{{"targetId", target->value("targetId", "")}, {"flatten", true}}, deadline);
  if (!session) return session.error();
  auto runs = ask(transport, 4, "Runtime.evaluate", json{{"expression", "1"}}, deadline,
                  session->value("sessionId", ""));
  if (!runs) return runs.error();
  examined.sandbox = sandbox_below((*browser)->browser_pid());
  return examined;
}

}  // namespace firsthand
