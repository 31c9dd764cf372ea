#pragma once
// The shop as its tests meet it: the real program over HTTP, or its answers in process.

#include <sys/types.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "samples/shop/shop.h"

namespace firsthand::test {

// Runs firsthand-shop with `arguments` until it ends.
struct Ended {
  int code = -1;
  std::string out{}, err{};
};
Ended run_shop(const std::vector<std::string>& arguments);

// firsthand-shop, open for the life of this object.
class OpenShop {
 public:
  explicit OpenShop(const std::vector<std::string>& arguments = {});
  ~OpenShop();
  OpenShop(const OpenShop&) = delete;
  OpenShop& operator=(const OpenShop&) = delete;

  const std::string& line() const { return line_; }  // all that it printed until it was open
  const std::string& url() const { return url_; }    // "http://127.0.0.1:40123"
  int port() const { return port_; }
  // Sends SIGTERM; the exit code, or -1 when it did not end within five seconds.
  int end();

 private:
  pid_t pid_ = -1;
  std::string line_{}, url_{};
  int port_ = 0;
};

struct Reply {
  int status = 0;  // 0: no answer
  std::string type{}, location{}, body{};
  std::chrono::milliseconds took{0};
};

// A customer with a cookie jar, who follows no redirect unasked. Use from one thread.
class Customer {
 public:
  explicit Customer(std::string url);
  ~Customer();
  Customer(const Customer&) = delete;
  Customer& operator=(const Customer&) = delete;

  Reply get(const std::string& path);
  // Fields are sent as a form; `accept` as a script would.
  Reply post(const std::string& path, const std::vector<std::pair<std::string, std::string>>& form,
             const std::string& accept = "text/html");
  // The same as multipart/form-data.
  Reply post_parts(const std::string& path,
                   const std::vector<std::pair<std::string, std::string>>& form);
  // Posts and goes where that leads; the last reply.
  Reply submit(const std::string& path,
               const std::vector<std::pair<std::string, std::string>>& form);

 private:
  Reply perform(const std::string& path);
  std::string url_;
  void* curl_;
};

// Every answer of the shop, in process: each page, and one walk through every form, by script and
// by form. The keys in addresses are shown as KEY, so that two shops can be compared.
std::map<std::string, shop::Answer> everything(shop::Shop& shop);

// The shop with these flaws, in process.
std::unique_ptr<shop::Shop> shop_with(const std::string& flaws);

}  // namespace firsthand::test
