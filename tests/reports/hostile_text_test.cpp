// Whatever a page says, the report holds it as text. The report is parsed as a browser would.

#include <gtest/gtest.h>
#include <gumbo.h>

#include <set>
#include <string>

#include "reports/html_report.h"
#include "tests/reports/sample_audit.h"

namespace firsthand {
namespace {

struct Seen {
  std::set<std::string> tags{};
  std::set<std::string> attributes{};
  std::set<std::string> links{};  // schemes
  std::string text{};
};

void walk(const GumboNode* node, Seen& seen) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    seen.text += node->v.text.text;
  if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_CDATA) seen.tags.insert("!--");
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const GumboElement& element = node->v.element;
  const std::string tag(element.original_tag.data == nullptr
                            ? gumbo_normalized_tagname(element.tag)
                            : std::string(element.original_tag.data, element.original_tag.length));
  seen.tags.insert(tag.starts_with("<") ? tag.substr(1, tag.find_first_of(" />") - 1) : tag);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    seen.attributes.insert(attribute->name);
    const std::string value = attribute->value;
    if (std::string(attribute->name) == "href")
      seen.links.insert(value.starts_with("#") ? "#" : value.substr(0, value.find(':')));
  }
  if (element.tag == GUMBO_TAG_STYLE) return;
  for (unsigned i = 0; i < element.children.length; ++i)
    walk(static_cast<const GumboNode*>(element.children.data[i]), seen);
}

class Parsed {
 public:
  explicit Parsed(const std::string& html)
      : output_(gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size())) {}
  ~Parsed() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  const GumboNode* root() const { return output_->root; }

 private:
  GumboOutput* output_;
};

Seen parsed(const std::string& html) {
  Seen seen;
  walk(Parsed(html).root(), seen);
  return seen;
}

std::string report_saying(const std::string& text) {
  const auto picture = [](const std::string&, const std::string&) {
    return std::optional<Picture>({"bytes", "image/png", 390, 844});
  };
  return html_report(test::audit_saying(text), picture);
}

const std::string kHostile[] = {
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><style>*{display:none}</style>",
    "</title><iframe srcdoc='<script>1</script>'>",
    "<!-- --!> <svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://shop.example/\"onclick=\"alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{constructor}} ${7*7} <%= x %>",
    "]]></bdi></svg></main><form action=//evil>",
};

void collect(const GumboNode* node, std::multiset<std::string>& ids,
             std::set<std::string>& wanted) {
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const GumboElement& element = node->v.element;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string name = attribute->name, value = attribute->value;
    if (name == "id") ids.insert(value);
    if (name == "href" && value.starts_with("#")) wanted.insert(value.substr(1));
    if (name == "aria-labelledby") wanted.insert(value);
  }
  for (unsigned i = 0; i < element.children.length; ++i)
    collect(static_cast<const GumboNode*>(element.children.data[i]), ids, wanted);
}

TEST(HtmlReport, LeadsToPlacesThatAreThereOnce) {
  const auto picture = [](const std::string& recording, const std::string& file) {
    return std::optional<Picture>({recording + file, "image/png", 390, 844});
  };
  for (const auto& audit : {test::shop_audit(), test::small_audit(), test::empty_audit(),
                            test::unmeasured_audit(), test::long_audit(20)}) {
    const auto html = html_report(audit, picture);
    std::multiset<std::string> ids;
    std::set<std::string> wanted;
    const Parsed parsed(html);
    collect(parsed.root(), ids, wanted);
    for (const auto& id : ids) EXPECT_EQ(ids.count(id), 1U) << id;
    for (const auto& id : wanted) EXPECT_EQ(ids.count(id), 1U) << "nothing is at #" << id;
  }
}

TEST(HostileText, MakesNoTagAndNoAttribute) {
  const Seen plain = parsed(report_saying("plain words"));
  const Seen linked = parsed(report_saying("https://shop.example/"));
  std::set<std::string> attributes = plain.attributes;
  attributes.insert(linked.attributes.begin(), linked.attributes.end());
  for (const auto& text : kHostile) {
    const Seen seen = parsed(report_saying(text));
    std::set<std::string> tags = plain.tags;
    EXPECT_EQ(seen.tags, tags) << text;
    for (const auto& name : seen.attributes) {
      EXPECT_TRUE(attributes.count(name)) << name << " from " << text;
      EXPECT_FALSE(name.starts_with("on")) << name << " from " << text;
    }
  }
}

TEST(HostileText, LeadsNowhereButToPages) {
  for (const auto& text : kHostile)
    for (const auto& scheme : parsed(report_saying(text)).links)
      EXPECT_TRUE(scheme == "#" || scheme == "https" || scheme == "data") << scheme;
  // data: is only the report's own pictures.
  EXPECT_EQ(report_saying("data:text/html,x").find("href=\"data:text"), std::string::npos);
}

TEST(HostileText, IsShownAsItIs) {
  const auto text = parsed(report_saying("<b>bold</b> & \"more\"")).text;
  EXPECT_NE(text.find("<b>bold</b> & \"more\""), std::string::npos);
}

TEST(HostileText, CannotTurnTheReportAround) {
  const auto html = report_saying("abc\u202Edef\u2067ghi \u200F");
  for (const std::string control : {"\u202E", "\u2067", "\u200F"})
    EXPECT_EQ(html.find(control), std::string::npos);
}

TEST(HostileText, CannotEndTheFileEarly) {
  const auto html = report_saying(std::string("a\0b", 3));
  EXPECT_EQ(html.find('\0'), std::string::npos);
  EXPECT_NE(html.find("</html>"), std::string::npos);
}

TEST(HostileText, OfAnyLengthKeepsTheReportSmall) {
  EXPECT_LT(report_saying(std::string(10'000, 'W')).size(), 120'000U);
  EXPECT_LT(report_saying(std::string(1'000'000, 'x')).size(), 120'000U);
}

}  // namespace
}  // namespace firsthand
