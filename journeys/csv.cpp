#include "journeys/csv.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

Error at_line(int line, const std::string& what, std::string advice = "") {
  return {Errc::kUnreadable, fmt::format("line {}: {}", line, what), std::move(advice)};
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}

  bool more() const { return !rest_.empty(); }
  int line() const { return line_; }

  // The fields up to the end of the line; of an empty line, one empty field.
  Result<std::vector<std::string>> record() {
    std::vector<std::string> fields;
    for (;;) {
      auto field = rest_.starts_with('"') ? quoted() : Result<std::string>(plain());
      if (!field) return std::move(field).error();
      fields.push_back(std::move(*field));
      if (!rest_.starts_with(',')) break;
      rest_.remove_prefix(1);
    }
    if (rest_.starts_with('\r')) rest_.remove_prefix(1);
    if (rest_.starts_with('\n')) rest_.remove_prefix(1);
    ++line_;
    return fields;
  }

 private:
  std::string plain() {
    auto end = rest_.find_first_of(",\n");
    if (end == rest_.npos) end = rest_.size();
    auto field = rest_.substr(0, end);
    // The carriage return belongs to the end of the line.
    const bool at_end = end == rest_.size() || rest_[end] == '\n';
    if (at_end && field.ends_with('\r')) field.remove_suffix(1);
    rest_.remove_prefix(field.size());
    return std::string(field);
  }

  Result<std::string> quoted() {
    const int began = line_;
    std::string field;
    for (rest_.remove_prefix(1);; rest_.remove_prefix(1)) {
      const auto end = rest_.find('"');
      if (end == rest_.npos) return at_line(began, "a quote is never closed");
      const auto part = rest_.substr(0, end);
      field += part;
      line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
      rest_.remove_prefix(end + 1);
      if (!rest_.starts_with('"')) break;
      field += '"';
    }
    if (rest_.empty() || rest_.starts_with(',') || rest_.starts_with('\n') ||
        rest_.starts_with("\r\n") || rest_ == "\r")
      return field;
    return at_line(line_, "text goes on behind a closing quote",
                   "write a quote inside quotes twice: \"\"");
  }

  std::string_view rest_;
  int line_ = 1;
};

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return {};
  return static_cast<std::size_t>(found - columns.begin());
}

Result<Table> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (valid_utf8(text) != text)
    return Error{Errc::kUnreadable, "it is not UTF-8", "save it as CSV UTF-8"};
  CsvReader reader(text);
  Table table;
  while (reader.more()) {
    const int line = reader.line();
    auto fields = reader.record();
    if (!fields) return std::move(fields).error();
    if (fields->size() == 1 && fields->front().empty()) continue;
    if (table.columns.empty()) {
      table.columns = std::move(*fields);
      for (std::size_t i = 1; i < table.columns.size(); ++i)
        if (*table.column(table.columns[i]) != i)
          return at_line(
              line, fmt::format("the column '{}' is there twice", printable(table.columns[i], 40)));
      continue;
    }
    if (fields->size() != table.columns.size())
      return at_line(
          line,
          fmt::format("{} fields, and the header has {}", fields->size(), table.columns.size()),
          "put quotes around values that hold a comma");
    table.rows.push_back(std::move(*fields));
  }
  if (table.columns.empty())
    return Error{Errc::kUnreadable, "it is empty",
                 "its first line names the columns, each line below it is a row"};
  return table;
}

}  // namespace firsthand
