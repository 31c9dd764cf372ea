// valijson is slow to compile: it stays in this one file. The audit's schema uses neither `pattern`
// nor `format`, which valijson would answer with std::regex on page text.

#include "reports/schema_check.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "journeys/text.h"
#include "reports/audit_json.h"

namespace firsthand {

extern const std::string_view kAuditSchema;

namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr char kSchemaName[] = "firsthand.audit/1";
constexpr int kPlacesTold = 5;

struct ParsedSchema {
  explicit ParsedSchema(std::string_view text) {
    const Json json = Json::parse(text);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json), schema);
  }
  valijson::Schema schema{};
};

const valijson::Schema& schema() {
  static const ParsedSchema parsed(kAuditSchema);
  return parsed.schema;
}

Error not_an_audit(std::string what, std::string advice) {
  return {Errc::kUnreadable, std::move(what), std::move(advice)};
}

std::string place(const std::vector<std::string>& context) {
  std::string out;
  for (std::size_t i = 1; i < context.size(); ++i) out += context[i];
  return out.empty() ? "at the top" : "at " + printable(out, 200);
}

// The innermost errors come first and say what is wrong; the outer ones only repeat that the whole
// does not hold.
std::string places(valijson::ValidationResults& results) {
  std::string out;
  valijson::ValidationResults::Error error;
  for (int told = 0; told < kPlacesTold && results.popError(error); ++told)
    out +=
        (told == 0 ? "" : "; ") + place(error.context) + ": " + printable(error.description, 200);
  return out;
}

// Empty: it holds.
std::string breaches(const valijson::Schema& schema, const Json& json) {
  valijson::Validator validator;
  valijson::ValidationResults results;
  return validator.validate(schema, Adapter(json), &results) ? std::string() : places(results);
}

}  // namespace

Result<std::string> breaches(std::string_view schema, const Json& json) try {
  return breaches(ParsedSchema(schema).schema, json);
} catch (const std::exception& e) {
  return Error{Errc::kUnreadable, std::string("this schema does not read: ") + e.what()};
}

std::string_view audit_schema() { return kAuditSchema; }

Result<> check_audit_json(std::string_view text) try {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded())
    return not_an_audit("this is not JSON", "Give an audit.json that firsthand wrote.");
  const auto name = json.is_object() ? json.value("schema", Json()) : Json();
  if (!name.is_string())
    return not_an_audit("this is JSON, but not an audit: it has no schema",
                        "Give an audit.json that firsthand wrote.");
  if (name.get<std::string>() != kSchemaName)
    return not_an_audit("this says schema " + printable(name.get<std::string>(), 60) +
                            "; this program reads " + kSchemaName,
                        "Use the version of firsthand that wrote it.");
  const std::string wrong = breaches(schema(), json);
  if (wrong.empty()) return Done{};
  return not_an_audit("this audit does not hold to its schema: " + wrong,
                      "Judge the recordings again: firsthand analyze RECORDING…");
} catch (const std::exception& e) {
  return not_an_audit(std::string("this audit does not read: ") + e.what(),
                      "Judge the recordings again: firsthand analyze RECORDING…");
}

}  // namespace firsthand
