#pragma once
// An audit as JSON, schema "firsthand.audit/1": the one result that every report is made from, and
// what other programs read. Its JSON Schema (draft-07) is reports/schema/audit-1.json.
// What was not measured is left out, never zero. Times are milliseconds with up to three places.

#include <string>
#include <string_view>

#include "analyzers/audit.h"
#include "journeys/result.h"

namespace firsthand {

// Pretty-printed, keys in a fixed order, ends with a line break. Bytes that are not UTF-8 become
// U+FFFD. The same audit gives the same bytes.
std::string audit_json(const Audit& audit);

// The reverse: audit_json(*audit_from_json(text)) == text for every text that audit_json made.
// Text that is not such an audit is kUnreadable and says at which key; a newer schema says so.
Result<Audit> audit_from_json(std::string_view text);

// Holds `text` against the schema. Not an audit: kUnreadable, with up to five places and what is
// wrong there.
Result<> check_audit_json(std::string_view text);

// The schema itself, as shipped.
std::string_view audit_schema();

}  // namespace firsthand
