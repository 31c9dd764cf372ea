#include "recorder/net_errors.h"

#include <utility>

namespace firsthand {
namespace {

// The start of an error's name (net/base/net_error_list.h) and what it means to a customer.
constexpr std::pair<std::string_view, std::string_view> kMeanings[] = {
    {"net::ERR_CONNECTION_REFUSED", "nothing answered at its address"},
    {"net::ERR_CONNECTION_RESET", "the connection was cut"},
    {"net::ERR_CONNECTION_CLOSED", "the connection was closed before an answer came"},
    {"net::ERR_CONNECTION_TIMED_OUT", "nothing answered in time"},
    {"net::ERR_TIMED_OUT", "nothing answered in time"},
    {"net::ERR_EMPTY_RESPONSE", "the server hung up without an answer"},
    {"net::ERR_NAME_NOT_RESOLVED", "no site of that name is known"},
    {"net::ERR_ADDRESS_UNREACHABLE", "its address cannot be reached"},
    {"net::ERR_INTERNET_DISCONNECTED", "this machine is offline"},
    {"net::ERR_PROXY_CONNECTION_FAILED", "this machine's proxy cannot be reached"},
    {"net::ERR_TUNNEL_CONNECTION_FAILED", "this machine's proxy let nothing through"},
    {"net::ERR_NETWORK_CHANGED", "this machine's network changed"},
    {"net::ERR_TOO_MANY_REDIRECTS", "it sent the browser round in circles"},
    {"net::ERR_CERT_", "the browser does not trust its certificate"},
    {"net::ERR_SSL_", "no secure connection could be made"},
    {"net::ERR_INVALID_RESPONSE", "its answer made no sense"},
    {"net::ERR_INVALID_HTTP_RESPONSE", "its answer made no sense"},
    {"net::ERR_CONTENT_LENGTH_MISMATCH", "its answer broke off in the middle"},
    {"net::ERR_INCOMPLETE_CHUNKED_ENCODING", "its answer broke off in the middle"},
    {"net::ERR_UNSAFE_PORT", "browsers refuse to go to that port"},
    {"net::ERR_BLOCKED_BY_", "the browser refused to show it"},
};

}  // namespace

std::string net_error_for_people(std::string_view error) {
  for (const auto& [name, meaning] : kMeanings)
    if (error.starts_with(name)) return std::string(meaning);
  return std::string(error);
}

bool is_no_ones_answer(std::string_view error, bool ever_answered) {
  if (error == "net::ERR_NAME_NOT_RESOLVED") return !ever_answered;
  return error == "page_killed" || error == "net::ERR_INTERNET_DISCONNECTED" ||
         error == "net::ERR_NETWORK_CHANGED" || error == "net::ERR_PROXY_CONNECTION_FAILED" ||
         error == "net::ERR_TUNNEL_CONNECTION_FAILED";
}

}  // namespace firsthand
