#include "recorder/encodings.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "recorder/base64.h"

namespace firsthand {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(EncodingsOf, KnowsHowAValueTravels) {
  const auto forms = encodings_of("é & \"<'");
  for (const char* form : {"é & \"<'", "%C3%A9%20%26%20%22%3C%27", "%c3%a9%20%26%20%22%3c%27",
                           "%C3%A9+%26+%22%3C%27", "%C3%A9%20%26%20%22%3C'", "é & \\\"<'",
                           "\\u00e9 & \\\"<'", "é &amp; &quot;&lt;'", "é &amp; \"&lt;'"})
    EXPECT_THAT(forms, Contains(form));
  EXPECT_THAT(forms, Contains(base64_encode("é & \"<'")));
}

TEST(EncodingsOf, PutsTheLongestFirstAndNoneTwice) {
  const auto forms = encodings_of("plain");
  for (std::size_t index = 1; index < forms.size(); ++index) {
    EXPECT_GE(forms[index - 1].size(), forms[index].size());
    EXPECT_NE(forms[index - 1], forms[index]);
  }
}

TEST(Redactor, HidesEveryForm) {
  const std::string secret = "Pässwörd & \"more\" <x>/+?";
  const Redactor redactor({secret});
  for (const auto& form : encodings_of(secret))
    EXPECT_THAT(redactor.clean("a=" + form + "&b"), Not(HasSubstr(form)));
  EXPECT_EQ(redactor.clean("[" + secret + "]"), "[•••]");
}

TEST(Redactor, HidesASecretInsideOfBase64) {
  const Redactor redactor({"correct horse battery"});
  for (const char* lead : {"", "u", "us", "usr"}) {
    const auto plain = std::string(lead) + ":correct horse battery:tail";
    const auto cleaned = redactor.clean("Basic " + base64_encode(plain));
    EXPECT_THAT(cleaned, HasSubstr("•••")) << plain;
    EXPECT_THAT(cleaned, Not(HasSubstr(base64_encode(plain).substr(8, 16)))) << plain;
  }
}

TEST(Redactor, HidesASecretAsPagesShowIt) {
  const Redactor redactor({"4111111111111111"});
  for (const char* shown :
       {"4111 1111 1111 1111", "4111-1111-1111-1111", "4111\u00a01111\u00a01111\u00a01111",
        "4111+1111+1111+1111", "4111%201111%201111%201111", "4111&nbsp;1111&nbsp;1111&nbsp;1111",
        "4.111/111 (111)-111–111", "4111111111111111"})
    EXPECT_EQ(redactor.clean(std::string("card=") + shown + "&x=1"), "card=•••&x=1") << shown;
  EXPECT_EQ(Redactor({"+49 (30) 123-456"}).clean("call 4930123456 or 49/30/123456 now"),
            "call ••• or ••• now");
  EXPECT_EQ(Redactor({"TULIP49 GARDEN87"}).clean("TULIP49-GARDEN87"), "•••");
}

TEST(Redactor, TakesNoOtherNumberForAShortSecret) {
  const Redactor redactor({"123456"});
  EXPECT_EQ(redactor.clean("EUR 11.234.567"), "EUR 11.234.567");
  EXPECT_EQ(redactor.clean("12 34 5x6, 12345"), "12 34 5x6, 12345");
  EXPECT_EQ(redactor.clean("pin%3D123-456, pin 12 34 56."), "pin%3D•••, pin •••.");
  EXPECT_EQ(Redactor({"12-34"}).clean("1234 12/34 12-34"), "1234 12/34 •••");
}

TEST(Redactor, HidesAllOfSecretsThatOverlap) {
  EXPECT_EQ(Redactor({"abcdef", "defghi"}).clean("-abcdefghi-"), "-•••-");
  EXPECT_EQ(Redactor({"aaa"}).clean("aaaaa"), "•••");
  EXPECT_EQ(Redactor({"abc", "abcdef"}).clean("abcdefabc"), "••••••");
}

TEST(Redactor, LeavesShortValuesAndOtherTextAlone) {
  const Redactor redactor({"ab", ""});
  EXPECT_TRUE(redactor.idle());
  EXPECT_EQ(redactor.clean("about: grün"), "about: grün");
  EXPECT_EQ(Redactor({"secret"}).clean(""), "");
  EXPECT_EQ(Redactor({"•••"}).clean("•••"), "•••");
}

TEST(Redactor, KeepsJsonAndItsNumbersWhole) {
  const Redactor redactor({"1234", "a\"b"});
  const nlohmann::json value{{"n", 1234.5}, {"t", "pin 1234"}, {"q", {"a\"b"}}, {"k1234", nullptr}};
  const nlohmann::json cleaned{{"n", 1234.5}, {"t", "pin •••"}, {"q", {"•••"}}, {"k•••", nullptr}};
  EXPECT_EQ(redactor.clean_json(value), cleaned);
}

TEST(Base64, KnowsTheExamplesOfItsStandard) {
  const std::pair<const char*, const char*> cases[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : cases) {
    EXPECT_EQ(base64_encode(plain), encoded);
    EXPECT_EQ(base64_decode(encoded), plain);
  }
}

TEST(Base64, BringsBackAnyBytes) {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
  }
}

TEST(Base64, RefusesGarbage) {
  for (const char* text : {"Zg=v", "Zm9v!", "Zm 9v", "\xC3\xA9", "Zm9vY", "A"})
    EXPECT_FALSE(base64_decode(text)) << text;
}

}  // namespace
}  // namespace firsthand
