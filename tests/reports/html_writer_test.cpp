#include "reports/html_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/escape.h"

namespace firsthand {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Escaping, LeavesNothingThatMarkupIsMadeOf) {
  EXPECT_EQ(escaped("<a href=\"x\" b='y'>&</a>"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
}

TEST(Escaping, DropsControlCharactersButKeepsLines) {
  EXPECT_EQ(escaped(std::string_view("a\0b\x1b[1m\x7f\n\tc", 11)), "ab[1m\n\tc");
  EXPECT_EQ(escaped("a\xc2\x85"
                    "b"),
            "ab");
}

TEST(Escaping, DropsWhatReordersText) {
  EXPECT_EQ(escaped("a\u202Eb\u2066c\u200Fd\u061Ce"), "abcde");
}

TEST(Escaping, KeepsEveryScript) {
  EXPECT_EQ(escaped("日本語 العربية עברית é 🫖 “ ”"),
            "日本語 العربية עברית é 🫖 “ ”");
}

TEST(Escaping, ReplacesBytesThatAreNotText) { EXPECT_EQ(escaped("a\xff"), "a\uFFFD"); }

TEST(Urls, AreLinkedOnlyWhenTheyLeadToAPage) {
  EXPECT_TRUE(Url::page("https://shop.example/a?b=c#d"));
  EXPECT_TRUE(Url::page("HTTP://shop.example"));
  for (const std::string bad :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "//shop.example", "/path", "", "https:evil", "https://a b",
        "https://a\nb", "java\tscript:alert(1)"})
    EXPECT_FALSE(Url::page(bad)) << bad;
  EXPECT_FALSE(Url::page(std::string_view("https://a\0b", 11)));
}

TEST(Urls, HoldOnlyPicturesThatCannotRun) {
  EXPECT_EQ(Url::picture("image/png", "abcd")->text(), "data:image/png;base64,YWJjZA==");
  EXPECT_EQ(Url::picture("image/webp", "abc")->text(), "data:image/webp;base64,YWJj");
  EXPECT_EQ(Url::picture("image/jpeg", "ab")->text(), "data:image/jpeg;base64,YWI=");
  EXPECT_FALSE(Url::picture("image/svg+xml", "<svg/>"));
  EXPECT_FALSE(Url::picture("text/html", "x"));
}

TEST(HtmlWriter, ClosesWhatItOpened) {
  HtmlWriter html;
  {
    const auto outer = html.in("section", {{"class", "a"}});
    const auto inner = html.in("p");
    html.text("x < y");
  }
  EXPECT_EQ(html.take().html(), "<section class=\"a\"><p>x &lt; y</p></section>");
}

TEST(HtmlWriter, KeepsPageTextInItsOwnDirection) {
  HtmlWriter html;
  html.element("h2", {}, PageText{"שלום <b>"});
  EXPECT_EQ(html.take().html(), "<h2><bdi>שלום &lt;b&gt;</bdi></h2>");
}

TEST(HtmlWriter, CutsPageTextThatIsTooLong) {
  HtmlWriter html;
  html.text(PageText{std::string(10'000, 'w'), 20});
  EXPECT_LT(html.take().html().size(), 60U);
}

TEST(HtmlWriter, EscapesAttributes) {
  HtmlWriter html;
  html.leaf("meta", {{"content", PageText{"\" onload=\"x"}}});
  EXPECT_THAT(html.take().html(), Not(HasSubstr("\" onload")));
}

TEST(HtmlWriter, KeepsANumberWithItsUnit) {
  HtmlWriter html;
  html.text("after 11.8 s or 340 ms, 2 min 5 s, 3 steps, 4 hours, 71 %");
  EXPECT_EQ(html.take().html(),
            "after 11.8&nbsp;s or 340&nbsp;ms, 2&nbsp;min 5&nbsp;s, 3 steps, 4 hours, 71&nbsp;%");
}

TEST(HtmlWriter, WritesNumbersShortly) {
  HtmlWriter html;
  html.svg_leaf("rect", {{"x", 1.5}, {"y", 2.0}, {"width", -0.001}, {"height", 1.0 / 3}});
  EXPECT_EQ(html.take().html(), "<rect x=\"1.5\" y=\"2\" width=\"0\" height=\"0.33\"/>");
}

}  // namespace
}  // namespace firsthand
