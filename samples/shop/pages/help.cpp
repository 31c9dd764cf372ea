// The help centre and the other pages that are mostly text.

#include <algorithm>

#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

struct Article {
  std::string_view slug;
  std::string_view title;
  const std::string_view* text;  // its content is there only once the program has started
};

constexpr Article kArticles[] = {
    {"delivery", "Delivery times and costs", &kDeliveryText},
    {"returns", "Returns & refunds", &kReturnsText},
    {"returns-policy", "Returns policy", &kReturnsPolicyText},
    {"care", "Care and repair", &kCareText},
    {"sizes", "Size guide", &kSizesText},
};

Answer article(const Visit& visit, std::string_view title, std::string_view text) {
  const std::string name(title);
  const auto main = fill(kArticleTemplate, {{"title", name}, {"text", Html{std::string(text)}}});
  return show(visit, {.title = name, .main = main});
}

}  // namespace

Html problem(std::string_view text) {
  if (text.empty()) return {};
  return {"<p class=\"problem\" role=\"alert\">" + escape(text).markup + "</p>"};
}

Answer help(const Call& call) {
  return show(call.visit, {.title = "Help centre", .main = Html{std::string(kHelpTemplate)}});
}

Answer help_article(const Call& call) {
  for (const auto& each : kArticles)
    if (each.slug == call.rest[0]) return article(call.visit, each.title, *each.text);
  return not_found(call.visit);
}

Answer about(const Call& call) { return article(call.visit, "Our story", kAboutText); }
Answer privacy(const Call& call) {
  return article(call.visit, "Privacy and cookies", kPrivacyText);
}

}  // namespace firsthand::shop
