#pragma once
// HTML by type. Names of tags and attributes are literals of ours, checked when compiled; every
// text and attribute value is escaped; an address is a Url, which only its makers can build; and
// only Markup passes as it is. So text of a page cannot become markup by mistake.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// A tag, such as "section". Scripts, frames and forms have no place in a report.
class TagName {
 public:
  consteval TagName(const char* name) : text(name) {  // NOLINT: implicit
    for (const char c : text)
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) throw "a tag is lower-case letters, digits";
    for (const std::string_view bad : {"script", "iframe", "object", "embed", "form", "base"})
      if (text == bad) throw "a report does not hold this tag";
  }
  std::string_view text;
};

// An attribute that is no address, no style and no event handler.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : text(name) {  // NOLINT: implicit
    if (text.starts_with("on")) throw "a report does not run anything";
    for (const std::string_view bad : {"href", "src", "srcdoc", "srcset", "style", "action"})
      if (text == bad) throw "give an address as a Url, and styles in report.css";
  }
  std::string_view text;
};

// Text that comes from outside: a page, a journey's author, a file. Shown with its control
// characters made harmless, cut after `limit` characters, and in its own writing direction.
struct PageText {
  std::string_view text;
  std::size_t limit = 300;
};

class Url {
 public:
  // A place in this report. `id` is one of our ids, never page text.
  static Url here(std::string_view id);
  // A page on the web; empty unless it is http or https.
  static std::optional<Url> page(std::string_view address);
  // A picture inside the report; empty unless it is PNG, WebP or JPEG.
  static std::optional<Url> picture(std::string_view mime, std::string_view bytes);
  const std::string& text() const { return text_; }

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct Attribute {
  Attribute(AttributeName attribute, std::string_view text) : name(attribute.text), value(text) {}
  Attribute(AttributeName attribute, PageText text);
  // Decimals with at most two places.
  Attribute(AttributeName attribute, double number);
  Attribute(AttributeName attribute, int number)
      : name(attribute.text), value(std::to_string(number)) {}
  Attribute(const Url& url) : name("href"), value(url.text()) {}  // NOLINT: implicit
  std::string_view name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

// HTML that is finished. Made by HtmlWriter, or of text that was compiled into the program.
class Markup {
 public:
  static Markup compiled_in(std::string_view html) { return Markup(std::string(html)); }
  const std::string& html() const { return html_; }

 private:
  friend class HtmlWriter;
  explicit Markup(std::string html) : html_(std::move(html)) {}
  std::string html_;
};

class HtmlWriter {
 public:
  // An open element; closes at the end of its scope.
  class Element {
   public:
    Element(HtmlWriter& writer, std::string_view tag) : writer_(writer), tag_(tag) {}
    ~Element();
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    HtmlWriter& writer_;
    std::string_view tag_;
  };

  [[nodiscard]] Element in(TagName tag, const Attributes& attributes = {});
  // An element that holds only text. A number is kept on one line with its unit of time.
  HtmlWriter& element(TagName tag, const Attributes& attributes, std::string_view text);
  HtmlWriter& element(TagName tag, const Attributes& attributes, PageText text);
  // An element without an end tag (meta), or, inside SVG, an empty one.
  HtmlWriter& leaf(TagName tag, const Attributes& attributes);
  HtmlWriter& svg_leaf(TagName tag, const Attributes& attributes);
  HtmlWriter& text(std::string_view text);
  HtmlWriter& text(PageText text);
  HtmlWriter& markup(const Markup& markup);
  HtmlWriter& line_break() {
    out_ += '\n';
    return *this;
  }

  Markup take() { return Markup(std::move(out_)); }

 private:
  void start(std::string_view tag, const Attributes& attributes);
  void words(std::string_view text);
  std::string out_;
};

}  // namespace firsthand
