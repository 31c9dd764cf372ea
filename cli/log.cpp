#include "cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace firsthand {

void set_up_log(Noise noise) {
  auto logger = std::make_shared<spdlog::logger>("firsthand",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%H:%M:%S.%e %^%l%$ %v");
  logger->set_level(noise == Noise::kVerbose ? spdlog::level::debug : spdlog::level::err);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace firsthand
