#include "journeys/strikes.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/dates.h"
#include "journeys/parsing/reading.h"
#include "journeys/parsing/source_text.h"
#include "journeys/parsing/yaml_lints.h"
#include "journeys/parsing/yaml_tree.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostStrikes = 1000;
constexpr std::string_view kEnding = "gave-up";

const std::vector<std::string>& strike_keys() {
  static const std::vector<std::string> keys{"finding", "rule", "journey", "page",
                                             "text",    "by",   "reason",  "until"};
  return keys;
}

bool is_hex(std::string_view text) {
  return text.size() == 8 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class StrikeReader {
 public:
  StrikeReader(Reading& reading, std::string_view file, const std::vector<std::string>& rules)
      : reading_(reading), file_(file), rules_(rules) {}

  void read_file(const YamlNode& root, std::vector<Strike>& strikes) {
    if (root.kind == YamlNode::Kind::kNothing) {
      if (!reading_.any_error())
        reading_.error({}, "the file is empty", "Write strike: and below it a list.");
      return;
    }
    if (!root.is_map())
      return reading_.error(root, "a file of verdicts begins with strike:",
                            "put strike: above, and the list below it, indented");
    for (std::size_t i = 0; i + 1 < root.items.size(); i += 2) {
      if (root.items[i].text == "strike")
        read_list(root.items[i], root.items[i + 1], strikes);
      else
        reading_.unknown(root.items[i], Sort::kVerdictsKey, {"strike"});
    }
  }

 private:
  void read_list(const YamlNode& key, const YamlNode& list, std::vector<Strike>& strikes) {
    if (!list.is_list())
      return reading_.error(list.is_text() || list.is_map() ? list : key,
                            fmt::format("'strike' needs a list, not {}", list.kind_name()),
                            "begin each with '- ', like - finding: nameless-field@7c31d2ab");
    if (list.items.size() > kMostStrikes)
      return reading_.error(key, fmt::format("more than {} strikes", kMostStrikes));
    for (const auto& item : list.items)
      if (item.is_map())
        strikes.push_back(read_one(item));
      else if (item.whole)
        reading_.error(item, fmt::format("a strike needs keys, not {}", item.kind_name()),
                       "write - finding: and its key, with by: and reason: below it");
  }

  Strike read_one(const YamlNode& map) {
    Strike strike{.file = file_, .at = map.items.empty() ? map.at : map.items.front().at};
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
      read_key(map.items[i], map.items[i + 1], strike);
    if (!map.whole || map.items.empty()) return strike;
    const YamlNode& first = map.items.front();
    need(map, first, "by", "nobody says so", "add by: and who says that the finding is wrong");
    need(map, first, "reason", "nobody says why", "add reason: and why the finding is wrong");
    check_what(map, first);
    return strike;
  }

  void need(const YamlNode& map, const YamlNode& first, std::string_view key, std::string_view what,
            std::string_view advice) {
    if (map.find(key) == nullptr) reading_.error(first, std::string(what), std::string(advice));
  }

  void check_what(const YamlNode& map, const YamlNode& first) {
    const auto *finding = map.find("finding"), *rule = map.find("rule");
    const YamlNode* where = nullptr;
    for (const auto* name : {"page", "text"})
      if (where == nullptr) where = map.find(name);
    if (finding == nullptr && rule == nullptr)
      return reading_.error(first, "a strike that does not say what it strikes",
                            "add finding: and the key that the report prints with it");
    if (finding != nullptr && (rule != nullptr || where != nullptr))
      return reading_.error(rule != nullptr ? *rule : *where, "the key of a finding says it all",
                            "remove this, or finding:");
    if (rule != nullptr && where == nullptr && map.find("journey") == nullptr)
      reading_.error(*rule, "this would strike whatever the rule finds",
                     "say where, by journey:, page: or text:");
  }

  void read_key(const YamlNode& key, const YamlNode& value, Strike& strike) {
    const auto& known = strike_keys();
    if (std::find(known.begin(), known.end(), key.text) == known.end())
      return reading_.unknown(key, Sort::kStrikeKey, known);
    const auto text = reading_.text(key, value);
    if (!text) return;
    if (key.text == "finding") strike.finding = read_finding(value, *text);
    if (key.text == "rule") strike.rule = read_rule(value, *text);
    if (key.text == "journey") strike.journey = *text;
    if (key.text == "page") strike.page = read_page(value, *text);
    if (key.text == "text") strike.text = *text;
    if (key.text == "by") strike.by = *text;
    if (key.text == "reason") strike.reason = *text;
    if (key.text == "until") strike.until = read_day(value, *text);
  }

  std::string read_rule(const YamlNode& value, const std::string& rule) {
    if (std::find(rules_.begin(), rules_.end(), rule) == rules_.end()) {
      reading_.unknown(value, Sort::kRule, rules_);
      return {};
    }
    if (rule == kEnding)
      reading_.error(value, "how a walk ended cannot be struck",
                     "mend the journey, or its patience");
    return rule;
  }

  std::string read_finding(const YamlNode& value, const std::string& key) {
    const auto at = key.find('@');
    if (at == std::string::npos || !is_hex(key.substr(at + 1))) {
      reading_.error(value, fmt::format("'{}' is not the key of a finding", printable(key, 60)),
                     "the report prints it with each finding, like nameless-field@7c31d2ab");
      return {};
    }
    YamlNode rule = value;
    rule.text = key.substr(0, at);
    return read_rule(rule, rule.text).empty() ? std::string() : key;
  }

  std::string read_page(const YamlNode& value, const std::string& page) {
    const bool address = page.starts_with("http://") || page.starts_with("https://");
    if (page.starts_with('/') || address) return page;
    reading_.error(value, fmt::format("'{}' is not the path of a page", printable(page, 60)),
                   "write it like /checkout, or /checkout* for all below it",
                   reading_.with_value(value, "/" + page));
    return {};
  }

  std::string read_day(const YamlNode& value, const std::string& day) {
    if (shifted(day, "+0d")) return day;
    reading_.error(value, fmt::format("'{}' is not a day", printable(day, 40)),
                   "write it like 2027-01-31");
    return {};
  }

  Reading& reading_;
  std::string file_;
  const std::vector<std::string>& rules_;
};

}  // namespace

ReadStrikes parse_strikes(std::string_view source, std::string_view file,
                          const std::vector<std::string>& rules) {
  ReadStrikes read;
  Complaints complaints;
  SourceText said;
  if (prepare(source, said, complaints)) {
    YamlNode root = read_yaml(lint(said, complaints), complaints);
    Reading reading(said, complaints);
    reading.mend(root);
    StrikeReader(reading, file, rules).read_file(root, read.strikes);
  }
  read.diagnostics = std::move(complaints).take();
  return read;
}

std::string told(const Strike& strike) {
  std::string text = strike.finding.empty() ? strike.rule : strike.finding;
  if (!strike.page.empty()) text += " on " + strike.page;
  if (!strike.journey.empty()) text += " of " + strike.journey;
  if (!strike.text.empty()) text += fmt::format(" with \"{}\"", strike.text);
  return text;
}

}  // namespace firsthand
