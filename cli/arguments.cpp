#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <sstream>

#include "cli/foreign_options.h"
#include "journeys/diagnostic.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/visitor_wish.h"

namespace firsthand {
namespace {

const std::map<std::string, Format> kFormats{
    {"html", Format::kHtml}, {"json", Format::kJson}, {"junit", Format::kJunit}};
const std::map<std::string, Severity> kSeverities{{"minor", Severity::kMinor},
                                                  {"annoying", Severity::kAnnoying},
                                                  {"serious", Severity::kSerious},
                                                  {"blocker", Severity::kBlocker}};

template <typename Table>
std::vector<std::string> words_of(const Table& table) {
  std::vector<std::string> words;
  words.reserve(std::size(table));
  for (const auto& [word, meaning] : table) words.push_back(word);
  return words;
}

// A sentence when `text` is not one of the words, as CLI11 wants it.
CLI::Validator one_of(const std::vector<std::string>& known) {
  return CLI::Validator(
      [known](const std::string& text) {
        if (std::find(known.begin(), known.end(), text) != known.end()) return std::string();
        const auto meant = nearest(text, known);
        return fmt::format("'{}' is none of: {}{}", printable(text), fmt::join(known, ", "),
                           meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant));
      },
      "");
}

// An unset variable of the shell must not mean the default.
CLI::Validator not_empty() {
  return CLI::Validator(
      [](const std::string& text) {
        return text.empty() ? "it is empty: is a variable of the shell not set?" : std::string();
      },
      "");
}

std::string visitor_names() { return fmt::format("{}", fmt::join(built_in_visitor_names(), ", ")); }

template <typename MistakeIn>
CLI::Validator free_of(MistakeIn mistake_in) {
  return CLI::Validator(
      [mistake_in](const std::string& text) {
        const auto wrong = mistake_in(text);
        return wrong ? fmt::format("{}: {}", wrong->what, wrong->advice) : std::string();
      },
      "");
}

// "X-Preview: 1"
std::pair<std::string, std::string> header_in(const std::string& text) {
  const auto colon = std::min(text.find(':'), text.size());
  const auto value = text.find_first_not_of(' ', std::min(colon + 1, text.size()));
  return {text.substr(0, colon), value == std::string::npos ? "" : text.substr(value)};
}

CLI::Validator is_header() {
  return CLI::Validator(
      [](const std::string& text) {
        // Not repeated: it may be a secret.
        if (text.find(':') == std::string::npos)
          return std::string("this is no header: write it like 'X-Preview: 1'");
        const auto [name, value] = header_in(text);
        auto wrong = mistake_in_header_name(name);
        if (!wrong) wrong = mistake_in_header_value(value);
        return wrong ? fmt::format("{}: {}", wrong->what, wrong->advice) : std::string();
      },
      "");
}

// Options that several commands share, as written; turned into values once parsing is done.
struct Raw {
  std::vector<std::string> formats{};
  std::vector<std::string> let{};
  std::vector<std::string> headers{};
  std::string fail_on{};
  bool quiet = false;
  bool verbose = false;
};

void add_formats(CLI::App* command, Raw& raw, const std::string& what) {
  command->add_option("--format", raw.formats, what)
      ->delimiter(',')
      ->allow_extra_args(false)  // "--format html a.yaml": the file is no format
      ->check(one_of(words_of(kFormats)))
      ->type_name("html,json,junit");
}

void add_let(CLI::App* command, Raw& raw) {
  command->add_option("--let", raw.let, "A variable of the journeys; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->check([](const std::string& text) {
        const auto equals = text.find('=');
        if (equals != std::string::npos && equals > 0) return std::string();
        return fmt::format("'{}' is not NAME=VALUE", printable(text));
      });
}

void add_fail_on(CLI::App* command, Raw& raw, const std::string& otherwise) {
  command
      ->add_option("--fail-on", raw.fail_on,
                   "The mildest finding that is a NO-GO (" + otherwise + ")")
      ->type_name("minor|annoying|serious|blocker")
      ->check(one_of({"minor", "annoying", "serious", "blocker"}));
}

void add_verdicts(CLI::App* command, std::filesystem::path& file) {
  command
      ->add_option("--verdicts", file,
                   "What is wrong of the findings, and who says so (verdicts.yaml beside the "
                   "journeys)")
      ->type_name("FILE")
      ->check(not_empty());
}

void add_noise(CLI::App* command, Raw& raw) {
  auto* quiet = command->add_flag("--quiet", raw.quiet, "No progress, only errors");
  command->add_flag("--verbose", raw.verbose, "Log what happens, on stderr")->excludes(quiet);
}

void add_walk(CLI::App& app, WalkRequest& walk, Raw& raw) {
  auto* command = app.add_subcommand("walk", "Walk journeys in a real browser, judge, report");
  command
      ->add_option("JOURNEY", walk.journeys,
                   "Journey files, names of ready-made journeys, or the URL of a site to look "
                   "around on")
      ->required();
  command->add_option("--site", walk.site, "Where to walk them (the journey's own site)")
      ->type_name("URL")
      ->check(not_empty());
  command->add_option("--visitor", walk.visitor.like, "Who walks (phone): " + visitor_names())
      ->type_name("NAME")
      ->check(not_empty());
  command->add_option("--network", walk.visitor.network, "Over which network (native)")
      ->type_name(fmt::format("{}", fmt::join(network_names(), "|")))
      ->check(one_of(network_names()));
  command->add_option("--cpu", walk.visitor.cpu, "How many times slower the processor is (1)")
      ->type_name("N")
      ->check(CLI::Range(1.0, kMostCpu));
  command->add_option("--locale", walk.visitor.locale, "Their language and country (en-GB)")
      ->type_name("LOCALE")
      ->check(free_of(mistake_in_locale));
  command->add_option("--time-zone", walk.visitor.time_zone, "Their time zone (this machine's)")
      ->type_name("ZONE")
      ->check(free_of(mistake_in_time_zone));
  command->add_option("--header", raw.headers, "A header for every request; may be repeated")
      ->type_name("'NAME: VALUE'")
      ->allow_extra_args(false)
      ->check(is_header());
  command->add_option("--visits", walk.visits, "How often each visitor comes, 1 or 2 (1)")
      ->type_name("N")
      ->check(CLI::Range(1, kMostVisits));
  command->add_option("--times", walk.times, "How many visitors walk each journey (1)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000));
  command
      ->add_option("--jobs", walk.jobs, "Walk that many at once; their times are not reliable (1)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  command->add_option("--out", walk.out, "A new or empty folder for what comes out")
      ->type_name("DIR")
      ->check(not_empty());
  add_formats(command, raw, "Reports to write (html,json)");
  add_let(command, raw);
  command->add_flag("--allow-submit", walk.allow_submit,
                    "Steps marked 'submits: true' may really send");
  command->add_flag("--send-nothing", walk.send_nothing, "Send nothing on loopback sites either")
      ->excludes("--allow-submit");
  command->add_flag("--watch", walk.watch,
                    "Show the browser, tell each step, and leave 'human' steps to you");
  command->add_option("--until", walk.until, "Stop after this step")
      ->type_name("N")
      ->check(CLI::Range(1, 10000));
  command->add_flag("--unmarked", walk.unmarked,
                    "Leave the synthetic marker off: your site's statistics count this visit");
  command->add_flag("--unsandboxed", walk.unsandboxed,
                    "Run the browser without its sandbox: only on sites you trust");
  command->add_option("--browser", walk.browser, "Which Chromium (shell)")
      ->type_name("shell|full|PATH")
      ->check(not_empty());
  command->add_option("--pace", walk.pace, "When the next thing is done (steady)")
      ->type_name("quick|steady|human")
      ->check(one_of({"quick", "steady", "human"}));
  command
      ->add_option("--accessibility", walk.accessibility,
                   "Whether axe-core looks at every new page (on, but off at --pace quick)")
      ->type_name("on|off")
      ->check(one_of({"on", "off"}));
  command->add_option("--consent", walk.consent, "What to do about consent banners (the journey's)")
      ->type_name("WORD")
      ->check(one_of(consent_words()));
  command
      ->add_option_function<std::string>(
          "--links",
          [&walk](const std::string& word) {
            walk.links = link_scope_from(word).value_or(LinkScope::kSite);
          },
          "Whose links of the pages are asked for after the walks (site)")
      ->type_name("site|all|off")
      ->check(one_of({"site", "all", "off"}));
  add_fail_on(command, raw, "serious");
  add_verdicts(command, walk.verdicts);
  add_noise(command, raw);
  command
      ->add_option("--netlog", walk.netlog,
                   "Write Chromium's own network log here, secrets and all")
      ->type_name("FILE")
      ->check(not_empty());
  command->add_option("--wire-log", walk.wire_log, "Write all that the browser is told and tells")
      ->type_name("FILE")
      ->check(not_empty());
}

void add_analyze(CLI::App& app, AnalyzeRequest& analyze, Raw& raw) {
  auto* command = app.add_subcommand("analyze", "Judge recordings again, without a browser");
  command->add_option("RECORDING", analyze.recordings, "Recordings, or folders of them")
      ->required();
  command->add_option("--out", analyze.out, "Where audit and reports go (their own run)")
      ->type_name("DIR")
      ->check(not_empty());
  add_formats(command, raw, "Reports to write (html,json)");
  add_fail_on(command, raw, "that of the run");
  add_verdicts(command, analyze.verdicts);
  add_noise(command, raw);
}

void add_report(CLI::App& app, ReportRequest& report, Raw& raw) {
  auto* command = app.add_subcommand("report", "Render audits again");
  command->add_option("AUDIT", report.audits, "audit.json files, or folders of runs")->required();
  command->add_option("--out", report.out, "Where the reports go (beside the audit)")
      ->type_name("DIR")
      ->check(not_empty());
  add_formats(command, raw, "Reports to write (html)");
  add_noise(command, raw);
}

void add_check(CLI::App& app, CheckRequest& check, Raw& raw) {
  auto* command = app.add_subcommand("check", "Read journeys and say what is wrong in them");
  command->add_option("FILE", check.journeys, "Journey files, and files named verdicts.yaml")
      ->required();
  add_let(command, raw);
}

void add_new(CLI::App& app, NewRequest& made, Raw& raw) {
  auto* command =
      app.add_subcommand("new", "Look around on a site and write journeys for it, to go on from");
  command->add_option("DIR", made.folder, "A new or empty folder for them")->required();
  command->add_option("--site", made.site, "The site")
      ->type_name("URL")
      ->required()
      ->check(not_empty());
  command->add_option("--visitor", made.visitor, "Who looks around (phone): " + visitor_names())
      ->type_name("NAME")
      ->check(not_empty());
  command->add_flag("--unmarked", made.unmarked,
                    "Leave the synthetic marker off: your site's statistics count this visit");
  command->add_flag("--unsandboxed", made.unsandboxed,
                    "Run the browser without its sandbox: only on sites you trust");
  command->add_option("--browser", made.browser, "Which Chromium (shell)")
      ->type_name("shell|full|PATH")
      ->check(not_empty());
  add_noise(command, raw);
}

void add_doctor(CLI::App& app, DoctorRequest& doctor) {
  auto* command =
      app.add_subcommand("doctor", "What works on this machine, and how to mend what does not");
  command->add_option("--browser", doctor.browser, "Which Chromium must work (shell)")
      ->type_name("shell|full|PATH")
      ->check(not_empty());
  command->add_flag("--unsandboxed", doctor.unsandboxed, "Look without the browser's sandbox");
}

void add_see(CLI::App& app, SeeRequest& see) {
  auto* command = app.add_subcommand("see", "Read any picture: its words, and errors seen in it");
  command->add_option("IMAGE", see.images, "PNG, JPEG or WebP files")->required();
  command->add_flag("--json", see.json, "One JSON object a line for each picture");
  command
      ->add_option("--lang", see.languages,
                   "Languages to look for (eng+deu+fra+spa, as far as installed)")
      ->type_name("eng+deu")
      ->check(not_empty());
  command
      ->add_option("--pixel-ratio", see.pixel_ratio,
                   "Pixels of the picture per CSS pixel; boxes are told in CSS pixels (1)")
      ->type_name("N")
      ->check(CLI::Range(0.5, 8.0));
}

Noise noise_of(const Raw& raw) {
  return raw.quiet ? Noise::kQuiet : raw.verbose ? Noise::kVerbose : Noise::kNormal;
}

std::map<std::string, std::string> let_of(const Raw& raw) {
  std::map<std::string, std::string> let;
  for (const auto& text : raw.let) {
    const auto equals = text.find('=');
    let[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return let;
}

std::map<std::string, Text> headers_of(const Raw& raw) {
  std::map<std::string, Text> headers;
  for (const auto& text : raw.headers) {
    auto [name, value] = header_in(text);
    headers[std::move(name)] = {.raw = with_dollars(value)};
  }
  return headers;
}

template <typename Made>
Made finish(Made made, const Raw& raw) {
  if constexpr (requires { made.formats; }) {
    if (!raw.formats.empty()) made.formats.clear();
    for (const auto& word : raw.formats) made.formats.push_back(kFormats.at(word));
  }
  if constexpr (requires { made.let; }) made.let = let_of(raw);
  if constexpr (requires { made.visitor.headers; }) made.visitor.headers = headers_of(raw);
  if constexpr (requires { made.fail_on; })
    if (!raw.fail_on.empty()) made.fail_on = kSeverities.at(raw.fail_on);
  if constexpr (requires { made.noise; }) made.noise = noise_of(raw);
  return made;
}

// "--format html json junit": all but the first were read as files.
template <typename Files>
std::optional<Usage> stray_format(const Files& files, const Raw& raw) {
  auto formats = raw.formats;
  for (const auto& file : files) {
    const std::filesystem::path& path = file;
    std::error_code ignored;
    if (kFormats.contains(path.string()) && !std::filesystem::exists(path, ignored))
      formats.push_back(path.string());
  }
  if (raw.formats.empty() || formats.size() == raw.formats.size()) return {};
  return Usage{false, fmt::format("firsthand: several formats are written with commas: "
                                  "--format {}\n",
                                  fmt::join(formats, ","))};
}

// "help", "help walk" and "version" mean what --help and --version do.
std::vector<std::string> words_of(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return words;
  if (words.front() == "version" && words.size() == 1) return {"--version"};
  if (words.front() != "help") return words;
  words.erase(words.begin());
  words.emplace_back("--help");
  return words;
}

std::optional<Usage> unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty()) return Usage{false, "firsthand: which command?\n\n" + app.help()};
  const std::string& word = words.front();
  if (word.starts_with("-")) return {};
  std::vector<std::string> known;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  if (std::find(known.begin(), known.end(), word) != known.end()) return {};
  const auto meant = nearest(word, known);
  return Usage{
      false, fmt::format("firsthand: unknown command '{}'{}\n  Commands: {}\n", printable(word, 60),
                         meant.empty() ? "" : fmt::format(": did you mean '{}'?", meant),
                         fmt::join(known, ", "))};
}

// "--headed", before CLI11 misses the file that such an option came in the place of.
std::optional<Usage> foreign_option(const CLI::App& app, const std::vector<std::string>& words) {
  for (const auto& word : words) {
    const auto ours = in_place_of(word);
    const auto name = word.substr(0, word.find('='));
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
    const bool known = std::any_of(commands.begin(), commands.end(), [&](const auto* command) {
      return command->get_option_no_throw(name) != nullptr;
    });
    if (!ours.empty() && !known)
      return Usage{false, fmt::format("firsthand: there is no {}: {}\n"
                                      "Run with --help for more information.\n",
                                      printable(name, 40), ours)};
  }
  return {};
}

// What was meant by an option that the command does not have.
std::string meant_option(const CLI::App& app, const std::vector<std::string>& unknown) {
  for (const auto* command : app.get_subcommands()) {
    std::vector<std::string> known;
    for (const auto* option : command->get_options())
      for (const auto& name : option->get_lnames()) known.push_back("--" + name);
    for (const auto& word : unknown)
      if (const auto meant = nearest(word, known); word.starts_with("--") && !meant.empty())
        return fmt::format("Did you mean {}? ", meant);
  }
  return "";
}

}  // namespace

std::variant<Command, Usage> read_arguments(int argc, const char* const* argv,
                                            const std::string& version) {
  WalkRequest walk;
  AnalyzeRequest analyze;
  ReportRequest report;
  CheckRequest check;
  NewRequest made;
  DoctorRequest doctor;
  SeeRequest see;
  Raw raw;
  CLI::App app{"Walks your customers' journeys the way a first-time visitor does.", "firsthand"};
  app.set_version_flag("--version", "firsthand " + version);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 GO, 1 NO-GO (the customer met trouble), 2 wrong usage or a file that does\n"
      "not read, 3 CANNOT SAY (could not measure), 130 interrupted.");
  add_walk(app, walk, raw);
  add_analyze(app, analyze, raw);
  add_report(app, report, raw);
  add_check(app, check, raw);
  add_new(app, made, raw);
  add_see(app, see);
  add_doctor(app, doctor);

  auto words = words_of(argc, argv);
  if (auto unknown = unknown_command(app, words)) return std::move(*unknown);
  if (auto foreign = foreign_option(app, words)) return std::move(*foreign);
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    app.parse(words);
  } catch (const CLI::ExtrasError& error) {
    return Usage{false, fmt::format("firsthand: {}\n{}Run with --help for more information.\n",
                                    printable(error.what()),
                                    meant_option(app, app.remaining(/*recurse=*/true)))};
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, err;
    const bool asked = app.exit(error, out, err) == 0;
    return Usage{asked, asked ? out.str() : fmt::format("firsthand: {}", err.str())};
  }
  for (auto stray : {stray_format(walk.journeys, raw), stray_format(analyze.recordings, raw),
                     stray_format(report.audits, raw)})
    if (stray) return std::move(*stray);
  if (app.got_subcommand("walk")) return Command{finish(std::move(walk), raw)};
  if (app.got_subcommand("analyze")) return Command{finish(std::move(analyze), raw)};
  if (app.got_subcommand("report")) return Command{finish(std::move(report), raw)};
  if (app.got_subcommand("check")) return Command{finish(std::move(check), raw)};
  if (app.got_subcommand("new")) return Command{finish(std::move(made), raw)};
  if (app.got_subcommand("see")) return Command{std::move(see)};
  return Command{std::move(doctor)};
}

}  // namespace firsthand
