#include "analyzers/vision/language.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <stdexcept>

namespace firsthand::vision {
namespace {

constexpr double kSure = 3;
// A single small word may be a name, or misread.
constexpr double kLead = 1;
constexpr double kOfALetter = 0.5, kOfAnEnding = 0.5;

struct Row {
  std::string_view language;
  std::string_view words;    // in plain letters, as an English reader may see them
  std::string_view letters;  // that few others use
  std::string_view endings;  // of long words
};

// The commonest small words and the words that every shop has in its menus.
constexpr std::array<Row, 7> kRows{{
    {"eng",
     "the and of to your you for with is are our this that be by from not or it we have has was "
     "will "
     "can my all new more please account basket cart help sign search delivery order orders "
     "address "
     "password home privacy terms view contact settings back continue free about no page",
     "", "ing ness ship"},
    {"deu",
     "der die das und ist nicht sie ihr ihre ihren ihrem mit von zu den dem des ein eine einen auf "
     "im "
     "am bei aus oder wir werden wird sich auch nach noch zum zur alle haben sind bitte mein meine "
     "weiter konto hilfe warenkorb suche suchen versand bestellung bestellungen adresse passwort "
     "impressum datenschutz seite anmelden abmelden kontakt fur uber kein keine zahlung stadt",
     "ßüöä", "ung ungen lich liche keit heit schaft ieren"},
    {"fra",
     "le la les des du et est pas vous votre vos nous notre nos pour avec une un sur dans au aux "
     "par "
     "ce cette qui que ou en mon mes compte panier aide connexion recherche livraison commande "
     "commandes adresse paiement accueil voir mentions de ne se tous plus sont mot passe",
     "çœêèàùî", "aux eux ique iques ement ees"},
    {"spa",
     "el los las del y es no su sus con para por una un al lo que o en mi mis se cuenta cesta "
     "ayuda "
     "buscar envio envios pedido pedidos direccion inicio sesion iniciar ver nuestro nuestra todos "
     "de "
     "la mas son contacto privacidad pago como tu tus correo",
     "ñ¿¡", "cion ciones dad miento ados"},
    {"ita",
     "il lo gli della delle dei del e sono non per con una un al alla che di la le si il tuo tua "
     "nostro nostri ordine ordini carrello aiuto cerca accedi spedizione indirizzo pagamento tutti "
     "piu questo questa",
     "ìò", "zione zioni mente aggio"},
    {"nld",
     "het een van en niet voor met op zijn wordt uw je jouw onze wij dit dat bij naar ook om te "
     "deze "
     "mijn alle winkelwagen zoeken bestelling bestellingen adres wachtwoord betaling inloggen meer "
     "klantenservice verzending",
     "", "ingen heid baar lijk"},
    {"por",
     "o os as do da dos das e nao sua seu com para por uma um ao que em minha meu conta carrinho "
     "ajuda buscar entrega pedido pedidos endereco entrar sessao pagamento todos mais voce esta",
     "ãõ", "cao coes dade"},
}};

using Weights = std::map<std::string, std::map<std::string_view, double>, std::less<>>;

// A word that several languages share speaks for each of them a little.
const Weights& weights() {
  static const Weights all = [] {
    Weights weights;
    for (const Row& row : kRows)
      for (std::size_t at = 0; at < row.words.size();) {
        const auto end = std::min(row.words.find(' ', at), row.words.size());
        weights[std::string(row.words.substr(at, end - at))][row.language] = 1;
        at = end + 1;
      }
    for (auto& [word, by_language] : weights)
      for (auto& [language, weight] : by_language)
        weight /= static_cast<double>(by_language.size());
    return weights;
  }();
  return all;
}

// ASCII in small letters; accented letters of two bytes become their plain ones.
std::string plain(std::string_view word) {
  constexpr std::string_view kLatin1 =  // U+00C0 to U+00FF
      "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c == 0xC3 && i + 1 < word.size()) {
      const auto index = static_cast<std::size_t>(static_cast<unsigned char>(word[++i]) - 0x80);
      if (index < kLatin1.size()) out += kLatin1[index];
    } else if (c < 0x80 && std::isalpha(c) != 0) {
      out += static_cast<char>(std::tolower(c));
    }
  }
  return out;
}

const Row* row_of(std::string_view language) {
  const auto* row = std::find_if(kRows.begin(), kRows.end(),
                                 [&](const Row& each) { return each.language == language; });
  return row == kRows.end() ? nullptr : row;
}

bool ends_so(std::string_view letters, std::string_view endings) {
  constexpr std::size_t kLong = 7;
  if (letters.size() < kLong) return false;
  for (std::size_t at = 0; at < endings.size();) {
    const auto end = std::min(endings.find(' ', at), endings.size());
    if (letters.ends_with(endings.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool can_tell(std::string_view language) { return row_of(language) != nullptr; }

LanguageGuess::LanguageGuess(std::vector<std::string> languages)
    : languages_(std::move(languages)), scores_(languages_.size(), 0) {
  if (languages_.empty()) throw std::invalid_argument("no language to tell");
}

void LanguageGuess::take(std::string_view word) {
  const std::string letters = plain(word);
  const auto known = weights().find(letters);
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    if (known != weights().end())
      if (const auto weight = known->second.find(languages_[i]); weight != known->second.end())
        scores_[i] += weight->second;
    const Row* row = row_of(languages_[i]);
    if (row == nullptr) continue;
    for (std::size_t at = 0; at + 1 < row->letters.size(); at += 2)
      if (word.find(row->letters.substr(at, 2)) != std::string_view::npos) scores_[i] += kOfALetter;
    if (ends_so(letters, row->endings)) scores_[i] += kOfAnEnding;
  }
}

const std::string& LanguageGuess::best() const {
  const auto best = std::max_element(scores_.begin(), scores_.end());
  if (*best < scores_[0] + kLead) return languages_[0];
  return languages_[static_cast<std::size_t>(best - scores_.begin())];
}

bool LanguageGuess::is_sure() const {
  auto sorted = scores_;
  std::sort(sorted.rbegin(), sorted.rend());
  return sorted.size() < 2 || sorted[0] - sorted[1] >= kSure;
}

}  // namespace firsthand::vision
