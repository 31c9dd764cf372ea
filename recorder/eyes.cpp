#include "recorder/eyes.h"

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "analyzers/vision/eyes_protocol.h"
#include "recorder/eyes_process.h"

namespace firsthand {
namespace {

using eyes::Message;
using nlohmann::json;

constexpr std::string_view kInstall = "apt-get install ";

Box box_of(const json& list) {
  return {list.at(0).get<double>(), list.at(1).get<double>(), list.at(2).get<double>(),
          list.at(3).get<double>()};
}

// What the helper says when it could not do it: a picture that does not read, or missing language
// data, whose message ends with the command that installs it.
Error refused(const std::string& text) {
  const auto install = text.find(kInstall);
  if (install == std::string::npos) return {Errc::kUnreadable, text, "", {}};
  return {Errc::kNoBrowser, text.substr(0, text.rfind(':', install)), text.substr(install), {}};
}

// Reads a reply that the helper might have got wrong: whatever is missing is an error, no crash.
template <typename T, typename Read>
Result<T> taken(Result<Message> reply, Read read) {
  if (!reply) return std::move(reply).error();
  try {
    return read(*reply);
  } catch (const std::exception& trouble) {
    return Error{Errc::kInternal,
                 std::string("firsthand-eyes answered something else: ") + trouble.what(),
                 "firsthand and firsthand-eyes must be of the same version: reinstall both",
                 {}};
  }
}

json list_of(const std::vector<Box>& boxes) {
  auto list = json::array();
  for (const auto& box : boxes) list.push_back({box.x, box.y, box.w, box.h});
  return list;
}

std::vector<SeenWord> words_in(const json& header) {
  std::vector<SeenWord> words;
  for (const auto& word : header.at("words"))
    words.push_back({word.at("text").get<std::string>(), box_of(word.at("box")),
                     word.at("confidence").get<double>(), word.at("line").get<int>()});
  return words;
}

std::optional<Eyes::Change> change_in(const Message& reply) {
  const auto& share = reply.header.at("share");
  if (share.is_null()) return std::nullopt;
  Eyes::Change change{share.get<double>(), {}};
  for (const auto& box : reply.header.at("where")) change.where.push_back(box_of(box));
  return change;
}

}  // namespace

struct Eyes::State {
  std::filesystem::path program;
  std::unique_ptr<EyesProcess> process{};
  std::function<bool()> stop{};
  std::uint64_t last_id = 0;

  Result<Message> ask(Message request, Deadline deadline);
  Result<Message> ask_once(const std::string& bytes, std::uint64_t id, Deadline deadline);
};

Result<Message> Eyes::State::ask_once(const std::string& bytes, std::uint64_t id,
                                      Deadline deadline) {
  if (!process) {
    auto started = EyesProcess::start(program);
    if (!started) return std::move(started).error();
    process = std::move(*started);
    process->while_waiting(stop);
  }
  if (auto sent = process->send(bytes, deadline); !sent) return std::move(sent).error();
  std::string arrived;
  for (;;) {
    auto more = process->receive(deadline);
    if (!more) return std::move(more).error();
    arrived += *more;
    Message reply;
    try {
      if (eyes::unpack(arrived, reply) == 0) continue;
    } catch (const std::exception& trouble) {
      return Error{Errc::kInternal, trouble.what(), "", {}};
    }
    if (reply.header.value("id", json()) != json(id))
      return Error{Errc::kInternal, "firsthand-eyes answered another question", "", {}};
    return reply;
  }
}

Result<Message> Eyes::State::ask(Message request, Deadline deadline) {
  for (const auto& blob : request.blobs)
    if (blob.size() > eyes::kLargestBlob)
      return Error{Errc::kUnreadable, "a picture of more than 64 MB is not looked at", "", {}};
  const std::uint64_t id = ++last_id;
  request.header["id"] = id;
  const std::string bytes = eyes::pack(std::move(request));
  auto reply = ask_once(bytes, id, deadline);
  if (!reply && reply.error().code == Errc::kBrowserGone) {
    process.reset();
    reply = ask_once(bytes, id, deadline);
  }
  if (!reply) {
    // Half a reply may still be on its way: the next question goes to a new process.
    process.reset();
    return std::move(reply).error();
  }
  if (const auto error = reply->header.find("error"); error != reply->header.end())
    return refused(error->is_string() ? error->get<std::string>() : "no reason given");
  return reply;
}

Eyes::Eyes(std::filesystem::path program) : state_(std::make_unique<State>()) {
  state_->program = std::move(program);
}
Eyes::~Eyes() = default;

void Eyes::while_looking(std::function<bool()> stop) {
  state_->stop = std::move(stop);
  if (state_->process) state_->process->while_waiting(state_->stop);
}

Result<std::vector<SeenWord>> Eyes::words(std::string_view image, const std::string& languages,
                                          double scale, Deadline deadline) {
  Message request{{{"do", "words"}, {"languages", languages}, {"scale", scale}},
                  {std::string(image)}};
  return taken<std::vector<SeenWord>>(state_->ask(std::move(request), deadline),
                                      [](const Message& reply) { return words_in(reply.header); });
}

Result<std::optional<Eyes::Change>> Eyes::change(std::string_view before, std::string_view after,
                                                 Deadline deadline) {
  return taken<std::optional<Change>>(
      state_->ask({{{"do", "change"}}, {std::string(before), std::string(after)}}, deadline),
      change_in);
}

Result<std::optional<Eyes::Change>> Eyes::frame_change(std::string_view before,
                                                       std::string_view after,
                                                       const std::vector<Box>& without, int across,
                                                       Deadline deadline) {
  Message request{{{"do", "frame_change"}, {"boxes", list_of(without)}, {"across", across}},
                  {std::string(before), std::string(after)}};
  return taken<std::optional<Change>>(state_->ask(std::move(request), deadline), change_in);
}

Result<std::optional<Eyes::Likeness>> Eyes::frame_likeness(std::string_view one,
                                                           std::string_view other, const Box& place,
                                                           int across, Deadline deadline) {
  Message request{{{"do", "frame_likeness"}, {"boxes", list_of({place})}, {"across", across}},
                  {std::string(one), std::string(other)}};
  return taken<std::optional<Likeness>>(state_->ask(std::move(request), deadline),
                                        [](const Message& reply) -> std::optional<Likeness> {
                                          const auto& header = reply.header;
                                          if (header.at("changed").is_null()) return std::nullopt;
                                          return Likeness{header.at("changed").get<double>(),
                                                          header.at("outlines").get<double>(),
                                                          header.at("strength").get<double>()};
                                        });
}

Result<std::optional<VisualTiming>> Eyes::visual_metrics(const std::vector<std::string>& frames,
                                                         const std::vector<double>& times_ms,
                                                         Deadline deadline) {
  std::string all;
  auto sizes = json::array();
  for (const auto& frame : frames) {
    all += frame;
    sizes.push_back(frame.size());
  }
  Message request{{{"do", "visual_metrics"}, {"times", times_ms}, {"sizes", sizes}},
                  {std::move(all)}};
  return taken<std::optional<VisualTiming>>(
      state_->ask(std::move(request), deadline),
      [](const Message& reply) -> std::optional<VisualTiming> {
        if (reply.header.at("first_change_ms").is_null()) return std::nullopt;
        return reply.header.get<VisualTiming>();
      });
}

Result<Eyes::Sight> Eyes::see(std::string_view image, const std::string& languages, double scale,
                              Deadline deadline) {
  Message request{{{"do", "see"}, {"languages", languages}, {"scale", scale}},
                  {std::string(image)}};
  return taken<Sight>(state_->ask(std::move(request), deadline), [](const Message& reply) {
    const auto& header = reply.header;
    Sight sight{.width = header.at("width").get<int>(),
                .height = header.at("height").get<int>(),
                .one_colour = header.at("one_colour").get<double>(),
                .detail = header.at("detail").get<double>(),
                .language = header.at("language").get<std::string>(),
                .words = words_in(header),
                .cpu_ms = header.at("cpu_ms").get<double>()};
    for (const auto& ink : header.at("inks"))
      sight.inks.push_back({ink.at("line").get<int>(), ink.at("letters").get<std::string>(),
                            ink.at("ground").get<std::string>()});
    for (const auto& mark : header.at("marks"))
      sight.marks.push_back({mark.at("kind").get<std::string>(), box_of(mark.at("box"))});
    return sight;
  });
}

Result<std::string> Eyes::mask(std::string_view image, const std::vector<Box>& boxes,
                               const std::string& format, Deadline deadline, int across) {
  Message request{
      {{"do", "mask"}, {"boxes", list_of(boxes)}, {"format", format}, {"across", across}},
      {std::string(image)}};
  return taken<std::string>(state_->ask(std::move(request), deadline),
                            [](const Message& reply) { return reply.blobs.at(0); });
}

Result<std::string> Eyes::picture(std::string_view image, int width, const std::string& format,
                                  int quality, Deadline deadline) {
  Message request{{{"do", "picture"}, {"width", width}, {"format", format}, {"quality", quality}},
                  {std::string(image)}};
  return taken<std::string>(state_->ask(std::move(request), deadline),
                            [](const Message& reply) { return reply.blobs.at(0); });
}

Result<std::vector<std::string>> Eyes::languages(Deadline deadline) {
  return taken<std::vector<std::string>>(
      state_->ask({{{"do", "hello"}}, {}}, deadline), [](const Message& reply) {
        return reply.header.at("languages").get<std::vector<std::string>>();
      });
}

std::filesystem::path find_eyes() {
  constexpr const char* kName = "firsthand-eyes";
  std::error_code failed;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  std::vector<std::filesystem::path> places{here, here.parent_path() / "libexec/firsthand"};
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "";
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    // A relative or empty entry would look where the user happens to stand.
    if (end > 0 && rest.front() == '/') places.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& place : places)
    if (access((place / kName).c_str(), X_OK) == 0 &&
        std::filesystem::is_regular_file(place / kName, failed))
      return place / kName;
  return {};
}

}  // namespace firsthand
