#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "journeys/disk_sync.h"
#include "journeys/recording_folder.h"
#include "tests/journeys/scratch.h"

namespace firsthand {
namespace {

using ::testing::HasSubstr;

TEST(Files, AreReplacedWholeAndLeaveNothingBehind) {
  const test::Scratch scratch;
  const auto file = scratch / "walk.json";
  ASSERT_TRUE(write_atomically(file, "old"));
  ASSERT_TRUE(write_atomically(file, std::string("new\0bytes", 9)));
  EXPECT_EQ(*read_file(file), std::string("new\0bytes", 9));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.folder()), {}), 1);
}

TEST(Files, ThatCannotBeWrittenSayWhereAndWhatToDo) {
  const test::Scratch scratch;
  const auto written = write_atomically(scratch / "missing" / "walk.json", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::kNoSpace);
  EXPECT_THAT(written.error().text(), HasSubstr("missing/walk.json"));
  EXPECT_THAT(written.error().advice, HasSubstr("--out"));
}

TEST(Files, ThatWaitForTheDiskAreThereAtOnceAndWhole) {
  const test::Scratch scratch;
  DiskSync disk;
  for (const int number : {1, 2, 3}) {
    const auto file = scratch / ("frame-" + std::to_string(number));
    ASSERT_TRUE(disk.write(file, std::string(100'000, 'x')));
    EXPECT_EQ(read_file(file)->size(), 100'000U);
  }
  std::filesystem::remove(scratch / "frame-1");  // what is gone need not be flushed
  EXPECT_TRUE(disk.settle());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.folder()), {}), 2);
}

TEST(Files, ThatWaitForTheDiskSayAtOnceThatTheyCannotBeWritten) {
  const test::Scratch scratch;
  DiskSync disk;
  const auto written = disk.write(scratch / "missing" / "frame", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::kNoSpace);
  EXPECT_TRUE(disk.settle());
}

TEST(Files, OnAFullDiskLeaveNothingBehind) {
  const auto written = write_atomically("/dev/full/x", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::kNoSpace);
}

TEST(Files, ThatAreNoFilesAreRefused) {
  const test::Scratch scratch;
  const auto pipe = scratch / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(read_file(pipe).error().text(), HasSubstr("not a regular file"));
  EXPECT_THAT(read_file(scratch.folder()).error().text(), HasSubstr("it is a folder"));
  const auto missing = read_file(scratch / "none.yaml");
  EXPECT_EQ(missing.error().code, Errc::kUnreadable);
  EXPECT_THAT(missing.error().text(), HasSubstr("No such file"));
}

TEST(Files, BeyondTheLimitAreRefused) {
  const test::Scratch scratch;
  const auto file = scratch / "large";
  std::ofstream(file).put('x');
  std::filesystem::resize_file(file, (256u << 20) + 1);  // a hole, not bytes
  EXPECT_THAT(read_file(file).error().text(), HasSubstr("larger than 256 MB"));
}

}  // namespace
}  // namespace firsthand
