#include "analyzers/wording.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kWordingModel;

namespace {

constexpr std::string_view kClean = "clean";
constexpr std::size_t kStem = 5;  // as in scripts/train-wording

struct Model {
  std::vector<std::string> labels{};
  std::unordered_map<std::string_view, std::vector<short>> weights{};  // hundredths, by label
};

short number_in(std::string_view text) {
  short number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ptr !=
      text.data() + text.size())
    throw std::runtime_error("wording_model.tsv: '" + std::string(text) + "' is no weight");
  return number;
}

const Model& model() {
  static const Model learnt = [] {
    Model model;
    for (const auto line : split(kWordingModel, '\n')) {
      if (line.empty()) continue;
      const auto fields = split(line, '\t');
      if (model.labels.empty()) {
        model.labels.assign(fields.begin() + 1, fields.end());
        continue;
      }
      auto& row = model.weights[fields[0]];
      for (std::size_t i = 1; i < fields.size(); ++i) row.push_back(number_in(fields[i]));
      if (row.size() != model.labels.size())
        throw std::runtime_error("wording_model.tsv: a row is torn");
    }
    return model;
  }();
  return learnt;
}

// Letters and digits, with what follows an apostrophe; numbers are "#".
std::vector<std::string> words_of(std::string_view folded) {
  const auto is_letter = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const auto c = i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0U;
    if (c >= '0' && c <= '9') {
      if (!word.ends_with('#')) word += '#';
    } else if (is_letter(static_cast<unsigned char>(c))) {
      word += static_cast<char>(c);
    } else if (c == '\'' && !word.empty() && i + 1 < folded.size() && folded[i + 1] >= 'a' &&
               folded[i + 1] <= 'z' && word.find('\'') == std::string::npos) {
      word += '\'';
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::set<std::string> features_of(std::string_view folded) {
  std::set<std::string> features{"*"};
  std::string before = "^";
  for (const auto& word : words_of(folded)) {
    features.insert(word);
    if (word.size() > kStem) features.insert(word.substr(0, kStem) + "*");
    features.insert(before + " " + word);
    before = word;
  }
  features.insert(before + " $");
  return features;
}

}  // namespace

WordingGuess wording_of(std::string_view folded) {
  const Model& learnt = model();
  std::vector<double> scores(learnt.labels.size(), 0);
  bool known = false;
  for (const auto& feature : features_of(folded)) {
    const auto row = learnt.weights.find(feature);
    if (row == learnt.weights.end()) continue;
    known = known || feature != "*";
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += row->second[i] / 100.0;
  }
  if (!known) return {};
  const double top = *std::max_element(scores.begin(), scores.end());
  double all = 0, clean = 0, best = -1;
  WordingGuess wording;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double share = std::exp(scores[i] - top);
    all += share;
    if (learnt.labels[i] == kClean) {
      clean = share;
    } else if (share > best) {
      best = share;
      wording.category = learnt.labels[i];
    }
  }
  wording.error = 1 - clean / all;
  return wording;
}

}  // namespace firsthand
