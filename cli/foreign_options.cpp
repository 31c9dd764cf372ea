#include "cli/foreign_options.h"

#include <algorithm>
#include <string>

#include "journeys/text.h"

namespace firsthand {
namespace {

// `theirs`: their names, each in small letters without dashes, between spaces.
struct ForeignOption {
  std::string_view theirs, ours;
};

constexpr ForeignOption kForeignOptions[] = {
    {" dryrun lint validate ",
     "firsthand check FILE reads the journeys and walks nothing; a walk away from this machine "
     "sends nothing without --allow-submit"},
    {" headed headful noheadless browservisible visible showbrowser ui ",
     "firsthand walk FILE --watch shows the browser"},
    {" headless ", "the browser has no window unless --watch is given; leave it off"},
    {" slowmo slowmotion slow delay ",
     "firsthand walk FILE --watch shows the browser and tells each step before it is done"},
    {" timeout maxwait waittimeout navigationtimeout actiontimeout ",
     "how long the customer waits, and how long is watched, stands in the journey: patience: 10s, "
     "limit: 20s"},
    {" url baseurl host target address ", "firsthand walk FILE --site URL says where to walk"},
    {" device mobile viewport emulate preset ",
     "firsthand walk FILE --visitor phone|tablet|laptop|desktop"},
    {" connectivity throttling throttle throttlingmethod connection ",
     "firsthand walk FILE --network 3g --cpu 4"},
    {" lang language ", "firsthand walk FILE --locale de-DE"},
    {" timezone ", "firsthand walk FILE --time-zone Europe/Berlin"},
    {" requestheader extraheaders extraheader headers ",
     "firsthand walk FILE --header 'NAME: VALUE'"},
    {" geolocation colorscheme useragent ",
     "it is the visitor's, and stands in the journey: visitor: {location: [52.5, 13.4], dark: "
     "true}"},
    {" warmload repeatview secondvisit ", "firsthand walk FILE --visits 2"},
    {" output outputdir outdir outputfolder ", "firsthand walk FILE --out DIR"},
    {" reporter reporters report json html junit ",
     "firsthand walk FILE --format html,json,junit says which reports are written"},
    {" env var variable variables param ", "firsthand walk FILE --let NAME=VALUE gives a variable"},
    {" retries retry ", "nothing is tried twice: the second time is another visitor, --times 2"},
    {" repeat repeateach count iterations runs ", "firsthand walk FILE --times N"},
    {" debug trace log ", "firsthand walk FILE --verbose logs what happens"},
    {" nosandbox ", "firsthand walk FILE --unsandboxed, only on sites you trust"},
};

}  // namespace

std::string_view in_place_of(std::string_view option) {
  if (!option.starts_with("--")) return {};
  std::string name = fold(option.substr(0, std::min<std::size_t>(option.find('='), 80)));
  std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == ' '; });
  if (name.empty()) return {};
  for (const auto& each : kForeignOptions)
    if (each.theirs.find(" " + name + " ") != std::string_view::npos) return each.ours;
  return {};
}

}  // namespace firsthand
