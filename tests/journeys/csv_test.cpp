#include "journeys/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Table read(std::string_view text) {
  auto table = parse_csv(text);
  EXPECT_TRUE(table.ok()) << table.error().text();
  return table.ok() ? *table : Table{};
}

TEST(Csv, ReadsAHeaderAndItsRows) {
  const auto table = read("order,e-mail\nKC-1,a@b.example\n007,\n");
  EXPECT_THAT(table.columns, ElementsAre("order", "e-mail"));
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre("KC-1", "a@b.example"), ElementsAre("007", "")));
  EXPECT_EQ(table.column("e-mail"), 1U);
  EXPECT_FALSE(table.column("E-mail"));
}

TEST(Csv, TakesQuotesAsTheStandardSays) {
  const auto table = read("name,text\n\"Smith, Anna\",\"she said \"\"no\"\"\nand left\"\nx,\"\"\n");
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre("Smith, Anna", "she said \"no\"\nand left"),
                                      ElementsAre("x", "")));
  EXPECT_THAT(read("inch,y\n5\" pipe,1").rows, ElementsAre(ElementsAre("5\" pipe", "1")));
}

TEST(Csv, ReadsFilesOfOtherPrograms) {
  const auto table = read("\xEF\xBB\xBForder,name\r\n1,\"a\r\nb\"\r\n\r\n2,Jürgen");
  EXPECT_THAT(table.columns, ElementsAre("order", "name"));
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre("1", "a\r\nb"), ElementsAre("2", "Jürgen")));
  EXPECT_THAT(read("a\r\n\"1\"\r").rows, ElementsAre(ElementsAre("1")));
}

TEST(Csv, SaysInWhichLineItIsWrong) {
  const auto wrong = [](std::string_view text) {
    const auto table = parse_csv(text);
    return table.ok() ? "" : table.error().text();
  };
  EXPECT_THAT(wrong("a,b\n1,2\n\"x\ny,3\n"), HasSubstr("line 3: a quote is never closed"));
  EXPECT_THAT(wrong("a,b\n\"1\n1\",2\n3\n"), HasSubstr("line 4: 1 fields, and the header has 2"));
  EXPECT_THAT(wrong("a,b\n\"1\"x,2\n"), HasSubstr("line 2: text goes on behind a closing quote"));
  EXPECT_THAT(wrong("a,b,a\n"), HasSubstr("line 1: the column 'a' is there twice"));
  EXPECT_THAT(wrong("name\nJ\xFCrgen\n"), HasSubstr("not UTF-8"));
  EXPECT_THAT(wrong(""), HasSubstr("empty"));
  EXPECT_THAT(wrong("\n\r\n"), HasSubstr("empty"));
}

}  // namespace
}  // namespace firsthand
