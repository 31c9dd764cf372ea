#pragma once
// How firsthand-eyes is spoken to, over its stdin and stdout. It is given bytes, never paths:
// hostile images are decoded there and nowhere else.
//
// A message is: 4 bytes little-endian length of a JSON header, the header, then its blobs one after
// the other, whose lengths the header lists in "blobs". Requests carry "do" and "id"; the reply has
// the same "id", and "error" when it did not work. At most 64 MB a blob, 1 MB a header.
//
//   do              blobs in       header in                     reply
//   hello           -              -                             {version, languages[]}
//   words           image          languages, scale
//                                        {language, words[{text,box[x,y,w,h],confidence,line}]}
//   see             image          languages, scale
//                                        {width, height, one_colour, detail, language, words[],
//                                         inks[{line,letters,ground}],
//                                         marks[{kind,box[x,y,w,h]}], cpu_ms}
//   change          before, after  -                             {share, where[[x,y,w,h]]}
//   frame_change    before, after  across, boxes[[x,y,w,h]]      the same, without the boxes
//   frame_likeness  one, other     across, boxes: one            {changed, outlines, strength}
//   visual_metrics  all frames     times[]: ms, sizes[]: bytes, one a frame; they are one blob
//                                        {first_change_ms, last_change_ms, complete_85_ms, …_95_ms,
//                                         …_99_ms, speed_index, speed_index_all,
//                                         perceptual_speed_index, contentful_speed_index}
//   mask            image          boxes, format, across         image in format (png|jpeg)
//   picture         image          width (at most), format (webp|jpeg|png), quality (1-100)
//                                        {width, height} + image
// cpu_ms is of all threads together, without what loading the language data took.
// `see` is all that a screen shows: `inks` has one for each line of the words that stands out from
// its ground, "#rrggbb". It uses every core, `words` one, beside a walk.
// first_change_ms, share and changed are null when the sizes differ. Boxes are image pixels; with
// `across`, pixels of what the pictures show, which is that many wide.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand::eyes {

struct Message {
  nlohmann::json header = nlohmann::json::object();
  std::vector<std::string> blobs{};
};

inline constexpr std::size_t kLargestBlob = 64U << 20U;
inline constexpr std::size_t kLargestHeader = 1U << 20U;

// The bytes of a message, "blobs" filled in.
std::string pack(Message message);
// How the first bytes of a stream are taken apart. Throws std::runtime_error on a malformed
// message. Returns the number of bytes used, 0 when more are needed.
std::size_t unpack(std::string_view bytes, Message& message);

}  // namespace firsthand::eyes
