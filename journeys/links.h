#pragma once
// What came of the links of a run's pages, asked for from outside the browser after the walks: the
// run's links.json, schema "firsthand.links/1". It holds what was answered, not what to think of
// it. A run without that file was not looked at.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/recording.h"
#include "journeys/result.h"

namespace firsthand {

enum class LinkScope {
  kAll,   // other hosts, too
  kSite,  // the walked site, and the hosts that its journeys list
  kOff
};
std::string_view to_word(LinkScope scope);  // "site"
std::optional<LinkScope> link_scope_from(std::string_view word);

// Where a link was seen.
struct LinkPlace {
  std::string recording{};  // Recording::name
  int step = 0;
  std::string page{};  // address of the page, masked
  std::string text{};  // of the link, as a reader sees it
  std::string part{};  // nav, header, footer; empty: elsewhere on the page
  // The visitor had sent something before: what a stranger is answered may not be what they are.
  bool after_sending = false;
  friend bool operator==(const LinkPlace&, const LinkPlace&) = default;
};

// An address that answered by naming another.
struct LinkHop {
  std::string url{};  // masked
  int status = 0;
  double ms = 0;  // until its first byte
  friend bool operator==(const LinkHop&, const LinkHop&) = default;
};

struct LinkOutcome {
  std::string url{};  // as it was asked for, masked, without fragment
  bool first_party = true;
  std::vector<LinkPlace> places{};  // in the order of the walks
  // Why it was not asked for, or not to its end: robots, acts, private, nofollow, other_host,
  // limit, time, stopped; empty: it was.
  std::string skipped{};
  std::vector<LinkHop> hops{};  // addresses before the last
  std::string last_url{};       // the last of them, masked; empty: url
  std::optional<int> status{};  // of the last answer; empty: none came
  OptMs ms{};                   // until the first byte of it
  OptMs again_ms{};             // the same of the try before, where it was asked for again
  std::string method{};         // GET: HEAD did not do
  int tries = 0;                // with that method
  // dns, refused, timeout, tls, loop, too_many, other; empty: an answer came.
  std::string error{};
  std::string error_text{};
  friend bool operator==(const LinkOutcome&, const LinkOutcome&) = default;
};

struct LinkLook {
  std::string tool_version{};
  LinkScope scope = LinkScope::kSite;
  std::vector<LinkOutcome> links{};
  friend bool operator==(const LinkLook&, const LinkLook&) = default;
};

// An address as it may be written down: user name and password are not in it, and the values of its
// query that let somebody in or name somebody (sessions, tokens, signatures, e-mail) are •••.
std::string masked_address(std::string_view url);

// That of one recording alone: links that it saw, with its own places.
LinkLook seen_by(const LinkLook& look, std::string_view recording);

Result<> write_links(const std::filesystem::path& run, const LinkLook& look);
// Nothing: the run has no links.json. kUnreadable: it has one that does not read.
Result<std::optional<LinkLook>> read_links(const std::filesystem::path& run);

}  // namespace firsthand
