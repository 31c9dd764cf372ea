#include "recorder/channels/link_probe.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <utility>

#include "journeys/text.h"
#include "recorder/browser/emulation.h"
#include "recorder/browser/guard.h"
#include "recorder/channels/link_manners.h"
#include "recorder/channels/robots_txt.h"
#include "recorder/channels/web_url.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostHops = 10;
constexpr std::size_t kMostOfPage = std::size_t{16} * 1024;
constexpr std::size_t kMostOfRobots = std::size_t{512} * 1024;
constexpr int kNapMs = 50;  // while nothing arrives; also how soon an interrupt is heard

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_redirect_status(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The address itself, whatever name led there: a name of elsewhere may lead to this machine.
bool is_own_machine(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);  // NOLINT: the socket interface
    const auto first = ntohl(v4.sin_addr.s_addr) >> 24U;
    return first == 127 || first == 0;
  }
  if (address.sa_family != AF_INET6) return true;
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);  // NOLINT: the socket interface
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) return v6.sin6_addr.s6_addr[12] == 127;
  return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr);
}

// Services of a cloud that hand out credentials live here; no link of a page leads there.
bool is_link_local(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);  // NOLINT: the socket interface
    return ntohl(v4.sin_addr.s_addr) >> 16U == 0xA9FE;
  }
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);  // NOLINT: the socket interface
  return address.sa_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr);
}

curl_socket_t open_allowed(void* loopback_only, curlsocktype, curl_sockaddr* to) {
  const bool own = is_own_machine(to->addr);
  if (own != (loopback_only != nullptr) || is_link_local(to->addr)) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::string error_kind(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "dns";
    case CURLE_COULDNT_CONNECT:
      return "refused";
    case CURLE_OPERATION_TIMEDOUT:
      return "timeout";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
      return "tls";
    default:
      return "other";
  }
}

// One address on its way to an answer, or a site's robots.txt.
struct Job {
  std::size_t question = 0;
  bool robots = false;
  WebUrl at{};  // what is asked for now
  bool loopback_only = false;
  bool get = false;
  int tries = 0;
  Clock::time_point not_before{};
  std::unique_ptr<CURL, EasyCleanup> curl{};
  std::string body{};
  std::size_t most = kMostOfPage;
};

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& job = *static_cast<Job*>(into);
  const auto fits = std::min(size * count, job.most - std::min(job.most, job.body.size()));
  job.body.append(bytes, fits);
  return fits;  // less than came: the rest is not read
}

struct Site {
  enum class Robots { kUnknown, kAsked, kKnown } state = Robots::kUnknown;
  RobotsTxt robots{};
};

class LinkProber {
 public:
  LinkProber(const std::vector<LinkQuestion>& questions, const LinkProbeOptions& options)
      : options_(options), outcomes_(questions.size()) {
    multi_.reset(curl_multi_init());
    if (options.marked)
      headers_.reset(
          curl_slist_append(nullptr, (std::string(kMarkerHeader) + ": synthetic").c_str()));
    for (std::size_t i = 0; i < questions.size(); ++i) queue(questions[i], i);
  }

  std::vector<LinkOutcome> run() {
    while (multi_ && (!waiting_.empty() || !running_.empty())) {
      if (options_.interrupted && options_.interrupted()) return stop("stopped");
      if (options_.deadline.passed()) return stop("time");
      start_some();
      int still = 0;
      curl_multi_perform(multi_.get(), &still);
      bool any = false;
      int left = 0;
      while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        any = true;
        finish(message->easy_handle, message->data.result);
      }
      if (!any) curl_multi_poll(multi_.get(), nullptr, 0, kNapMs, nullptr);
    }
    return std::move(outcomes_);
  }

 private:
  void queue(const LinkQuestion& question, std::size_t index) {
    auto& outcome = outcomes_[index];
    outcome.url = masked_address(question.url);
    auto url = web_url(question.url);
    if (!url) {
      outcome.skipped = "private";
      return;
    }
    auto job = std::make_unique<Job>();
    job->question = index;
    job->loopback_only = question.loopback_only;
    job->at = std::move(*url);
    if (const auto why = why_not(*job); !why.empty())
      outcome.skipped = why;
    else
      waiting_.push_back(std::move(job));
  }

  // Why what the job is at now is left alone; empty: it is not.
  static std::string why_not(const Job& job) {
    if (is_loopback(job.at.host) != job.loopback_only) return "other_host";
    if (job.at.credentials || masked_address(job.at.text) != job.at.text) return "private";
    return looks_as_if_it_acts(job.at) ? "acts" : "";
  }

  std::vector<LinkOutcome> stop(const std::string& why) {
    for (const auto& job : waiting_)
      if (!job->robots) skip(*job, why);
    for (const auto& job : running_) {
      curl_multi_remove_handle(multi_.get(), job->curl.get());
      if (!job->robots) skip(*job, why);
    }
    return std::move(outcomes_);
  }

  // What an earlier try said stays, but is not taken for the end.
  void skip(const Job& job, const std::string& why) {
    auto& outcome = outcomes_[job.question];
    outcome.skipped = why;
    outcome.status.reset();
    outcome.ms.reset();
    outcome.error.clear();
    outcome.error_text.clear();
  }

  void start_some() {
    const auto now = Clock::now();
    for (auto at = waiting_.begin(); at != waiting_.end();) {
      if (static_cast<int>(running_.size()) >= options_.most_at_once) return;
      Job& job = **at;
      if (job.not_before > now || busy_[job.at.host] >= options_.most_per_host || !ready(job)) {
        ++at;
        continue;
      }
      auto taken = std::move(*at);
      at = waiting_.erase(at);
      if (!job.robots && !sites_[job.at.origin()].robots.allows(path_of(job.at)))
        skip(*taken, "robots");
      else
        start(std::move(taken));
    }
  }

  static std::string path_of(const WebUrl& url) {
    return url.query.empty() ? url.path : url.path + "?" + url.query;
  }

  // Its site's robots.txt is known. Else it is asked for.
  bool ready(const Job& job) {
    if (job.robots) return true;
    auto& site = sites_[job.at.origin()];
    if (site.state == Site::Robots::kKnown) return true;
    if (site.state == Site::Robots::kAsked) return false;
    site.state = Site::Robots::kAsked;
    auto asks = std::make_unique<Job>();
    asks->robots = true;
    asks->get = true;
    asks->loopback_only = job.loopback_only;
    asks->most = kMostOfRobots;
    asks->at = *web_url("/robots.txt", job.at.text);
    start(std::move(asks));
    return false;
  }

  void start(std::unique_ptr<Job> job) {
    if (!job->curl) job->curl.reset(curl_easy_init());
    job->body.clear();
    ++job->tries;
    set_up(*job);
    ++busy_[job->at.host];
    curl_multi_add_handle(multi_.get(), job->curl.get());
    running_.push_back(std::move(job));
  }

  void set_up(Job& job) const {
    CURL* curl = job.curl.get();
    const auto each = std::min<long>(options_.each.count(), options_.deadline.left_ms());
    curl_easy_setopt(curl, CURLOPT_PRIVATE, static_cast<void*>(&job));
    curl_easy_setopt(curl, CURLOPT_URL, job.at.text.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    // Those of robots.txt are followed by libcurl, five as the RFC says; of links each is looked
    // at.
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, job.robots ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(curl, CURLOPT_NOBODY, job.get ? 0L : 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(curl, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, job.robots ? "" : nullptr);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
    // Of this question alone: sites that set a cookie and send back to where one was.
    curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(1L, each));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, static_cast<void*>(&job));
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_allowed);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA,
                     job.loopback_only ? static_cast<void*>(&job) : nullptr);
  }

  void finish(CURL* handle, CURLcode code) {
    curl_multi_remove_handle(multi_.get(), handle);
    const auto at = std::ranges::find_if(
        running_, [&](const std::unique_ptr<Job>& job) { return job->curl.get() == handle; });
    if (at == running_.end()) return;
    auto job = std::move(*at);
    running_.erase(at);
    --busy_[job->at.host];
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    // A page that was cut is an answer.
    if (code == CURLE_WRITE_ERROR && status > 0 && job->body.size() >= job->most) code = CURLE_OK;
    if (job->robots) return learn(*job, code, static_cast<int>(status));
    curl_off_t first_us = 0;
    curl_easy_getinfo(handle, CURLINFO_STARTTRANSFER_TIME_T, &first_us);
    const double ms = static_cast<double>(first_us) / 1000;
    if (code != CURLE_OK) return failed(std::move(job), code);
    if (is_redirect_status(static_cast<int>(status)))
      return redirected(std::move(job), static_cast<int>(status), ms);
    answered(std::move(job), static_cast<int>(status), ms);
  }

  // What is not there forbids nothing; what could not be had forbids all (RFC 9309, 2.3.1).
  void learn(const Job& job, CURLcode code, int status) {
    auto& site = sites_[job.at.origin()];
    site.state = Site::Robots::kKnown;
    if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST)
      site.robots = RobotsTxt::everything();  // the link itself will say so
    else if (code != CURLE_OK || status >= 500)
      site.robots = RobotsTxt::nothing();
    else if (status >= 200 && status < 300)
      site.robots = RobotsTxt::read(job.body, kLinkProduct);
    else
      site.robots = RobotsTxt::everything();
  }

  void again(std::unique_ptr<Job> job, std::chrono::milliseconds after) {
    job->not_before = Clock::now() + after;
    waiting_.push_back(std::move(job));
  }

  // HEAD is not always answered as GET is, and not always at all.
  bool try_get(std::unique_ptr<Job>& job) {
    if (job->get) return false;
    job->get = true;
    job->tries = 0;
    again(std::move(job), std::chrono::milliseconds(0));
    return true;
  }

  void failed(std::unique_ptr<Job> job, CURLcode code) {
    if (try_get(job)) return;
    auto& outcome = outcomes_[job->question];
    outcome.tries = job->tries;
    if (job->tries < 2) return again(std::move(job), options_.before_again);
    told(outcome, *job);
    outcome.status.reset();
    outcome.error = error_kind(code);
    outcome.error_text = curl_easy_strerror(code);
  }

  void redirected(std::unique_ptr<Job> job, int status, double ms) {
    auto& outcome = outcomes_[job->question];
    const char* named = nullptr;
    curl_easy_getinfo(job->curl.get(), CURLINFO_REDIRECT_URL, &named);
    auto next = web_url(named == nullptr ? "" : named);
    if (!next) return answered(std::move(job), status, ms);
    outcome.hops.push_back({masked_address(job->at.text), status, ms});
    const bool loop = count_of(*job, next->text) > 1;
    if (loop || outcome.hops.size() > kMostHops) {
      if (!job->get) return start_over(std::move(job));
      told(outcome, *job);
      outcome.error = loop ? "loop" : "too_many";
      outcome.last_url = masked_address(next->text);
      return;
    }
    ++visits_[{job->question, next->text}];
    job->at = std::move(*next);
    job->tries = 0;
    auto why = why_not(*job);
    if (why.empty() && options_.may_follow && !options_.may_follow(job->at.text))
      why = "other_host";
    if (why.empty()) return again(std::move(job), std::chrono::milliseconds(0));
    outcome.last_url = masked_address(job->at.text);
    skip(*job, why);
  }

  // How often it was sent there: who sets a cookie and sends back does so once, a loop more often.
  int count_of(const Job& job, const std::string& url) const {
    const auto known = visits_.find({job.question, url});
    return known == visits_.end() ? 0 : known->second;
  }

  // Some servers send HEAD round and round. No address that is private is asked for: what was
  // written down is the address itself.
  void start_over(std::unique_ptr<Job> job) {
    auto& outcome = outcomes_[job->question];
    if (auto first = web_url(outcome.url)) job->at = std::move(*first);
    outcome.hops.clear();
    std::erase_if(visits_, [&](const auto& each) { return each.first.first == job->question; });
    try_get(job);
  }

  void answered(std::unique_ptr<Job> job, int status, double ms) {
    auto& outcome = outcomes_[job->question];
    const bool well = status >= 200 && status < 300;
    const bool late = ms > options_.slow_ms;
    if ((!well || late) && try_get(job)) return;
    if ((status >= 500 || late) && job->tries < 2) {
      outcome.again_ms = ms;
      return again(std::move(job), options_.before_again);
    }
    told(outcome, *job);
    outcome.status = status;
    outcome.ms = ms;
  }

  static void told(LinkOutcome& outcome, const Job& job) {
    outcome.method = job.get ? "GET" : "HEAD";
    outcome.tries = job.tries;
    if (const auto last = masked_address(job.at.text); last != outcome.url) outcome.last_url = last;
  }

  const LinkProbeOptions& options_;
  std::vector<LinkOutcome> outcomes_;
  std::unique_ptr<curl_slist, ListCleanup> headers_{};
  std::unique_ptr<CURLM, MultiCleanup> multi_{};
  std::list<std::unique_ptr<Job>> waiting_{}, running_{};
  std::map<std::string, Site> sites_{};
  std::map<std::string, int> busy_{};  // by host
  std::map<std::pair<std::size_t, std::string>, int> visits_{};
};

}  // namespace

std::vector<LinkOutcome> probe_links(const std::vector<LinkQuestion>& questions,
                                     const LinkProbeOptions& options) {
  return LinkProber(questions, options).run();
}

}  // namespace firsthand
