#include "bench/clock_site.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "recorder/walk_clock.h"

namespace firsthand::bench {
namespace {

using test::SiteAnswer;
using test::SiteRequest;

// A number of a request's query; 0: it has none of that name.
int asked(const SiteRequest& request, const std::string& name) {
  const auto from = request.target.find('?');
  std::istringstream query(from == std::string::npos ? "" : request.target.substr(from + 1));
  for (std::string part; std::getline(query, part, '&');)
    if (part.starts_with(name + "=")) return std::atoi(part.c_str() + name.size() + 1);
  return 0;
}

std::string a_font() {
  std::ifstream file("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// 400 x 300, 24 bits a pixel, a coloured ramp: something to decode.
std::string a_picture() {
  constexpr int kWidth = 400, kHeight = 300, kHeader = 54;
  std::string bytes = "BM";
  const auto number = [&](std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  };
  number(kHeader + 3 * kWidth * kHeight, 4);
  number(0, 4);
  number(kHeader, 4);
  number(40, 4);
  number(kWidth, 4);
  number(kHeight, 4);
  number(1, 2);
  number(24, 2);
  for (int i = 0; i < 6; ++i) number(0, 4);
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x)
      for (const int part : {x / 2, y / 2, 200}) bytes.push_back(static_cast<char>(part));
  return bytes;
}

std::optional<double> number_of(const nlohmann::json& told, const char* name) {
  const auto found = told.find(name);
  if (found == told.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

}  // namespace

ClockSite::ClockSite(const std::vector<ClockCase>& cases) : font_(a_font()), picture_(a_picture()) {
  for (std::size_t i = 0; i < cases.size(); ++i)
    site_.answers(fmt::format("/case/{}", i), SiteAnswer{.body = clock_page(cases[i].page)});
  site_.answers("/frame", SiteAnswer{.body = clock_frame()});
  site_.answers("/next", [this](const SiteRequest& request) {
    const double from = monotonic_ms();
    auto answer = held(request, clock_next_page(), "text/html; charset=utf-8");
    const double took = monotonic_ms() - from;
    const std::lock_guard lock(mutex_);
    truths_[asked(request, "t")] = {took, took, took};
    return answer;
  });
  site_.answers("/picture.bmp", [this](const SiteRequest& request) {
    return held(request, picture_, "image/bmp");
  });
  site_.answers("/font.ttf",
                [this](const SiteRequest& request) { return held(request, font_, "font/ttf"); });
  site_.answers("/truth", [this](const SiteRequest& request) {
    const auto told = nlohmann::json::parse(request.body, nullptr, false);
    const std::lock_guard lock(mutex_);
    truths_[asked(request, "t")] = {number_of(told, "feedback"), number_of(told, "usable"),
                                    number_of(told, "settled")};
    return SiteAnswer{.status = 204};
  });
}

SiteAnswer ClockSite::held(const SiteRequest& request, std::string body, const char* type) {
  std::this_thread::sleep_for(std::chrono::milliseconds(asked(request, "d")));
  return {.body = std::move(body), .type = type, .headers = {{"Cache-Control", "no-store"}}};
}

std::string ClockSite::path(const ClockCase& one, int delay_ms, int trial) {
  const auto cases = clock_cases();
  std::size_t index = 0;
  while (index < cases.size() && cases[index].name != one.name) ++index;
  return fmt::format("/case/{}?d={}&t={}", index, delay_ms, trial);
}

Truth ClockSite::truth(int trial) const {
  const std::lock_guard lock(mutex_);
  const auto found = truths_.find(trial);
  return found == truths_.end() ? Truth{} : found->second;
}

}  // namespace firsthand::bench
