#include "journeys/text.h"

#include <gtest/gtest.h>

#include <limits>

#include "journeys/visitor.h"
#include "journeys/web_address.h"

namespace firsthand {
namespace {

TEST(Fold, MakesTheSameWordsOfTheSameWords) {
  EXPECT_EQ(fold("  Returns \u00A0&\n\tREFUNDS "), "returns & refunds");
  EXPECT_EQ(fold("Straße"), fold("STRASSE"));
  EXPECT_EQ(fold("ﬁnd"), "find");             // a ligature
  EXPECT_EQ(fold("re\u00ADturn"), "return");  // a soft hyphen
  EXPECT_EQ(fold("Cafe\u0301"), fold("CAFÉ"));
  EXPECT_NE(fold("Café"), fold("Cafe"));
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \u3000 "), "");
}

TEST(FoldHard, DropsDiacritics) {
  EXPECT_EQ(fold_hard("Rückgabe für CAFÉ"), "ruckgabe fur cafe");
  EXPECT_EQ(fold_hard("Số lượng"), "so luong");
}

TEST(Printable, ShowsWhatWouldActOnATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\nc\td"), "a␛[31mb c d");
  EXPECT_EQ(printable("a\u202Eb\u0085c\x7F"), "a<U+202E>b c␡");
  EXPECT_EQ(printable("👩\u200D💻 Straße"), "👩\u200D💻 Straße");
  EXPECT_EQ(printable("bad \xff\xfe end"), "bad \uFFFD\uFFFD end");
}

TEST(Printable, CutsAtCharactersNotBytes) {
  EXPECT_EQ(printable("äöü", 3), "äöü");
  EXPECT_EQ(printable("äöüß", 3), "äöü…");
  EXPECT_EQ(printable("x", 0), "…");
}

TEST(ValidUtf8, ReplacesOnlyWhatIsBroken) {
  EXPECT_EQ(valid_utf8("äöü"), "äöü");
  EXPECT_EQ(valid_utf8("a\xffz"), "a\uFFFDz");
  EXPECT_EQ(valid_utf8("\xC3"), "\uFFFD");
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // half of a surrogate pair
  EXPECT_EQ(valid_utf8("\xff"), "\uFFFD");
}

TEST(Slug, IsSafeAsAFileName) {
  EXPECT_EQ(slug("Returns & refunds"), "returns-refunds");
  EXPECT_EQ(slug("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(slug("Rückgabe!"), "ruckgabe");
  EXPECT_EQ(slug("返品"), "untitled");
  EXPECT_EQ(slug(""), "untitled");
  EXPECT_EQ(slug(std::string(59, 'a') + " b"), std::string(59, 'a'));
  EXPECT_EQ(slug(std::string(200, 'a')).size(), 60u);
}

TEST(AsSentence, EndsInOneStop) {
  EXPECT_EQ(as_sentence("It said no"), "It said no.");
  for (const char* whole :
       {"It said no.", "It said no!", "Did it?", "It said…", "It said 'no.'", "It said “no!”"})
    EXPECT_EQ(as_sentence(whole), whole);
  EXPECT_EQ(as_sentence("It said: Order number:"), "It said: Order number.");
  EXPECT_EQ(as_sentence("It is called “Help”"), "It is called “Help”.");
  EXPECT_EQ(as_sentence(""), ".");
}

TEST(DurationText, ReadsAsAPersonWouldSayIt) {
  EXPECT_EQ(duration_text(0), "0 ms");
  EXPECT_EQ(duration_text(340.4), "340 ms");
  EXPECT_EQ(duration_text(999.7), "1 s");
  EXPECT_EQ(duration_text(1234), "1.2 s");
  EXPECT_EQ(duration_text(59'940), "59.9 s");
  EXPECT_EQ(duration_text(59'960), "1 min");
  EXPECT_EQ(duration_text(125'000), "2 min 5 s");
  EXPECT_EQ(duration_text(3'600'000), "1 h 0 min");
  EXPECT_EQ(duration_text(std::numeric_limits<double>::quiet_NaN()), "an unknown time");
}

TEST(WebAddress, IsWhatABrowserGoesTo) {
  for (const auto* url :
       {"https://shop.example", "HTTP://127.0.0.1:8080/a b?c#d", "http://[::1]:80/", "http://[::1]",
        "https://me:pass:word@shop.example:443/", "http://$shop/returns", "http://localhost:$port/",
        "https://büro.example?q=a:99999"})
    EXPECT_TRUE(is_web_address(url)) << url;
  for (const auto* url : {"", "shop.example", "ftp://shop.example", "https://", "https:///x",
                          "https://:80/", "https://.example/", "http://a.example:65536/",
                          "http://a.example:0", "http://a.example:8o/", "http://a b.example/",
                          "http://a.example\\@b.example/", "https://\"x\"/"})
    EXPECT_FALSE(is_web_address(url)) << url;
}

TEST(Visitors, TellTheBrowsersOwnVersion) {
  EXPECT_FALSE(built_in_visitor("telephone"));
  auto phone = built_in_visitor("phone");
  ASSERT_TRUE(phone);
  EXPECT_EQ(phone->width, 390);
  EXPECT_EQ(phone->scale, 3);
  EXPECT_TRUE(phone->touch);
  set_browser_version(*phone, 156);
  EXPECT_NE(phone->user_agent.find("Android"), std::string::npos);
  EXPECT_NE(phone->user_agent.find("Chrome/156.0.0.0 Mobile"), std::string::npos);
  EXPECT_FALSE(built_in_visitor("laptop")->touch);
  EXPECT_EQ(built_in_visitor("desktop")->width, 1920);
}

}  // namespace
}  // namespace firsthand
