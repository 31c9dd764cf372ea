#include "analyzers/strike_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "analyzers/rules/rule_kit.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

std::string written_at(const Strike& strike) {
  return fmt::format("{}:{}", strike.file, strike.at.line);
}

// "/checkout" of "https://shop.example/checkout?step=2".
std::string_view path_in(std::string_view address) {
  const auto host = address.find("://");
  if (host == std::string_view::npos) return address;
  const auto path = address.find('/', host + 3);
  return path == std::string_view::npos ? std::string_view("/") : address.substr(path);
}

bool is_page(const std::string& url, std::string_view wanted) {
  const std::string address = address_of(url);
  const std::string_view page = wanted.starts_with('/') ? path_in(address) : address;
  if (!wanted.ends_with('*')) return page == wanted;
  wanted.remove_suffix(1);
  return page.starts_with(wanted);
}

bool is_journey(const Walk& walk, const std::string& wanted) {
  return fold(walk.journey.id) == fold(wanted) || fold(walk.journey.title) == fold(wanted);
}

bool says(const Finding& finding, const std::string& wanted) {
  const std::string part = fold(wanted);
  const Evidence& evidence = finding.evidence;
  for (const auto* text : {&finding.title, &evidence.text, &evidence.selector, &evidence.url})
    if (fold(*text).find(part) != std::string::npos) return true;
  return false;
}

bool fits(const Strike& strike, const Finding& finding, const Walk& walk) {
  if (!strike.journey.empty() && !is_journey(walk, strike.journey)) return false;
  if (!strike.finding.empty()) return finding.key == strike.finding;
  return finding.rule == strike.rule &&
         (strike.page.empty() || is_page(finding.evidence.url, strike.page)) &&
         (strike.text.empty() || says(finding, strike.text));
}

}  // namespace

bool has_ended(const Strike& strike, const std::string& today) {
  return !strike.until.empty() && today > strike.until;
}

std::vector<Finding> strike_out(std::vector<Finding>& findings, const Walk& walk,
                                const Strikes& strikes) {
  std::vector<Finding> kept, struck;
  for (auto& finding : findings) {
    const auto by = std::find_if(strikes.all.begin(), strikes.all.end(), [&](const Strike& each) {
      return !finding.key.empty() && !has_ended(each, strikes.today) && fits(each, finding, walk);
    });
    if (by == strikes.all.end()) {
      kept.push_back(std::move(finding));
      continue;
    }
    finding.struck = Struck{by->by, by->reason, by->until, written_at(*by)};
    struck.push_back(std::move(finding));
  }
  findings = std::move(kept);
  return struck;
}

std::vector<StaleStrike> stale_among(const Strikes& strikes, const std::vector<Finding>& struck,
                                     const std::vector<const Walk*>& walked) {
  std::set<std::string> used;
  for (const auto& finding : struck)
    if (finding.struck) used.insert(finding.struck->at);
  std::vector<StaleStrike> stale;
  for (const auto& strike : strikes.all) {
    const bool ended = has_ended(strike, strikes.today);
    const bool elsewhere = !strike.journey.empty() &&
                           std::none_of(walked.begin(), walked.end(), [&](const Walk* walk) {
                             return is_journey(*walk, strike.journey);
                           });
    if (used.count(written_at(strike)) > 0 || (elsewhere && !ended)) continue;
    stale.push_back({told(strike), written_at(strike), strike.by, ended ? strike.until : ""});
  }
  return stale;
}

}  // namespace firsthand
