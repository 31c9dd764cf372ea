#include "bench/clock_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace firsthand::bench {
namespace {

using nlohmann::json;
using Errors = std::optional<double> Trial::*;

constexpr double kFrameMs = 16.7;

// The value that `share` of the sorted values do not exceed (nearest rank).
double at_share(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

double middle(const std::vector<double>& sorted) {
  const auto half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

std::vector<std::string> names_in(const std::vector<Trial>& trials) {
  std::vector<std::string> names;
  for (const auto& trial : trials)
    if (std::ranges::find(names, trial.name) == names.end()) names.push_back(trial.name);
  return names;
}

using Chosen = std::function<bool(const Trial&)>;

std::optional<Spread> spread_in(const std::vector<Trial>& trials, Errors what,
                                const Chosen& chosen) {
  std::vector<double> errors;
  for (const auto& trial : trials)
    if (chosen(trial) && trial.*what) errors.push_back(*(trial.*what));
  return spread_of(errors);
}

bool meets(const Spread& spread, const Goal& goal) {
  return spread.median_off <= goal.median && spread.p95_off <= goal.p95 &&
         spread.earliest >= -goal.early;
}

json json_of(const Spread& spread) {
  const auto short_of = [](double ms) { return std::round(ms * 10) / 10; };
  return {{"n", spread.n},
          {"median_ms", short_of(spread.median)},
          {"median_off_ms", short_of(spread.median_off)},
          {"p95_off_ms", short_of(spread.p95_off)},
          {"earliest_ms", short_of(spread.earliest)},
          {"latest_ms", short_of(spread.latest)}};
}

json json_of(const Trial& trial) {
  json out{{"case", trial.name},
           {"delay_ms", trial.delay_ms},
           {"by", trial.rival ? "playwright" : "firsthand"},
           {"told", trial.told},
           {"quiet", trial.quiet}};
  if (trial.feedback) out["feedback_error_ms"] = *trial.feedback;
  if (trial.usable) out["usable_error_ms"] = *trial.usable;
  if (trial.settled) out["settled_error_ms"] = *trial.settled;
  if (!trial.apart.empty()) out["clocks_disagree"] = trial.apart;
  if (!trial.trouble.empty()) out["trouble"] = trial.trouble;
  return out;
}

std::string range_text(const std::optional<Spread>& spread) {
  if (!spread) return "-";
  return fmt::format("{:+.0f} [{:+.0f}..{:+.0f}]", spread->median, spread->earliest,
                     spread->latest);
}

}  // namespace

std::optional<Spread> spread_of(const std::vector<double>& errors) {
  if (errors.empty()) return std::nullopt;
  auto signed_ones = errors;
  std::ranges::sort(signed_ones);
  std::vector<double> sizes;
  for (const double error : errors) sizes.push_back(std::abs(error));
  std::ranges::sort(sizes);
  return Spread{.n = static_cast<int>(errors.size()),
                .median = middle(signed_ones),
                .median_off = middle(sizes),
                .p95_off = at_share(sizes, 0.95),
                .earliest = signed_ones.front(),
                .latest = signed_ones.back()};
}

Goal goal_for(bool in_page) { return in_page ? Goal{17, 35, kFrameMs} : Goal{60, 60, kFrameMs}; }

json json_of(const std::vector<Trial>& trials) {
  json cases = json::array();
  for (const auto& name : names_in(trials)) {
    json row{{"case", name}};
    const auto first = std::ranges::find(trials, name, &Trial::name);
    const Goal goal = goal_for(first->in_page);
    row["goal"] = {{"median_ms", goal.median}, {"p95_ms", goal.p95}, {"early_ms", goal.early}};
    const auto add = [&](const char* key, Errors what, const Chosen& chosen) {
      const auto spread = spread_in(trials, what, chosen);
      if (spread) row[key] = json_of(*spread);
      return spread;
    };
    const auto ours = [&](const Trial& t) { return t.name == name && !t.rival; };
    const auto usable = add("usable", &Trial::usable, ours);
    if (usable) row["meets_goal"] = meets(*usable, goal);
    add("usable_quiet", &Trial::usable, [&](const Trial& t) { return ours(t) && t.quiet; });
    add("feedback", &Trial::feedback, ours);
    add("settled", &Trial::settled, ours);
    add("playwright", &Trial::usable, [&](const Trial& t) { return t.name == name && t.rival; });
    row["clocks_disagree"] =
        std::ranges::count_if(trials, [&](const Trial& t) { return ours(t) && !t.apart.empty(); });
    row["not_measured"] =
        std::ranges::count_if(trials, [&](const Trial& t) { return ours(t) && !t.usable; });
    json by_delay = json::array();
    std::vector<int> delays;
    for (const auto& trial : trials)
      if (ours(trial) && std::ranges::find(delays, trial.delay_ms) == delays.end())
        delays.push_back(trial.delay_ms);
    for (const int delay : delays)
      if (const auto cell = spread_in(trials, &Trial::usable, [&](const Trial& t) {
            return ours(t) && t.delay_ms == delay;
          })) {
        auto part = json_of(*cell);
        part["delay_ms"] = delay;
        by_delay.push_back(std::move(part));
      }
    row["usable_by_delay"] = std::move(by_delay);
    cases.push_back(std::move(row));
  }
  json all = json::array();
  for (const auto& trial : trials) all.push_back(json_of(trial));
  return {{"cases", std::move(cases)}, {"trials", std::move(all)}};
}

std::string table_of(const std::vector<Trial>& trials) {
  std::string out =
      "usable: measured minus true, ms\n"
      "case                   n  quiet  median|e|   p95|e|  earliest  goal               disagree  "
      "Playwright: median [range]\n";
  const auto names = names_in(trials);
  for (const auto& name : names) {
    const auto ours = [&](const Trial& t) { return t.name == name && !t.rival; };
    const auto first = std::ranges::find(trials, name, &Trial::name);
    const Goal goal = goal_for(first->in_page);
    const auto usable = spread_in(trials, &Trial::usable, ours);
    const auto rival = spread_in(trials, &Trial::usable,
                                 [&](const Trial& t) { return t.name == name && t.rival; });
    const auto count = [&](const Chosen& chosen) {
      return std::ranges::count_if(trials, [&](const Trial& t) { return ours(t) && chosen(t); });
    };
    const auto lost = count([](const Trial& t) { return !t.usable; });
    const auto quiet = count([](const Trial& t) { return t.usable && t.quiet; });
    const auto apart = count([](const Trial& t) { return !t.apart.empty(); });
    const auto aim = fmt::format("{:.0f}/{:.0f}/-{:.1f} {}", goal.median, goal.p95, goal.early,
                                 usable && meets(*usable, goal) ? "met" : "MISSED");
    if (usable)
      out += fmt::format("{:20} {:3}  {:5}  {:9.1f}  {:7.1f}  {:+8.1f}  {:18} {:8}  {}", name,
                         usable->n, quiet, usable->median_off, usable->p95_off, usable->earliest,
                         aim, apart, range_text(rival));
    else
      out += fmt::format("{:20}   0  {:62}  {}", name, "nothing measured", range_text(rival));
    if (lost > 0) out += fmt::format("  ({} not measured)", lost);
    out += "\n";
  }
  out += "\nfeedback and settled, from the film: measured minus true, ms: median [range]\n";
  for (const auto& name : names) {
    const auto ours = [&](const Trial& t) { return t.name == name && !t.rival; };
    out += fmt::format("{:20} feedback {:24} settled {}\n", name,
                       range_text(spread_in(trials, &Trial::feedback, ours)),
                       range_text(spread_in(trials, &Trial::settled, ours)));
  }
  return out;
}

}  // namespace firsthand::bench
