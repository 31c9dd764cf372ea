#include "journeys/used_journeys.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "journeys/journey_parser.h"
#include "journeys/text.h"
#include "journeys/texts.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

// A file whose steps are being put in place.
struct Place {
  std::string file{};
  std::string source{};
  const Place* user = nullptr;  // who uses it; nobody uses the journey itself

  fs::path same() const {
    std::error_code failed;
    const auto path = fs::weakly_canonical(file, failed);
    return failed ? fs::path(file) : path;
  }
  int depth() const { return user == nullptr ? 0 : 1 + user->depth(); }
};

// The variable that a step keeps something in; null when it keeps nothing.
std::string* kept_by(Step& step) {
  if (auto* keep = std::get_if<Keep>(&step.action)) return &keep->name;
  if (auto* script = std::get_if<Script>(&step.action))
    return script->as.empty() ? nullptr : &script->as;
  return nullptr;
}

std::vector<std::pair<std::string, Text>> in_file_order(const std::map<std::string, Text>& let) {
  std::vector<std::pair<std::string, Text>> lines(let.begin(), let.end());
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.at.line, a.second.at.column) <
           std::pair(b.second.at.line, b.second.at.column);
  });
  return lines;
}

std::vector<std::string> names_of(const Journey& used) {
  std::vector<std::string> names;
  const auto add = [&](const Text& text) {
    for (auto& name : names_in(text.raw)) names.push_back(std::move(name));
  };
  for (const auto& [name, text] : used.let) {
    names.push_back(name);
    add(text);
  }
  for (const auto& step : used.steps)
    for (const auto* text : texts_of(step)) add(*text);
  return names;
}

class Splicer {
 public:
  Splicer(Journey& journey, const std::vector<std::string>& given, const ReadFile& read)
      : journey_(journey), given_(given), read_(read) {}

  std::vector<FileDiagnostics> splice() {
    if (std::none_of(journey_.steps.begin(), journey_.steps.end(),
                     [](const Step& step) { return std::holds_alternative<Use>(step.action); }))
      return {};
    for (const auto& [name, text] : journey_.let) taken_.insert(name);
    for (const auto& [name, rows] : journey_.rows) taken_.insert(name);
    taken_.insert(given_.begin(), given_.end());
    for (auto& step : journey_.steps)
      if (const auto* name = kept_by(step)) {
        taken_.insert(*name);
        while_walking_.insert(*name);
      }
    const Place main{journey_.file, journey_.source};
    auto steps = std::exchange(journey_.steps, {});
    for (auto& step : steps) put(std::move(step), main);
    if (!failed_)
      if (const auto missing = missing_look(journey_.steps)) complain_at_end(*missing, main);
    return std::move(told_);
  }

 private:
  void put(Step step, const Place& place) {
    if (failed_) return;
    if (const auto* use = std::get_if<Use>(&step.action)) return put_file(*use, place);
    if (journey_.steps.size() == static_cast<std::size_t>(kMostUsedSteps))
      return complain(
          place, step.at, static_cast<int>(step.word.size()),
          fmt::format("more than {} steps with those of the used files", kMostUsedSteps),
          "split the journey into several");
    // The walk must watch at least as long as the customer waits.
    if (step.patience_ms && *step.patience_ms > step.limit_ms.value_or(journey_.limit_ms))
      step.limit_ms = step.patience_ms;
    journey_.steps.push_back(std::move(step));
  }

  void put_file(const Use& use, const Place& user) {
    const auto wrong = [&](std::string what, std::string advice) {
      complain(user, use.file.at, static_cast<int>(use.file.raw.size()), std::move(what),
               std::move(advice));
    };
    if (!names_in(use.file.raw).empty())
      return wrong("the name of a used file holds a variable",
                   "write it as it is: which steps there are must be known before the walk");
    const auto path =
        (fs::path(user.file).parent_path() / *expand(use.file.raw, {})).lexically_normal();
    Place place{path.string(), "", &user};
    for (const auto* above = &user; above != nullptr; above = above->user)
      if (above->same() == place.same())
        return wrong(fmt::format("files that use each other go round for ever: {}",
                                 way_round(*above, place)),
                     "take one of the uses out");
    if (place.depth() > kDeepestUse)
      return wrong(fmt::format("files use each other more than {} deep", kDeepestUse),
                   "use the innermost ones from further up");
    if (++uses_ > kMostUses)
      return wrong(fmt::format("more than {} uses, with those in the used files", kMostUses),
                   "split the journey into several");
    auto source = read_(path);
    if (!source)
      return wrong(source.error().what, "the path counts from the folder of the file that uses it");
    place.source = std::move(*source);

    auto known = given_;
    for (const auto& [name, text] : use.let) known.push_back(name);
    auto parsed = parse_journey(place.source, place.file, known, ReadAs::kUsed);
    tell(place, parsed.diagnostics);
    if (!parsed.ok()) {
      failed_ = true;
      return;
    }
    put_steps(use, std::move(parsed.journey), user, place);
  }

  void put_steps(const Use& use, Journey used, const Place& user, const Place& place) {
    if (!used.rows.empty())
      return complain(place, used.rows.begin()->second.at, 1,
                      "a file that is used takes no rows of its own",
                      fmt::format("take the row in {} and give it with let:", journey_.file));
    const auto uses = names_of(used);
    for (const auto& [name, text] : use.let) {
      if (std::any_of(used.steps.begin(), used.steps.end(), [&kept_name = name](Step& step) {
            const auto* kept = kept_by(step);
            return kept != nullptr && *kept == kept_name;
          }))
        return complain(user, text.at, std::max(1, static_cast<int>(text.raw.size())),
                        fmt::format("{} keeps something in '{}' itself", place.file, name),
                        "remove it, or give it another name");
      if (std::find(uses.begin(), uses.end(), name) == uses.end()) {
        const auto meant = nearest(name, uses);
        return complain(user, text.at, std::max(1, static_cast<int>(text.raw.size())),
                        fmt::format("{} uses no variable '{}'", place.file, name),
                        meant.empty() ? "remove it" : fmt::format("did you mean '{}'?", meant));
      }
    }
    const auto names = bind(use, used, place);
    for (const auto& secret : used.secret) {
      const auto found = names.find(secret);
      for (auto& name : names_in(found == names.end() ? "$" + secret : found->second))
        add(journey_.secret, std::move(name));
    }
    for (auto& host : used.hosts) add(journey_.hosts, std::move(host));
    for (auto& step : used.steps) {
      step.file = place.file;
      step.says = renamed(step.says, names);
      for (auto* text : texts_of(step)) {
        text->raw = renamed(text->raw, names);
        text->file = place.file;
      }
      if (auto* kept = kept_by(step)) *kept = names.at(*kept).substr(1);  // behind its dollar
      put(std::move(step), place);
    }
  }

  // What each variable of the used file is called, or stands for, in the journey.
  std::map<std::string, std::string> bind(const Use& use, Journey& used, const Place& place) {
    std::map<std::string, std::string> called, let;
    for (auto& step : used.steps)
      if (const auto* kept = kept_by(step); kept != nullptr && !called.contains(*kept)) {
        called[*kept] = fresh(*kept);
        let[*kept] = "$" + called[*kept];
        while_walking_.insert(called[*kept]);
      }
    const auto define = [&](const std::string& name, Text text) {
      const bool kept = called.contains(name);
      const auto uses = names_in(text.raw);
      if (std::any_of(uses.begin(), uses.end(),
                      [&](const auto& source) { return while_walking_.contains(source); })) {
        if (!kept) let[name] = text.raw;  // has no value before the walk
        return;
      }
      if (!kept) called[name] = fresh(name);
      let[name] = "$" + called[name];
      journey_.let[called[name]] = std::move(text);
    };
    for (const auto& [name, text] : use.let) define(name, text);
    for (auto& [name, text] : in_file_order(used.let)) {
      if (use.let.contains(name)) continue;
      if (std::find(given_.begin(), given_.end(), name) != given_.end()) continue;
      define(name, {renamed(text.raw, let), text.at, place.file});
    }
    return let;
  }

  std::string fresh(const std::string& name) {
    std::string called = name;
    for (int n = 2; !taken_.insert(called).second; ++n) called = fmt::format("{}_{}", name, n);
    return called;
  }

  static void add(std::vector<std::string>& all, std::string one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
  }

  // "a.yaml uses b.yaml, which uses a.yaml"
  static std::string way_round(const Place& first, const Place& last) {
    std::vector<std::string> files;
    for (const auto* place = &last; place != &first; place = place->user)
      files.insert(files.begin(), printable(place->file, 80));
    return fmt::format("{} uses {}", printable(first.file, 80), fmt::join(files, ", which uses "));
  }

  void complain(const Place& place, Position at, int length, std::string what, std::string advice) {
    tell(place,
         {{.at = at, .length = length, .what = std::move(what), .advice = std::move(advice)}});
    failed_ = true;
  }

  void complain_at_end(const Diagnostic& missing, const Place& main) {
    for (auto step = journey_.steps.rbegin(); step != journey_.steps.rend(); ++step)
      if (step->at == missing.at && !step->file.empty()) {
        const auto source = read_(step->file);
        return tell({step->file, source ? *source : ""}, {missing});
      }
    tell(main, {missing});
  }

  // A file that is used twice is told of once.
  void tell(const Place& place, const std::vector<Diagnostic>& diagnostics) {
    for (const auto& diagnostic : diagnostics) {
      auto told = std::find_if(told_.begin(), told_.end(), [&](const FileDiagnostics& other) {
        return other.file == place.file;
      });
      if (told == told_.end()) told = told_.insert(told, {place.file, place.source, {}});
      auto& all = told->diagnostics;
      if (std::none_of(all.begin(), all.end(), [&](const Diagnostic& other) {
            return other.at == diagnostic.at && other.what == diagnostic.what;
          }))
        all.push_back(diagnostic);
    }
  }

  Journey& journey_;
  const std::vector<std::string>& given_;
  const ReadFile& read_;
  std::vector<FileDiagnostics> told_{};
  std::set<std::string> taken_{};          // names of variables
  std::set<std::string> while_walking_{};  // those that have their value only then
  int uses_ = 0;
  bool failed_ = false;
};

}  // namespace

std::vector<FileDiagnostics> put_used_steps(Journey& journey, const std::vector<std::string>& given,
                                            const ReadFile& read) {
  return Splicer(journey, given, read).splice();
}

}  // namespace firsthand
