#include "analyzers/robot_words.h"

#include <re2/re2.h>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

// What such a box is called, folded (English, German, French, Spanish).
constexpr const char* kPuzzles =
    R"(\bcaptcha\b|\b(i am|i'm) not a robot\b|\b(type|enter) the (characters|letters|text|word|code)s? (you see|shown|in the (image|picture)))"
    R"(|kein roboter|zeichen (aus|in) dem bild|pas un robot|(recopiez|saisissez) les (caracteres|lettres))"
    R"(|no soy un robot|(escriba|introduzca) los (caracteres|letras))";

// Boxes of the big makers, by the address of their frame. The invisible kind asks nothing.
constexpr const char* kMakers =
    R"(^https?://(?:[^/?#]*\.)?(?:(google|recaptcha)\.[^/?#]*/recaptcha/(?:api2|enterprise)/anchor|(hcaptcha)\.com/|(arkoselabs)\.com/|(funcaptcha)\.com/))";

}  // namespace

bool asks_for_proof(std::string_view words) {
  static const RE2 kPattern(kPuzzles, RE2::Quiet);
  return RE2::PartialMatch(fold_phrase(words), kPattern);
}

std::string maker_of_puzzle(const std::string& address) {
  static const RE2 kPattern(kMakers, RE2::Quiet);
  std::string google, hcaptcha, arkose, funcaptcha;
  if (address.find("size=invisible") != std::string::npos ||
      !RE2::PartialMatch(address, kPattern, &google, &hcaptcha, &arkose, &funcaptcha))
    return {};
  return !google.empty() ? "Google reCAPTCHA" : !hcaptcha.empty() ? "hCaptcha" : "Arkose Labs";
}

}  // namespace firsthand
