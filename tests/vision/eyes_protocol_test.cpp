#include "analyzers/vision/eyes_protocol.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace firsthand::eyes {
namespace {

using nlohmann::json;

Message two_pictures() {
  return {{{"do", "change"}, {"id", 7}}, {std::string("first\0", 6), "second"}};
}

std::string with_header(const std::string& header) {
  std::string bytes(4, '\0');
  bytes[0] = static_cast<char>(header.size() & 0xFFU);
  bytes[1] = static_cast<char>(header.size() >> 8U);
  return bytes + header;
}

TEST(EyesProtocol, GivesBackWhatWasPacked) {
  const std::string bytes = pack(two_pictures());
  Message read;
  EXPECT_EQ(unpack(bytes, read), bytes.size());
  EXPECT_EQ(read.header["id"], 7);
  EXPECT_EQ(read.blobs, two_pictures().blobs);
}

TEST(EyesProtocol, WaitsForMoreWhereverAMessageIsTorn) {
  const std::string bytes = pack(two_pictures());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Message read;
    EXPECT_EQ(unpack(std::string_view(bytes).substr(0, size), read), 0U) << size;
    EXPECT_TRUE(read.blobs.empty());
  }
}

TEST(EyesProtocol, LeavesTheNextMessageInTheStream) {
  const std::string first = pack(two_pictures()), second = pack({{{"do", "hello"}}, {}});
  Message read;
  EXPECT_EQ(unpack(first + second, read), first.size());
}

TEST(EyesProtocol, RefusesAHeaderThatIsTooLarge) {
  Message read;
  EXPECT_THROW(unpack(std::string_view("\xFF\xFF\xFF\x7F", 4), read), std::runtime_error);
}

TEST(EyesProtocol, RefusesABlobThatIsTooLargeBeforeItArrives) {
  Message read;
  const std::string header = json{{"blobs", {kLargestBlob + 1}}}.dump();
  EXPECT_THROW(unpack(with_header(header), read), std::runtime_error);
}

TEST(EyesProtocol, RefusesHeadersThatAreNotAnObjectWithLengths) {
  Message read;
  for (const char* header :
       {"", "{", "7", "[]", "\xFF\xFE", R"({"blobs":3})", R"({"blobs":[-1]})", R"({"blobs":["x"]})",
        R"({"blobs":[1.5]})", R"({"blobs":[0,0,0,0,0]})", R"({"blobs":[18446744073709551615]})"})
    EXPECT_THROW(unpack(with_header(header), read), std::runtime_error) << header;
}

TEST(EyesProtocol, PacksTextThatIsNotUtf8) {
  Message read;
  EXPECT_GT(unpack(pack({{{"text", "\xFF"}}, {}}), read), 0U);
  EXPECT_EQ(read.header["text"], "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace firsthand::eyes
