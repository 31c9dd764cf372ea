#pragma once
// The text of a journey file, made fit to parse: UTF-8, line feeds only, no byte order mark.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journeys/diagnostic.h"

namespace firsthand {

// Collects what is wrong. After kMost it says so once and keeps silent; after ten times as many
// that nobody needed to hear, too, so that a hostile file cannot keep us busy with its mistakes.
class Complaints {
 public:
  static constexpr std::size_t kMost = 100;

  void add(Diagnostic diagnostic);
  // Mistakes that follow from one already told: nothing more is said about `line` from `column` on,
  // or about all of these lines.
  void silence(int line, int column);
  void silence_lines(int first, int last);
  bool full() const { return all_.size() > kMost || attempts_ > 10 * kMost; }
  bool any_error() const;
  // In file order.
  std::vector<Diagnostic> take() &&;

 private:
  std::vector<Diagnostic> all_{};
  std::vector<Position> silenced_{};
  std::vector<std::pair<int, int>> silent_lines_{};  // the first and the last
  std::size_t attempts_ = 0;
};

struct SourceText {
  std::vector<std::string> lines{};

  // The line `number` (from 1); empty outside.
  std::string_view line(int number) const;
  std::string joined() const;
};

// Refuses what is too large, not UTF-8, or holds control characters; false: nothing to parse.
bool prepare(std::string_view raw, SourceText& text, Complaints& complaints);

// Bytes and columns of a line; columns count characters from 1.
int column_of(std::string_view line, std::size_t byte);
std::size_t byte_of(std::string_view line, int column);
int characters(std::string_view text);

// `text` as a YAML value that means exactly `text`.
std::string yaml_quoted(std::string_view text);

}  // namespace firsthand
