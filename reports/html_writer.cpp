#include "reports/html_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "journeys/text.h"
#include "reports/escape.h"

namespace firsthand {
namespace {

std::string base64(std::string_view bytes) {
  static constexpr char kLetters[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    const std::size_t here = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < here ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= here ? kLetters[group >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

std::string decimal(double number) {
  if (!std::isfinite(number)) return "0";
  std::string text = fmt::format("{:.2f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

Url Url::here(std::string_view id) { return Url("#" + std::string(id)); }

std::optional<Url> Url::page(std::string_view address) {
  std::string scheme(address.substr(0, address.find(':')));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (scheme != "http" && scheme != "https") return std::nullopt;
  if (address.substr(scheme.size(), 3) != "://") return std::nullopt;
  const bool plain = std::all_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  });
  if (!plain || address.size() > 2000) return std::nullopt;
  return Url(std::string(address));
}

std::optional<Url> Url::picture(std::string_view mime, std::string_view bytes) {
  if (mime != "image/png" && mime != "image/webp" && mime != "image/jpeg") return std::nullopt;
  return Url("data:" + std::string(mime) + ";base64," + base64(bytes));
}

Attribute::Attribute(AttributeName attribute, PageText text)
    : name(attribute.text), value(printable(text.text, text.limit)) {}

Attribute::Attribute(AttributeName attribute, double number)
    : name(attribute.text), value(decimal(number)) {}

HtmlWriter::Element::~Element() {
  writer_.out_ += "</";
  writer_.out_ += tag_;
  writer_.out_ += ">";
}

void HtmlWriter::start(std::string_view tag, const Attributes& attributes) {
  out_ += '<';
  out_ += tag;
  for (const auto& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    out_ += escaped(attribute.value);
    out_ += '"';
  }
}

HtmlWriter::Element HtmlWriter::in(TagName tag, const Attributes& attributes) {
  start(tag.text, attributes);
  out_ += '>';
  return {*this, tag.text};
}

HtmlWriter& HtmlWriter::element(TagName tag, const Attributes& attributes, std::string_view said) {
  const auto element = in(tag, attributes);
  return text(said);
}

HtmlWriter& HtmlWriter::element(TagName tag, const Attributes& attributes, PageText said) {
  const auto element = in(tag, attributes);
  return text(said);
}

HtmlWriter& HtmlWriter::leaf(TagName tag, const Attributes& attributes) {
  start(tag.text, attributes);
  out_ += '>';
  return *this;
}

HtmlWriter& HtmlWriter::svg_leaf(TagName tag, const Attributes& attributes) {
  start(tag.text, attributes);
  out_ += "/>";
  return *this;
}

void HtmlWriter::words(std::string_view text) {
  static constexpr std::string_view kUnits[] = {"ms", "s", "min", "h", "%"};
  const std::string safe = escaped(text);
  const auto is_word = [&](std::size_t at) {
    return at < safe.size() && std::isalnum(static_cast<unsigned char>(safe[at])) != 0;
  };
  const auto unit_at = [&](std::size_t at) {
    return std::any_of(std::begin(kUnits), std::end(kUnits), [&](std::string_view unit) {
      return std::string_view(safe).substr(at, unit.size()) == unit && !is_word(at + unit.size());
    });
  };
  for (std::size_t at = 0; at < safe.size(); ++at) {
    const bool after_digit = at > 0 && safe[at - 1] >= '0' && safe[at - 1] <= '9';
    if (safe[at] == ' ' && after_digit && unit_at(at + 1))
      out_ += "&nbsp;";
    else
      out_ += safe[at];
  }
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  words(text);
  return *this;
}

HtmlWriter& HtmlWriter::text(PageText text) {
  out_ += "<bdi>";
  words(printable(text.text, text.limit));
  out_ += "</bdi>";
  return *this;
}

HtmlWriter& HtmlWriter::markup(const Markup& markup) {
  out_ += markup.html();
  return *this;
}

}  // namespace firsthand
