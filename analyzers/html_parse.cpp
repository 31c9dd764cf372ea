#include "analyzers/html_parse.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <memory>
#include <string>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kChunk = 1U << 20U;
constexpr std::size_t kMostMemory = 512U << 20U;

// Memory for one parse, let go at once: Gumbo's own clean-up recurses as deep as the page does.
class Arena {
 public:
  // Leaves the parse when a page wants more than kMostMemory. Only C frames are in between.
  std::jmp_buf too_much{};

  void* allocate(std::size_t size) {
    size = (size + 15U) & ~std::size_t{15U};
    if (size > left_) {
      const std::size_t chunk = std::max(size, kChunk);
      total_ += chunk;
      void* memory = total_ > kMostMemory ? nullptr : std::malloc(chunk);
      if (memory == nullptr) std::longjmp(too_much, 1);
      chunks_.emplace_back(memory);
      next_ = static_cast<char*>(memory);
      left_ = chunk;
    }
    void* result = next_;
    next_ += size;
    left_ -= size;
    return result;
  }

 private:
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  std::vector<std::unique_ptr<void, Free>> chunks_{};
  char* next_ = nullptr;
  std::size_t left_ = 0, total_ = 0;
};

void* allocate_in(void* arena, std::size_t size) {
  return static_cast<Arena*>(arena)->allocate(size);
}
void keep(void* /*arena*/, void* /*memory*/) {}

const GumboOutput* run_gumbo(std::string_view html, Arena& arena) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate_in;
  options.deallocator = keep;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.too_much) != 0) return nullptr;  // NOLINT(cert-err52-cpp): C frames only
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

constexpr std::array<std::string_view, 14> kVoid{"area",  "base",   "br",    "col",  "embed",
                                                 "hr",    "img",    "input", "link", "meta",
                                                 "param", "source", "track", "wbr"};

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// Past the end of the tag that starts at `at`, quotes respected.
std::size_t skip_tag(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return html.size();
}

// The sum of the depth of all elements, as far as tags alone tell. Stops at kMostPageWork.
std::size_t estimated_work(std::string_view html) {
  std::vector<std::string> open;
  std::size_t work = 0;
  std::size_t at = html.find('<');
  while (at != std::string_view::npos && work <= kMostPageWork) {
    if (html.substr(at, 4) == "<!--") {
      at = html.find("-->", at + 4);
      if (at == std::string_view::npos) break;
    } else {
      const bool closes = at + 1 < html.size() && html[at + 1] == '/';
      const std::size_t start = at + (closes ? 2 : 1);
      std::size_t end = start;
      while (end < html.size() && end - start < 40 &&
             std::string_view(" \t\r\n\f/>").find(html[end]) == std::string_view::npos)
        ++end;
      const std::string tag = lower_ascii(html.substr(start, end - start));
      if (closes) {
        const std::size_t reach = std::min<std::size_t>(open.size(), 64);
        const auto match = std::find(open.rbegin(), open.rbegin() + static_cast<long>(reach), tag);
        if (match != open.rbegin() + static_cast<long>(reach))
          open.erase(std::prev(match.base()), open.end());
      } else if (!tag.empty() && lower(tag[0]) >= 'a' && lower(tag[0]) <= 'z' &&
                 std::find(kVoid.begin(), kVoid.end(), tag) == kVoid.end()) {
        open.push_back(tag);
        work += open.size();
      }
      const std::size_t after = skip_tag(html, end);
      if (!closes && (tag == "script" || tag == "style")) {
        const std::size_t stop = html.find("</" + tag, after);
        at = stop == std::string_view::npos ? html.size() : stop;
      } else {
        at = after;
      }
    }
    at = html.find('<', at);
  }
  return work;
}

std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  if (piece.data == nullptr) return "unknown";
  gumbo_tag_from_original_text(&piece);
  return lower_ascii(std::string_view(piece.data, piece.length));
}

HtmlNode element_of(const GumboElement& element, int parent) {
  HtmlNode node;
  node.tag = tag_of(element);
  node.parent = parent;
  node.attributes.reserve(element.attributes.length);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    node.attributes.push_back({lower_ascii(attribute->name), attribute->value});
  }
  return node;
}

struct OpenNode {
  const GumboVector* children;
  unsigned next;
  int index;
};

std::vector<HtmlNode> flatten(const GumboNode& root) {
  std::vector<HtmlNode> nodes;
  std::vector<OpenNode> stack;
  nodes.push_back(element_of(root.v.element, -1));
  stack.push_back({&root.v.element.children, 0, 0});
  while (!stack.empty() && nodes.size() <= kMostPageNodes) {
    OpenNode& top = stack.back();
    if (top.next == top.children->length) {
      nodes[static_cast<std::size_t>(top.index)].end = static_cast<int>(nodes.size());
      stack.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(top.children->data[top.next++]);
    const int parent = top.index;
    const int index = static_cast<int>(nodes.size());
    if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
      nodes.push_back(element_of(child->v.element, parent));
      stack.push_back({&child->v.element.children, 0, index});
    } else if (child->type != GUMBO_NODE_COMMENT) {
      HtmlNode text;
      text.text = child->v.text.text;
      text.parent = parent;
      text.end = index + 1;
      nodes.push_back(std::move(text));
    }
  }
  return nodes;
}

}  // namespace

Result<std::vector<HtmlNode>> parse_html(std::string_view html) {
  if (html.size() > kLargestPage)
    return Error{Errc::kUnreadable,
                 fmt::format("the page is {} MB, more than the {} MB that are read",
                             html.size() >> 20U, kLargestPage >> 20U)};
  if (estimated_work(html) > kMostPageWork)
    return Error{Errc::kUnreadable, "the page is nested too deeply to be read"};
  Arena arena;
  const GumboOutput* output = run_gumbo(html, arena);
  if (output == nullptr)
    return Error{
        Errc::kUnreadable,
        fmt::format("the page needs more than {} MB of memory to be read", kMostMemory >> 20U)};
  std::vector<HtmlNode> nodes = flatten(*output->root);
  if (nodes.size() > kMostPageNodes)
    return Error{Errc::kUnreadable,
                 fmt::format("the page has more than {} elements and texts", kMostPageNodes)};
  return nodes;
}

}  // namespace firsthand
