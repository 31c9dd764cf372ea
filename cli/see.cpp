#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzers/screen_errors.h"
#include "cli/commands.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/seeing.h"

namespace firsthand {
namespace {

using nlohmann::json;

// Read when nothing else is asked for, as far as they are installed.
constexpr std::array<std::string_view, 4> kUsual{"eng", "deu", "fra", "spa"};

double tenths(double value) { return std::round(value * 10) / 10; }

json to_list(const Box& box) {
  return {tenths(box.x), tenths(box.y), tenths(box.w), tenths(box.h)};
}

std::string text_of(const Seen& seen) {
  std::string text;
  for (std::size_t i = 0; i < seen.words.size(); ++i) {
    const bool new_line = i > 0 && seen.words[i].line != seen.words[i - 1].line;
    text += (i == 0 ? "" : new_line ? "\n" : " ") + seen.words[i].text;
  }
  return text;
}

json described(const std::string& file, const Seen& seen, const std::vector<ScreenError>& errors,
               double ms) {
  json out{{"file", file},
           {"has_error", !errors.empty()},
           {"category", errors.empty() ? "none" : errors.front().category},
           {"errors", json::array()},
           {"language", seen.language},
           {"text", text_of(seen)},
           {"words", json::array()},
           {"ms", tenths(ms)}};
  for (const auto& error : errors)
    out["errors"].push_back({{"category", error.category},
                             {"severity", to_word(error.severity)},
                             {"text", error.text},
                             {"box", to_list(error.box)}});
  for (const auto& word : seen.words)
    out["words"].push_back({word.text, tenths(word.box.x), tenths(word.box.y), tenths(word.box.w),
                            tenths(word.box.h), tenths(word.confidence)});
  return out;
}

std::string told(const std::string& file, const Seen& seen,
                 const std::vector<ScreenError>& errors) {
  if (errors.empty())
    return fmt::format("{}: no error, {}\n", printable(file),
                       counted(std::ssize(seen.words), "word", "words"));
  std::string out;
  for (const auto& error : errors) {
    std::string category = error.category;
    std::replace(category.begin(), category.end(), '_', ' ');
    out += fmt::format("{}: {} ({}){} at {:.0f},{:.0f}, {:.0f} x {:.0f}\n", printable(file),
                       category, to_word(error.severity),
                       error.text.empty() ? "" : ": “" + printable(error.text, 200) + "”",
                       error.box.x, error.box.y, error.box.w, error.box.h);
  }
  return out;
}

Result<std::string> languages_to_read(const SeeRequest& request, const Parts& parts) {
  if (!request.languages.empty()) return request.languages;
  auto installed = parts.languages();
  if (!installed) return std::move(installed).error();
  std::string languages;
  for (const auto usual : kUsual)
    if (std::find(installed->begin(), installed->end(), usual) != installed->end())
      languages += (languages.empty() ? "" : "+") + std::string(usual);
  if (!languages.empty()) return languages;
  return Error{
      Errc::kNoBrowser, "no language data to read with", "apt-get install tesseract-ocr-eng", {}};
}

}  // namespace

ExitCode run_see(const SeeRequest& request, const Parts& parts, const Console& console) {
  const auto languages = languages_to_read(request, parts);
  if (!languages) {
    console.err << "firsthand: " << languages.error().text() << std::endl;
    return ExitCode::kCannotMeasure;
  }
  bool unreadable = false, failed = false;
  for (const auto& file : request.images) {
    if (parts.interrupted()) return ExitCode::kInterrupted;
    auto bytes = read_file(file);
    auto sight = bytes ? parts.look(*bytes, *languages, request.pixel_ratio)
                       : Result<Eyes::Sight>(bytes.error());
    if (!sight) {
      const Error error = std::move(sight).error();
      console.err << fmt::format("firsthand: {}: {}\n", printable(file.string()), error.text())
                  << std::flush;
      if (error.code == Errc::kInterrupted) return ExitCode::kInterrupted;
      (error.code == Errc::kUnreadable || error.code == Errc::kUsage ? unreadable : failed) = true;
      continue;
    }
    const double ms = sight->cpu_ms;
    const Seen seen = seen_in(std::move(*sight), request.pixel_ratio);
    const auto errors = errors_on(seen);
    console.out << (request.json ? described(file.string(), seen, errors, ms)
                                           .dump(-1, ' ', false, json::error_handler_t::replace) +
                                       "\n"
                                 : told(file.string(), seen, errors))
                << std::flush;
  }
  return unreadable ? ExitCode::kUsage : failed ? ExitCode::kCannotMeasure : ExitCode::kGo;
}

}  // namespace firsthand
