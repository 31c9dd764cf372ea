// The browser's own interface, which headless draws in no picture: drawn here, and labelled so.

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"
#include "reports/html_report/parts.h"

namespace firsthand::report {
namespace {

constexpr int kMostDrawn = 3;  // of a step; a page may bring up hundreds

std::string_view caption_of(std::string_view kind) {
  if (kind == "list") return "The list of options";
  if (kind == "date") return "The browser’s date picker";
  if (kind == "file") return "The window to choose a file";
  if (kind == "permission") return "The browser’s question";
  if (kind == "print") return "The window to print";
  if (kind == "sign_in") return "The browser’s window to sign in";
  if (kind == "tooltip") return "The tooltip";
  return "The browser’s own window";
}

void write_button(HtmlWriter& html, std::string_view name, bool pressed) {
  html.element("span", {{"class", pressed ? "native-button pressed" : "native-button"}}, name);
}

void write_buttons(HtmlWriter& html, const NativeUi& shown) {
  const auto row = html.in("p", {{"class", "native-buttons"}});
  if (shown.kind == "permission") {
    write_button(html, "Block", shown.answer != "allowed");
    write_button(html, "Allow", shown.answer == "allowed");
    return;
  }
  if (shown.kind == "beforeunload") {
    write_button(html, "Stay", false);
    write_button(html, "Leave", true);
    return;
  }
  if (shown.kind != "alert") write_button(html, "Cancel", shown.answer == "cancel");
  write_button(html, "OK", shown.answer == "ok");
}

void write_text(HtmlWriter& html, const NativeUi& shown) {
  const auto line = html.in("p", {{"class", "native-text"}});
  if (shown.kind == "permission")
    html.text("This page wants to use: ").text(PageText{shown.text, 80});
  else if (shown.kind == "beforeunload")
    html.text("Leave this page? What you entered may not be kept.");
  else if (shown.kind == "print")
    html.text("Print this page");
  else
    html.text(PageText{shown.text, 300});
}

void write_inside(HtmlWriter& html, const NativeUi& shown) {
  if (!shown.text.empty() || shown.kind == "print" || shown.kind == "beforeunload")
    write_text(html, shown);
  if (shown.kind == "list") {
    const auto list = html.in("ul");
    for (const auto& option : shown.options) {
      const auto item = html.in("li", {{"class", option == shown.answer ? "pressed" : "option"}});
      html.text(PageText{option, 60});
    }
    return;
  }
  if (shown.kind == "date" || shown.kind == "file") {
    const auto line = html.in("p", {{"class", "native-field"}});
    html.text(PageText{shown.answer, 80});
    return;
  }
  if (shown.kind != "print" && shown.kind != "tooltip" && shown.kind != "sign_in")
    write_buttons(html, shown);
}

void write_drawn(HtmlWriter& html, const NativeUi& shown) {
  const auto figure = html.in("figure", {{"class", "drawn"}});
  {
    const auto box = html.in("div", {{"class", "native native-" + slug(shown.kind)}});
    write_inside(html, shown);
  }
  const auto caption = html.in("figcaption");
  html.text(caption_of(shown.kind)).text(": drawn, as no picture shows it");
}

}  // namespace

bool has_native_ui(const WalkSummary& walk, int step) {
  return std::ranges::any_of(walk.native_ui,
                             [&](const NativeUi& shown) { return shown.step == step; });
}

void write_native_ui(HtmlWriter& html, const WalkSummary& walk, int step) {
  int drawn = 0, more = 0;
  for (const auto& shown : walk.native_ui) {
    if (shown.step != step) continue;
    if (drawn == kMostDrawn) {
      ++more;
      continue;
    }
    write_drawn(html, shown);
    ++drawn;
  }
  if (more > 0) html.element("p", {{"class", "drawn-more"}}, fmt::format("and {} more", more));
}

}  // namespace firsthand::report
