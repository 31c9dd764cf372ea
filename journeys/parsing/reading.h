#pragma once
// What reading a journey's tree needs at hand: complaints, and the values that many keys share.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/journey.h"
#include "journeys/parsing/synonyms.h"
#include "journeys/parsing/yaml_tree.h"

namespace firsthand {

// Whether a journey may call a variable this.
bool is_free_variable_name(std::string_view name);

class Reading {
 public:
  Reading(const SourceText& said, Complaints& complaints) : said_(said), complaints_(complaints) {}

  void error(const YamlNode& where, std::string what, std::string advice = {},
             std::string instead = {}, std::vector<CorrectedLine> also = {});
  void warning(const YamlNode& where, std::string what, std::string advice,
               std::string instead = {});
  // Somewhere inside the text of `where`.
  void error_within(const YamlNode& where, std::string_view part, std::string what,
                    std::string advice, std::string instead = {});
  bool any_error() const { return complaints_.any_error(); }

  // "unknown word 'clik'" with what was meant.
  void unknown(const YamlNode& key, Sort sort, const std::vector<std::string>& candidates);

  // "'1st' cannot name a variable", and why.
  void cannot_name(const YamlNode& where, std::string_view name);

  // Each says what is wrong and returns nothing when the value is not of its sort. `key` is what
  // messages name: the key that `value` belongs to.
  std::optional<std::string> text(const YamlNode& key, const YamlNode& value);  // never empty
  std::optional<Text> text_with_variables(const YamlNode& key, const YamlNode& value,
                                          bool may_be_empty = false);
  std::optional<double> duration_ms(const YamlNode& key, const YamlNode& value);
  std::optional<bool> flag(const YamlNode& key, const YamlNode& value);
  std::optional<int> count(const YamlNode& key, const YamlNode& value);  // from 1
  // A list of texts; a single text is a list of one.
  std::vector<const YamlNode*> texts(const YamlNode& key, const YamlNode& value);

  // The source line of `value` with all of the value in quotes.
  std::string with_quotes(const YamlNode& value) const;
  // The source line of `value`, which must stand on it as a whole, with `by`, if any, in its place.
  std::string with_value(const YamlNode& value, std::string_view by) const;
  // The source line of `where` with `part`, the last before it, replaced.
  std::string with_before(const YamlNode& where, std::string_view part, std::string_view by) const;
  // The source line of `where` with `part` of it replaced.
  std::string with(const YamlNode& where, std::string_view part, std::string_view by) const;

  // Complains about, and takes out of every map: names that are no text or stand twice, and what a
  // comma split off a text in {..}.
  void mend(YamlNode& node);

  // A variable may be called this from here on.
  void learn(const std::string& variable) { known_.insert(variable); }
  bool knows(const std::string& variable) const { return known_.contains(variable); }
  std::vector<std::string> variables() const { return {known_.begin(), known_.end()}; }

 private:
  void check_variables(const YamlNode& where, const Text& text);
  void wrong_words(const YamlNode& where, const std::string& name);
  void check_dates(const YamlNode& where, std::string_view raw);
  void warn_of_other_signs(const YamlNode& where, std::string_view text);
  void split_at_comma(YamlNode& map);
  // The line of `value` with quotes around all up to `next`, or up to the closing brace.
  std::string in_one_piece(const YamlNode& value, Position next) const;
  void drop_bad_keys(YamlNode& map);

  // Whether a corrected line is worth making: somebody will read it.
  bool can_correct(std::string_view line) const;

  const SourceText& said_;
  Complaints& complaints_;
  std::set<std::string> known_{};
};

}  // namespace firsthand
