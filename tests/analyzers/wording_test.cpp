#include "analyzers/wording.h"

#include <gtest/gtest.h>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

WordingGuess told(std::string_view text) { return wording_of(fold_phrase(text)); }

TEST(Wording, TellsMessagesThatNoPatternForesaw) {
  for (const auto* text : {"That did not work, please try once more later.",
                           "Der Server hat sich verschluckt, wir konnten nichts speichern.",
                           "Votre demande n’a malheureusement pas abouti, réessayez.",
                           "No hemos conseguido cargar tus datos, inténtalo más tarde."})
    EXPECT_GT(told(text).error, 0.75) << text;
}

TEST(Wording, TellsWhatTheyAreAbout) {
  EXPECT_EQ(told("Your bank turned the card down.").category, "payment_error");
  EXPECT_EQ(told("Die Seite gibt es nicht mehr.").category, "not_found");
  EXPECT_EQ(told("Ce créneau n’est plus disponible, il est complet.").category, "out_of_stock");
}

TEST(Wording, OrdinaryTextIsNoError) {
  for (const auto* text :
       {"Free delivery on orders over £40", "Zum Warenkorb hinzufügen", "Mentions légales",
        "Gracias por tu compra", "Read how we pack our kettles"})
    EXPECT_LT(told(text).error, 0.5) << text;
}

TEST(Wording, OfWordsThatWereNeverMetNothingIsSaid) {
  EXPECT_EQ(told("Xyzzy plugh").error, 0);
  EXPECT_EQ(told("").error, 0);
}

}  // namespace
}  // namespace firsthand
