#pragma once
// A web site for tests on a port of its own, with pages and misbehaviours by path. Answers on
// 127.0.0.1; "localhost" leads to it as well and is another site for a browser.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace firsthand::test {

struct SiteRequest {
  std::string method{};
  std::string path{};    // without query
  std::string target{};  // with query
  std::string body{};
  std::map<std::string, std::string> headers{};  // names in lower case
};

struct SiteAnswer {
  int status = 200;
  std::string body{};
  std::string type = "text/html; charset=utf-8";
  std::map<std::string, std::string> headers{};
};

// A whole document: `body` after a heading, with a script that writes the ids of what was really
// clicked ("clicked: save close") at its end.
std::string document(const std::string& body, const std::string& head = "");

class TestSite {
 public:
  TestSite();
  ~TestSite();
  TestSite(const TestSite&) = delete;
  TestSite& operator=(const TestSite&) = delete;

  std::string url() const;        // http://127.0.0.1:PORT
  std::string elsewhere() const;  // http://localhost:PORT

  // A page of document(body).
  void page(const std::string& path, const std::string& body, const std::string& head = "");
  void answers(const std::string& path, SiteAnswer answer);
  void answers(const std::string& path, std::function<SiteAnswer(const SiteRequest&)> answer);
  // The page, or whatever it is, comes after a while.
  void dawdles(const std::string& path, std::chrono::milliseconds delay, const std::string& body);
  void dawdles(const std::string& path, std::chrono::milliseconds delay, SiteAnswer answer);
  void redirects(const std::string& path, const std::string& to);
  // Promises more than it sends, and hangs up.
  void hangs_up(const std::string& path, const std::string& sent);
  // Keeps the connection open until the site goes away.
  void never_answers(const std::string& path);
  // Sends `first` at once, then a blank every `every`, until the site goes away.
  void trickles(const std::string& path, const std::string& first, std::chrono::milliseconds every);
  // `first`, then `filler` until there are `bytes` of it, then `last`; made as it is sent.
  void streams(const std::string& path, const std::string& first, const std::string& filler,
               std::size_t bytes, const std::string& last);

  std::vector<SiteRequest> requests() const;
  // How many requests for `path`, whatever their query; of `method` when given.
  int heard(const std::string& path, const std::string& method = "") const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A port on 127.0.0.1 that nobody listens on.
int closed_port();

}  // namespace firsthand::test
