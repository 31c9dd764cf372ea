#include "bench/rival.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>

namespace firsthand::bench {

std::unique_ptr<Rival> Rival::start(const std::string& script, const std::string& browser,
                                    std::string& why) {
  if (!std::filesystem::exists(std::filesystem::path(script).parent_path() / "node_modules")) {
    why = "not installed: npm install in bench/";
    return nullptr;
  }
  std::array<int, 2> in{}, out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
    why = "no pipe";
    return nullptr;
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Rival> rival(new Rival);
  rival->pid_ = ::fork();
  if (rival->pid_ == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    ::execlp("node", "node", script.c_str(), browser.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  rival->to_ = ::fdopen(in[1], "w");
  rival->from_ = ::fdopen(out[0], "r");
  const auto hello = rival->ask({{"hello", true}});
  if (!hello || !hello->contains("name")) {
    why = "it did not start";
    return nullptr;
  }
  rival->name_ = hello->at("name").get<std::string>();
  return rival;
}

Rival::~Rival() {
  if (to_ != nullptr) std::fclose(to_);  // its end of the questions, and its own
  if (from_ != nullptr) std::fclose(from_);
  if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
}

std::optional<nlohmann::json> Rival::ask(const nlohmann::json& question) {
  const auto line = question.dump() + "\n";
  if (std::fputs(line.c_str(), to_) < 0 || std::fflush(to_) != 0) return std::nullopt;
  std::string answer;
  for (int c = std::fgetc(from_); c != '\n'; c = std::fgetc(from_)) {
    if (c == EOF) return std::nullopt;
    answer.push_back(static_cast<char>(c));
  }
  auto json = nlohmann::json::parse(answer, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

}  // namespace firsthand::bench
