// Home, departments, products and search.

#include <fmt/format.h>

#include <algorithm>

#include "samples/shop/catalogue.h"
#include "samples/shop/embedded.h"
#include "samples/shop/pages/pages.h"

namespace firsthand::shop {
namespace {

Html tiles() {
  Html out;
  const std::pair<const char*, const char*> faces[] = {{"sora-pour-over-kettle", "#e7e2d3"},
                                                       {"hearth-casserole", "#f2d5d0"},
                                                       {"oak-chopping-board", "#dce6dc"},
                                                       {"dune-mug", "#dbe5ea"}};
  for (std::size_t i = 0; i < categories().size(); ++i) {
    const auto& each = categories()[i];
    out.markup += fmt::format(
        "<div class=\"tile\" style=\"background:{}\"><h2><a "
        "href=\"/category/{}\">{}</a></h2>{}</div>",
        faces[i].second, each.slug, escape(each.name).markup,
        drawing(*find_product(faces[i].first), "").markup);
  }
  return out;
}

std::vector<const Product*> with_badge(std::string_view badge) {
  std::vector<const Product*> out;
  for (const auto& each : products())
    if (each.badge == badge) out.push_back(&each);
  return out;
}

Html pickers(const Product& product) {
  Html out;
  const auto& colours = product.colours;
  if (colours.size() > 1) {
    out.markup += fmt::format(
        "<fieldset class=\"pick\"><legend>Colour: <span data-colour-name>{}</span></legend><div>",
        colours.front().name);
    for (const auto& colour : colours) {
      out.markup += fmt::format(
          "<label class=\"swatch\"><input type=\"radio\" name=\"colour\" value=\"{0}\" "
          "aria-label=\"{0}\" data-main=\"{1}\" data-dark=\"{2}\" data-light=\"{3}\"{4}><i "
          "style=\"background:{1}\"></i></label>",
          colour.name, colour.main, colour.dark, colour.light,
          &colour == &colours.front() ? " checked" : "");
    }
    out.markup += "</div></fieldset>";
  }
  if (!product.sizes.empty()) {
    out.markup += "<fieldset class=\"pick\"><legend>Size</legend><div>";
    for (const auto& size : product.sizes) {
      out.markup += fmt::format(
          "<label class=\"chip\"><input type=\"radio\" name=\"size\" value=\"{0}\"{1}>"
          "<span>{0}</span></label>",
          size, &size == &product.sizes.front() ? " checked" : "");
    }
    out.markup += "</div></fieldset>";
  }
  return out;
}

Html list_of(const std::vector<std::string>& texts) {
  Html out;
  for (const auto& text : texts) out.markup += fmt::format("<li>{}</li>", escape(text).markup);
  return out;
}

std::string counted(std::size_t n) { return n == 1 ? "1 product" : fmt::format("{} products", n); }

}  // namespace

Answer home(const Call& call) {
  const auto main =
      fill(kHomeTemplate, {{"hero", drawing(*find_product("alba-stovetop-kettle"), "")},
                           {"tiles", tiles()},
                           {"new", cards(with_badge("New"))},
                           {"loved", cards(products_in("pots-and-pans"))}});
  return show(call.visit, {.title = "Good things for everyday kitchens", .main = main});
}

Answer category(const Call& call) {
  const auto* found = find_category(call.rest[0]);
  if (found == nullptr) return not_found(call.visit);
  auto list = products_in(found->slug);
  const auto sort = call.visit.field("sort");
  if (sort == "low" || sort == "high") {
    std::stable_sort(list.begin(), list.end(), [&](const Product* a, const Product* b) {
      return sort == "low" ? a->pence < b->pence : a->pence > b->pence;
    });
  }
  Html pills;
  const std::pair<const char*, const char*> orders[] = {
      {"", "Our favourites"}, {"low", "Price, low to high"}, {"high", "Price, high to low"}};
  for (const auto& [key, name] : orders) {
    const std::string query = *key == '\0' ? "" : fmt::format("?sort={}", key);
    pills.markup += fmt::format("<a href=\"/category/{}{}\"{}>{}</a>", found->slug, query,
                                sort == key ? " aria-current=\"true\"" : "", name);
  }
  const auto main =
      fill(kCategoryTemplate,
           {{"name", found->name}, {"line", found->line}, {"sort", pills}, {"cards", cards(list)}});
  return show(call.visit, {.title = found->name, .main = main, .section = found->slug});
}

Answer product(const Call& call) {
  const auto* found = find_product(call.rest[0]);
  if (found == nullptr) return not_found(call.visit);
  const auto& department = *find_category(found->category);
  const auto main = fill(kProductTemplate, {{"slug", found->slug},
                                            {"name", found->name},
                                            {"category_slug", department.slug},
                                            {"category", department.name},
                                            {"ground", found->ground},
                                            {"art", drawing(*found, found->name)},
                                            {"price", price(found->pence)},
                                            {"about", found->about},
                                            {"pickers", pickers(*found)},
                                            {"facts", list_of(found->facts)}});
  return show(call.visit, {.title = found->name, .main = main, .section = department.slug});
}

Answer search_results(const Call& call) {
  const auto query = call.visit.field("q");
  const auto list = search(query);
  std::string heading = "What are you looking for?";
  std::string line = "Type a word above: kettle, copper, linen, knife.";
  if (!query.empty() && list.empty()) {
    heading = fmt::format("Nothing matches “{}”", query);
    line = "Try a shorter word, or one of these favourites.";
  } else if (!query.empty()) {
    heading = fmt::format("{} for “{}”", counted(list.size()), query);
    line = "Sorted by how well they fit.";
  }
  const auto shown = list.empty() ? with_badge("New") : list;
  const auto main =
      fill(kSearchTemplate, {{"heading", heading}, {"line", line}, {"cards", cards(shown)}});
  return show(call.visit, {.title = query.empty() ? "Search" : heading, .main = main});
}

Answer suggestions(const Call& call) {
  Html out;
  const auto list = search(call.visit.field("q"));
  for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 4); ++i) {
    out.markup += fmt::format("<a href=\"/product/{}\">{}<span>{}</span></a>", list[i]->slug,
                              escape(list[i]->name).markup, price(list[i]->pence));
  }
  return fragment(out);
}

Answer stock(const Call& call) {
  const auto* found = find_product(call.rest[0]);
  if (found == nullptr) return not_found(call.visit);
  return fragment(
      {"<ul><li><b>Marylebone</b><span>5 on the shelf</span></li><li><b>Bath</b><span>2 on the "
       "shelf</span></li><li><b>Edinburgh</b><span>8 on the shelf</span></li></ul>"});
}

Answer goes_with_cards(const Call& call) {
  const auto* found = find_product(call.rest[0]);
  if (found == nullptr) return not_found(call.visit);
  return fragment(cards(goes_with(*found)));
}

Answer not_found(const Visit& visit) {
  const auto main = fill(kMessageTemplate, {{"art", drawing(*find_product("mira-teapot"), "")},
                                            {"heading", "This shelf is empty"},
                                            {"text",
                                             "The page has moved, or never was. The help "
                                             "centre knows where most things are."},
                                            {"href", "/help"},
                                            {"link", "Help centre"}});
  return show(visit, {.title = "Page not found", .main = main, .status = 404});
}

}  // namespace firsthand::shop
