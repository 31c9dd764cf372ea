#include "cli/examined_browser.h"

#include <fmt/format.h>

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
                 Deadline deadline) {
  const json command{{"id", id}, {"method", method}, {"params", params}};
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

// Some renderer among the descendants of `ancestor` filters its system calls. GPU and network
// processes never do: evidence/browser.md, "Launch".
bool has_filtered_renderer(pid_t ancestor) {
  std::map<long, long> parents;
  std::vector<long> filtered;
  std::error_code trouble;
  for (fs::directory_iterator entry("/proc", trouble), end; !trouble && entry != end;
       entry.increment(trouble)) {
    const auto name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const long pid = std::stol(name);
    parents[pid] = status_number(entry->path(), "PPid");
    if (slurp(entry->path() / "cmdline").find("--type=renderer") != std::string::npos &&
        status_number(entry->path(), "Seccomp") == 2)
      filtered.push_back(pid);
  }
  for (long pid : filtered)
    for (; pid > 1; pid = parents.contains(pid) ? parents[pid] : 0)
      if (pid == ancestor) return true;
  return false;
}

}  // namespace

Result<ExaminedBrowser> examine_browser(const BrowserOptions& options, Deadline deadline) {
  const auto started = Clock::now();
  auto browser = BrowserProcess::launch(options);
  if (!browser) return browser.error();
  auto& transport = (*browser)->transport();
  auto version = ask(transport, 1, "Browser.getVersion", json::object(), deadline);
  if (!version) return version.error();
  ExaminedBrowser examined;
  examined.product = version->value("product", "");
  examined.launch_ms = std::chrono::duration<double, std::milli>(Clock::now() - started).count();
  // A page of its own makes sure that there is a renderer, and its reply that it runs.
  auto target = ask(transport, 2, "Target.createTarget", json{{"url", "about:blank"}}, deadline);
  if (!target) return target.error();
  auto session =
      ask(transport, 3, "Target.attachToTarget",
          json{{"targetId", target->value("targetId", "")}, {"flatten", true}}, deadline);
  if (!session) return session.error();
  examined.sandboxed = has_filtered_renderer((*browser)->browser_pid());
  return examined;
}

}  // namespace firsthand
