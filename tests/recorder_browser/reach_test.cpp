#include "tests/recorder_browser/walks.h"

// What stands out of view: to be scrolled to, or where nobody ever gets.

namespace firsthand::test {
namespace {

class Reach : public Walks {
 protected:
  // Nothing that `style` puts out of the way is there for anybody.
  void expect_unseen(const std::string& style, const std::string& head = "") {
    SCOPED_TRACE(style + head);
    site.page("/",
              "<p>Welcome</p><div style=\"" + style +
                  "\"><p>Hidden words</p><button id=\"out\">Far away</button></div>",
              head);
    const Way way{.patience = "1s", .limit = "1s"};
    EXPECT_THAT(walk("  - open: /\n  - see: Welcome\n  - not_see: Hidden words\n", way),
                Ended(Outcome::kCompleted));
    EXPECT_THAT(walk("  - open: /\n  - see: Hidden words\n", way), Ended(Outcome::kGaveUp));
    EXPECT_THAT(walk("  - open: /\n  - click: Far away\n  - see: Welcome\n", way),
                Ended(Outcome::kGaveUp));
  }
};

TEST_F(Reach, WhatIsPushedOutAtTheSideIsNotThere) {
  const std::string fixed = "position:fixed;top:0;right:0;width:300px;height:200px;";
  expect_unseen(fixed + "transform:translateX(100%)");
  expect_unseen("position:fixed;left:0;bottom:0;width:300px;transform:translateY(100%)");
  expect_unseen("position:absolute;right:-400px;width:300px",
                "<style>body{overflow-x:hidden}</style>");
}

TEST_F(Reach, WhatStandsBelowAPageThatDoesNotScrollIsNotThere) {
  expect_unseen("margin-top:3000px", "<style>body{overflow:hidden}</style>");
}

TEST_F(Reach, WhatCanBeScrolledToIsThere) {
  for (const char* page :
       {"<div style=\"margin-top:3000px\">", "<div style=\"margin-left:3000px;width:300px\">",
        // A row that scrolls in a page that does not.
        "<style>body{overflow-x:hidden}</style><div style=\"overflow-x:auto;width:400px\"><div "
        "style=\"margin-left:3000px;width:300px\">",
        // An open panel with more in it than it shows.
        "<div style=\"position:fixed;top:0;left:0;height:200px;overflow-y:auto\"><div "
        "style=\"margin-top:3000px\">",
        // The page scrolls in its body, or in its only child.
        "<style>html{overflow:hidden;height:100%}body{overflow:auto;height:100%;margin:0}</style>"
        "<div style=\"margin-top:3000px\">",
        "<style>html,body{overflow:hidden;height:100%;margin:0}</style><div "
        "style=\"overflow:auto;height:100%\"><div style=\"margin-top:3000px\">",
        // Fixed within something that moves with the page.
        "<div style=\"transform:translateX(0);height:3000px\"><div "
        "style=\"position:fixed;bottom:0\">",
        // Pages that are read from the right scroll to the left.
        "<script>document.documentElement.dir='rtl'</script><div "
        "style=\"margin-right:3000px;width:300px\">"}) {
    SCOPED_TRACE(page);
    site.page("/", std::string(page) + "<p>Words far off</p><button id=\"go\">Go on</button>");
    const auto walked =
        walk("  - open: /\n  - see: Words far off\n  - click: Go on\n  - see: \"clicked: go\"\n",
             {.patience = "3s", .limit = "3s"});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  }
}

}  // namespace
}  // namespace firsthand::test
