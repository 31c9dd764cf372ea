#include "tests/recorder_browser/walks.h"

// Fields, frames and pictures that bear the names of what a script asks a page.

namespace firsthand::test {
namespace {

using ::testing::IsEmpty;

class HostileNames : public Walks {};

TEST_F(HostileNames, OfFieldsDoNotHideABookingFormFromTheVisitor) {
  std::string hidden;
  for (const char* name : {"matches",
                           "closest",
                           "parentElement",
                           "getAttribute",
                           "hasAttribute",
                           "tagName",
                           "id",
                           "nodeType",
                           "childNodes",
                           "lastChild",
                           "firstElementChild",
                           "textContent",
                           "labels",
                           "href",
                           "value",
                           "style",
                           "checkVisibility",
                           "getBoundingClientRect",
                           "isConnected",
                           "getRootNode",
                           "assignedSlot",
                           "shadowRoot",
                           "querySelector",
                           "attributes",
                           "tabIndex",
                           "onclick"})
    hidden += std::string("<input type=\"hidden\" name=\"") + name + "\">";
  expect_found("<form onsubmit=\"return false\">" + hidden + R"html(
      <p><label>Adults <input id="adults" name="adults"></label></p>
      <label>Children <input id="children" name="children"></label>
      <label><input id="pets" type="checkbox" name="parentNode"> With pets</label>
      <button id="search">Search</button></form>)html",
               {{"click: Children", "children"},
                {"fill:\n      Children: 2", "children"},
                {"check: With pets", "pets"},
                {"click: Search", "search"}});
  EXPECT_THAT(observed(walk("  - open: /\n  - see: Search\n  - click: Search\n  - see: Search\n"),
                       "agent_trouble"),
              IsEmpty());
}

TEST_F(HostileNames, OfFramesPicturesAndFormsDoNotHideThePage) {
  expect_found(R"html(
    <form name="forms"></form><form name="activeElement"></form><form name="elementFromPoint"></form>
    <iframe name="body" srcdoc="<p>Inside</p>"></iframe><iframe name="scrollingElement"></iframe>
    <img name="title" alt="" width="9" height="9" src="data:,"><img name="documentElement" src="data:,">
    <img name="createTreeWalker" src="data:,"><form name="readyState"></form>
    <form id="firsthand" name="createRange"></form>
    <label>Name <input id="name"></label> <button id="save">Save</button>)html",
               {{"fill:\n      Name: Ada", "name"}, {"click: Save", "save"}});
}

TEST_F(HostileNames, DoNotKeepAPageFromBeingKept) {
  site.page("/", R"html(<form><input name="attributes"><input name="lastChild" value="a">
    <input name="checkVisibility"><p>Words of the form</p></form>)html");
  const auto walked = walk("  - open: /\n  - see: Words of the form\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  std::string kept;
  for (const auto& entry : std::filesystem::directory_iterator(folder() / "pages"))
    kept += contents(entry.path());
  EXPECT_THAT(kept, ::testing::HasSubstr(">Words of the form</p></form>"));
}

}  // namespace
}  // namespace firsthand::test
