#include "cli/rows.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <sstream>

#include "journeys/content_hash.h"
#include "journeys/csv.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  fs::path file{};                     // as messages name it
  std::map<std::string, Rows> rows{};  // by variable
};

fs::path beside(const Journey& journey, const std::string& file) {
  return (fs::path(journey.file).parent_path() / file).lexically_normal();
}

// By the file itself, in one order for all runs: no two of them wait for each other, and none for
// itself.
std::map<fs::path, Wanted> wanted_rows(const Journey& journey,
                                       const std::map<std::string, std::string>& given) {
  std::map<fs::path, Wanted> files;
  for (const auto& [name, rows] : journey.rows)
    if (!given.contains(name)) {
      const auto file = beside(journey, rows.file);
      std::error_code failed;
      const auto itself = fs::weakly_canonical(file, failed);
      auto& wanted = files[failed ? file : itself];
      wanted.file = file;
      wanted.rows[name] = rows;
    }
  return files;
}

bool before(Position a, Position b) {
  return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

Result<Table> read_table(const fs::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  auto table = parse_csv(*text);
  if (!table) table.error().what = fmt::format("{}: {}", file.string(), table.error().what);
  return table;
}

std::optional<Diagnostic> missing_column(const Table& table, const fs::path& file,
                                         const std::string& name, const Rows& rows) {
  if (table.column(rows.column)) return {};
  const auto meant = nearest(rows.column, table.columns);
  auto advice = fmt::format("its columns: {}", fmt::join(table.columns, ", "));
  if (!meant.empty())
    advice += fmt::format("; did you mean 'column: {}'?", meant);
  else if (table.columns.size() == 1 && table.columns[0].find(';') != std::string::npos)
    advice += "; columns are parted by commas, not by semicolons";
  else if (rows.column == name)
    advice += "; add column: and the one that is meant";
  return Diagnostic{.at = rows.at,
                    .what = fmt::format("{} has no column '{}'", file.string(), rows.column),
                    .advice = std::move(advice)};
}

Error not_remembered(const fs::path& file) {
  return {Errc::kNoSpace, fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)),
          "Which rows are used up is remembered there: make it writable, or free some space."};
}

std::string hash_of(const std::vector<std::string>& row) {
  std::string all;
  for (const auto& field : row) all += fmt::format("{}:{},", field.size(), field);
  return content_hash(all);
}

// The rows of a file that walks have used, locked for as long as this lives.
class UsedRows {
 public:
  static Result<std::unique_ptr<UsedRows>> lock(const fs::path& csv) {
    std::unique_ptr<UsedRows> used(new UsedRows());
    used->file_ = csv.string() + ".used";
    used->fd_ = ::open(used->file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (used->fd_ < 0) return not_remembered(used->file_);
    while (::flock(used->fd_, LOCK_EX) != 0)
      if (errno != EINTR) return not_remembered(used->file_);
    if (!used->read()) return not_remembered(used->file_);
    return used;
  }
  ~UsedRows() {
    if (fd_ >= 0) ::close(fd_);
  }
  UsedRows(const UsedRows&) = delete;
  UsedRows& operator=(const UsedRows&) = delete;

  // The first row that no walk has used. Of equal rows each may be used once.
  const std::vector<std::string>* next(const Table& table) const {
    auto used = used_;
    for (const auto& row : table.rows)
      if (--used[hash_of(row)] < 0) return &row;
    return nullptr;
  }

  Result<> add(const std::vector<std::string>& row, const std::string& today) {
    auto line = fmt::format("{}{} {}\n", torn_ ? "\n" : "", today, hash_of(row));
    // One write, so that a full disk leaves a torn line at worst, which counts for nothing.
    const auto written = ::write(fd_, line.data(), line.size());
    if (written >= 0 && static_cast<std::size_t>(written) != line.size()) errno = ENOSPC;
    if (written < 0 || static_cast<std::size_t>(written) != line.size() || ::fsync(fd_) != 0)
      return not_remembered(file_);
    return Done{};
  }

 private:
  UsedRows() = default;

  bool read() {
    std::string text;
    std::array<char, 4096> block{};
    for (;;) {
      const auto got = ::read(fd_, block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) break;
      text.append(block.data(), static_cast<std::size_t>(got));
    }
    torn_ = !text.empty() && text.back() != '\n';
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
      if (const auto space = line.find(' '); space != line.npos) ++used_[line.substr(space + 1)];
    return true;
  }

  fs::path file_{};
  int fd_ = -1;
  bool torn_ = false;
  std::map<std::string, int> used_{};
};

struct Taking {
  Table table{};
  std::unique_ptr<UsedRows> used{};
  const std::vector<std::string>* row = nullptr;
};

}  // namespace

std::vector<Diagnostic> check_rows(const Journey& journey,
                                   const std::map<std::string, std::string>& given) {
  std::vector<Diagnostic> wrong;
  for (const auto& [itself, wanted] : wanted_rows(journey, given)) {
    const auto table = read_table(wanted.file);
    if (!table) {
      auto advice = table.error().advice;
      if (advice.empty()) advice = "the path counts from the folder of the journey";
      const auto first = std::min_element(
          wanted.rows.begin(), wanted.rows.end(),
          [](const auto& a, const auto& b) { return before(a.second.at, b.second.at); });
      wrong.push_back(
          {.at = first->second.at, .what = table.error().what, .advice = std::move(advice)});
      continue;
    }
    for (const auto& [name, rows] : wanted.rows)
      if (auto missing = missing_column(*table, wanted.file, name, rows))
        wrong.push_back(std::move(*missing));
  }
  std::sort(wrong.begin(), wrong.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return before(a.at, b.at); });
  return wrong;
}

Result<TakenRows> take_rows(const Journey& journey, const std::map<std::string, std::string>& given,
                            const std::string& today) {
  const auto files = wanted_rows(journey, given);
  TakenRows taken;
  std::map<fs::path, Taking> all;
  for (const auto& [itself, wanted] : files) {
    auto& taking = all[itself];
    auto table = read_table(wanted.file);
    if (!table) return std::move(table).error();
    taking.table = std::move(*table);
    auto used = UsedRows::lock(itself);
    if (!used) return std::move(used).error();
    taking.used = std::move(*used);
    taking.row = taking.used->next(taking.table);
    if (taking.row == nullptr) {
      return TakenRows{{}, wanted.file.string(), itself.string() + ".used"};
    }
    for (const auto& [name, rows] : wanted.rows) {
      const auto column = taking.table.column(rows.column);
      if (!column)
        return Error{Errc::kUnreadable,
                     fmt::format("{} has no column '{}'", wanted.file.string(), rows.column)};
      taken.values[name] = (*taking.row)[*column];
    }
  }
  for (auto& [itself, taking] : all)
    if (auto remembered = taking.used->add(*taking.row, today); !remembered)
      return std::move(remembered).error();
  return taken;
}

}  // namespace firsthand
