#include "journeys/ready_made.h"

#include <algorithm>

#include "journeys/variables.h"

namespace firsthand {

extern const std::string_view kFirstVisit;
extern const std::string_view kReturnAnOrder;
extern const std::string_view kContactUs;
extern const std::string_view kOrderLookUp;
extern const std::string_view kSearchAndView;

namespace {

ReadyMade made(std::string name, std::string_view source) {
  ReadyMade journey{.name = std::move(name), .source = source};
  const auto used = names_in(source);
  // Read with all that it uses, it says itself what it gives a value to.
  const auto parsed = parse_journey(source, journey.name + ".yaml", used);
  for (const auto& name_used : used)
    if (!name_used.starts_with("words.") && !parsed.journey.let.contains(name_used) &&
        std::ranges::find(journey.needs, name_used) == journey.needs.end())
      journey.needs.push_back(name_used);
  return journey;
}

}  // namespace

const std::vector<ReadyMade>& ready_made_journeys() {
  static const std::vector<ReadyMade> kAll{
      made("first-visit", kFirstVisit), made("return-an-order", kReturnAnOrder),
      made("contact-us", kContactUs), made("order-look-up", kOrderLookUp),
      made("search-and-view", kSearchAndView)};
  return kAll;
}

const ReadyMade* ready_made(std::string_view name) {
  const auto& all = ready_made_journeys();
  const auto found =
      std::ranges::find_if(all, [&](const ReadyMade& journey) { return journey.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string start_of(std::string_view address) {
  address = address.substr(0, address.find('#'));
  const auto scheme = address.find("://");
  const auto path = address.find_first_of("/?", scheme == address.npos ? 0 : scheme + 3);
  if (path == address.npos) return "/";
  return (address[path] == '?' ? "/" : "") + std::string(address.substr(path));
}

ParsedJourney parse_ready_made(const ReadyMade& journey, const std::vector<std::string>& known) {
  return parse_journey(journey.source, journey.name + ".yaml", known);
}

}  // namespace firsthand
