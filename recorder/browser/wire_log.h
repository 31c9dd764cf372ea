#pragma once
// Every DevTools message of a walk in a file, so that what was seen once can be replayed in a test.
//   # firsthand.wire/1
//   12.3 >> {"id":1,"method":"Browser.getVersion","params":{}}
//   15.9 << {"id":1,"result":{…}}
// The number is milliseconds since the log was opened.

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "recorder/browser/transport.h"
#include "recorder/encodings.h"
#include "recorder/walk_clock.h"

namespace firsthand {

class WireLog : public Transport {
 public:
  // Passes everything on to `transport`, which must outlive it. Cookies, credentials in headers
  // and the values of `hidden_headers` are left out. With secrets, they are redacted and keys
  // pressed are not told apart: typing would spell a secret out. `redactor` must outlive the log;
  // what it learns meanwhile counts from then on. A message that is not JSON is left out. kNoSpace:
  // the file cannot be written. Trouble while writing ends the log, not the walk.
  static Result<std::unique_ptr<WireLog>> open(Transport& transport,
                                               const std::filesystem::path& file,
                                               const Redactor& redactor,
                                               std::vector<std::string> hidden_headers = {});

  Result<> send(std::string_view message) override;
  Result<std::optional<std::string>> receive(Deadline deadline) override;

 private:
  WireLog(Transport& transport, std::ofstream out, const Redactor& redactor,
          std::vector<std::string> hidden_headers)
      : transport_(transport),
        out_(std::move(out)),
        redactor_(redactor),
        hidden_headers_(std::move(hidden_headers)) {}
  void write(const char* direction, std::string_view message);

  Transport& transport_;
  std::ofstream out_;
  const Redactor& redactor_;
  std::vector<std::string> hidden_headers_;
  WalkClock clock_;
};

}  // namespace firsthand
