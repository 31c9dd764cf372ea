#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <thread>

#include "tests/shop/support.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

TEST(ShopProgram, SaysWhereItIsOpenInOneLine) {
  const OpenShop shop;
  EXPECT_THAT(shop.line(), MatchesRegex("Kettle & Co is open at http://127\\.0\\.0\\.1:[0-9]+/\n"));
}

TEST(ShopProgram, ListensOnLoopbackOnly) {
  const OpenShop shop;
  const auto loopback = fmt::format("0100007F:{:04X} 00000000:0000 0A", shop.port());
  const auto anywhere = fmt::format("00000000:{:04X} 00000000:0000 0A", shop.port());
  std::ifstream table("/proc/net/tcp");
  const std::string sockets((std::istreambuf_iterator<char>(table)), {});
  EXPECT_THAT(sockets, HasSubstr(loopback));
  EXPECT_THAT(sockets, Not(HasSubstr(anywhere)));
}

TEST(ShopProgram, EndsCleanlyWhenAsked) {
  OpenShop shop;
  Customer customer(shop.url());
  EXPECT_EQ(customer.get("/").status, 200);
  EXPECT_EQ(shop.end(), 0);
}

TEST(ShopProgram, EndsAtOnceThoughACustomerIsKeptWaiting) {
  OpenShop shop({"--flaws", "slow-returns"});
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(shop.port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const std::string request = "POST /returns HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
  ASSERT_EQ(write(socket, request.data(), request.size()), static_cast<ssize_t>(request.size()));
  const auto asked = std::chrono::steady_clock::now();
  EXPECT_EQ(shop.end(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(3));
  close(socket);
}

TEST(ShopProgram, EndsWithWhoeverOpenedIt) {
  std::array<int, 2> pipe_ends{}, silence{};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);
  ASSERT_EQ(pipe(silence.data()), 0);
  const auto opener = fork();
  ASSERT_GE(opener, 0);
  if (opener == 0) {
    close(pipe_ends[0]);
    dup2(pipe_ends[1], STDOUT_FILENO);
    dup2(silence[0], STDIN_FILENO);
    // The shell tells the shop's process id, then waits for a word that never comes.
    const auto script =
        fmt::format("'{}/firsthand-shop' & echo $!; read line", FIRSTHAND_BINARY_DIR);
    execl("/bin/sh", "sh", "-c", script.c_str(), nullptr);
    _exit(127);
  }
  close(pipe_ends[1]);
  std::string said;  // two lines, in either order
  char c = 0;
  while (std::count(said.begin(), said.end(), '\n') < 2 && read(pipe_ends[0], &c, 1) == 1)
    said += c;
  const auto second = said.find('\n') + 1;
  const pid_t shop = std::atoi(said.c_str() + (said[0] == 'K' ? second : 0));
  ASSERT_GT(shop, 1) << said;
  const auto handle = static_cast<int>(syscall(SYS_pidfd_open, shop, 0));
  ASSERT_GE(handle, 0);
  kill(opener, SIGKILL);
  waitpid(opener, nullptr, 0);
  pollfd ended{handle, POLLIN, 0};
  EXPECT_EQ(poll(&ended, 1, 5000), 1) << "the shop outlived its opener";
  for (const int fd : {handle, pipe_ends[0], silence[0], silence[1]}) close(fd);
}

TEST(ShopProgram, SaysWhichFlawWasMeant) {
  const auto ended = run_shop({"--flaws", "slow-return"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("There is no flaw 'slow-return'. Did you mean 'slow-returns'?"));
  for (const auto& flaw : shop::all_flaws()) EXPECT_THAT(ended.err, HasSubstr(flaw.name));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST(ShopProgram, GuessesNothingForAFlawThatResemblesNone) {
  const auto ended = run_shop({"--flaws", "none,gremlins-in-the-basement"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, Not(HasSubstr("Did you mean")));
}

TEST(ShopProgram, ListsEveryFlawWithItsRule) {
  const auto ended = run_shop({"--list-flaws"});
  EXPECT_EQ(ended.code, 0);
  for (const auto& flaw : shop::all_flaws()) {
    EXPECT_THAT(ended.out, HasSubstr(flaw.name));
    EXPECT_THAT(ended.out, HasSubstr(flaw.rule));
    EXPECT_THAT(ended.out, HasSubstr(flaw.description));
  }
}

TEST(ShopProgram, RefusesWhatItDoesNotUnderstand) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"--port", "70000"}, {"--port", "-1"}, {"--port=80x"}, {"--port"}, {"--flaw", "all"}}) {
    const auto ended = run_shop(arguments);
    EXPECT_EQ(ended.code, 2) << arguments.front();
    EXPECT_FALSE(ended.err.empty());
  }
}

TEST(ShopProgram, SaysThatItsPortIsTaken) {
  const OpenShop first;
  const auto second = run_shop({"--port", std::to_string(first.port())});
  EXPECT_EQ(second.code, 3);
  EXPECT_THAT(second.err, HasSubstr("cannot be opened"));
}

TEST(ShopProgram, ServesManyCustomersAtOnce) {
  const OpenShop shop;
  constexpr int kCustomers = 8;
  std::array<std::string, kCustomers> labels{};
  std::vector<std::thread> threads;
  for (auto& label : labels) {
    threads.emplace_back([&label, &shop] {
      Customer customer(shop.url());
      const auto found =
          customer.post("/returns", {{"order", "KC-1001"}, {"email", "robin@example.com"}});
      const auto base = found.location.substr(0, found.location.rfind('/'));
      (void)customer.post(base + "/item", {{"item", "alba-stovetop-kettle"}});
      (void)customer.post(base + "/reason", {{"reason", "Arrived damaged"}, {"condition", "Used"}});
      label = customer.submit(base + "/request", {}).body;
      const auto number = label.find("RMA-");
      label = number == std::string::npos ? "" : label.substr(number, 9);
    });
  }
  for (auto& thread : threads) thread.join();
  std::sort(labels.begin(), labels.end());
  EXPECT_EQ(std::unique(labels.begin(), labels.end()), labels.end()) << "a number was given twice";
  EXPECT_EQ(labels.front(), "RMA-12345");
}

}  // namespace
}  // namespace firsthand::test
