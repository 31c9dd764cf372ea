#pragma once
// A web address in its parts, read by libcurl as it will ask for it.

#include <optional>
#include <string>
#include <string_view>

namespace firsthand {

struct WebUrl {
  std::string text{};        // all of it but the fragment
  std::string scheme{};      // http or https
  std::string host{};        // lower case, without port and brackets
  std::string port{};        // also where it is the usual one
  std::string path{};        // "/" at least, encoded
  std::string query{};       // without the "?", encoded
  bool credentials = false;  // it carries a user name or password
  std::string origin() const { return scheme + "://" + host + ":" + port; }
};

// `address` as a link on the page `base` means it; `base` may be empty for a whole address.
// Nothing: no address of a web page (mailto:, tel:, javascript:, …), or one that does not read.
std::optional<WebUrl> web_url(std::string_view address, std::string_view base = "");

}  // namespace firsthand
