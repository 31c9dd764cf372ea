#include "analyzers/vision/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Picture;
using testing::HasSubstr;

std::string complaint_about(std::string_view bytes) {
  try {
    decode(bytes);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

Picture page() {
  return Picture(120, 90).box(10, 10, 50, 30, {200, 30, 30}).write(10, 70, "Pay", test::kBlack);
}

TEST(Codec, GivesBackEveryPixelOfAPng) {
  EXPECT_EQ(decode(encode(page(), "png", 0)).bgr, page().image().bgr);
}

TEST(Codec, TellsTheSizeOfEachFormatWithoutDecoding) {
  for (const char* format : {"png", "jpeg", "webp"}) {
    const auto bytes = encode(page(), format, 80);
    const auto size = size_of(bytes);
    ASSERT_TRUE(size) << format;
    EXPECT_EQ(size->width, 120) << format;
    EXPECT_EQ(size->height, 90) << format;
    EXPECT_EQ(decode(bytes).width, 120) << format;
  }
}

TEST(Codec, RefusesWhatIsNotAPicture) {
  for (const char* bytes : {"", "GIF89a", "<svg xmlns=''/>", "RIFF....WEBP", "\xFF\xD8\xFF"})
    EXPECT_THAT(complaint_about(bytes), HasSubstr("not a PNG, JPEG or WebP")) << bytes;
}

TEST(Codec, RefusesAHugePictureFromItsHeaderAlone) {
  std::string bytes = encode(Picture(1, 1), "png", 0);
  bytes.replace(16, 8, std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8));
  EXPECT_THAT(complaint_about(bytes), HasSubstr("too large"));
  bytes.replace(16, 8, std::string("\0\0\0\0\0\0\0\1", 8));
  EXPECT_THAT(complaint_about(bytes), HasSubstr("without pixels"));
}

TEST(Codec, RefusesATornPicture) {
  for (const char* format : {"png", "jpeg", "webp"}) {
    const auto bytes = encode(page(), format, 80);
    EXPECT_THAT(complaint_about(std::string_view(bytes).substr(0, bytes.size() / 2)),
                HasSubstr("damaged"))
        << format;
  }
}

TEST(Codec, SurvivesAPictureWithAnyByteChanged) {
  for (const char* format : {"png", "jpeg", "webp"}) {
    const auto sound = encode(Picture(24, 16, {90, 120, 200}), format, 80);
    for (std::size_t i = 0; i < sound.size(); ++i) {
      auto bytes = sound;
      bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
      complaint_about(bytes);
    }
  }
}

TEST(Codec, MakesAPictureNarrowerButNeverWider) {
  EXPECT_EQ(at_most_wide(page(), 40).width, 40);
  EXPECT_EQ(at_most_wide(page(), 40).height, 30);
  EXPECT_EQ(at_most_wide(page(), 500).width, 120);
  EXPECT_EQ(at_most_wide(page(), 0).width, 120);
  EXPECT_EQ(at_most_wide(Picture(300, 1), 3).height, 1);
}

TEST(Codec, SaysWhichFormatsItWrites) {
  EXPECT_THROW(encode(page(), "tiff", 80), std::runtime_error);
  EXPECT_THROW(encode(Image{}, "png", 80), std::runtime_error);
}

}  // namespace
}  // namespace firsthand::vision
