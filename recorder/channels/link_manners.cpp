#include "recorder/channels/link_manners.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "journeys/text.h"

namespace firsthand {
namespace {

// Anywhere in a word: "signout.php", "add-to-cart", "addToBasket".
constexpr std::array<std::string_view, 24> kActingParts{
    "logout",    "logoff",      "signout",   "signoff",  "unsubscribe",   "abmelden",
    "ausloggen", "deconnexion", "desconect", "delete",   "remove",        "addto",
    "add-to",    "add_to",      "optout",    "opt-out",  "checkout",      "placeorder",
    "log-out",   "sign-out",    "log_out",   "sign_out", "cerrar-sesion", "deactivate"};
// A whole word.
constexpr std::array<std::string_view, 39> kActingWords{
    "add",       "buy",       "cancel",   "confirm",  "verify",    "activate",  "approve",
    "accept",    "decline",   "reject",   "vote",     "like",      "unlike",    "follow",
    "unfollow",  "subscribe", "destroy",  "purge",    "erase",     "clear",     "reset",
    "revoke",    "disable",   "exit",     "loeschen", "entfernen", "kuendigen", "hinzufuegen",
    "supprimer", "ajouter",   "eliminar", "borrar",   "agregar",   "comprar",   "acheter",
    "kaufen",    "empty",     "edit",     "rate"};
// Parameters that say what is to be done.
constexpr std::array<std::string_view, 7> kVerbs{"action",  "do",   "op",    "cmd",
                                                 "command", "task", "method"};

bool is_part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U);
}

bool has_acting_word(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && is_part_of_word(text[end])) ++end;
    const auto word = std::string_view(text).substr(at, end - at);
    if (std::ranges::find(kActingWords, word) != kActingWords.end()) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

bool has_acting_part(const std::string& text) {
  return std::ranges::any_of(
      kActingParts, [&](std::string_view part) { return text.find(part) != std::string::npos; });
}

}  // namespace

bool looks_as_if_it_acts(const WebUrl& url) {
  const auto path = lower_ascii(url.path), query = lower_ascii(url.query);
  if (has_acting_part(path) || has_acting_word(path)) return true;
  if (has_acting_part(query) || has_acting_word(query)) return true;
  return std::ranges::any_of(split(query, '&'), [](std::string_view part) {
    return std::ranges::find(kVerbs, part.substr(0, part.find('='))) != kVerbs.end();
  });
}

}  // namespace firsthand
