// firsthand-shop: Kettle & Co, a shop to walk through.

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "samples/shop/options.h"
#include "samples/shop/server.h"
#include "samples/shop/shop.h"

namespace firsthand::shop {
namespace {

int run(int argc, char** argv) {
  auto parsed = parse_options({argv + 1, argv + argc});
  if (const auto* message = std::get_if<std::string>(&parsed)) {
    std::cerr << *message << "\n";
    return 2;
  }
  auto& options = std::get<Options>(parsed);
  if (options.help || options.list_flaws) {
    std::cout << (options.help ? usage() : flaw_list());
    return 0;
  }

  // Blocked before any thread starts, so that the signal waits for sigwait below.
  sigset_t endings;
  sigemptyset(&endings);
  sigaddset(&endings, SIGTERM);
  sigaddset(&endings, SIGINT);
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);
  // The shop never outlives whoever opened it.
  const auto parent = getppid();
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) return 0;

  Shop shop(std::move(options.flaws));
  Server server([&shop](const Visit& visit) { return shop.answer(visit); });
  const int port = server.open(options.port);
  if (port <= 0) {
    std::cerr << "Port " << options.port
              << " of 127.0.0.1 cannot be opened. Choose another, or 0 for a free one.\n";
    return 3;
  }
  std::cout << "Kettle & Co is open at http://127.0.0.1:" << port << "/" << std::endl;
  int signal = 0;
  sigwait(&endings, &signal);
  server.stop();
  return 0;
}

}  // namespace
}  // namespace firsthand::shop

int main(int argc, char** argv) {
  try {
    return firsthand::shop::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "The shop had to close: " << error.what() << "\n";
    return 3;
  }
}
