#pragma once
// The lines of a journey file while what is wrong in them is told and put right.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/source_text.h"

namespace firsthand {

// Lines are counted from 1, `byte` and `at` are bytes of the line as it was written.
class MendedLines {
 public:
  MendedLines(const SourceText& said, Complaints& complaints)
      : said_(said), right_(said), complaints_(complaints) {}

  const SourceText& said() const { return said_; }
  std::string_view line(int number) const { return said_.line(number); }
  int count() const { return static_cast<int>(said_.lines.size()); }
  // Whether a value stands on the lines below.
  bool value_follows(int number, const LineParts& parts) const;

  bool full() const { return complaints_.full(); }
  void complain(Diagnostic told) { complaints_.add(std::move(told)); }
  void silence_lines(int first, int last) { complaints_.silence_lines(first, last); }
  void put_right(int number, std::string right);
  // Complains, shows `instead`, reads on with `right`, and is silent about the rest of the line.
  void tell(int number, std::size_t byte, int length, std::string what, std::string advice,
            const std::optional<std::string>& instead, std::string right);
  // Complains and puts the value, without a comment behind it, in quotes.
  void quote(int number, const LineParts& parts, std::size_t at, int length, std::string what,
             std::string advice);
  // The same with all of the line.
  void quote_all(int number, const LineParts& parts, std::size_t at, std::string what,
                 std::string advice);

  SourceText take() && { return std::move(right_); }

 private:
  const SourceText& said_;
  SourceText right_;
  Complaints& complaints_;
};

}  // namespace firsthand
