#include "journeys/links.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "journeys/recording_parse.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kLinksSchema = "firsthand.links/1";
constexpr std::string_view kMasked = "•••";

// Names of parameters whose value lets somebody in: those that have one of the first anywhere in
// them, and those that have one of the others as a word.
constexpr std::array<std::string_view, 8> kPrivateParts{"sess",   "token", "secret", "csrf",
                                                        "signat", "passw", "email",  "apikey"};
constexpr std::array<std::string_view, 17> kPrivateWords{
    "sid",   "auth", "key",  "sig", "pass",  "pwd",  "code",   "hash", "nonce",
    "state", "jwt",  "mail", "otp", "login", "user", "ticket", "hmac"};
constexpr std::size_t kLongValue = 20;  // a session's number rather than a word's

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Long, in one piece, with letters and digits: nobody calls anything so.
bool is_random(std::string_view value) {
  if (value.size() < kLongValue) return false;
  const bool one_piece = std::all_of(
      value.begin(), value.end(), [](char c) { return is_ascii_digit(c) || is_ascii_letter(c); });
  const auto digits = std::count_if(value.begin(), value.end(), is_ascii_digit);
  return one_piece && digits > 3 && static_cast<std::size_t>(digits) < value.size();
}

bool is_private_name(const std::string& name) {
  const bool part = std::any_of(kPrivateParts.begin(), kPrivateParts.end(), [&](const auto& each) {
    return name.find(each) != std::string::npos;
  });
  return part || std::any_of(kPrivateWords.begin(), kPrivateWords.end(), [&](const auto& word) {
           for (auto at = name.find(word); at != name.npos; at = name.find(word, at + 1)) {
             const auto end = at + word.size();
             const auto joins = [&](std::size_t i) {
               return i < name.size() && is_ascii_letter(name[i]);
             };
             if (!joins(end) && (at == 0 || !joins(at - 1))) return true;
           }
           return false;
         });
}

bool is_private(std::string_view name, std::string_view value) {
  return is_private_name(lower_ascii(name)) || is_random(value) ||
         value.find('@') != std::string_view::npos ||
         lower_ascii(value).find("%40") != std::string::npos;
}

std::string masked_query(std::string_view query) {
  std::string out;
  for (const auto part : split(query, '&')) {
    if (!out.empty()) out += '&';
    const auto equals = part.find('=');
    const auto name = part.substr(0, equals);
    const auto value = equals == part.npos ? std::string_view() : part.substr(equals + 1);
    if (equals == part.npos && is_random(part))
      out += kMasked;
    else if (!value.empty() && is_private(name, value))
      out.append(name).append("=").append(kMasked);
    else
      out += part;
  }
  return out;
}

// A part of a path that lets somebody in, or a session behind a semicolon.
std::string masked_path(std::string_view path) {
  std::string out;
  bool first = true;
  for (auto part : split(path, '/')) {
    if (!first) out += '/';
    first = false;
    const auto semicolon = part.find(';');
    const auto word = part.substr(0, semicolon);
    out += is_random(word) ? kMasked : word;
    if (semicolon == part.npos) continue;
    const auto equals = part.find('=', semicolon);
    out.append(part.substr(semicolon, equals == part.npos ? part.npos : equals - semicolon));
    if (equals != part.npos) out.append("=").append(kMasked);
  }
  return out;
}

json json_of(const LinkPlace& place) {
  json tree{{"recording", place.recording},
            {"step", place.step},
            {"page", place.page},
            {"text", place.text}};
  if (!place.part.empty()) tree["part"] = place.part;
  if (place.after_sending) tree["after_sending"] = true;
  return tree;
}

json json_of(const LinkOutcome& link) {
  json tree{{"url", link.url}, {"first_party", link.first_party}, {"places", json::array()}};
  for (const auto& place : link.places) tree["places"].push_back(json_of(place));
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) tree[key] = value;
  };
  text("skipped", link.skipped);
  text("last_url", link.last_url);
  text("method", link.method);
  text("error", link.error);
  text("error_text", link.error_text);
  for (const auto& hop : link.hops)
    tree["hops"].push_back({{"url", hop.url}, {"status", hop.status}, {"ms", hop.ms}});
  if (link.status) tree["status"] = *link.status;
  if (link.ms) tree["ms"] = *link.ms;
  if (link.again_ms) tree["again_ms"] = *link.again_ms;
  if (link.tries > 0) tree["tries"] = link.tries;
  return tree;
}

OptMs number_in(const json& tree, const char* key) {
  return tree.contains(key) ? OptMs(tree.at(key).get<double>()) : std::nullopt;
}

LinkPlace place_from(const json& tree) {
  return {tree.value("recording", ""), tree.value("step", 0),  tree.value("page", ""),
          tree.value("text", ""),      tree.value("part", ""), tree.value("after_sending", false)};
}

LinkOutcome link_from(const json& tree) {
  LinkOutcome link;
  link.url = tree.at("url").get<std::string>();
  link.first_party = tree.value("first_party", true);
  for (const auto& place : tree.value("places", json::array()))
    link.places.push_back(place_from(place));
  link.skipped = tree.value("skipped", "");
  for (const auto& hop : tree.value("hops", json::array()))
    link.hops.push_back({hop.value("url", ""), hop.value("status", 0), hop.value("ms", 0.0)});
  link.last_url = tree.value("last_url", "");
  if (tree.contains("status")) link.status = tree.at("status").get<int>();
  link.ms = number_in(tree, "ms");
  link.again_ms = number_in(tree, "again_ms");
  link.method = tree.value("method", "");
  link.tries = tree.value("tries", 0);
  link.error = tree.value("error", "");
  link.error_text = tree.value("error_text", "");
  return link;
}

Error unreadable_links(const fs::path& file, const std::string& why) {
  return {Errc::kUnreadable, "cannot read " + file.string() + ": " + why,
          "It says what became of the links. Take it away to judge the walks without them."};
}

}  // namespace

std::string_view to_word(LinkScope scope) {
  switch (scope) {
    case LinkScope::kAll:
      return "all";
    case LinkScope::kSite:
      return "site";
    case LinkScope::kOff:
      break;
  }
  return "off";
}

std::optional<LinkScope> link_scope_from(std::string_view word) {
  for (const auto scope : {LinkScope::kAll, LinkScope::kSite, LinkScope::kOff})
    if (to_word(scope) == word) return scope;
  return std::nullopt;
}

std::string masked_address(std::string_view url) {
  url = without_fragment(url);
  const auto scheme = url.find("://");
  if (scheme == url.npos) return valid_utf8(url);
  const auto from = scheme + 3;
  const auto path_at = std::min(url.find_first_of("/?", from), url.size());
  auto host = url.substr(from, path_at - from);
  if (const auto at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  const auto query_at = std::min(url.find('?', path_at), url.size());
  std::string out(url.substr(0, from));
  out.append(host).append(masked_path(url.substr(path_at, query_at - path_at)));
  if (query_at < url.size()) out.append("?").append(masked_query(url.substr(query_at + 1)));
  return valid_utf8(out);
}

LinkLook seen_by(const LinkLook& look, std::string_view recording) {
  LinkLook out{look.tool_version, look.scope, {}};
  for (auto link : look.links) {
    std::erase_if(link.places, [&](const auto& place) { return place.recording != recording; });
    if (!link.places.empty()) out.links.push_back(std::move(link));
  }
  return out;
}

Result<> write_links(const fs::path& run, const LinkLook& look) {
  json tree{{"schema", kLinksSchema},
            {"tool_version", valid_utf8(look.tool_version)},
            {"scope", to_word(look.scope)},
            {"links", json::array()}};
  for (const auto& link : look.links) tree["links"].push_back(json_of(link));
  return write_atomically(run / "links.json",
                          tree.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<std::optional<LinkLook>> read_links(const fs::path& run) {
  const auto file = run / "links.json";
  std::error_code error;
  // Not through a link: a run from elsewhere must not show files of this machine.
  const auto status = fs::symlink_status(file, error);
  if (!fs::exists(status)) return std::optional<LinkLook>();
  if (!fs::is_regular_file(status)) return unreadable_links(file, "it is no file");
  const auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  try {
    const auto tree = parse_json(*bytes);
    if (!tree.is_object() || tree.value("schema", "") != kLinksSchema)
      return unreadable_links(file, "this is not " + std::string(kLinksSchema));
    LinkLook look;
    look.tool_version = tree.value("tool_version", "");
    look.scope = link_scope_from(tree.value("scope", "")).value_or(LinkScope::kSite);
    for (const auto& link : tree.at("links")) look.links.push_back(link_from(link));
    return std::optional(std::move(look));
  } catch (const json::exception& exception) {
    return unreadable_links(file, reason_of(exception));
  }
}

}  // namespace firsthand
