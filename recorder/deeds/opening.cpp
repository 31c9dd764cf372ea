#include <fmt/format.h>

#include "journeys/text.h"
#include "journeys/web_address.h"
#include "recorder/deeds/kinds.h"

namespace firsthand::deeds {
namespace {

constexpr auto kNavigationStarts = std::chrono::milliseconds(1000);

}  // namespace

Result<> open(Doing& doing, const Open& open, const std::string& base_url) {
  auto where = doing.value_of(open.where);
  if (!where) return std::move(where).error();
  std::string url = *where;
  if (url.find("://") == std::string::npos) {
    const auto scheme = base_url.find("://");
    const auto slash = base_url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    url = base_url.substr(0, slash) + (url.starts_with('/') ? "" : "/") + url;
  }
  // What was filled in may not be one.
  if (!is_web_address(url))
    return doing.refuse("not_an_address",
                        fmt::format("{} is not a web address; correct the journey, or --site.",
                                    printable(url, 120)));
  auto& page = doing.state.page;
  if (!page.guard().may_visit(url)) {
    doing.done.held = true;
    return doing.fail("left_hosts",
                      fmt::format("{} is not in this journey's hosts.", printable(url, 120)));
  }
  const int documents = page.frames().documents();
  doing.done.input_at_ms = doing.state.clock.now_ms();
  page.navigate(url);
  // The old document must not be taken for the new one; but its coming is not a precondition.
  const auto* before = page.network().main_document();
  const double asked = before == nullptr ? -1 : before->at_ms;
  auto pumped = doing.state.pump(kNavigationStarts, [&] {
    const auto* now = page.network().main_document();
    return page.frames().documents() > documents || (now != nullptr && now->at_ms > asked) ||
           page.frames().navigating();
  });
  if (!pumped) return std::move(pumped).error();
  return Done{};
}

}  // namespace firsthand::deeds
