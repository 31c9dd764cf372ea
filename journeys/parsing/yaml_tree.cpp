#include "journeys/parsing/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <array>
#include <sstream>

#include "journeys/parsing/line_parts.h"

namespace firsthand {
namespace {

constexpr std::size_t kDeepestYaml = 20;
constexpr std::size_t kMostNodes = 100'000;

// Thrown out of yaml-cpp to stop it before it recurses further.
struct Refused {
  Position at{};
  std::string what{};
  std::string advice{};
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const SourceText& source) : source_(source) {}

  // What was read; containers that were never closed are not whole.
  YamlNode take() {
    while (!open_.empty()) {
      open_.back().whole = false;
      close();
    }
    return std::move(root_);
  }
  Position position(const YAML::Mark& mark) {
    // At the end of the file yaml-cpp points behind it.
    if (mark.line >= static_cast<int>(source_.lines.size())) {
      auto last = static_cast<int>(source_.lines.size());
      while (last > 1 && is_blank_or_comment(source_.line(last))) --last;
      return {last, characters(source_.line(last)) + 1};
    }
    const std::string_view line = source_.line(mark.line + 1);
    const auto byte = std::min(line.size(), static_cast<std::size_t>(std::max(0, mark.column)));
    // Counted from the last place asked for: a file may be one line of many values.
    if (mark.line + 1 != last_.line) {
      last_ = {mark.line + 1, 1};
      last_byte_ = 0;
    }
    last_.column += byte >= last_byte_ ? characters(line.substr(last_byte_, byte - last_byte_))
                                       : -characters(line.substr(byte, last_byte_ - byte));
    last_byte_ = byte;
    return last_;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{position(mark), "an alias", "'*' at the start needs quotes around the text"};
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node = make(YamlNode::Kind::kNothing, mark, anchor, "");
    // As written: the word null is a word.
    const auto line = source_.line(node.at.line);
    const auto rest = line.substr(std::min(line.size(), last_byte_));
    for (const std::string_view word : {"~", "null", "Null", "NULL"})
      if (rest.starts_with(word) &&
          (rest.size() == word.size() ||
           std::string_view(" ,]}").find(rest[word.size()]) != std::string_view::npos)) {
        node.kind = YamlNode::Kind::kText;
        node.plain = true;
        node.text = word;
      }
    if (!node.is_text()) node.at = dash_before(node.at);
    add(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = make(YamlNode::Kind::kText, mark, anchor, tag);
    node.plain = tag == "?";
    node.text = value;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    enter(make(YamlNode::Kind::kList, mark, anchor, tag), style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    enter(make(YamlNode::Kind::kMap, mark, anchor, tag), style);
  }
  void OnMapEnd() override { close(); }

 private:
  YamlNode make(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor,
                const std::string& tag) {
    YamlNode node;
    node.kind = kind;
    node.at = position(mark);
    if (anchor != YAML::NullAnchor)
      throw Refused{node.at, "an anchor", "'&' at the start needs quotes around the text"};
    if (!tag.empty() && tag != "?" && tag != "!")
      throw Refused{node.at, "a tag", "'!' at the start needs quotes around the text"};
    if (++count_ > kMostNodes) throw Refused{node.at, "more values than a journey can have", ""};
    return node;
  }
  // yaml-cpp places an item without a value at whatever follows it.
  Position dash_before(Position at) const {
    int line = at.line - 1;
    while (line > 0 && is_blank_or_comment(source_.line(line))) --line;
    const std::string_view text = source_.line(line);
    const auto last = text.find_last_not_of(" \t");
    const bool dash = last != std::string_view::npos && text[last] == '-' &&
                      text.find_first_not_of(" \t-") == std::string_view::npos;
    return dash ? Position{line, column_of(text, last)} : at;
  }
  void enter(YamlNode node, YAML::EmitterStyle::value style) {
    node.flow = style == YAML::EmitterStyle::Flow;
    if (open_.size() == kDeepestYaml)
      throw Refused{node.at, fmt::format("nested more than {} levels deep", kDeepestYaml),
                    "a journey needs four"};
    open_.push_back(std::move(node));
  }
  void close() {
    YamlNode node = std::move(open_.back());
    open_.pop_back();
    add(std::move(node));
  }
  void add(YamlNode node) {
    if (open_.empty())
      root_ = std::move(node);
    else
      open_.back().items.push_back(std::move(node));
  }

  const SourceText& source_;
  YamlNode root_{};
  std::vector<YamlNode> open_{};
  std::size_t count_ = 0;
  Position last_{};
  std::size_t last_byte_ = 0;
};

// A second document: whatever it holds is refused.
class NoMore : public TreeBuilder {
 public:
  using TreeBuilder::TreeBuilder;
  void OnDocumentStart(const YAML::Mark& mark) override {
    throw Refused{position(mark), "a second document begins here",
                  "one journey a file; remove the line ---"};
  }
};

struct Saying {
  std::string_view theirs;
  std::string_view what;
  std::string_view advice;
};
// What yaml-cpp says, in the words of someone who writes journeys.
constexpr std::array kSayings{
    Saying{"illegal map value", "a colon where none can be",
           "put the text in quotes, or line the words up"},
    Saying{"end of map not found", "this does not line up with the lines above",
           "what belongs together starts in the same column"},
    Saying{"end of sequence not found", "this does not line up with the lines above",
           "steps start in the same column, each with '- '"},
    Saying{"end of map flow not found", "this does not go on inside the '{' before",
           "put a text with braces, brackets or commas in quotes, or close it with '}'"},
    Saying{"end of sequence flow not found", "this does not go on inside the '[' before",
           "put a text with braces, brackets or commas in quotes, or close it with ']'"},
    Saying{"block sequence entries not allowed here", "a list cannot begin here",
           "start it on a line of its own, or put the text in quotes"},
    Saying{"map keys not allowed here", "a key cannot stand here", "start it on a line of its own"},
    Saying{"illegal EOF in scalar", "a quote that is never closed", "close it"},
    Saying{"the referenced anchor is not defined", "an alias",
           "'*' at the start needs quotes around the text"},
    Saying{"unknown escape character", "a backslash in double quotes",
           "use single quotes: 'as it is'"},
    Saying{"unknown token", "this character cannot begin a value", "put the text in quotes"},
};

Diagnostic explain(const std::string& theirs, Position at) {
  for (const auto& saying : kSayings)
    if (theirs.find(saying.theirs) != std::string::npos)
      return {.at = at, .what = std::string(saying.what), .advice = std::string(saying.advice)};
  return {.at = at, .what = "this does not read as YAML: " + theirs};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view name) const {
  if (!is_map()) return nullptr;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2)
    if (items[i].text == name) return &items[i];
  return nullptr;
}

std::string_view YamlNode::kind_name() const {
  switch (kind) {
    case Kind::kText:
      return "a text";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
    case Kind::kNothing:
      break;
  }
  return "nothing";
}

YamlNode read_yaml(const SourceText& text, Complaints& complaints) {
  std::istringstream in(text.joined());
  TreeBuilder builder(text);
  try {
    YAML::Parser parser(in);
    if (parser.HandleNextDocument(builder)) {
      NoMore no_more(text);
      (void)parser.HandleNextDocument(no_more);
    }
  } catch (const Refused& refused) {
    complaints.add({.at = refused.at, .what = refused.what, .advice = refused.advice});
  } catch (const YAML::ParserException& exception) {
    complaints.add(explain(exception.msg, builder.position(exception.mark)));
  } catch (const std::exception& exception) {
    complaints.add({.what = std::string("this does not read as YAML: ") + exception.what()});
  }
  return builder.take();
}

}  // namespace firsthand
