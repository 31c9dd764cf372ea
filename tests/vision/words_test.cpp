#include "analyzers/vision/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Colour;
using test::Picture;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::vector<std::string> texts(const std::vector<Word>& words) {
  std::vector<std::string> out;
  for (const auto& word : words) out.push_back(word.text);
  return out;
}

std::vector<Word> read(const Image& image, double scale = 1) {
  static Reader reader("eng");
  return reader.read(image, scale).words;
}

Word word(const std::vector<Word>& words, const std::string& text) {
  for (const auto& candidate : words)
    if (candidate.text == text) return candidate;
  throw std::runtime_error("no word " + text);
}

TEST(Words, AreReadDarkOnLight) {
  const auto picture = Picture(420, 80).write(20, 50, "Return your order", test::kBlack);
  EXPECT_THAT(texts(read(picture)), ElementsAre("Return", "your", "order"));
}

TEST(Words, AreReadLightOnDark) {
  const auto picture =
      Picture(420, 80, {18, 22, 30}).write(20, 50, "Return your order", {210, 215, 225});
  EXPECT_THAT(texts(read(picture)), ElementsAre("Return", "your", "order"));
}

TEST(Words, AreReadOnARedToastAboveAPage) {
  const auto picture = Picture(640, 300)
                           .write(30, 50, "Delivery address", test::kBlack, 0.9)
                           .write(30, 120, "Town and street", {150, 150, 150})
                           .box(320, 220, 300, 60, {200, 40, 40})
                           .write(340, 256, "Payment declined", test::kWhite);
  EXPECT_THAT(texts(read(picture)),
              IsSupersetOf({"Delivery", "address", "Town", "street", "Payment", "declined"}));
}

TEST(Words, AreReadInAButtonWithAFrame) {
  auto picture = Picture(300, 120);
  picture.box(40, 30, 200, 50, {60, 60, 60}).box(42, 32, 196, 46, {245, 245, 245});
  picture.write(70, 62, "Send request", test::kBlack);
  EXPECT_THAT(texts(read(picture)), IsSupersetOf({"Send", "request"}));
}

TEST(Words, StandWhereTheyAreInThePicture) {
  const auto picture = Picture(600, 300).write(320, 200, "Checkout", test::kBlack);
  const auto box = word(read(picture), "Checkout").box;
  EXPECT_NEAR(box.x, 321, 4);
  EXPECT_NEAR(box.y + box.h, 201, 5);
  EXPECT_NEAR(box.w, cv::getTextSize("Checkout", cv::FONT_HERSHEY_DUPLEX, 0.7, 1, nullptr).width,
              8);
}

TEST(Words, OfADoublePictureHaveBoxesInItsOwnPixels) {
  const auto picture = Picture(1200, 600).write(640, 400, "Checkout", test::kBlack, 1.4);
  const auto box = word(read(picture, 2), "Checkout").box;
  EXPECT_NEAR(box.x, 643, 8);
  EXPECT_NEAR(box.y + box.h, 402, 8);
}

TEST(Words, OfOneLineShareItsNumberInReadingOrder) {
  const auto picture = Picture(700, 200)
                           .write(400, 60, "right above", test::kBlack)
                           .write(20, 150, "last line", test::kBlack)
                           .write(20, 60, "left above", test::kBlack);
  const auto words = read(picture);
  EXPECT_THAT(texts(words), ElementsAre("left", "above", "right", "above", "last", "line"));
  EXPECT_EQ(words.at(0).line, words.at(1).line);
  EXPECT_LT(words.at(1).line, words.at(2).line);
  EXPECT_LT(words.at(3).line, words.at(4).line);
}

TEST(Words, AreNoneOnABlankPage) {
  EXPECT_THAT(read(Picture(400, 300)), IsEmpty());
  EXPECT_THAT(read(Picture(1, 1)), IsEmpty());
  EXPECT_THAT(read(Image{}), IsEmpty());
  EXPECT_THAT(read(Image{50, 50, {1, 2, 3}}), IsEmpty());
}

TEST(Words, AreReadAgainTheSame) {
  const auto picture = Picture(420, 80).write(20, 50, "Return your order", test::kBlack);
  EXPECT_EQ(texts(read(picture)), texts(read(picture)));
}

TEST(Words, NeedALanguageThatIsInstalled) {
  EXPECT_THAT(installed_languages(), Contains("eng"));
  try {
    Reader reader("eng+tlh");
    FAIL() << "read Klingon";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'tlh' is not installed"));
  }
}

TEST(Words, AreTheSameOnManyThreads) {
  const auto picture = Picture(640, 300)
                           .write(30, 50, "Delivery address", test::kBlack, 0.9)
                           .write(30, 120, "Town and street", {150, 150, 150})
                           .write(30, 190, "Payment declined", {200, 40, 40});
  Reader reader("eng");
  const auto one = reader.read(picture, 1, 1).words;
  Reader other("eng");
  const auto many = other.read(picture, 1, 3).words;
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].text, many[i].text);
    EXPECT_EQ(one[i].box, many[i].box);
    EXPECT_EQ(one[i].line, many[i].line);
  }
}

TEST(Words, OfALineThatWasReadBeforeStandWhereItStandsNow) {
  Reader reader("eng");
  const auto first = reader.read(Picture(420, 120).write(20, 50, "Return", test::kBlack), 1).words;
  const auto again = reader.read(Picture(420, 120).write(20, 90, "Return", test::kBlack), 1).words;
  ASSERT_THAT(texts(again), ElementsAre("Return"));
  EXPECT_EQ(again[0].box.y, first[0].box.y + 40);
  EXPECT_EQ(again[0].box.x, first[0].box.x);
}

TEST(Words, AreReadInTheLanguageThatThePageIsWrittenIn) {
  Reader reader("eng+deu");
  EXPECT_EQ(reader
                .read(Picture(760, 200)
                          .write(20, 50, "Die Zahlung wurde nicht von der Bank", test::kBlack)
                          .write(20, 90, "und auch nicht von Ihnen abgelehnt", test::kBlack),
                      1)
                .language,
            "deu");
  EXPECT_EQ(reader
                .read(Picture(760, 120).write(20, 50, "The payment was declined by your bank",
                                              test::kBlack),
                      1)
                .language,
            "eng");
}

TEST(Words, InABadgeAreReadWithoutItsBorder) {
  auto picture = Picture(300, 120, {18, 20, 26})
                     .box(40, 30, 200, 50, {253, 236, 234})
                     .write(60, 62, "Code is wrong", {150, 20, 20});
  EXPECT_THAT(texts(read(picture)), ElementsAre("Code", "is", "wrong"));
}

}  // namespace
}  // namespace firsthand::vision
