#include "analyzers/vision/eyes_server.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <thread>

#include "analyzers/vision/change.h"
#include "analyzers/vision/codec.h"
#include "analyzers/vision/colours.h"
#include "analyzers/vision/likeness.h"
#include "analyzers/vision/marks.h"
#include "analyzers/vision/visual_metrics.h"

namespace firsthand::eyes {
namespace {

using nlohmann::json;
using vision::Rect;

constexpr std::size_t kMostReaders = 4;  // each holds some 20 MB of language data
constexpr std::size_t kMostBoxes = 10'000;
constexpr double kSureOfWord = 30;
constexpr unsigned kMostThreads = 8;  // an engine each, of some 100 MB

// Two threads of one core read hardly faster than one, and cost more.
int threads_to_read_with() {
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency() / 2, 1U, kMostThreads));
}

json to_list(const Rect& box, double scale = 1) {
  if (scale == 1) return {box.x, box.y, box.w, box.h};
  return {box.x / scale, box.y / scale, box.w / scale, box.h / scale};
}

// How many pixels of the picture are one of what it shows.
double scale_of(const json& header, const vision::Image& image) {
  const int across = header.value("across", 0);
  return across > 0 && image.width > 0 ? static_cast<double>(image.width) / across : 1;
}

std::vector<Rect> boxes_in(const json& header, double scale = 1) {
  const auto list = header.find("boxes");
  if (list == header.end() || !list->is_array() || list->size() > kMostBoxes)
    throw std::runtime_error("'boxes' must be a list of [x, y, w, h]");
  std::vector<Rect> boxes;
  for (const auto& box : *list) {
    if (!box.is_array() || box.size() != 4 ||
        !std::all_of(box.begin(), box.end(), [](const json& v) { return v.is_number(); }))
      throw std::runtime_error("a box is written [x, y, w, h]");
    const auto at = [&](std::size_t i) {
      return std::clamp(scale * box[i].get<double>(), -1e6, 1e6);
    };
    // Outwards: what is to be hidden is hidden to the last part of a pixel.
    const int left = static_cast<int>(std::floor(at(0))), top = static_cast<int>(std::floor(at(1)));
    boxes.push_back({left, top, static_cast<int>(std::ceil(at(0) + at(2))) - left,
                     static_cast<int>(std::ceil(at(1) + at(3))) - top});
  }
  return boxes;
}

vision::Image picture_of(const Message& request, std::size_t index, std::size_t count) {
  if (request.blobs.size() != count)
    throw std::runtime_error("this request takes " + std::to_string(count) + " picture(s)");
  return vision::decode(request.blobs[index]);
}

json to_list(const std::vector<vision::Word>& words) {
  json list = json::array();
  for (const auto& word : words)
    list.push_back({{"text", word.text},
                    {"box", to_list(word.box)},
                    {"confidence", word.confidence},
                    {"line", word.line}});
  return list;
}

Message words(const Message& request, vision::Reader& reader) {
  const auto image = picture_of(request, 0, 1);
  const auto readout = reader.read(image, request.header.value("scale", 1.0));
  Message reply;
  reply.header = {{"language", readout.language}, {"words", to_list(readout.words)}};
  return reply;
}

std::string hex(const vision::Colour& colour) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  return text;
}

// Of each line that was read with some certainty: noise has no colours.
json inks_of(const vision::Image& image, const std::vector<vision::Word>& words) {
  json list = json::array();
  for (std::size_t i = 0; i < words.size();) {
    const int line = words[i].line;
    Rect box{};
    for (; i < words.size() && words[i].line == line; ++i)
      if (words[i].confidence >= kSureOfWord) box = vision::around(box, words[i].box);
    if (const auto ink = vision::ink_in(image, box))
      list.push_back(
          {{"line", line}, {"letters", hex(ink->letters)}, {"ground", hex(ink->ground)}});
  }
  return list;
}

// Looked for at the size that people see.
json marks_of(const vision::Image& image, double scale) {
  json list = json::array();
  const int across = static_cast<int>(std::lround(image.width / std::clamp(scale, 1.0, 4.0)));
  const double grown = static_cast<double>(image.width) / std::max(across, 1);
  for (const auto& mark : vision::marks_in(vision::at_most_wide(image, across)))
    list.push_back({{"kind", vision::to_word(mark.kind)}, {"box", to_list(mark.box, 1 / grown)}});
  return list;
}

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Message see(const Message& request, vision::Reader& reader) {
  reader.warm_up(threads_to_read_with());
  const double began = cpu_ms();
  const auto image = picture_of(request, 0, 1);
  const auto look = vision::look_at(image);
  const auto readout =
      reader.read(image, request.header.value("scale", 1.0), threads_to_read_with());
  Message reply;
  reply.header = {{"width", image.width},
                  {"height", image.height},
                  {"one_colour", look.one_colour},
                  {"detail", look.detail},
                  {"language", readout.language},
                  {"words", to_list(readout.words)},
                  {"inks", inks_of(image, readout.words)},
                  {"marks", marks_of(image, request.header.value("scale", 1.0))}};
  reply.header["cpu_ms"] = cpu_ms() - began;
  return reply;
}

Message told(const std::optional<vision::Change>& change, double scale) {
  Message reply;
  if (!change) {
    reply.header["share"] = nullptr;
    return reply;
  }
  reply.header["share"] = change->share;
  reply.header["where"] = json::array();
  for (const auto& box : change->where) reply.header["where"].push_back(to_list(box, scale));
  return reply;
}

Message change(const Message& request) {
  return told(vision::change_between(picture_of(request, 0, 2), picture_of(request, 1, 2)), 1);
}

Message frame_change(const Message& request) {
  auto before = picture_of(request, 0, 2), after = picture_of(request, 1, 2);
  const double scale = scale_of(request.header, before);
  const auto without = boxes_in(request.header, scale);
  vision::paint_over(before, without);
  vision::paint_over(after, without);
  return told(vision::change_between(before, after, vision::Grain::kSoft), scale);
}

Message frame_likeness(const Message& request) {
  const auto one = picture_of(request, 0, 2), other = picture_of(request, 1, 2);
  const auto place = boxes_in(request.header, scale_of(request.header, one));
  if (place.size() != 1) throw std::runtime_error("this request takes 1 box");
  const auto likeness = vision::likeness_in(one, other, place[0]);
  Message reply;
  reply.header["changed"] = nullptr;
  if (likeness)
    reply.header = {{"changed", likeness->changed},
                    {"outlines", likeness->outlines},
                    {"strength", likeness->strength}};
  return reply;
}

Message visual_metrics(const Message& request) {
  const auto times = request.header.value("times", std::vector<double>());
  const auto sizes = request.header.value("sizes", std::vector<std::size_t>());
  if (times.empty() || times.size() != sizes.size() || request.blobs.size() != 1)
    throw std::runtime_error("'times' and 'sizes' must have one number for each frame of one blob");
  std::string_view rest = request.blobs[0];
  std::vector<vision::TimedFrame> frames;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (sizes[i] > rest.size()) throw std::runtime_error("the frames end early");
    frames.push_back({times[i], vision::decode(rest.substr(0, sizes[i]))});
    rest.remove_prefix(sizes[i]);
  }
  const auto metrics = vision::visual_metrics(frames);
  Message reply;
  reply.header["first_change_ms"] = nullptr;
  if (metrics)
    reply.header = {{"first_change_ms", metrics->first_change_ms},
                    {"last_change_ms", metrics->last_change_ms},
                    {"complete_85_ms", metrics->complete_85_ms},
                    {"complete_95_ms", metrics->complete_95_ms},
                    {"complete_99_ms", metrics->complete_99_ms},
                    {"speed_index", metrics->speed_index},
                    {"speed_index_all", metrics->speed_index_all},
                    {"perceptual_speed_index", metrics->perceptual_speed_index},
                    {"contentful_speed_index", metrics->contentful_speed_index}};
  return reply;
}

Message mask(const Message& request) {
  auto image = picture_of(request, 0, 1);
  vision::paint_over(image, boxes_in(request.header, scale_of(request.header, image)));
  Message reply;
  reply.blobs.push_back(vision::encode(image, request.header.value("format", "png"), 90));
  return reply;
}

Message picture(const Message& request) {
  const auto image =
      vision::at_most_wide(picture_of(request, 0, 1), request.header.value("width", 0));
  Message reply;
  reply.header = {{"width", image.width}, {"height", image.height}};
  reply.blobs.push_back(vision::encode(image, request.header.value("format", "webp"),
                                       request.header.value("quality", 80)));
  return reply;
}

bool write_all(int out, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t wrote = write(out, bytes.data() + at, bytes.size() - at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    at += static_cast<std::size_t>(wrote);
  }
  return true;
}

}  // namespace

vision::Reader& Server::reader(const std::string& languages) {
  const auto known = readers_.find(languages);
  if (known != readers_.end()) return known->second;
  if (readers_.size() >= kMostReaders) readers_.clear();
  return readers_.emplace(languages, vision::Reader(languages)).first->second;
}

Message Server::done(const Message& request) {
  const std::string what = request.header.value("do", "");
  if (what == "words") return words(request, reader(request.header.value("languages", "eng")));
  if (what == "see") return see(request, reader(request.header.value("languages", "eng")));
  if (what == "change") return change(request);
  if (what == "frame_change") return frame_change(request);
  if (what == "frame_likeness") return frame_likeness(request);
  if (what == "visual_metrics") return visual_metrics(request);
  if (what == "mask") return mask(request);
  if (what == "picture") return picture(request);
  if (what != "hello") throw std::runtime_error("unknown request '" + what + "'");
  Message reply;
  reply.header = {{"version", version_}, {"languages", vision::installed_languages()}};
  return reply;
}

Message Server::answer(const Message& request) {
  Message reply;
  try {
    reply = done(request);
  } catch (const std::exception& trouble) {
    reply = {};
    reply.header["error"] = trouble.what();
  }
  if (request.header.contains("id")) reply.header["id"] = request.header["id"];
  return reply;
}

int serve(int in, int out, Server& server) {
  std::string waiting;
  std::string chunk(256U << 10U, '\0');
  for (;;) {
    try {
      Message request;
      while (const std::size_t used = unpack(waiting, request)) {
        waiting.erase(0, used);
        if (write_all(out, pack(server.answer(request)))) continue;
        std::fprintf(stderr, "firsthand-eyes: nobody reads the replies: %s\n", strerror(errno));
        return 1;
      }
    } catch (const std::exception& trouble) {
      std::fprintf(stderr, "firsthand-eyes: %s\n", trouble.what());
      return 1;
    }
    const ssize_t got = read(in, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      std::fprintf(stderr, "firsthand-eyes: standard input: %s\n", strerror(errno));
      return 1;
    }
    if (got == 0) return waiting.empty() ? 0 : 1;
    waiting.append(chunk, 0, static_cast<std::size_t>(got));
  }
}

}  // namespace firsthand::eyes
