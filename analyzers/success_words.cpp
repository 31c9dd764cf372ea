#include "analyzers/success_words.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestClaim = 300;  // bytes; whoever writes more tells of something
constexpr std::array<std::string_view, 7> kNoMessage{"a",          "button", "label", "option",
                                                     "blockquote", "nav",    "footer"};

// Of whatever a site takes: an order, a message, a return.
constexpr std::string_view kSaid =
    // English
    R"(\bthank(s| you)( very much| so much)? for (your|the|placing|submitting|registering|signing|)"
    R"(ordering|booking|contacting|writing|getting in touch)\b|)"
    R"(^(many )?thank(s| you)( very much| so much)?[ .!]*$|)"
    R"(\bthank(s| you)( very much| so much)?, ?[a-z -]{2,30}[.!]|)"
    R"(\bthank(s| you)( very much| so much)?[.,!]+ (we|we've|we'll|your|you|you'll|you're|it)\b|)"
    R"(\b(we have|we've|we) (now |just |successfully )?(received|got|registered|booked|recorded|)"
    R"(saved|added|sent) (your|you)\b|)"
    R"(\bwe('ve| have) (got )?your [a-z -]{3,30}[.!]|)"
    R"(\byour [a-z0-9' #-]{3,40} (is|are|was|were|has been|have been) (now |just )?(successfully )?)"
    R"((sent|received|placed|registered|confirmed|submitted|booked|saved|accepted|recorded|)"
    R"(completed?|successful)\b|)"
    R"(\bsuccessfully (sent|submitted|placed|saved|registered|completed|booked|subscribed|updated|)"
    R"(received)\b|\b(sent|submitted|saved|registered|updated|subscribed|placed) successfully\b|)"
    R"(^[a-z -]{0,20}\b(order|booking|payment|registration|submission|request|return|appointment|)"
    R"(message|form|enquiry|inquiry|application|feedback) (confirmed|complete|completed|received|)"
    R"(registered|accepted|successful|sent|submitted|placed)[ .!]*$|)"
    // German
    R"(\b(vielen|herzlichen|besten|schonen) dank fur (ihre?n?|deine?n?|die|den) )"
    R"((bestellung|nachricht|anfrage|buchung|anmeldung|registrierung|zahlung|mitteilung|)"
    R"(ruckmeldung|rucksendung|auftrag|einkauf|reservierung|bewertung)\b|)"
    R"(^((vielen|herzlichen|besten) dank|danke( schon)?)[ .!]*$|)"
    R"(\b(vielen dank|danke)[.,!]+ (wir haben|ihre?|deine?)\b|)"
    R"(\bwir haben (ihre?n?|deine?n?) [a-z -]{3,40} (erhalten|bekommen|registriert|gebucht|)"
    R"(gespeichert|aufgenommen|angenommen)\b|)"
    R"(\b(ihre?|deine?) [a-z0-9 -]{3,40} (wurden?|ist|sind) (bei uns |erfolgreich )*(gesendet|)"
    R"(versendet|abgeschickt|ubermittelt|registriert|aufgegeben|gebucht|gespeichert|bestatigt|)"
    R"(eingegangen|angenommen|abgeschlossen|angemeldet)\b|)"
    R"(\berfolgreich (gesendet|versendet|abgeschickt|ubermittelt|registriert|gespeichert|gebucht|)"
    R"(angemeldet|abgeschlossen)\b|)"
    // French
    R"(\bmerci (beaucoup )?(pour|de) (votre|ta) (commande|message|demande|inscription|achat|)"
    R"(paiement|reservation|avis|retour)\b|^merci( beaucoup)?[ .!]*$|)"
    R"(\bmerci( beaucoup)? ?[.,!]+ (nous avons|votre|vous recevrez)\b|)"
    R"(\bnous avons (bien )?(recu|enregistre|pris en compte) (votre|vos)\b|)"
    R"(\b(votre|ta) [a-z' -]{3,40} (a|est) (bien )?(ete )?(envoyee?|recue?|enregistree?|)"
    R"(confirmee?|transmise?|validee?|passee?|prise? en compte)\b|)"
    R"(\b(envoyee?|enregistree?|confirmee?|transmise?) avec succes\b|)"
    // Spanish
    R"(\b(muchas )?gracias por (su|tu) (pedido|mensaje|solicitud|compra|registro|reserva|pago|)"
    R"(consulta|devolucion)\b|^(muchas )?gracias[ .!]*$|)"
    R"(\bgracias ?[.,!]+ ¡?(hemos|su|tu)\b|)"
    R"(\bhemos (recibido|registrado|guardado) (su|tu)\b|)"
    R"(\b(su|tu) [a-z ]{3,40} (ha sido|se ha|fue) (enviad[oa]|recibid[oa]|registrad[oa]|)"
    R"(confirmad[oa]|realizad[oa]|guardad[oa])\b|)"
    R"(\b(enviad[oa]|registrad[oa]|guardad[oa]|realizad[oa]) (correctamente|con exito)\b)";

// It may come to that, or not: nothing is claimed.
constexpr std::string_view kOnlyIf =
    R"(\b(once|when|whenever|if|until|unless|after|as soon as|before|not|never|couldn't|cannot|)"
    R"(sobald|wenn|nachdem|bis|bevor|falls|nicht|des que|lorsque|quand|si|avant|apres|ne|pas|)"
    R"(cuando|una vez|hasta|antes|despues|no|patience|waiting|visit|geduld|besuch|visite|)"
    R"(paciencia|visita)\b)";

}  // namespace

bool claims_success(std::string_view folded) {
  static const RE2 said{std::string(kSaid), RE2::Quiet}, only_if{std::string(kOnlyIf), RE2::Quiet};
  if (folded.size() > kLongestClaim || folded.ends_with('?')) return false;
  re2::StringPiece match;
  const re2::StringPiece text(folded.data(), folded.size());
  if (!said.Match(text, 0, text.size(), RE2::UNANCHORED, &match, 1)) return false;
  // Of its own sentence alone.
  const auto begin = static_cast<std::size_t>(match.data() - folded.data());
  const auto end = begin + match.size();
  const auto from = folded.find_last_of(".!?:", begin == 0 ? 0 : begin - 1);
  const auto to = std::min(folded.find_first_of(".!?", end), folded.size());
  const auto first = from == std::string_view::npos || from >= begin ? 0 : from + 1;
  return !RE2::PartialMatch(re2::StringPiece(folded.data() + first, to - first), only_if);
}

bool is_claim_of_success(const HtmlTree& page, const TextBlock& block) {
  return std::none_of(kNoMessage.begin(), kNoMessage.end(),
                      [&](auto tag) { return page.closest(block.node, tag).has_value(); }) &&
         claims_success(fold_phrase(block.text));
}

}  // namespace firsthand
