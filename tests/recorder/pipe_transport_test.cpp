#include "recorder/browser/pipe_transport.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace firsthand {
namespace {

using namespace std::chrono_literals;

class PipeTransportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    transport_ = std::make_unique<PipeTransport>(ends[0], 30ms);
    browser_ = ends[1];
  }
  void TearDown() override { hang_up(); }
  void hang_up() {
    if (browser_ >= 0) ::close(browser_);
    browser_ = -1;
  }
  void say(std::string_view bytes) {
    ASSERT_EQ(::write(browser_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  // Empty: nothing came.
  std::string hear() {
    auto message = transport_->receive(Deadline::after(0ms));
    EXPECT_TRUE(message);
    return message && *message ? **message : "";
  }

  std::unique_ptr<PipeTransport> transport_;
  int browser_ = -1;
};

constexpr std::string_view kTwo("{\"id\":1}\0{\"id\":22}\0", 19);

TEST_F(PipeTransportTest, PutsMessagesTogetherWhereverTheyWereSplit) {
  for (std::size_t split = 0; split <= kTwo.size(); ++split) {
    std::vector<std::string> heard;
    const auto take = [&] {
      for (auto message = hear(); !message.empty(); message = hear()) heard.push_back(message);
    };
    say(kTwo.substr(0, split));
    take();
    say(kTwo.substr(split));
    take();
    EXPECT_EQ(heard, (std::vector<std::string>{"{\"id\":1}", "{\"id\":22}"})) << split;
  }
}

TEST_F(PipeTransportTest, GivesOutSeveralMessagesThatCameAtOnce) {
  say(std::string(kTwo) + std::string(kTwo));
  EXPECT_EQ(hear(), "{\"id\":1}");
  EXPECT_EQ(hear(), "{\"id\":22}");
  EXPECT_EQ(hear(), "{\"id\":1}");
  EXPECT_EQ(hear(), "{\"id\":22}");
  EXPECT_EQ(hear(), "");
}

TEST_F(PipeTransportTest, HearsTheLastWordsOfABrowserThatLeft) {
  say(kTwo);
  say("{\"id\":3");
  hang_up();
  EXPECT_EQ(hear(), "{\"id\":1}");
  EXPECT_EQ(hear(), "{\"id\":22}");
  auto after = transport_->receive(Deadline::after(1h));
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, Errc::kBrowserGone);
}

// Pages decide how long the lines are that they log, and the pages that are asked for.
TEST_F(PipeTransportTest, DropsWhatIsTooLargeAndTellsWhoeverAwaitsIt) {
  const std::string many(PipeTransport::kLargestMessage + 1'000'000, 'x');
  std::thread browser([&] {
    std::string said = R"({"method":"Runtime.consoleAPICalled","params":")" + many + "\"}";
    said.push_back('\0');
    said += R"({"id":7,"result":")" + many + "\"}";
    said.push_back('\0');
    said += "{\"id\":8}";
    said.push_back('\0');
    for (std::string_view rest = said; !rest.empty();) {
      const auto count = ::write(browser_, rest.data(), rest.size());
      if (count <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(count));
    }
  });
  std::vector<std::string> heard;
  const auto deadline = Deadline::after(60s);
  while (heard.size() < 2 && !deadline.passed())
    if (auto message = hear(); !message.empty()) heard.push_back(std::move(message));
  browser.join();
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0], R"({"id":7,"error":{"code":-32000,"message":"the answer is too large"}})");
  EXPECT_EQ(heard[1], "{\"id\":8}");
}

TEST_F(PipeTransportTest, EndsMessagesWithNul) {
  ASSERT_TRUE(transport_->send("{}"));
  char bytes[8] = {};
  ASSERT_EQ(::read(browser_, bytes, sizeof bytes), 3);
  EXPECT_EQ(std::string_view(bytes, 3), std::string_view("{}\0", 3));
}

TEST_F(PipeTransportTest, CannotSendToABrowserThatLeft) {
  hang_up();
  EXPECT_EQ(transport_->send("{}").error().code, Errc::kBrowserGone);
}

TEST_F(PipeTransportTest, TakesABrowserThatDoesNotReadForGone) {
  auto sent = transport_->send(std::string(16U << 20U, 'x'));
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, Errc::kBrowserGone);
  EXPECT_EQ(sent.error().what, "the browser stopped reading its commands");
}

TEST_F(PipeTransportTest, WaitsNoLongerThanItMay) {
  const auto began = Clock::now();
  auto message = transport_->receive(Deadline::after(20ms));
  ASSERT_TRUE(message);
  EXPECT_FALSE(*message);
  EXPECT_GE(Clock::now() - began, 20ms);
  EXPECT_LT(Clock::now() - began, 5s);
}

}  // namespace
}  // namespace firsthand
