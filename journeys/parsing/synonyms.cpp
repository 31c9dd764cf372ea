#include "journeys/parsing/synonyms.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/diagnostic.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// `theirs`: their names for it, each without spaces, '-', '_' and full stops and in small letters.
// Where another name is not enough there is advice.
struct Synonym {
  Sort sort;
  std::string_view ours, theirs, advice{};
};

constexpr std::string_view kNoConditions =
    "a journey has no conditions; a step that may have nothing to do says optional: true";
constexpr std::string_view kNoLoops =
    "a journey has no loops; write the steps, or walk it with --times and a row for each walk";
constexpr std::string_view kValuesInLet =
    "variables stand under let: at the top of the file; fields are filled with fill:";
constexpr std::string_view kTextAlone = "a text needs no kind; write it alone, like - click: Help";
constexpr std::string_view kNoRoles = "write the kind and the name, like {button: Send}";
constexpr std::string_view kWordFirst = "the word itself begins the step, like - click: Help";
constexpr std::string_view kNotGherkin =
    "a journey is not Gherkin; it has journey: and steps:, see docs/journeys.md";
constexpr std::string_view kPairs =
    "a field and its value are one pair, like fill: {E-mail: a@b.example}";

constexpr std::string_view kOnlyFinds =
    "to find a thing is no step; say what is done with it, like - click: {button: Send}, "
    "- fill: {E-mail: a@b.example} or - see: Welcome";
constexpr std::string_view kWaitsByItself =
    "every step waits for the page by itself; remove this, or see: what the customer waits for";
constexpr std::string_view kOpensByItself =
    "each walk has a new browser of its own, opened and closed by itself; remove this";
constexpr std::string_view kNothingReplaced =
    "nothing of the site is replaced or listened to; see: what the customer gets to see of it";

constexpr std::string_view kDates = "days are counted from $today: $today+1d, $today-2w";

constexpr Synonym kSynonyms[] = {
    {Sort::kVariable, "", "tomorrow yesterday now date time todays", kDates},

    {Sort::kWord, "open",
     "goto go visit navigate navigateto url load browse start gotopage gotourl openpage openurl "
     "visitpage driverget browserget browserurl"},
    {Sort::kWord, "back", "goback previous return navigateback"},
    {Sort::kWord, "", "forward goforward",
     "a customer follows the link again, with click:, or opens the page"},
    {Sort::kWord, "reload", "refresh refreshpage reloadpage"},
    {Sort::kWord, "click",
     "tap clickon clickbutton clicklink pressbutton button link follow touch clickelement "
     "clicktext clickat clickandwait leftclick focus"},
    {Sort::kWord, "", "submit send", "did you mean 'click', with submits: true beside it?"},
    {Sort::kWord, "", "rightclick contextclick",
     "visitors here have no right button; a double_click, hover or press may do"},
    {Sort::kWord, "double_click", "doubletap dblclick dblclickelement"},
    {Sort::kWord, "hover", "mouseover pointat moveto movetoelement mousemove"},
    {Sort::kWord, "fill",
     "input enter write fillin fillout entertext form field typetext typeinto filltext inputtext "
     "settext setvalue fillform fillfield inserttext pagetype"},
    {Sort::kWord, "type", "typein presssequentially"},
    {Sort::kWord, "press", "keyboard key hit presskey presskeys keypress keydown keyup"},
    {Sort::kWord, "", "sendkeys", "did you mean 'press', for a key, or 'fill', for a text?"},
    {Sort::kWord, "", "pressenter hitenter", "write press: Enter"},
    {Sort::kWord, "choose",
     "select selectoption selectoptions dropdown radio option selectbyvisibletext selectbyvalue "
     "selectbytext selectbyindex chooseoption"},
    {Sort::kWord, "check", "tick checkbox agree setchecked"},
    {Sort::kWord, "uncheck", "untick"},
    {Sort::kWord, "", "clear", "to empty a field, fill it with \"\"; to untick a box, uncheck it"},
    {Sort::kWord, "pick", "date pickdate calendar"},
    {Sort::kWord, "slide", "slider range"},
    {Sort::kWord, "drag", "draganddrop dragto move drop draganddroptoobject"},
    {Sort::kWord, "attach", "upload uploadfile file attachfile setinputfiles selectfile"},
    {Sort::kWord, "scroll",
     "swipe scrollto scrollintoview scrollintoviewifneeded scrolltoelement scrollby mousewheel"},
    {Sort::kWord, "", "scrolldown", "write scroll: down"},
    {Sort::kWord, "", "scrollup", "write scroll: up"},
    {Sort::kWord, "see",
     "expect assert verify should shouldsee look lookfor contains text read waitfor waituntil "
     "outcome result waitforselector waitforelement waitfortext waitforvisible waituntilvisible "
     "waitforelementvisible waitforxpath waitfordisplayed elementlocated asserttext "
     "assertvisible assertpresent asserttextpresent assertelementpresent assertthat assertequals "
     "equal equals verifytext verifyvisible expecttext tobevisible tohavetext tocontaintext "
     "tobeinthedocument tohavecount tohavevalue tobechecked tobeenabled shouldcontain "
     "shouldbevisible shouldhavetext isvisible isdisplayed checktext checkvisible pagecontains "
     "pageshouldcontain"},
    {Sort::kWord, "not_see",
     "notsee dontsee shouldnotsee expectnot assertnot gone tobehidden waitforhidden isnotvisible "
     "shouldnotexist shouldnotbevisible shouldnotcontain assertnotvisible assertnotpresent "
     "nottobevisible expectnottobevisible waituntilgone waitforelementnotpresent"},
    {Sort::kWord, "",
     "waitforurl tohaveurl asserturl verifyurl expecturl urlcontains shouldhaveurl cyurl pageurl",
     "did you mean 'see'? An address is looked for with see: {url: /thanks}"},
    {Sort::kWord, "", "tohavetitle asserttitle verifytitle expecttitle titlecontains waitfortitle",
     "did you mean 'see'? A title is looked for with see: {title: Thank you}"},
    {Sort::kWord, "",
     "waitfornavigation waitforloadstate waitforload waitforpage waitforpageload "
     "waitfornetworkidle waitforfunction waitforajax implicitlywait implicitwait waitpage",
     kWaitsByItself},
    {Sort::kWord, "",
     "waitforrequest waitforresponse intercept route mock stub spy fixture request unroute",
     kNothingReplaced},
    {Sort::kWord, "",
     "locator getbyrole getbytext getbylabel getbyplaceholder getbytestid getbytitle "
     "getbyalttext findelement findelements findbyrole findbytext findbylabeltext findbyid "
     "findbycss getelementbyid queryselector $ $$ page$ page$$ cyget cyfind element selector css "
     "xpath id",
     kOnlyFinds},
    {Sort::kWord, "",
     "newpage newtab newcontext newbrowser launch openbrowser closebrowser closepage quit "
     "clearcookies clearlocalstorage clearstorage deleteallcookies deletecookies",
     kOpensByItself},
    {Sort::kWord, "", "within", "put in: with the place beside each step that is done there"},
    {Sort::kWord, "", "close",
     "did you mean 'click', on what closes it? The browser is closed by itself"},
    {Sort::kWord, "", "setviewport setviewportsize viewport emulate device resize setwindowsize",
     "who walks, and on what, stands at the top of the file: visitor: phone, tablet, laptop or "
     "another"},
    {Sort::kWord, "keep",
     "save store remember extract get grab storetext gettext textcontent innertext"},
    {Sort::kWord, "human", "manual byhand captcha"},
    {Sort::kWord, "wait", "sleep pause delay waitfortimeout waitseconds waitms threadsleep"},
    {Sort::kWord, "use", "include import call run"},
    {Sort::kWord, "", "login signin",
     "write its steps, or put them in a file of their own and use: it"},
    {Sort::kWord, "script", "js javascript eval evaluate execute executescript runscript"},
    {Sort::kWord, "note", "comment say log echo print"},
    {Sort::kWord, "", "tab", "tab: stands beside the step that is done there"},
    {Sort::kWord, "", "switchtab switchtotab switchtowindow selectwindow bringtofront",
     "put tab: with its title beside the step that is done there"},
    {Sort::kWord, "", "switchto", "put tab: or frame: beside the step that is done there"},
    {Sort::kWord, "", "iframe frame switchtoframe framelocator",
     "put frame: with its name beside the step that is done there"},
    {Sort::kWord, "", "screenshot takescreenshot matchsnapshot tohavescreenshot",
     "pictures are taken before and after every step; remove this"},
    {Sort::kWord, "", "set variable var let", kValuesInLet},
    {Sort::kWord, "", "if when else try unless", kNoConditions},
    {Sort::kWord, "", "repeat loop for foreach while", kNoLoops},
    {Sort::kWord, "",
     "acceptalert dismissalert alert dialog confirm prompt accept dismiss acceptdialog "
     "dismissdialog handledialog",
     "a box that the page puts up is answered by itself, a question with no; its text is looked "
     "for with see: {dialog: Sure}"},
    {Sort::kWord, "", "step action do", kWordFirst},
    {Sort::kWord, "",
     "test it describe before after beforeall beforeeach afterall aftereach setup teardown",
     "a file is one journey: its steps stand one below the other, each with its word"},

    {Sort::kOption, "patience", "timeout"},
    {Sort::kOption, "should_take", "maxtime atmost budget expected"},
    {Sort::kOption, "in", "within inside under section parent"},
    {Sort::kOption, "near", "beside nextto closeto by"},
    {Sort::kOption, "nth", "index number position"},
    {Sort::kOption, "frame", "iframe"},
    {Sort::kOption, "tab", "window page"},
    {Sort::kOption, "name", "label title description id"},
    {Sort::kOption, "", "required", "a step that may be passed over says optional: true"},
    {Sort::kOption, "optional", "maybe ifpresent ifvisible ignoreerrors"},
    {Sort::kOption, "submits", "submit sends"},
    {Sort::kOption, "because", "reason why"},
    {Sort::kOption, "as", "store saveas into"},
    {Sort::kOption, "matching", "regex pattern matches"},
    {Sort::kOption, "after", "following"},
    {Sort::kOption, "from", "selector"},
    {Sort::kOption, "let", "variables"},
    {Sort::kOption, "", "retries retry",
     "nothing is tried twice here: the second time is another visitor"},
    {Sort::kOption, "", "note", "a note is a step of its own: - note: TEXT"},
    {Sort::kOption, "", "target", "the target stands behind the word, like - click: Help"},
    {Sort::kOption, "", "with value field option", kPairs},
    {Sort::kOption, "", "then", kWordFirst},

    {Sort::kTarget, "", "text target heading menu tab", kTextAlone},
    {Sort::kTarget, "field", "label placeholder input textbox checkbox"},
    {Sort::kTarget, "link", "a href"},
    {Sort::kTarget, "image", "img picture alt"},
    {Sort::kTarget, "css", "selector element"},
    {Sort::kTarget, "", "id", "write what a person reads, or {css: \"#…\"}"},
    {Sort::kTarget, "", "class", "write what a person reads, or {css: \".…\"}"},
    {Sort::kTarget, "testid", "testid datatestid"},
    {Sort::kTarget, "", "role name", kNoRoles},

    {Sort::kLook, "", "text heading message", kTextAlone},
    {Sort::kLook, "any", "or oneof either"},
    {Sort::kLook, "all", "and both every"},
    {Sort::kLook, "url", "address location path"},
    {Sort::kLook, "title", "pagetitle"},
    {Sort::kLook, "download", "file"},
    {Sort::kLook, "dialog", "alert popup confirm"},
    {Sort::kLook, "", "pattern regex matching",
     "a pattern stands between slashes, like /RMA-[0-9]+/"},

    {Sort::kEntry, "field", "name label"},
    {Sort::kEntry, "with", "value text option"},
    {Sort::kEntry, "nth", "index"},
    {Sort::kEntry, "in", "within"},

    {Sort::kDrag, "from", "start source what"},
    {Sort::kDrag, "to", "onto into target end"},

    {Sort::kRow, "from", "file csv source"},
    {Sort::kRow, "each", "per every"},
    {Sort::kRow, "column", "col field header"},

    {Sort::kFileKey, "journey", "name title test"},
    {Sort::kFileKey, "why", "description reason about"},
    {Sort::kFileKey, "site", "url base baseurl address website host"},
    {Sort::kFileKey, "visitor", "device browser viewport user"},
    {Sort::kFileKey, "visits", "visit repeatview secondvisit"},
    {Sort::kFileKey, "patience", "timeout"},
    {Sort::kFileKey, "limit", "maxtime"},
    {Sort::kFileKey, "critical", "important priority"},
    {Sort::kFileKey, "hosts", "domains allow"},
    {Sort::kFileKey, "let", "variables vars env data params"},
    {Sort::kFileKey, "secret", "secrets password"},
    {Sort::kFileKey, "steps", "actions flow tests script"},
    {Sort::kFileKey, "", "feature scenario", kNotGherkin},

    {Sort::kVisitor, "phone", "mobile smartphone iphone android handy"},
    {Sort::kVisitor, "slow-phone", "slowmobile lowend oldphone"},
    {Sort::kVisitor, "tablet", "ipad"},
    {Sort::kVisitor, "laptop", "notebook macbook"},
    {Sort::kVisitor, "desktop", "computer pc mac"},
    {Sort::kDialog, "ok", "accept yes true confirm okay"},
    {Sort::kDialog, "cancel", "dismiss no false refuse close"},
    {Sort::kConsent, "accept", "yes true all allow agree ok on acceptall"},
    {Sort::kConsent, "refuse", "no false reject decline deny none off necessary rejectall"},
    {Sort::kConsent, "ignore", "leave skip nothing"},
    {Sort::kConsent, "steps", "step manual journey self"},
    {Sort::kVisitor, "large-text", "zoom zoomed largefont bigtext"},
    {Sort::kVisitor, "keyboard-only", "keyboard keys nomouse"},
    {Sort::kVisitor, "dark", "darkmode"},
    {Sort::kVisitor, "reduced-motion", "noanimation noanimations calm"},

    {Sort::kVisitorKey, "like", "device name visitor is as"},
    {Sort::kVisitorKey, "network", "connection connectivity throttling throttle speed"},
    {Sort::kVisitorKey, "cpu", "processor cputhrottling cpuslowdown slowdown"},
    {Sort::kVisitorKey, "locale", "language lang acceptlanguage"},
    {Sort::kVisitorKey, "time_zone", "timezoneid tz"},
    {Sort::kVisitorKey, "location", "geolocation position place geo"},
    {Sort::kVisitorKey, "headers", "header extraheaders extrahttpheaders"},
    {Sort::kVisitorKey, "dark", "colorscheme colourscheme darkmode"},
    {Sort::kVisitorKey, "reduced_motion", "motion prefersreducedmotion"},
    {Sort::kVisitorKey, "text", "zoom fontsize textsize scale"},
    {Sort::kVisitorKey, "", "useragent viewport width height",
     "the device decides it; write like: and the name of a visitor"},

    {Sort::kNetwork, "3g", "slow4g regular3g umts"},
    {Sort::kNetwork, "3gslow", "slow3g"},
    {Sort::kNetwork, "3gfast", "fast3g"},
    {Sort::kNetwork, "4g", "lte fast4g regular4g"},
    {Sort::kNetwork, "cable", "dsl wifi broadband"},
    {Sort::kNetwork, "native", "none off full"},

    {Sort::kVerdictsKey, "strike",
     "strikes struck verdicts verdict findings ignore ignored ignores suppress suppressions "
     "exceptions allow allowlist whitelist waivers baseline"},
    {Sort::kStrikeKey, "finding", "key id fingerprint hash"},
    {Sort::kStrikeKey, "page", "url path address where location"},
    {Sort::kStrikeKey, "text", "contains matching message title what"},
    {Sort::kStrikeKey, "by", "author who owner from approvedby reviewer"},
    {Sort::kStrikeKey, "reason", "because why comment justification note description"},
    {Sort::kStrikeKey, "until", "expires expiry expiration end ends to date"},
};

std::string normal(std::string_view name) {
  std::string out = fold(name.substr(0, 80));
  std::erase_if(out,
                [](char c) { return std::string_view(" _-.").find(c) != std::string_view::npos; });
  return out;
}

// "click" of page.click: objects stand before a full stop.
std::string_view behind_objects(std::string_view name) {
  return name.substr(name.rfind('.') + 1);  // npos + 1 is 0
}

// `names` are parted by spaces.
bool has(std::string_view names, std::string_view name) {
  for (auto at = names.find(name); at != names.npos && !name.empty();
       at = names.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' '))
      return true;
  }
  return false;
}

const Synonym* synonym(Sort sort, std::string_view theirs) {
  for (const auto& name : {normal(theirs), normal(behind_objects(theirs))})
    for (const auto& each : kSynonyms)
      if (each.sort == sort && has(each.theirs, name)) return &each;
  return nullptr;
}

// Another name, written with a slip of the pen.
const Synonym* near_synonym(Sort sort, std::string_view theirs) {
  std::vector<std::string> names;
  for (const auto& each : kSynonyms)
    if (each.sort == sort)
      for (std::size_t at = 0; at < each.theirs.size(); at += names.back().size() + 1)
        names.emplace_back(each.theirs.substr(at, each.theirs.find(' ', at) - at));
  const std::string found = nearest(normal(theirs), names);
  return found.empty() ? nullptr : synonym(sort, found);
}

std::string advice_of(const Synonym& synonym) {
  return synonym.advice.empty() ? fmt::format("did you mean '{}'?", synonym.ours)
                                : std::string(synonym.advice);
}

}  // namespace

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::kWord:
      return "word";
    case Sort::kOption:
      return "option";
    case Sort::kTarget:
      return "kind of target";
    case Sort::kLook:
      return "kind of look";
    case Sort::kEntry:
      return "key of an entry";
    case Sort::kDrag:
      return "key of 'drag'";
    case Sort::kRow:
      return "key of a variable from a file";
    case Sort::kFileKey:
      return "key";
    case Sort::kVisitor:
      return "visitor";
    case Sort::kDialog:
      return "answer to a dialog";
    case Sort::kConsent:
      return "answer to consent banners";
    case Sort::kVisitorKey:
      return "key of 'visitor'";
    case Sort::kNetwork:
      return "network";
    case Sort::kVerdictsKey:
      return "key of a file of verdicts";
    case Sort::kStrikeKey:
      return "key of a strike";
    case Sort::kRule:
      return "rule";
    case Sort::kVariable:
      break;
  }
  return "variable";
}

std::string advice_for(Sort sort, std::string_view unknown,
                       const std::vector<std::string>& candidates) {
  const Synonym* known = synonym(sort, unknown);
  if (known != nullptr) return advice_of(*known);
  const auto last = behind_objects(unknown);
  const bool ours = std::find(candidates.begin(), candidates.end(), last) != candidates.end();
  const std::string meant = ours ? std::string(last) : nearest(unknown, candidates);
  if (!meant.empty()) return fmt::format("did you mean '{}'?", meant);
  // What is looked for may also be narrowed.
  if (sort == Sort::kLook && synonym(Sort::kTarget, unknown) != nullptr)
    return advice_of(*synonym(Sort::kTarget, unknown));
  known = near_synonym(sort, unknown);
  if (known != nullptr) return advice_of(*known);
  return candidates.empty() ? "" : fmt::format("it is one of: {}", fmt::join(candidates, ", "));
}

std::string_view word_meant(std::string_view theirs) {
  const std::string name = normal(theirs);
  for (const auto& ours : words())
    if (normal(ours) == name) return ours;
  const Synonym* known = synonym(Sort::kWord, theirs);
  return known == nullptr || !known->advice.empty() ? std::string_view() : known->ours;
}

}  // namespace firsthand
