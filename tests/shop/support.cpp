#include "tests/shop/support.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

extern char** environ;

namespace firsthand::test {
namespace {

pid_t start(const std::vector<std::string>& arguments, int out, int err) {
  std::string program = std::string(FIRSTHAND_BINARY_DIR) + "/firsthand-shop";
  std::vector<std::string> words = arguments;
  words.insert(words.begin(), program);
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  if (err >= 0) posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t pid = -1;
  if (posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) pid = -1;
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

std::string read_all(int fd) {
  std::string out;
  std::array<char, 4096> buffer{};
  for (ssize_t n = 0; (n = read(fd, buffer.data(), buffer.size())) > 0;)
    out.append(buffer.data(), static_cast<std::size_t>(n));
  close(fd);
  return out;
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

std::size_t collect(char* data, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(data, size * count);
  return size * count;
}

}  // namespace

Ended run_shop(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{}, err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) return {};
  const auto pid = start(arguments, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  Ended ended;
  // A shop that opened against expectation would never close its pipes.
  pollfd err_closed{err[0], POLLIN, 0};
  if (pid > 0 && poll(&err_closed, 1, 10'000) != 1) kill(pid, SIGKILL);
  ended.out = read_all(out[0]);
  ended.err = read_all(err[0]);
  int status = 0;
  if (pid > 0 && waitpid(pid, &status, 0) == pid) ended.code = code_of(status);
  return ended;
}

OpenShop::OpenShop(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{};
  if (pipe2(out.data(), O_CLOEXEC) != 0) return;
  pid_ = start(arguments, out[1], -1);
  close(out[1]);
  char c = 0;
  while (read(out[0], &c, 1) == 1) {
    line_ += c;
    if (c == '\n') break;
  }
  close(out[0]);
  const auto begin = line_.find("http://");
  if (begin == std::string::npos) return;
  url_ = line_.substr(begin, line_.rfind('/') - begin);
  port_ = std::atoi(url_.substr(url_.rfind(':') + 1).c_str());
}

OpenShop::~OpenShop() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
}

int OpenShop::end() {
  const auto handle = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  kill(pid_, SIGTERM);
  pollfd ended{handle, POLLIN, 0};
  const bool in_time = poll(&ended, 1, 5000) == 1;
  close(handle);
  if (!in_time) return -1;
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return code_of(status);
}

Customer::Customer(std::string url) : url_(std::move(url)), curl_(curl_easy_init()) {
  curl_easy_setopt(curl_, CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, collect);
  curl_easy_setopt(curl_, CURLOPT_TIMEOUT, 20L);
}

Customer::~Customer() { curl_easy_cleanup(curl_); }

Reply Customer::perform(const std::string& path) {
  Reply reply;
  const auto url = url_ + path;
  curl_easy_setopt(curl_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &reply.body);
  if (curl_easy_perform(curl_) != CURLE_OK) return {};
  long status = 0;
  curl_off_t took = 0;
  char* type = nullptr;
  char* location = nullptr;
  curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl_, CURLINFO_TOTAL_TIME_T, &took);
  curl_easy_getinfo(curl_, CURLINFO_CONTENT_TYPE, &type);
  curl_easy_getinfo(curl_, CURLINFO_REDIRECT_URL, &location);
  reply.status = static_cast<int>(status);
  reply.took = std::chrono::milliseconds(took / 1000);
  if (type != nullptr) reply.type = type;
  if (location != nullptr) {
    const std::string whole = location;
    reply.location = whole.rfind(url_, 0) == 0 ? whole.substr(url_.size()) : whole;
  }
  return reply;
}

Reply Customer::get(const std::string& path) {
  curl_easy_setopt(curl_, CURLOPT_HTTPGET, 1L);
  return perform(path);
}

Reply Customer::post(const std::string& path,
                     const std::vector<std::pair<std::string, std::string>>& form,
                     const std::string& accept) {
  std::string body;
  for (const auto& [name, value] : form)
    body += fmt::format("{}{}={}", body.empty() ? "" : "&", shop::url_part(name),
                        shop::url_part(value));
  auto* headers = curl_slist_append(nullptr, ("Accept: " + accept).c_str());
  curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl_, CURLOPT_COPYPOSTFIELDS, body.c_str());
  auto reply = perform(path);
  curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, nullptr);
  curl_slist_free_all(headers);
  return reply;
}

Reply Customer::post_parts(const std::string& path,
                           const std::vector<std::pair<std::string, std::string>>& form) {
  auto* parts = curl_mime_init(curl_);
  for (const auto& [name, value] : form) {
    auto* part = curl_mime_addpart(parts);
    curl_mime_name(part, name.c_str());
    curl_mime_data(part, value.data(), value.size());
    if (name == "photo") curl_mime_filename(part, value.c_str());
  }
  curl_easy_setopt(curl_, CURLOPT_MIMEPOST, parts);
  auto reply = perform(path);
  curl_easy_setopt(curl_, CURLOPT_MIMEPOST, nullptr);
  curl_mime_free(parts);
  return reply;
}

Reply Customer::submit(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& form) {
  auto reply = post(path, form);
  return reply.location.empty() ? reply : get(reply.location);
}

std::unique_ptr<shop::Shop> shop_with(const std::string& flaws) {
  auto set = shop::FlawSet::parse(flaws);
  return std::make_unique<shop::Shop>(std::get<shop::FlawSet>(std::move(set)));
}

std::map<std::string, shop::Answer> everything(shop::Shop& shop) {
  std::map<std::string, shop::Answer> answers;
  std::string key;  // of the return, message or order under way
  const auto ask = [&](const std::string& method, const std::string& path,
                       std::map<std::string, std::string> fields = {}, bool script = false) {
    shop::Visit visit;
    visit.method = method;
    visit.path = path;
    visit.fields = std::move(fields);
    visit.wants_json = script;
    auto answer = shop.answer(visit);
    const auto where = answer.headers.find("Location");
    const auto location = where == answer.headers.end() ? "" : where->second;
    const auto hide = [&](std::string text) {
      if (key.empty()) return text;
      for (auto at = text.find(key); at != std::string::npos; at = text.find(key))
        text.replace(at, key.size(), "KEY");
      return text;
    };
    // The key is the one part of an address that is sixteen hex digits.
    for (std::size_t at = 0; at + 16 <= location.size(); ++at) {
      const auto part = location.substr(at, 16);
      if (part.find_first_not_of("0123456789abcdef") == std::string::npos) key = part;
    }
    answer.body = hide(answer.body);
    for (auto& [name, value] : answer.headers) value = hide(value);
    answers[method + " " + hide(path) + (script ? " by script" : "")] = answer;
  };
  for (const char* path : {"/",
                           "/category/kettles",
                           "/category/nothing",
                           "/product/alba-stovetop-kettle",
                           "/product/nothing",
                           "/search",
                           "/api/suggest",
                           "/api/stock/dune-mug",
                           "/api/goes-with/dune-mug",
                           "/basket",
                           "/help",
                           "/help/delivery",
                           "/help/returns",
                           "/help/returns-policy",
                           "/help/care",
                           "/help/sizes",
                           "/about",
                           "/privacy",
                           "/orders",
                           "/returns",
                           "/contact",
                           "/shop.css",
                           "/shop.js",
                           "/favicon.ico",
                           "/nothing"})
    ask("GET", path);
  ask("POST", "/basket", {{"product", "dune-mug"}});
  ask("POST", "/cookies", {{"choice", "refused"}});
  const std::map<std::string, std::string> order = {{"order", "KC-1001"},
                                                    {"email", "robin@example.com"}};
  ask("POST", "/orders", {{"order", "KC-10O1"}, {"email", "robin@example.com"}});
  answers["POST /orders by mistake"] = answers.at("POST /orders");
  ask("POST", "/orders", order);
  ask("GET", "/orders/" + key);
  ask("GET", "/api/parcel/" + key);
  ask("POST", "/orders/" + key + "/invoice");
  ask("GET", "/orders/" + key, {{"invoice", "sent"}});
  answers["GET /orders/KEY with thanks"] = answers.at("GET /orders/KEY");
  ask("GET", "/orders/" + key);
  for (const bool script : {false, true}) {
    ask("POST", "/returns", order);
    const auto base = "/returns/" + key;
    ask("GET", base + "/item");
    ask("POST", base + "/item", {{"item", "alba-stovetop-kettle"}});
    ask("GET", base + "/reason");
    ask("POST", base + "/reason", {{"reason", "Arrived damaged"}, {"condition", "Broken"}});
    ask("GET", base + "/review");
    ask("POST", base + "/request", {}, script);
    ask("GET", base + "/label");
  }
  ask("POST", "/contact", {{"name", "Mina"}, {"email", "m@example.com"}, {"message", "Hello"}});
  ask("GET", "/contact/" + key);
  return answers;
}

}  // namespace firsthand::test
