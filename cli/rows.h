#pragma once
// Variables that have another value in each walk: `order: {from: orders.csv, each: walk}`. An order
// is returned only once, so a row is taken only once, also by another run.
//
// Rows that are taken are remembered beside the CSV, in orders.csv.used, one line a row: the date
// and the row's hash. To use them again, remove that file.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"
#include "journeys/result.h"

namespace firsthand {

// What is wrong with the files that `journey` takes rows from: a file that does not read, a column
// that it lacks. Variables in `given`, by name, take no rows.
std::vector<Diagnostic> check_rows(const Journey& journey,
                                   const std::map<std::string, std::string>& given);

struct TakenRows {
  std::map<std::string, std::string> values{};  // by variable
  std::string out_of{};                         // the file that has no row left; empty: none
  std::string remembered_in{};                  // where its used rows are remembered
};

// Takes the next row of each file that the journey takes rows from, for one walk: variables of one
// file are of one row. It is remembered before this returns; where a file has none left, none is
// taken from the others either. `today`: 2026-01-31. Locked with flock(2): waits for another run
// that is taking its row. kUnreadable: as check_rows would say; kNoSpace: not to be remembered.
Result<TakenRows> take_rows(const Journey& journey, const std::map<std::string, std::string>& given,
                            const std::string& today);

}  // namespace firsthand
