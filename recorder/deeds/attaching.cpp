#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

namespace fs = std::filesystem;
constexpr auto kChooserOpens = std::chrono::milliseconds(3000);

// Where the author's file is: beside the journey that names it.
fs::path file_of(const Doing& doing, const std::string& written) {
  const auto& journey = doing.step.file.empty() ? doing.state.journey.file : doing.step.file;
  return fs::path(journey).parent_path() / written;
}

// Copies the file into the walk's folder, and to where the browser can read it: it cannot read the
// author's files, and learns nothing of where they are. The browser's copy; empty: `done` says why.
Result<std::optional<fs::path>> bring(Doing& doing, const std::string& written) {
  const auto file = file_of(doing, written);
  const auto name = file.filename();
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) {
    (void)doing.refuse(
        "no_file", fmt::format("There is no file {} beside the journey.", printable(written, 120)));
    return std::optional<fs::path>();
  }
  auto kept = doing.state.log.folder() / "uploads";
  // Another step's file may have the same name.
  if (fs::exists(kept / name, failed)) kept /= std::to_string(doing.index);
  const auto given = doing.state.browser_room / "uploads" / std::to_string(doing.index);
  for (const auto& folder : {kept, given}) {
    fs::create_directories(folder, failed);
    if (!failed) fs::copy_file(file, folder / name, fs::copy_options::overwrite_existing, failed);
    if (failed)
      return Error{Errc::kNoSpace, "cannot copy " + file.string() + ": " + failed.message()};
  }
  // The browser may run as another user.
  for (const auto& path : {given.parent_path(), given})
    fs::permissions(path, fs::perms(0755), failed);
  fs::permissions(given / name, fs::perms(0644), failed);
  return std::optional(given / name);
}

// The browser asks us for the file instead of showing its own chooser, which no walk can work.
class Chooser {
 public:
  Chooser(DevToolsClient& client, SessionId session)
      : client_(client),
        session_(std::move(session)),
        opened_(client.on("Page.fileChooserOpened", [this](const SessionId&, const Json& event) {
          node_ = whole_in(event, "backendNodeId");
          asked_ = true;
        })) {}
  ~Chooser() { client_.tell(session_, "Page.setInterceptFileChooserDialog", {{"enabled", false}}); }
  Chooser(const Chooser&) = delete;
  Chooser& operator=(const Chooser&) = delete;

  // The page must know before it is clicked: a click takes another way to it, and may come first.
  Result<Json> watch() {
    return client_.call(session_, "Page.setInterceptFileChooserDialog", {{"enabled", true}},
                        Deadline::after(kCommand));
  }
  bool asked() const { return asked_; }
  Result<Json> give(const fs::path& file) {
    return client_.call(session_, "DOM.setFileInputFiles",
                        {{"files", {file.string()}}, {"backendNodeId", node_}},
                        Deadline::after(kCommand));
  }

 private:
  DevToolsClient& client_;
  SessionId session_;
  int node_ = 0;
  bool asked_ = false;
  Subscription opened_;  // last: dropped first
};

Result<> attach_one(Doing& doing, std::size_t which, const Spot& spot, const fs::path& file,
                    const std::string& says) {
  auto& state = doing.state;
  const auto* frame = state.page.frames().find(spot.frame);
  if (frame == nullptr) return Error{Errc::kPageGone, "the frame went away"};
  Chooser chooser(state.page.client(), frame->session);
  if (auto watching = chooser.watch(); !watching) return std::move(watching).error();
  if (auto tapped = doing.tap(spot, doing.queries[which].text); !tapped || doing.done.error)
    return tapped;
  auto opened = state.pump(kChooserOpens, [&] { return chooser.asked(); });
  if (!opened) return std::move(opened).error();
  if (!chooser.asked())
    return doing.fail("no_chooser", fmt::format("“{}” was clicked and asked for no file.",
                                                doing.target_text(which)));
  const double sent = state.clock.now_ms();
  state.note_native({.kind = "file",
                     .text = doing.target_text(which),
                     .answer = printable(says, 80),
                     .step = doing.index,
                     .closed_at_ms = sent,
                     .box = spot.sighting.box});
  doing.log_input(sent, "attach", {{"text", says}, {"on", doing.queries[which].text}});
  auto given = chooser.give(file);
  if (!given && ends_walk(given.error())) return std::move(given).error();
  if (!given)
    return doing.fail("not_attached",
                      fmt::format("“{}” did not take the file: {}.", doing.target_text(which),
                                  printable(given.error().what, 120)));
  if (auto arrived = doing.await_input({"change"}, sent); !arrived) return arrived;
  return doing.after_input();
}

}  // namespace

Result<> attach(Doing& doing, const Attach& attach) {
  for (std::size_t which = 0; which < attach.files.size(); ++which) {
    const auto& value = attach.files[which].value;
    auto written = doing.value_of(value);
    if (!written) return std::move(written).error();
    auto file = bring(doing, *written);
    if (!file) return std::move(file).error();
    if (!*file) return Done{};
    auto reached = doing.reach_target(which);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    ++doing.done.fields;
    const auto says = fs::path(expand_for_people(value.raw, doing.state.variables)).filename();
    if (auto done = attach_one(doing, which, **reached, **file, says.string()); !done) return done;
    if (doing.done.error) return Done{};
  }
  return Done{};
}

}  // namespace firsthand::deeds
