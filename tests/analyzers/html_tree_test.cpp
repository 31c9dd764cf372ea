#include "analyzers/html_tree.h"

#include <gmock/gmock.h>

namespace firsthand {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

HtmlTree parsed(std::string_view html) {
  auto tree = HtmlTree::parse(html);
  if (!tree) throw std::runtime_error(tree.error().text());
  return std::move(*tree);
}

std::vector<std::string> texts(const HtmlTree& tree) {
  std::vector<std::string> all;
  for (const auto& block : tree.blocks()) all.push_back(block.text);
  return all;
}

TEST(HtmlTree, ReadsAPageInThePiecesThatPeopleRead) {
  EXPECT_THAT(texts(parsed("<h1>Out of <em>order</em></h1><p>We are\n  sorry.<br>Come back.</p>"
                           "<ul><li>One<li>Two</ul>tail")),
              ElementsAre("Out of order", "We are sorry. Come back.", "One", "Two", "tail"));
}

TEST(HtmlTree, SkipsWhatCustomersDoNotSee) {
  EXPECT_THAT(
      texts(parsed("<head><title>T</title></head><script>var error;</script><style>p{}</style>"
                   "<noscript>no script</noscript><template>later</template>"
                   "<div data-firsthand-hidden>closed <b>menu</b></div>"
                   "<select><option>sold out</select><textarea>typed</textarea><p>seen</p>")),
      ElementsAre("seen"));
}

TEST(HtmlTree, ReadsShadowRootsAndFrames) {
  const auto tree = parsed(
      "<title>Shop</title><x-a><template shadowrootmode=open><p>inside</p></template></x-a>"
      "<firsthand-frame url='http://pay.test/'><html><head><title>Pay</title></head><body><p>framed"
      "</p></body></html></firsthand-frame>");
  EXPECT_THAT(texts(tree), ElementsAre("inside", "framed"));
  EXPECT_EQ(tree.title(), "Shop");
  EXPECT_EQ(*tree.attribute(tree.elements("firsthand-frame").at(0), "url"), "http://pay.test/");
}

TEST(HtmlTree, KnowsItsLanguageAndItsAlerts) {
  const auto tree = parsed("<html lang=de-AT><div role=alert><p>x</p></div><p>y</p>");
  EXPECT_EQ(tree.language(), "de");
  EXPECT_TRUE(tree.in_alert(tree.elements("p")[0]));
  EXPECT_FALSE(tree.in_alert(tree.elements("p")[1]));
}

TEST(HtmlTree, TellsAnEmptyAttributeFromNone) {
  const auto tree = parsed("<img alt=''>");
  const int image = tree.elements("img").at(0);
  ASSERT_NE(tree.attribute(image, "alt"), nullptr);
  EXPECT_EQ(*tree.attribute(image, "alt"), "");
  EXPECT_EQ(tree.attribute(image, "title"), nullptr);
}

TEST(HtmlTree, ReadsADeepPageWithoutFallingIn) {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<div>";
  html += "deep";
  EXPECT_THAT(texts(parsed(html)), ElementsAre("deep"));
}

TEST(HtmlTree, RefusesDepthThatWouldTakeForEver) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<b id=" + std::to_string(i) + "><div>";
  const auto tree = HtmlTree::parse(html);
  ASSERT_FALSE(tree.ok());
  EXPECT_THAT(tree.error().what, HasSubstr("nested too deeply"));
}

TEST(HtmlTree, RefusesAPageThatWouldFillTheMemory) {
  std::string html = "<p>";
  for (int i = 0; i < 2'000; ++i) html += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 20'000; ++i) html += "</p><p>x";
  EXPECT_FALSE(HtmlTree::parse(html).ok());
}

TEST(HtmlTree, RefusesAPageThatIsTooLarge) {
  const auto tree = HtmlTree::parse(std::string(kLargestPage + 1, 'x'));
  ASSERT_FALSE(tree.ok());
  EXPECT_THAT(tree.error().what, HasSubstr("20 MB"));
}

TEST(HtmlTree, ReadsHugeAttributesAndStrangeBytes) {
  const std::string huge(5'000'000, 'a');
  const auto tree = parsed("<p title='" + huge + "'>ok</p>");
  EXPECT_EQ(tree.attribute(tree.elements("p").at(0), "title")->size(), huge.size());
  using namespace std::string_view_literals;
  EXPECT_NO_THROW(parsed("<p>a\0b</p><\0p \0=\0>\xff\xfe&#0;&#x110000;<!--"sv));
  EXPECT_NO_THROW(parsed(""));
  EXPECT_NO_THROW(parsed("<"));
  EXPECT_NO_THROW(parsed("</"));
  EXPECT_NO_THROW(parsed("<script>never closed"));
  EXPECT_NO_THROW(parsed("<table><tr><table><select><svg><title><math><p></table>"));
}

TEST(HtmlTree, FindsTheFirstElementOfAnId) {
  const auto tree = parsed("<p id=a>one</p><p id=a>two</p>");
  EXPECT_EQ(tree.text_of(tree.by_id("a").value()), "one");
  EXPECT_FALSE(tree.by_id("b").has_value());
}

}  // namespace
}  // namespace firsthand
