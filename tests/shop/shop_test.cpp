#include <gmock/gmock.h>
#include <gumbo.h>

#include <algorithm>
#include <deque>
#include <set>

#include "samples/shop/catalogue.h"
#include "tests/shop/support.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kHostile = "\"><script>alert(1)</script><img src=x onerror=alert('2')>";
const std::string kHostileShown =
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(&#39;2&#39;)&gt;";

// Calls `see` for every element of a page.
template <typename See>
void each_element(const std::string& html, const See& see) {
  auto* tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  std::deque<const GumboNode*> open = {tree->root};
  while (!open.empty()) {
    const auto* node = open.front();
    open.pop_front();
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    see(*node);
    const auto& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      open.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  gumbo_destroy_output(&kGumboDefaultOptions, tree);
}

std::string attribute(const GumboNode& node, const char* name) {
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string() : found->value;
}

// Every address that a page names.
std::set<std::string> addresses(const std::string& html) {
  std::set<std::string> out;
  each_element(html, [&](const GumboNode& node) {
    for (const char* name : {"href", "src", "data-fill", "data-stock"}) {
      const auto address = attribute(node, name);
      if (!address.empty() && address[0] != '#') out.insert(address);
    }
  });
  return out;
}

class SoundShop : public ::testing::Test {
 protected:
  OpenShop shop_{};
  Customer customer_{shop_.url()};

  // The pages of a return of KC-1001, up to `page`; the address of that page without its name.
  std::string begin_return(const std::string& page) {
    const auto found =
        customer_.post("/returns", {{"order", " kc-1001"}, {"email", "Robin@example.com "}});
    auto base = found.location.substr(0, found.location.rfind('/'));
    if (page == "item") return base;
    (void)customer_.post(base + "/item", {{"item", "alba-stovetop-kettle"}});
    if (page == "reason") return base;
    (void)customer_.post_parts(base + "/reason",
                               {{"reason", "Arrived damaged"}, {"condition", "Broken"}});
    return base;
  }
};

TEST_F(SoundShop, HasNoBrokenLinkAndAsksNothingOfOthers) {
  std::set<std::string> seen = {"/"};
  std::deque<std::string> open = {"/"};
  std::vector<std::chrono::milliseconds> times;
  while (!open.empty()) {
    const auto path = open.front();
    open.pop_front();
    const auto reply = customer_.get(path);
    EXPECT_EQ(reply.status, 200) << path;
    times.push_back(reply.took);
    if (reply.type.rfind("text/html", 0) != 0) continue;
    for (const auto& address : addresses(reply.body)) {
      if (address.rfind("mailto:", 0) == 0 || address.rfind("tel:", 0) == 0) continue;
      EXPECT_THAT(address, StartsWith("/")) << "on " << path;
      if (seen.insert(address).second) open.push_back(address);
    }
  }
  EXPECT_GT(seen.size(), 40U);
  std::sort(times.begin(), times.end());
  EXPECT_LT(times[times.size() / 2], std::chrono::milliseconds(100));
}

TEST_F(SoundShop, NamesEveryField) {
  const auto base = begin_return("reason");
  for (const auto& path :
       {std::string("/"), std::string("/product/alba-stovetop-kettle"), std::string("/orders"),
        std::string("/returns"), base + "/item", base + "/reason", std::string("/contact")}) {
    const auto page = customer_.get(path).body;
    std::set<std::string> labelled;
    each_element(page, [&](const GumboNode& node) {
      if (node.v.element.tag == GUMBO_TAG_LABEL) labelled.insert(attribute(node, "for"));
    });
    each_element(page, [&](const GumboNode& node) {
      const auto tag = node.v.element.tag;
      const bool field =
          tag == GUMBO_TAG_INPUT || tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_TEXTAREA;
      if (!field || attribute(node, "type") == "hidden") return;
      const bool in_label = node.parent->v.element.tag == GUMBO_TAG_LABEL;
      EXPECT_TRUE(in_label || labelled.count(attribute(node, "id")) == 1)
          << attribute(node, "name") << " on " << path;
    });
  }
}

TEST_F(SoundShop, SaysThatAPageIsNotThere) {
  for (const char* path : {"/nothing", "/product/nothing", "/category/nothing", "/help/nothing",
                           "/returns/0123456789abcdef/item", "/returns/0123456789abcdef/label",
                           "/orders/nothing", "/contact/nothing", "/product/../../etc/passwd"}) {
    const auto reply = customer_.get(path);
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_THAT(reply.body, HasSubstr("This shelf is empty"));
  }
}

TEST_F(SoundShop, TakesAReturnFromOrderToLabel) {
  const auto base = begin_return("review");
  const auto review = customer_.get(base + "/review");
  EXPECT_THAT(review.body, HasSubstr("Alba stovetop kettle"));
  EXPECT_THAT(review.body, HasSubstr("£64.00"));
  const auto label = customer_.submit(base + "/request", {});
  EXPECT_EQ(label.status, 200);
  EXPECT_THAT(label.body, HasSubstr("Your return label is ready"));
  EXPECT_THAT(label.body, HasSubstr("Your return number is <strong>RMA-12345</strong>"));
}

TEST_F(SoundShop, TellsItsOwnScriptWhereTheLabelIs) {
  const auto base = begin_return("review");
  const auto reply = customer_.post(base + "/request", {}, "application/json");
  EXPECT_EQ(reply.type, "application/json");
  EXPECT_EQ(reply.body, "{\"next\":\"" + base + "/label\"}");
}

TEST_F(SoundShop, GivesAReturnRequestedTwiceOneNumber) {
  const auto base = begin_return("review");
  const auto first = customer_.submit(base + "/request", {}).body;
  EXPECT_EQ(customer_.submit(base + "/request", {}).body, first);
}

TEST_F(SoundShop, LeadsBackToThePageOfAReturnThatWasSkipped) {
  const auto base = begin_return("item");
  EXPECT_EQ(customer_.get(base + "/reason").location, base + "/item");
  EXPECT_EQ(customer_.get(base + "/review").location, base + "/item");
  EXPECT_EQ(customer_.get(base + "/label").status, 404);
}

TEST_F(SoundShop, KeepsWhatWasTypedWhenSomethingIsMissing) {
  const auto order =
      customer_.post("/returns", {{"order", "KC-1001"}, {"email", "no@example.com"}});
  EXPECT_EQ(order.status, 422);
  EXPECT_THAT(order.body, HasSubstr("value=\"no@example.com\""));
  EXPECT_THAT(order.body, HasSubstr("role=\"alert\""));
  const auto contact = customer_.post("/contact", {{"name", "Mina"}, {"email", "mina"}});
  EXPECT_EQ(contact.status, 422);
  EXPECT_THAT(contact.body, HasSubstr("value=\"Mina\""));
  const auto base = begin_return("reason");
  const auto reason = customer_.post_parts(base + "/reason", {{"comments", "It leaks"}});
  EXPECT_EQ(reason.status, 422);
  EXPECT_THAT(reason.body, HasSubstr(">It leaks</textarea>"));
}

TEST_F(SoundShop, TakesBackOnlyWhatHasArrivedAndWasInTheOrder) {
  const auto early =
      customer_.post("/returns", {{"order", "KC-1011"}, {"email", "anna@example.com"}});
  EXPECT_EQ(early.status, 422);
  EXPECT_THAT(early.body, HasSubstr("still on its way"));
  const auto base = begin_return("item");
  EXPECT_EQ(customer_.post(base + "/item", {{"item", "dune-mug"}}).status, 422);
}

TEST_F(SoundShop, LooksUpEveryOrder) {
  for (const auto& order : shop::orders()) {
    const auto page =
        customer_.submit("/orders", {{"order", order.number}, {"email", order.email}});
    EXPECT_THAT(page.body, HasSubstr("Order " + order.number));
    EXPECT_THAT(page.body, HasSubstr(order.state));
  }
}

TEST_F(SoundShop, ThanksForAMessage) {
  const auto thanks = customer_.submit(
      "/contact", {{"name", "Mina"}, {"email", "mina@example.com"}, {"message", "Hello"}});
  EXPECT_EQ(thanks.status, 200);
  EXPECT_THAT(thanks.body, HasSubstr("Thank you. We have your message."));
  EXPECT_THAT(thanks.body, HasSubstr("Your reference is <strong>MSG-4021</strong>"));
}

TEST_F(SoundShop, AsksAboutCookiesUntilItIsAnswered) {
  EXPECT_THAT(customer_.get("/").body, HasSubstr("data-cookies"));
  const auto reply = customer_.post("/cookies", {{"choice", "refused"}, {"back", "/help"}});
  EXPECT_EQ(reply.location, "/help");
  EXPECT_THAT(customer_.get("/").body, Not(HasSubstr("data-cookies")));
}

TEST_F(SoundShop, SendsNobodyElsewhere) {
  for (const char* back : {"//evil.example/", "https://evil.example/", "/\\evil.example", ""}) {
    const auto reply = customer_.post("/cookies", {{"choice", "refused"}, {"back", back}});
    EXPECT_EQ(reply.location, "/") << back;
  }
}

TEST_F(SoundShop, RemembersTheBasket) {
  (void)customer_.post("/basket", {{"product", "dune-mug"}});
  const auto count = customer_.post("/basket", {{"product", "dune-mug"}}, "application/json");
  EXPECT_EQ(count.body, "{\"count\":2}");
  const auto basket = customer_.get("/basket").body;
  EXPECT_THAT(basket, HasSubstr("2 × £14.00"));
  EXPECT_THAT(basket, HasSubstr("£31.95"));  // with delivery
  const auto empty = customer_.submit("/basket", {{"product", "dune-mug"}, {"remove", "1"}});
  EXPECT_THAT(empty.body, HasSubstr("Your basket is empty"));
}

TEST_F(SoundShop, FindsByEveryWordAndSaysWhenNothingFits) {
  EXPECT_THAT(customer_.get("/search?q=copper+KETTLE").body, HasSubstr("1 product for"));
  const auto nothing = customer_.get("/search?q=zeppelin");
  EXPECT_EQ(nothing.status, 200);
  EXPECT_THAT(nothing.body, HasSubstr("Nothing matches"));
  EXPECT_THAT(customer_.get("/api/suggest?q=tea").body, HasSubstr("Mira glass teapot"));
}

TEST_F(SoundShop, SortsByPrice) {
  const auto low = customer_.get("/category/kettles?sort=low").body;
  EXPECT_LT(low.find("Mira glass teapot"), low.find("Otto electric kettle"));
  const auto high = customer_.get("/category/kettles?sort=high").body;
  EXPECT_GT(high.find("Mira glass teapot"), high.find("Otto electric kettle"));
}

TEST_F(SoundShop, ShowsHostileInputAsText) {
  const auto hostile = shop::url_part(kHostile);
  const auto base = begin_return("reason");
  (void)customer_.post_parts(base + "/reason", {{"reason", "Arrived damaged"},
                                                {"condition", "Broken"},
                                                {"comments", kHostile},
                                                {"photo", "<script>alert(1)</script>.jpg"}});
  const std::vector<std::string> pages = {
      customer_.get("/search?q=" + hostile).body,
      customer_.post("/orders", {{"order", kHostile}, {"email", kHostile}}).body,
      customer_.post("/returns", {{"order", kHostile}, {"email", kHostile}}).body,
      customer_.post("/contact", {{"name", kHostile}, {"message", kHostile}}).body,
      customer_.get(base + "/review").body,
      customer_
          .submit("/contact",
                  {{"name", kHostile}, {"email", "a@b" + kHostile}, {"message", "Hello"}})
          .body,
  };
  for (const auto& page : pages) {
    EXPECT_THAT(page, HasSubstr(kHostileShown));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
  }
  // An address is shown nowhere but in the cookie bar.
  EXPECT_THAT(customer_.get("/" + hostile).body, Not(HasSubstr("<script>alert")));
}

TEST_F(SoundShop, RefusesAnEnormousMessage) {
  const auto reply =
      customer_.post("/contact", {{"message", std::string(std::size_t{9} << 20U, 'x')}});
  EXPECT_EQ(reply.status, 413);
}

TEST(Catalogue, IsWhole) {
  for (const auto& product : shop::products()) {
    EXPECT_NE(shop::find_category(product.category), nullptr) << product.slug;
    EXPECT_FALSE(product.colours.empty()) << product.slug;
    EXPECT_EQ(shop::goes_with(product).size(), 4U) << product.slug;
    EXPECT_THAT(shop::drawing(product, "").markup, StartsWith("<svg"));
  }
  for (const auto& order : shop::orders())
    for (const auto& line : order.lines)
      EXPECT_NE(shop::find_product(line.product), nullptr) << order.number;
  EXPECT_EQ(shop::price(6405), "£64.05");
}

TEST(Html, ReplacesTextEscapedAndMarkupAsItIs) {
  const auto made = shop::fill("<p>{{text}}{{markup}}</p>",
                               {{"text", std::string("a<b")}, {"markup", shop::Html{"<br>"}}});
  EXPECT_EQ(made.markup, "<p>a&lt;b<br></p>");
}

TEST(Html, SaysWhichNameATemplateMisses) {
  try {
    (void)shop::fill("{{title}}", {});
    FAIL();
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(error.what(), "no value for {{title}}");
  }
}

}  // namespace
}  // namespace firsthand::test
