#pragma once
// What firsthand-eyes answers to each request of eyes_protocol.h.

#include <map>
#include <string>

#include "analyzers/vision/eyes_protocol.h"
#include "analyzers/vision/words.h"

namespace firsthand::eyes {

class Server {
 public:
  explicit Server(std::string version) : version_(std::move(version)) {}

  // Always a reply with the request's id; one with "error" when the request could not be done.
  Message answer(const Message& request);

 private:
  Message done(const Message& request);
  vision::Reader& reader(const std::string& languages);

  std::string version_;
  std::map<std::string, vision::Reader> readers_{};  // by languages; loading one takes 0.1 s
};

// Answers requests from `in` on `out` until `in` ends. The process's exit code: 0, or 1 with a
// message on stderr when the stream could not be understood or written.
int serve(int in, int out, Server& server);

}  // namespace firsthand::eyes
