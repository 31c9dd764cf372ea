#pragma once
// The forms in which a typed value travels and is stored.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// The value itself and its URL-, form-, JSON-, HTML- and base64-encoded forms, without repeats,
// longest first.
std::vector<std::string> encodings_of(const std::string& value);

// A header, whatever its case, that tells who visits: cookies and authorisation.
bool identifies_visit(std::string_view header);
// `header` is one of `names`, whatever the case.
bool is_header_of(const std::vector<std::string>& names, std::string_view header);

// Replaces secrets, in every encoding, by "•••"; where several overlap, all of it. Values shorter
// than 3 bytes are left alone: they would be found in everything. Secrets with at least 6 letters
// and digits are also found as pages show numbers and codes: with or without blanks, dashes, dots,
// slashes and brackets between, as in "4111 1111 1111 1111".
class Redactor {
 public:
  Redactor() = default;
  explicit Redactor(const std::vector<std::string>& secrets);
  void add(const std::string& secret);
  std::string clean(std::string_view text) const;
  // Inside of strings and keys, so that quotes and escapes of the JSON stay what they are. Numbers
  // are left alone.
  nlohmann::json clean_json(const nlohmann::json& value) const;
  bool idle() const { return needles_.empty(); }

 private:
  // What is left of a secret without what may stand between its characters.
  struct Core {
    std::string text{};
    bool alone = false;  // a short number: within other digits it is another one
  };
  std::vector<std::string> needles_;
  std::vector<Core> cores_;
};

}  // namespace firsthand
