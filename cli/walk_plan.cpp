#include "cli/walk_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/given_variables.h"
#include "cli/journey_files.h"
#include "journeys/ready_made.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "journeys/visitor_wish.h"
#include "journeys/web_address.h"
#include "recorder/accessibility.h"
#include "recorder/extra_headers.h"

namespace firsthand {
namespace {

struct Planner {
  const WalkRequest& request;
  WalkPlan plan{};

  void complain(const std::string& text) {
    plan.complaints += fmt::format("firsthand: {}\n", text);
    plan.ok = false;
  }

  std::string site_for(const Journey& journey) {
    if (!request.site.empty() &&
        std::ranges::find(request.journeys, journey.site) != request.journeys.end())
      complain(fmt::format("both --site and the site {} are given\n  Leave --site off.",
                           printable(journey.site)));
    const auto& site = request.site.empty() ? journey.site : request.site;
    if (site.empty())
      complain(is_ready_made(journey)
                   ? fmt::format("{} names no site\n  Give it: --site URL.", journey.id)
                   : fmt::format("{} names no site\n  Add 'site: https://…' to it, or give --site "
                                 "URL.",
                                 printable(journey.file)));
    else if (!is_web_address(site))
      complain(
          fmt::format("'{}' is not the URL of a site\n  Write it like https://shop.example or "
                      "http://127.0.0.1:8080.",
                      printable(site)));
    return site;
  }

  // No file of the user's has that name.
  static bool is_ready_made(const Journey& journey) {
    std::error_code ignored;
    return ready_made(journey.id) != nullptr && !std::filesystem::exists(journey.file, ignored);
  }

  // The journey's visitor becomes the one who walks.
  Visitor visitor_for(Journey& journey) {
    journey.visitor = with(journey.visitor, request.visitor);
    if (request.visits > 0) journey.visits = request.visits;
    const auto& name = journey.visitor.like;
    if (name && !built_in_visitor(*name)) {
      const auto known = built_in_visitor_names();
      const auto meant = nearest(*name, known);
      complain(fmt::format("there is no visitor '{}'{}\n  Visitors: {}", printable(*name),
                           meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant),
                           fmt::join(known, ", ")));
    }
    return visitor_as(journey.visitor);
  }

  void check_headers(const Journey& journey, const Variables& variables) {
    if (!plan.ok) return;
    if (const auto headers = extra_headers(journey, variables); !headers)
      complain(headers.error().text());
  }

  // A part that others use may begin anywhere; what is walked begins on a page.
  void check_start(const Journey& journey) {
    if (const auto* first = begins_without_page(journey); first != nullptr && plan.ok)
      complain(fmt::format("{} opens no page before '{}'\n  Begin its steps with - open: /",
                           printable(journey.file), printable(first->word)));
  }

  // Where it is beyond all of them, another number was meant.
  void check_until(const std::vector<Journey>& journeys) {
    std::ptrdiff_t most = 0;
    for (const auto& journey : journeys) most = std::max(most, std::ssize(journey.steps));
    if (!plan.ok || request.until <= most) return;
    complain(
        fmt::format("--until {}: {} no more than {}\n  Count the steps from 1; without --until "
                    "the walk goes to the end.",
                    request.until, journeys.size() == 1 ? "the journey has" : "the journeys have",
                    counted(most, "step", "steps")));
  }

  // What is given, and what comes of it.
  std::pair<Variables, Variables> variables_for(const Journey& journey, const std::string& today) {
    auto given = given_variables(journey, request.let, today);
    if (!given.missing.empty()) {
      plan.complaints += rendered(given.missing, journey);
      plan.ok = false;
      return {};
    }
    auto with_rows = given.variables;
    for (const auto& [name, rows] : journey.rows) with_rows.values.try_emplace(name, "");
    auto variables = resolve_variables(journey, with_rows);
    if (!variables) complain(variables.error().text());
    return {std::move(given.variables), variables ? std::move(*variables) : Variables{}};
  }
};

// Who walks as quickly as can be shall not stand still for it, unless it was asked for.
void look_at_accessibility(const WalkRequest& request, WalkOptions& options) {
  options.accessibility = request.accessibility;
  if (options.accessibility.empty())
    options.accessibility = options.pace == Pace::kQuick ? "off" : "on";
  if (options.accessibility == "off") return;
  options.axe = find_axe();
  if (options.axe.empty()) options.accessibility = "not_installed";
}

}  // namespace

WalkPlan plan_walks(const WalkRequest& request, const std::string& version,
                    const std::string& today) {
  Planner planner{request};
  auto files = read_journeys(request.journeys, request.let);
  planner.plan.complaints = files.complaints;
  planner.plan.ok = files.errors == 0;
  const bool twice =
      request.visits > 1 ||
      (request.visits == 0 && std::ranges::any_of(files.journeys, [](const Journey& journey) {
         return journey.visits > 1;
       }));
  for (const auto& [file, option] :
       {std::pair{request.netlog, "--netlog"}, std::pair{request.wire_log, "--wire-log"}})
    if (!file.empty() &&
        (twice || files.journeys.size() * static_cast<std::size_t>(request.times) > 1))
      planner.complain(fmt::format(
          "{0} is the log of one walk\n  Walk one journey once, or leave {0} off.", option));
  if (planner.plan.ok)
    for (const auto& mistake : used_nowhere(request.let, files.journeys)) planner.complain(mistake);
  planner.check_until(files.journeys);
  for (auto& journey : files.journeys) {
    planner.check_start(journey);
    WalkOptions options;
    // A shell has no window to show.
    options.browser.engine = request.watch && request.browser == "shell" ? "full" : request.browser;
    options.browser.visible = options.watch = request.watch;
    options.until = request.until;
    options.browser.sandbox = !request.unsandboxed;
    options.browser.netlog = request.netlog;
    options.wire_log = request.wire_log;
    options.visitor = planner.visitor_for(journey);
    options.pace = pace_from(request.pace).value_or(Pace::kSteady);
    options.consent = consent_from(request.consent);
    look_at_accessibility(request, options);
    options.site = planner.site_for(journey);
    auto [given, variables] = planner.variables_for(journey, today);
    options.variables = std::move(variables);
    planner.check_headers(journey, options.variables);
    options.marked = !request.unmarked;
    options.allow_submit = request.allow_submit;
    options.send_nothing = request.send_nothing;
    options.tool_version = version;
    planner.plan.journeys.push_back({std::move(journey), std::move(options), std::move(given)});
  }
  return std::move(planner.plan);
}

}  // namespace firsthand
