#include "journeys/journey_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "journeys/parsing/source_text.h"
#include "journeys/parsing/step_reader.h"
#include "journeys/parsing/visitor_reader.h"
#include "journeys/parsing/words.h"
#include "journeys/parsing/yaml_lints.h"
#include "journeys/parsing/yaml_tree.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/web_address.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostSteps = 2000;
constexpr std::size_t kMostVariables = 200;

bool is_host(std::string_view host) {
  return !host.empty() && host.front() != '.' && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

YamlNode word_at(const Step& step) {
  YamlNode node;
  node.kind = YamlNode::Kind::kText;
  node.plain = true;
  node.text = step.word;
  node.at = step.at;
  return node;
}

class FileReader {
 public:
  FileReader(const YamlNode& root, ReadAs as, Journey& journey, Reading& reading)
      : root_(root), as_(as), journey_(journey), reading_(reading) {}

  void read() {
    if (!is_a_map()) return;
    // Variables first, wherever in the file they stand: the steps use them.
    if (const auto* let = root_.find("let")) read_let(*let);
    for (std::size_t i = 0; i + 1 < root_.items.size(); i += 2)
      read_key(root_.items[i], root_.items[i + 1]);
    if (root_.whole) check_keys();
    check_times();
  }

 private:
  bool is_a_map() {
    if (root_.is_map()) return true;
    if (root_.kind == YamlNode::Kind::kNothing) {
      if (!reading_.any_error())
        reading_.error({}, "the file is empty",
                       "A journey has at least journey: and steps:, see docs/journeys.md.");
    } else if (root_.is_list()) {
      reading_.error(root_, "a journey file begins with keys, not with a list",
                     "put the steps under steps: and add journey: with its name");
    } else if (root_.whole) {
      reading_.error(root_, "a journey file begins with keys, not with a text",
                     "write journey: and its name, then steps:");
    }
    return false;
  }

  void read_key(const YamlNode& key, const YamlNode& value) {
    const Known known = file_key(key.text);
    if (known == Known::kReserved)
      return reading_.error(key, fmt::format("'{}' is a key of the journey language that this "
                                             "version does not know yet",
                                             key.text));
    if (known == Known::kNo) {
      if (word(key.text) != Known::kNo && file_key(key.text) == Known::kNo)
        return reading_.error(key,
                              fmt::format("'{}' is a step, and steps stand under steps:", key.text),
                              "indent it and put '- ' before it");
      return reading_.unknown(key, Sort::kFileKey, file_keys());
    }
    if (as_ == ReadAs::kUsed && (key.text == "patience" || key.text == "limit" ||
                                 key.text == "consent" || key.text == "probe"))
      reading_.warning(key,
                       fmt::format("the '{}' of a file that is used counts for nothing", key.text),
                       key.text == "consent" || key.text == "probe"
                           ? "the journey's own holds"
                           : "the journey's own holds; here, give it to a step");
    if (key.text == "journey") journey_.title = reading_.text(key, value).value_or("");
    if (key.text == "why") journey_.why = reading_.text(key, value).value_or("");
    if (key.text == "site") read_site(key, value);
    if (key.text == "visitor") read_visitor(key, value, reading_, journey_.visitor);
    if (key.text == "visits") read_visits(key, value);
    if (key.text == "consent") read_consent(key, value);
    if (key.text == "probe") read_probe(key, value);
    if (key.text == "critical") journey_.critical = reading_.flag(key, value).value_or(false);
    if (key.text == "patience") (void)time(key, value, journey_.patience_ms);
    if (key.text == "limit") limit_ = time(key, value, journey_.limit_ms);
    if (key.text == "hosts") read_hosts(key, value);
    if (key.text == "secret") read_secret(key, value);
    if (key.text == "steps") read_steps(key, value);
  }

  const YamlNode* time(const YamlNode& key, const YamlNode& value, double& ms) {
    const auto read = reading_.duration_ms(key, value);
    if (!read) return nullptr;
    ms = *read;
    return &key;
  }

  void read_site(const YamlNode& key, const YamlNode& value) {
    const auto url = reading_.text(key, value);
    if (!url) return;
    if (!is_web_address(*url)) {
      const bool here = url->starts_with("localhost") || url->starts_with("127.");
      const std::string meant = (here ? "http://" : "https://") + *url;
      return reading_.error(value, fmt::format("'{}' is not a web address", printable(*url, 60)),
                            "write it like https://shop.example",
                            is_web_address(meant) ? reading_.with_value(value, meant) : "");
    }
    journey_.site = *url;
  }

  void read_visits(const YamlNode& key, const YamlNode& value) {
    const auto visits = reading_.count(key, value);
    if (!visits) return;
    if (*visits > kMostVisits)
      return reading_.error(value, fmt::format("no visitor comes {} times", *visits),
                            "write visits: 2 for a second visit; --times N sends more visitors");
    journey_.visits = *visits;
  }

  void read_consent(const YamlNode& key, const YamlNode& value) {
    const auto word = reading_.text(key, value);
    if (!word) return;
    const auto consent = consent_from(*word);
    if (!consent) return reading_.unknown(value, Sort::kConsent, consent_words());
    journey_.consent = *consent;
  }

  void read_probe(const YamlNode& key, const YamlNode& value) {
    const auto what = reading_.text(key, value);
    if (!what) return;
    if (*what != "forms")
      return reading_.error(
          value, fmt::format("'{}' cannot be probed, only forms", printable(*what, 60)),
          "write probe: forms, or leave the line out", reading_.with_value(value, "forms"));
    journey_.probe_forms = true;
  }

  void read_hosts(const YamlNode& key, const YamlNode& value) {
    for (const auto* item : reading_.texts(key, value)) {
      if (!is_host(item->text))
        reading_.error(*item,
                       fmt::format("'{}' is not the name of a host", printable(item->text, 60)),
                       "write the name alone, like pay.example, without https://, port or path");
      else
        journey_.hosts.push_back(fold(item->text));  // as addresses are compared
    }
  }

  void read_let(const YamlNode& key) {
    const YamlNode& value = *(&key + 1);
    if (value.is_list()) return let_as_a_list(value);
    if (!value.is_map())
      return reading_.error(value.is_text() ? value : key, "'let' needs names with their values",
                            "write them below it, indented, as name: value");
    if (value.items.size() > 2 * kMostVariables)
      return reading_.error(key, fmt::format("more than {} variables", kMostVariables));
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
      const YamlNode& name = value.items[i];
      const YamlNode& given = value.items[i + 1];
      if (!is_free_variable_name(name.text)) {
        reading_.cannot_name(name, name.text);
        continue;
      }
      if (given.is_map() && !given.items.empty() && given.items[1].kind != YamlNode::Kind::kNothing)
        read_rows(name, given);
      else if (given.is_list())
        reading_.error(given, fmt::format("'{}' has several values", name.text),
                       "quotes make it one text; other values for each walk come from a file: "
                       "{from: values.csv, each: walk}");
      else if (auto text = reading_.text_with_variables(name, given, true))
        journey_.let[name.text] = std::move(*text);
      // Known even when its value is not right: one mistake, one message.
      reading_.learn(name.text);
    }
  }

  void let_as_a_list(const YamlNode& list) {
    reading_.error(
        list, "'let' is no list", "write name: value, without the dashes",
        list.flow || list.items.empty() || !list.items[0].is_map() || list.items[0].items.empty()
            ? ""
            : reading_.with_before(list.items[0].items[0], "- ", "  "));
    for (const auto& item : list.items)
      if (item.is_map() && !item.items.empty()) reading_.learn(item.items[0].text);
  }

  // order: {from: orders.csv, each: walk}
  void read_rows(const YamlNode& name, const YamlNode& given) {
    for (std::size_t i = 0; i + 1 < given.items.size(); i += 2) {
      const auto& known = row_keys();
      if (std::find(known.begin(), known.end(), given.items[i].text) == known.end())
        return reading_.unknown(given.items[i], Sort::kRow, known);
    }
    const YamlNode *from = given.find("from"), *each = given.find("each"),
                   *column = given.find("column");
    if (from == nullptr)
      return reading_.error(given,
                            fmt::format("'{}' does not say which file it is from", name.text),
                            "add from: and a CSV file that lies beside the journey");
    if (each == nullptr)
      return reading_.error(given,
                            fmt::format("'{}' does not say when it takes the next row", name.text),
                            "add each: walk");
    const auto when = reading_.text(*each, *(each + 1));
    if (when && *when != "walk")
      return reading_.error(*(each + 1),
                            fmt::format("no row is taken for each '{}'", printable(*when, 40)),
                            "write each: walk, for a new row in every walk");
    const auto file = reading_.text(*from, *(from + 1));
    const auto named = column == nullptr ? name.text : reading_.text(*column, *(column + 1));
    if (when && file && named) journey_.rows[name.text] = {*file, *named, given.at};
  }

  void read_secret(const YamlNode& key, const YamlNode& value) {
    for (const auto* item : reading_.texts(key, value)) {
      std::string name = item->text;
      if (name.starts_with('$')) {
        reading_.error(*item, "the name of a variable, without its dollar", "",
                       reading_.with(*item, name, name.substr(1)));
        continue;
      }
      secrets_.push_back(item);
      journey_.secret.push_back(std::move(name));
    }
  }

  void read_steps(const YamlNode& key, const YamlNode& value) {
    if (!value.is_list())
      return reading_.error(key,
                            value.kind == YamlNode::Kind::kNothing
                                ? "a journey without steps"
                                : fmt::format("'steps' needs a list, not {}", value.kind_name()),
                            "begin each step with '- ', like - open: /");
    if (value.items.empty() && value.whole)  // otherwise it broke off in the first one
      return reading_.error(key, "a journey without steps", "begin each step with '- '");
    if (value.items.size() > kMostSteps)
      return reading_.error(key, fmt::format("more than {} steps", kMostSteps),
                            "split the journey into several");
    bool all = value.whole && root_.whole;
    for (const auto& item : value.items) {
      auto step = item.whole ? read_step(item, reading_) : std::nullopt;
      all = all && step.has_value();
      if (step) journey_.steps.push_back(std::move(*step));
    }
    if (all && as_ == ReadAs::kWhole) check_end(key);
    if (all && as_ == ReadAs::kWhole) check_start();
  }

  void check_end(const YamlNode& key) {
    const auto missing = missing_look(journey_.steps);
    if (!missing) return;
    YamlNode where = key;
    if (missing->at.line > 0) {
      where.text.assign(static_cast<std::size_t>(missing->length), ' ');
      where.at = missing->at;
    }
    reading_.error(where, missing->what, missing->advice);
  }

  void check_start() {
    if (const auto* first = begins_without_page(journey_))
      reading_.warning(word_at(*first), fmt::format("'{}' before any page is open", first->word),
                       "begin with - open: /");
  }

  void check_keys() {
    if (root_.find("journey") == nullptr)
      reading_.error(root_.items.empty() ? root_ : root_.items.front(), "the journey has no name",
                     "add journey: and what the customer sets out to do");
    if (root_.find("steps") == nullptr)
      reading_.error(root_.items.empty() ? root_ : root_.items[root_.items.size() - 2],
                     "a journey without steps", "add steps: and below it the steps");
    for (const auto* secret : secrets_) {
      if (!secret->text.starts_with("env.") && !reading_.knows(secret->text))
        reading_.unknown(*secret, Sort::kVariable, reading_.variables());
    }
  }

  // The walk must watch at least as long as the customer waits.
  void check_times() {
    if (journey_.limit_ms < journey_.patience_ms) {
      if (limit_ != nullptr)
        reading_.error(*limit_, "limit is shorter than patience",
                       "the walk must watch at least as long as the customer waits");
      journey_.limit_ms = journey_.patience_ms;
    }
    for (auto& step : journey_.steps) {
      const double patience = step.patience_ms.value_or(journey_.patience_ms);
      if (step.limit_ms.value_or(journey_.limit_ms) >= patience) continue;
      if (step.limit_ms)
        reading_.error(word_at(step), "limit is shorter than patience",
                       "the walk must watch at least as long as the customer waits");
      step.limit_ms = patience;
    }
  }

  const YamlNode& root_;
  ReadAs as_;
  Journey& journey_;
  Reading& reading_;
  const YamlNode* limit_ = nullptr;
  std::vector<const YamlNode*> secrets_{};
};

}  // namespace

ParsedJourney parse_journey(std::string_view source, std::string_view file,
                            const std::vector<std::string>& known, ReadAs as) {
  ParsedJourney parsed;
  parsed.journey.file = file;
  parsed.journey.source = source;
  parsed.journey.id = slug(std::filesystem::path(file).stem().string());
  Complaints complaints;
  SourceText said;
  if (prepare(source, said, complaints)) {
    YamlNode root = read_yaml(lint(said, complaints), complaints);
    Reading reading(said, complaints);
    for (const auto& name : known) reading.learn(name);
    reading.mend(root);
    FileReader(root, as, parsed.journey, reading).read();
  }
  parsed.diagnostics = std::move(complaints).take();
  return parsed;
}

// Without a look at the end nobody knows whether the customer got there.
std::optional<Diagnostic> missing_look(const std::vector<Step>& steps) {
  const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const Step& step) {
    return !is_silent(step) && !std::holds_alternative<Keep>(step.action);
  });
  if (last == steps.rend())
    return Diagnostic{.what = "a journey that does nothing",
                      .advice = "add steps, and see at the end"};
  // Whether something was found is how a search went.
  if (std::holds_alternative<Find>(last->action)) return std::nullopt;
  const bool looks = only_looks(*last);
  if ((looks && !last->optional) || std::holds_alternative<Use>(last->action)) return std::nullopt;
  Diagnostic missing{.at = last->at, .length = static_cast<int>(last->word.size())};
  if (looks) {
    missing.what = "the last look is optional, so nobody looks how it went";
    missing.advice = "remove optional, or add a see that must be there";
  } else {
    missing.what =
        fmt::format("the journey ends with '{}', and nobody looks how it went", last->word);
    missing.advice = "add - see: and what the customer reads when it worked";
  }
  return missing;
}

}  // namespace firsthand
