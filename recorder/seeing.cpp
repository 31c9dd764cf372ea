#include "recorder/seeing.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "journeys/recording.h"
#include "journeys/recording_folder.h"
#include "recorder/film.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using std::chrono::seconds;

constexpr seconds kToRead{90};
constexpr seconds kToLook{30};
constexpr std::size_t kMostFrames = 60;

Result<std::string> picture_in(const fs::path& folder, const std::string& file) {
  std::error_code failed;
  // A recording from elsewhere must not show files of this machine.
  if (fs::is_symlink(fs::symlink_status(folder / file, failed)))
    return Error{
        Errc::kUnreadable, "cannot read " + (folder / file).string() + ": it is a link", "", {}};
  return read_file(folder / file);
}

// Evenly taken, the first and the last among them: an animation is drawn sixty times a second.
std::vector<std::size_t> at_most(const std::vector<std::size_t>& all, std::size_t most) {
  if (all.size() <= most) return all;
  std::vector<std::size_t> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(all[i * (all.size() - 1) / (most - 1)]);
  return some;
}

double scale_of(const Screen& screen) { return screen.scale > 0 ? screen.scale : 1; }

// Reads the screens of one walk in their order, each picture once.
class Screens {
 public:
  Screens(const fs::path& folder, Eyes& eyes, std::string languages)
      : folder_(folder), eyes_(eyes), languages_(std::move(languages)) {}

  Result<> see(const Screen& screen) {
    if (!done_.insert(screen.file).second) return Done{};
    auto bytes = picture_in(folder_, screen.file);
    auto seen = bytes ? seen_of(screen, *bytes) : Result<Seen>(bytes.error());
    previous_.clear();  // the next screen is compared with this one or with none
    if (!seen) return std::move(seen).error().in(screen.file);
    previous_ = std::move(*bytes);
    return write(*seen);
  }

 private:
  Result<Seen> seen_of(const Screen& screen, const std::string& bytes) {
    Seen seen;
    if (const auto same = known_.find(bytes); same != known_.end()) {
      seen = same->second;
    } else {
      const double scale = scale_of(screen);
      auto sight = eyes_.see(bytes, languages_, scale, Deadline::after(kToRead));
      if (!sight) return std::move(sight).error();
      seen = seen_in(std::move(*sight), scale);
      seen.languages = languages_;
      known_.emplace(bytes, seen);
    }
    seen.screen = screen.file;
    if (auto compared = compare(screen, bytes, seen); !compared) return std::move(compared).error();
    return seen;
  }

  Result<> compare(const Screen& screen, const std::string& bytes, Seen& seen) {
    seen.changed.reset();
    seen.changed_boxes.clear();
    if (previous_.empty()) return Done{};
    if (previous_ == bytes) {
      seen.changed = 0;
      return Done{};
    }
    auto change = eyes_.change(previous_, bytes, Deadline::after(kToLook));
    if (!change) return std::move(change).error();
    if (!*change) return Done{};
    seen.changed = (*change)->share;
    for (const auto& box : (*change)->where)
      seen.changed_boxes.push_back(box.scaled(1 / scale_of(screen)));
    return Done{};
  }

  Result<> write(const Seen& seen) const {
    const auto file = (folder_ / seen.screen).replace_extension(".seen.json");
    return write_atomically(file,
                            json(seen).dump(1, ' ', false, json::error_handler_t::replace) + "\n");
  }

  const fs::path& folder_;
  Eyes& eyes_;
  std::string languages_;
  std::set<std::string> done_{};
  std::map<std::string, Seen> known_{};  // by the picture's bytes
  std::string previous_{};               // the screen before, as bytes
};

// Compares frames by number; those of one content are the same file and need no look. All places
// are the visitor's pixels, however small the frames are.
class Frames {
 public:
  Frames(const fs::path& folder, const Walk& walk, Eyes& eyes)
      : folder_(folder), frames_(walk.frames), across_(walk.visitor.width), eyes_(eyes) {}

  Result<std::optional<Eyes::Change>> compare(std::size_t before, std::size_t after) {
    const auto& old_file = frames_[before].file;
    const auto& new_file = frames_[after].file;
    if (old_file == new_file) return std::optional<Eyes::Change>(Eyes::Change{});
    const auto key = std::make_pair(old_file, new_file);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    auto change = compare_without(before, after, {});
    if (change) known_.emplace(key, *change);
    return change;
  }

  Result<std::optional<Eyes::Change>> compare_without(std::size_t before, std::size_t after,
                                                      const std::vector<Box>& boxes) {
    return of_both(before, after, [&](const std::string& old_bytes, const std::string& new_bytes) {
      return eyes_.frame_change(old_bytes, new_bytes, boxes, across_, Deadline::after(kToLook));
    });
  }

  // From what was shown at the input until it came to rest.
  Result<std::optional<VisualTiming>> visual(const FilmWindow& window, double settled_ms) {
    const double until = window.input_ms + settled_ms;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < frames_.size() && frames_[i].at_ms <= until; ++i) {
      if (frames_[i].at_ms <= window.input_ms) shown.clear();
      if (shown.empty() || frames_[shown.back()].file != frames_[i].file) shown.push_back(i);
    }
    if (shown.empty() || frames_[shown.front()].at_ms > window.input_ms) return {std::nullopt};
    std::vector<std::string> pictures;
    std::vector<double> times;
    for (const std::size_t i : at_most(shown, kMostFrames)) {
      auto bytes = picture_in(folder_, frames_[i].file);
      if (!bytes) return std::move(bytes).error();
      pictures.push_back(std::move(*bytes));
      times.push_back(std::max(0.0, frames_[i].at_ms - window.input_ms));
    }
    return eyes_.visual_metrics(pictures, times, Deadline::after(kToRead));
  }

  Result<std::optional<Eyes::Likeness>> liken(std::size_t one, std::size_t other,
                                              const Box& place) {
    if (frames_[one].file == frames_[other].file)
      return std::optional(Eyes::Likeness{.outlines = 1, .strength = 1});
    return of_both(one, other, [&](const std::string& old_bytes, const std::string& new_bytes) {
      return eyes_.frame_likeness(old_bytes, new_bytes, place, across_, Deadline::after(kToLook));
    });
  }

 private:
  template <typename Look>
  auto of_both(std::size_t before, std::size_t after, const Look& look)
      -> decltype(look(std::string(), std::string())) {
    auto old_bytes = picture_in(folder_, frames_[before].file);
    if (!old_bytes) return std::move(old_bytes).error();
    auto new_bytes = picture_in(folder_, frames_[after].file);
    if (!new_bytes) return std::move(new_bytes).error();
    auto told = look(*old_bytes, *new_bytes);
    if (!told) return std::move(told).error().in(frames_[after].file);
    return told;
  }

  const fs::path& folder_;
  const std::vector<Frame>& frames_;
  const int across_;
  Eyes& eyes_;
  std::map<std::pair<std::string, std::string>, std::optional<Eyes::Change>> known_{};
};

bool take(OptMs& into, const OptMs& measured) {
  if (!measured || into == measured) return false;
  into = measured;
  return true;
}

std::string line_of(const json& event) {
  return event.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

// What a picture need not show: a control may look the same before it can be used.
double unseen_waits_of(const StepRecord& step) {
  double sum = 0;
  for (const auto& wait : step.waited_for)
    if (wait.cause == "disabled" || wait.cause == "covered" || wait.cause == "moving")
      sum += wait.ms;
  return sum;
}

// The page told since when a step's outcome could be used, and the film shows it otherwise.
std::optional<Observation> disagreement(const Walk& walk, const StepRecord& step,
                                        const FilmTiming& film) {
  const auto& page_ms = step.timing.usable_ms;
  if (!page_ms || !film.usable_ms) return std::nullopt;
  const double later = *film.usable_ms - *page_ms;
  if (later <= kClocksDisagreeMs && -later <= kClocksDisagreeMs + unseen_waits_of(step))
    return std::nullopt;
  if (std::ranges::any_of(walk.observations, [&](const auto& known) {
        return known.kind == "clocks_disagree" && known.step == step.index;
      }))
    return std::nullopt;
  return Observation{.kind = "clocks_disagree",
                     .at_ms = *step.input_at_ms + *page_ms,
                     .step = step.index,
                     .text = fmt::format("what was awaited is seen in the film {:.0f} ms {} than "
                                         "the page told: after {:.0f} ms, not after {:.0f} ms",
                                         std::abs(later), later > 0 ? "later" : "earlier",
                                         *film.usable_ms, *page_ms)};
}

// The lines to append to events.jsonl: one for each step of which the film says something new.
// `trouble` is set when the film of a step does not read; the others are measured all the same.
std::string timings_of(const fs::path& folder, Walk walk, Eyes& eyes,
                       std::optional<Error>& trouble) {
  const auto& frames = walk.frames;
  std::vector<double> times;
  times.reserve(frames.size());
  for (const auto& frame : frames) times.push_back(frame.at_ms);
  Frames pictures(folder, walk, eyes);
  Film film(std::move(times),
            {.compare = [&](std::size_t before,
                            std::size_t after) { return pictures.compare(before, after); },
             .compare_without =
                 [&](std::size_t before, std::size_t after, const std::vector<Box>& boxes) {
                   return pictures.compare_without(before, after, boxes);
                 },
             .liken = [&](std::size_t one, std::size_t other,
                          const Box& place) { return pictures.liken(one, other, place); }});
  std::string lines;
  const auto windows = film_windows(walk);
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (!windows[i]) continue;
    auto timing = film.timing(*windows[i]);
    if (!timing) {
      if (!trouble)
        trouble = std::move(timing).error().in("the film of step " + std::to_string(i + 1));
      continue;
    }
    auto& step = walk.steps[i];
    if (const auto apart = disagreement(walk, step, *timing))
      lines += line_of({{"kind", "observation"}, {"observation", json(*apart)}});
    bool news = take(step.timing.feedback_ms, timing->feedback_ms);
    if (timing->settled_ms && !step.timing.visual) {
      auto visual = pictures.visual(*windows[i], *timing->settled_ms);
      if (visual) {
        step.timing.visual = *visual;
        news = visual->has_value() || news;
      } else if (!trouble) {
        trouble = std::move(visual).error().in("the film of step " + std::to_string(i + 1));
      }
    }
    news = take(step.timing.settled_ms, timing->settled_ms) || news;
    if (step.reaction) news = take(step.reaction->pixels_ms, timing->answer_ms) || news;
    if (!news) continue;
    const json whole(step);
    json event{{"kind", "step_timing"}, {"index", step.index}, {"timing", whole.at("timing")}};
    if (step.reaction) event["reaction"] = whole.at("reaction");
    lines += line_of(event);
  }
  return lines;
}

}  // namespace

std::string languages_for(const std::string& locale) {
  static const std::map<std::string, std::string, std::less<>> kNames{
      {"cs", "ces"}, {"da", "dan"}, {"de", "deu"}, {"el", "ell"}, {"es", "spa"}, {"fi", "fin"},
      {"fr", "fra"}, {"hu", "hun"}, {"it", "ita"}, {"nb", "nor"}, {"nl", "nld"}, {"no", "nor"},
      {"pl", "pol"}, {"pt", "por"}, {"ro", "ron"}, {"sk", "slk"}, {"sv", "swe"}, {"tr", "tur"}};
  const auto known = kNames.find(locale.substr(0, locale.find_first_of("-_")));
  return known == kNames.end() ? "eng" : known->second + "+eng";
}

Seen seen_in(Eyes::Sight sight, double scale) {
  for (auto& word : sight.words) word.box = word.box.scaled(1 / scale);
  for (auto& mark : sight.marks) mark.box = mark.box.scaled(1 / scale);
  return {.width = sight.width / scale,
          .height = sight.height / scale,
          .language = std::move(sight.language),
          .words = std::move(sight.words),
          .inks = std::move(sight.inks),
          .marks = std::move(sight.marks),
          .one_colour = sight.one_colour,
          .detail = sight.detail};
}

Result<> see_recording(const fs::path& folder, Eyes& eyes) {
  auto recording = read_recording(folder);
  if (!recording) return std::move(recording).error();
  const Walk& walk = recording->walk;
  std::optional<Error> trouble;
  Screens screens(folder, eyes, languages_for(walk.visitor.locale));
  for (const auto& screen : walk.screens) {
    if (is_only_during(walk, screen)) continue;
    auto seen = screens.see(screen);
    if (seen) continue;
    if (!trouble) trouble = seen.error();
    const auto code = seen.error().code;
    if (code == Errc::kNoBrowser || code == Errc::kNoSpace)
      return std::move(seen).error().in(folder.string());
  }
  const std::string timings = timings_of(folder, walk, eyes, trouble);
  if (!timings.empty()) {
    auto written = append_events(folder, timings);
    if (!written && !trouble) trouble = written.error();
  }
  if (trouble) return std::move(*trouble).in(folder.string());
  return Done{};
}

}  // namespace firsthand
