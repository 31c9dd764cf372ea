#include "analyzers/vision/eyes_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyzers/vision/codec.h"
#include "tests/vision/pictures.h"

namespace firsthand::eyes {
namespace {

using nlohmann::json;
using test::Picture;
using testing::HasSubstr;

std::string png(const vision::Image& image) { return vision::encode(image, "png", 0); }

Message ask(json header, std::vector<std::string> blobs = {}) {
  Server server("1.2.3");
  return server.answer({std::move(header), std::move(blobs)});
}

std::string error_of(const Message& reply) { return reply.header.value("error", "none"); }

TEST(EyesServer, SaysItsVersionUnderTheIdOfTheRequest) {
  const auto reply = ask({{"do", "hello"}, {"id", 12}});
  EXPECT_EQ(reply.header["version"], "1.2.3");
  EXPECT_EQ(reply.header["id"], 12);
  EXPECT_TRUE(reply.header["languages"].is_array());
}

TEST(EyesServer, ComparesTwoPictures) {
  const auto after = Picture(50, 40).box(10, 10, 5, 4, test::kBlack);
  const auto reply = ask({{"do", "change"}}, {png(Picture(50, 40)), png(after)});
  EXPECT_DOUBLE_EQ(reply.header["share"].get<double>(), 0.01);
  EXPECT_EQ(reply.header["where"], json::parse("[[10,10,5,4]]"));
}

TEST(EyesServer, DoesNotCompareDifferentSizes) {
  const auto reply = ask({{"do", "change"}}, {png(Picture(50, 40)), png(Picture(40, 50))});
  EXPECT_TRUE(reply.header["share"].is_null());
}

TEST(EyesServer, ComparesFramesInPixelsOfWhatTheyShow) {
  const auto after =
      Picture(50, 40).box(10, 10, 5, 4, test::kBlack).box(30, 20, 5, 4, test::kBlack);
  const auto ask_for = [&](json without) {
    return ask({{"do", "frame_change"}, {"across", 100}, {"boxes", std::move(without)}},
               {png(Picture(50, 40)), png(after)});
  };
  // Softly: a pixel more on each side.
  EXPECT_EQ(ask_for(json::array()).header["where"], json::parse("[[18,18,14,12],[58,38,14,12]]"));
  EXPECT_EQ(ask_for(json::parse("[[56,36,20,20]]")).header["where"],
            json::parse("[[18,18,14,12]]"));
}

TEST(EyesServer, LikensAPlaceOfTwoFrames) {
  const auto after = Picture(50, 40).box(10, 10, 20, 20, test::kBlack);
  const auto liken = [&](json boxes, const Picture& other) {
    return ask({{"do", "frame_likeness"}, {"across", 100}, {"boxes", std::move(boxes)}},
               {png(Picture(50, 40)), png(other)});
  };
  EXPECT_EQ(liken(json::parse("[[0,0,16,16]]"), after).header["changed"], 0.0);
  const auto there = liken(json::parse("[[16,16,50,50]]"), after);
  EXPECT_GT(there.header["changed"], 0.5);
  EXPECT_EQ(there.header["outlines"], 0.0);
  EXPECT_TRUE(liken(json::parse("[[16,16,50,50]]"), Picture(40, 50)).header["changed"].is_null());
  EXPECT_THAT(error_of(liken(json::array(), after)), HasSubstr("1 box"));
}

TEST(EyesServer, LooksAtAPicture) {
  const auto reply = ask({{"do", "see"}}, {png(Picture(50, 40))});
  EXPECT_EQ(reply.header["width"], 50);
  EXPECT_EQ(reply.header["height"], 40);
  EXPECT_EQ(reply.header["one_colour"], 1.0);
}

TEST(EyesServer, MasksToTheLastPartOfAPixel) {
  const auto reply = ask({{"do", "mask"}, {"boxes", {{1.6, 1.6, 2.0, 2.0}}}, {"format", "png"}},
                         {png(Picture(6, 6))});
  ASSERT_EQ(reply.blobs.size(), 1U);
  const auto masked = vision::decode(reply.blobs[0]);
  const auto dark = [&](std::size_t x, std::size_t y) { return masked.bgr[(y * 6 + x) * 3] < 50; };
  EXPECT_TRUE(dark(1, 1));
  EXPECT_TRUE(dark(3, 3));
  EXPECT_FALSE(dark(0, 1));
  EXPECT_FALSE(dark(4, 3));
}

TEST(EyesServer, MasksInPixelsOfWhatASmallerPictureShows) {
  const auto reply =
      ask({{"do", "mask"}, {"boxes", {{6, 6, 2, 2}}}, {"format", "png"}, {"across", 18}},
          {png(Picture(6, 6))});
  const auto masked = vision::decode(reply.blobs.at(0));
  const auto dark = [&](std::size_t x, std::size_t y) { return masked.bgr[(y * 6 + x) * 3] < 50; };
  EXPECT_TRUE(dark(2, 2));
  EXPECT_FALSE(dark(1, 1));
  EXPECT_FALSE(dark(3, 3));
}

TEST(EyesServer, MakesASmallerPicture) {
  const auto reply =
      ask({{"do", "picture"}, {"width", 20}, {"format", "webp"}}, {png(Picture(80, 40))});
  EXPECT_EQ(reply.header["width"], 20);
  EXPECT_EQ(reply.header["height"], 10);
  EXPECT_EQ(vision::decode(reply.blobs.at(0)).width, 20);
}

TEST(EyesServer, AnswersNonsenseWithAnError) {
  EXPECT_THAT(error_of(ask({{"do", "dance"}})), HasSubstr("unknown request"));
  EXPECT_NE(error_of(ask({})), "none");
  EXPECT_NE(error_of(ask({{"do", 5}})), "none");
  EXPECT_THAT(error_of(ask({{"do", "see"}})), HasSubstr("1 picture"));
  EXPECT_THAT(error_of(ask({{"do", "see"}}, {"not a picture"})), HasSubstr("not a PNG"));
  EXPECT_NE(error_of(ask({{"do", "mask"}, {"boxes", "all"}}, {png(Picture(2, 2))})), "none");
  EXPECT_NE(error_of(ask({{"do", "mask"}, {"boxes", {{1, 2, 3}}}}, {png(Picture(2, 2))})), "none");
  EXPECT_NE(error_of(ask({{"do", "picture"}, {"format", "exe"}}, {png(Picture(2, 2))})), "none");
}

TEST(EyesServer, NamesThePackageOfAMissingLanguage) {
  EXPECT_THAT(error_of(ask({{"do", "words"}, {"languages", "eng+xyz_frak"}}, {png(Picture(2, 2))})),
              HasSubstr("apt-get install tesseract-ocr-xyz-frak"));
  EXPECT_THAT(error_of(ask({{"do", "words"}, {"languages", "../eng"}}, {png(Picture(2, 2))})),
              HasSubstr("is written like"));
}

}  // namespace
}  // namespace firsthand::eyes
