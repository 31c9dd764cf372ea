#include "analyzers/vision/language.h"

#include <gtest/gtest.h>

#include <sstream>

namespace firsthand::vision {
namespace {

std::string told(const std::string& text,
                 std::vector<std::string> languages = {"eng", "deu", "fra", "spa"}) {
  LanguageGuess guess(std::move(languages));
  std::istringstream words(text);
  for (std::string word; words >> word;) guess.take(word);
  return guess.best();
}

TEST(Language, IsToldByItsSmallWords) {
  EXPECT_EQ(told("Your order is on its way and will be with you tomorrow"), "eng");
  EXPECT_EQ(told("Ihre Bestellung ist auf dem Weg und wird morgen bei Ihnen sein"), "deu");
  EXPECT_EQ(told("Votre commande est en route et sera chez vous demain"), "fra");
  EXPECT_EQ(told("Tu pedido ya va de camino y es para la dirección de su cuenta"), "spa");
}

TEST(Language, IsToldWithoutTheLettersThatItsReaderDoesNotHave) {
  EXPECT_EQ(told("Ubersicht fur Ihre Zahlungen und Adressen"), "deu");
  EXPECT_EQ(told("Creer un compte pour vos commandes et la livraison"), "fra");
}

TEST(Language, IsTheFirstWhereNothingTells) {
  EXPECT_EQ(told(""), "eng");
  EXPECT_EQ(told("404 2026 SKU-17"), "eng");
  EXPECT_EQ(told("Acme", {"deu", "eng"}), "deu");
}

TEST(Language, IsSureOnlyWhenMuchMoreSpeaksForOne) {
  LanguageGuess guess({"eng", "deu"});
  EXPECT_FALSE(guess.is_sure());
  for (const auto* word : {"der", "die", "und", "nicht"}) guess.take(word);
  EXPECT_TRUE(guess.is_sure());
  EXPECT_TRUE(LanguageGuess({"eng"}).is_sure());
}

TEST(Language, OthersCannotBeTold) {
  EXPECT_TRUE(can_tell("ita"));
  EXPECT_FALSE(can_tell("pol"));
}

}  // namespace
}  // namespace firsthand::vision
