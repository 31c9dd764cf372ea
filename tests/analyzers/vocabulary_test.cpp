#include <gmock/gmock.h>

#include <utility>

#include "analyzers/error_phrases.h"
#include "analyzers/find_on_screen.h"
#include "analyzers/red_or_amber.h"

namespace firsthand {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> categories_in(std::string_view text) {
  std::vector<std::string> categories;
  for (const auto& match : ErrorVocabulary::built_in().find(fold_phrase(text)))
    categories.push_back(match.pattern->category);
  return categories;
}

struct Said {
  std::string_view text, category;
};

constexpr Said kErrors[] = {
    {"502 Bad Gateway", "http5xx"},
    {"503 Service Temporarily Unavailable", "http5xx"},
    {"504 Gateway Time-out", "http5xx"},
    {"500 Internal Server Error", "http5xx"},
    {"The server encountered an internal error or misconfiguration and was unable to complete",
     "http5xx"},
    {"Guru Meditation: XID: 32770", "http5xx"},
    {"Error 503 Backend fetch failed", "http5xx"},
    {"An error occurred in the application and your page could not be served.", "http5xx"},
    {"521: Web server is down", "http5xx"},
    {"HTTP Error 503. The service is unavailable.", "http5xx"},
    {"404 Not Found", "http4xx"},
    {"403 Forbidden", "http4xx"},
    {"413 Request Entity Too Large", "http4xx"},
    {"Cannot GET /returns", "http4xx"},
    {"The page you requested cannot be found!", "http4xx"},
    {"The page you were looking for doesn’t exist.", "http4xx"},
    {"Seite nicht gefunden", "http4xx"},
    {"Page non trouvée", "http4xx"},
    {"Página no encontrada", "http4xx"},
    {"Pagina non trovata", "http4xx"},
    {"Pagina niet gevonden", "http4xx"},
    {"Página não encontrada", "http4xx"},
    {"Sorry, you have been blocked", "blocked"},
    {"Just a moment...", "challenge"},
    {"429 Too Many Requests", "ratelimit"},
    {"Fatal error: Uncaught TypeError: x in /var/www/html/index.php on line 12", "stacktrace"},
    {"CSRF verification failed. Request aborted.", "stacktrace"},
    {"We're sorry, but something went wrong.", "stacktrace"},
    {"Whitelabel Error Page", "stacktrace"},
    {"Server Error in '/' Application.", "stacktrace"},
    {"There has been a critical error on this website.", "stacktrace"},
    {"Error establishing a database connection", "stacktrace"},
    {"Hello {{ customer.name }}", "template"},
    {"[object Object]", "template"},
    {"Briefly unavailable for scheduled maintenance. Check back in a minute.", "maintenance"},
    {"Wegen Wartung geschlossen", "maintenance"},
    {"Site en maintenance", "maintenance"},
    {"Your session has expired", "session"},
    {"Ihre Sitzung ist abgelaufen", "session"},
    {"Something went wrong. Please try again later.", "generic"},
    {"Ein Fehler ist aufgetreten", "generic"},
    {"Une erreur est survenue", "generic"},
    {"Er is iets misgegaan", "generic"},
    {"Your card was declined.", "payment"},
    {"Zahlung abgelehnt", "payment"},
    {"This field is required.", "validation"},
    {"Dieses Feld ist ein Pflichtfeld", "validation"},
    {"Sold out", "stock"},
    {"This site can’t be reached", "network"},
    {"No results found for “kettel”", "noresult"},
};

TEST(Vocabulary, KnowsFiftyErrorsOfRealSites) {
  for (const auto& [text, category] : kErrors)
    EXPECT_THAT(categories_in(text), Contains(std::string(category))) << text;
}

TEST(Vocabulary, IsNotFooledByWordsThatLookAlike) {
  for (const auto* text :
       {"404 reviews", "Error-free", "Terror", "Your password must contain at least 8 characters",
        "Kitchen maintenance made easy", "Room 404", "A forbidden pleasure", "Undefined beauty"})
    EXPECT_THAT(categories_in(text), IsEmpty()) << text;
}

TEST(Vocabulary, TellsQuestionsAndConditionsFromMessages) {
  for (const auto* text :
       {"Why was my card declined?", "What to do if your payment failed", "Karte abgelehnt?",
        "Was tun, wenn die Zahlung fehlgeschlagen ist?", "Something went wrong? Ask us",
        "Beware of messages saying “Your payment failed”."})
    EXPECT_THAT(categories_in(text), IsEmpty()) << text;
  for (const auto* text : {"Your card was declined. Why not try another?",
                           "Need help? Something went wrong.", "Page not found. Lost your way?"})
    EXPECT_THAT(categories_in(text), testing::Not(IsEmpty())) << text;
}

TEST(Vocabulary, ReadsAllEightyTwoPatterns) {
  EXPECT_EQ(ErrorVocabulary::built_in().patterns().size(), 82U);
}

TEST(Vocabulary, SaysWhereAnEntryIsWrong) {
  const std::string head = "category\tseverity\tlang\tscope\tregex\tsource\n";
  const auto wrong = [&](const std::string& line) {
    const auto read = ErrorVocabulary::from_tsv(head + line);
    return read.ok() ? std::string() : read.error().what;
  };
  EXPECT_THAT(wrong("x\t3\ten\ttitle\tabc"), HasSubstr("error_vocab.tsv:2: not six fields"));
  EXPECT_THAT(wrong("x\t5\ten\ttitle\tabc\tK"), HasSubstr("severity"));
  EXPECT_THAT(wrong("x\t3\ten\tfooter\tabc\tK"), HasSubstr("scope"));
  EXPECT_THAT(wrong("x\t3\ten\ttitle\t(abc\tK"), HasSubstr("error_vocab.tsv:2"));
  EXPECT_EQ(wrong("x\t3\ten\ttitle\tabc\tK"), "");
}

TEST(Vocabulary, SpeaksTheLanguageOfThePageAndOfTheVisitor) {
  ErrorPattern french;
  french.language = "fr";
  EXPECT_TRUE(language_fits(french, "fr", "en-GB"));
  EXPECT_TRUE(language_fits(french, "", "en-GB"));
  EXPECT_TRUE(language_fits(french, "en", "fr-CH"));
  EXPECT_FALSE(language_fits(french, "en", "en-GB"));
  french.language = "*";
  EXPECT_TRUE(language_fits(french, "en", "en-GB"));
}

SeenText text_of(const std::string& folded) {
  SeenText text;
  text.folded = folded;
  std::size_t begin = 0;
  for (std::size_t word = 0; begin <= folded.size(); ++word) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    text.spans.push_back({begin, end, word});
    begin = end + 1;
  }
  return text;
}

TEST(FindOnScreen, ForgivesOneLetterInTen) {
  EXPECT_TRUE(find_nearly(text_of("oh somethlng went wrong here"), "something went wrong"));
  EXPECT_TRUE(find_nearly(text_of("sornething went wrong"), "something went wrong"));
  EXPECT_FALSE(find_nearly(text_of("somebody went along"), "something went wrong"));
  EXPECT_FALSE(find_nearly(text_of("common problems and what went wrong"), "that went wrong"));
}

TEST(FindOnScreen, ForgivesNothingInShortPhrasesAndCodes) {
  EXPECT_FALSE(find_nearly(text_of("solo out"), "sold out"));
  EXPECT_FALSE(find_nearly(text_of("508 bad gateway now"), "502 bad gateway now"));
  EXPECT_TRUE(find_nearly(text_of("502 bad gatevay now"), "502 bad gateway now"));
}

TEST(RedOrAmber, KnowsTheColoursOfTrouble) {
  for (const auto* style : {"color:red", "color: #c00", "color:#B3261E;font-weight:bold",
                            "border: 1px solid rgb(200, 30, 20)", "outline:2px solid crimson",
                            "margin:0;color:rgba(230, 120, 0, .9)", "border-left:4px solid orange"})
    EXPECT_TRUE(says_red_or_amber(style)) << style;
  for (const auto* style :
       {"color:#333", "background:red", "color:rgb(10,20,200)", "color:#fff", "",
        "color:", "color:#ff", "color:rgb(", "border:1px solid #ccc", "color:predicate"})
    EXPECT_FALSE(says_red_or_amber(style)) << style;
}

}  // namespace
}  // namespace firsthand
