#include "journeys/parsing/visitor_reader.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "journeys/parsing/words.h"
#include "journeys/text.h"
#include "journeys/visitor_wish.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostHeaders = 50;

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

class VisitorReader {
 public:
  VisitorReader(Reading& reading, VisitorWish& wish) : reading_(reading), wish_(wish) {}

  void read(const YamlNode& key, const YamlNode& value) {
    if (value.is_list())
      return reading_.error(value, "a journey has one visitor",
                            "leave the others off: --visitor NAME walks it as another one");
    if (!value.is_map()) return read_like(key, value);
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
      read_key(value.items[i], value.items[i + 1]);
  }

 private:
  void read_key(const YamlNode& key, const YamlNode& value) {
    if (key.text == "like") return read_like(key, value);
    if (key.text == "network") return read_network(key, value);
    if (key.text == "cpu") return read_cpu(key, value);
    if (key.text == "locale") return read_checked(key, value, mistake_in_locale, wish_.locale);
    if (key.text == "time_zone")
      return read_checked(key, value, mistake_in_time_zone, wish_.time_zone);
    if (key.text == "location") return read_location(key, value);
    if (key.text == "headers") return read_headers(key, value);
    if (key.text == "text") return read_text(key, value);
    if (key.text == "dark") {
      wish_.dark = reading_.flag(key, value);
      return;
    }
    if (key.text == "reduced_motion") {
      wish_.reduced_motion = reading_.flag(key, value);
      return;
    }
    reading_.unknown(key, Sort::kVisitorKey, visitor_keys());
  }

  void read_like(const YamlNode& key, const YamlNode& value) {
    const auto name = reading_.text(key, value);
    if (!name) return;
    if (!built_in_visitor(*name))
      return reading_.unknown(value, Sort::kVisitor, built_in_visitor_names());
    wish_.like = *name;
  }

  void read_network(const YamlNode& key, const YamlNode& value) {
    const auto name = reading_.text(key, value);
    if (!name) return;
    if (!network_profile(*name)) return reading_.unknown(value, Sort::kNetwork, network_names());
    wish_.network = *name;
  }

  void read_cpu(const YamlNode& key, const YamlNode& value) {
    const auto raw = reading_.text(key, value);
    if (!raw) return;
    const auto times = number_in(*raw);
    if (times && *times >= 1 && *times <= kMostCpu) {
      wish_.cpu = *times;
      return;
    }
    const auto bare = raw->substr(0, raw->find_first_not_of("0123456789."));
    reading_.error(
        value, fmt::format("'{}' is not how many times slower", printable(*raw, 40)),
        fmt::format("write a number from 1 to {}: 4 is a processor four times slower", kMostCpu),
        !times && number_in(bare) ? reading_.with_value(value, bare) : "");
  }

  void read_text(const YamlNode& key, const YamlNode& value) {
    const auto raw = reading_.text(key, value);
    if (!raw) return;
    const bool percent = raw->ends_with('%');
    const auto size = number_in(std::string_view(*raw).substr(0, raw->size() - (percent ? 1 : 0)));
    if (percent && size && *size >= kLeastZoom && *size <= kMostZoom &&
        *size == std::floor(*size)) {
      wish_.text = static_cast<int>(*size);
      return;
    }
    reading_.error(
        value, fmt::format("'{}' is not a size of text", printable(*raw, 40)),
        fmt::format("write it in percent, from {}% to {}%: 200% is twice as large", kLeastZoom,
                    kMostZoom),
        !percent && size && *size >= kLeastZoom ? reading_.with_value(value, *raw + "%") : "");
  }

  template <typename Mistake>
  void read_checked(const YamlNode& key, const YamlNode& value, Mistake mistake_in,
                    std::optional<std::string>& into) {
    auto text = reading_.text(key, value);
    if (!text) return;
    if (const auto wrong = mistake_in(*text))
      return reading_.error(value, wrong->what, wrong->advice,
                            reading_.with_value(value, wrong->meant));
    into = std::move(*text);
  }

  void read_location(const YamlNode& key, const YamlNode& value) {
    const std::string advice = "write latitude and longitude in degrees, like [52.5, 13.4]";
    if (value.is_list() && value.items.size() == 2 && value.items[0].is_text() &&
        value.items[1].is_text()) {
      const auto north = number_in(value.items[0].text), east = number_in(value.items[1].text);
      if (north && east && std::abs(*north) <= 90 && std::abs(*east) <= 180) {
        wish_.location = GeoPoint{*north, *east};
        return;
      }
    }
    reading_.error(value.kind == YamlNode::Kind::kNothing ? key : value,
                   "this is no place on earth", advice,
                   value.is_text() && value.text.find(',') != std::string::npos
                       ? reading_.with_value(value, "[" + value.text + "]")
                       : "");
  }

  void read_headers(const YamlNode& key, const YamlNode& value) {
    if (!value.is_map())
      return reading_.error(value.is_text() || value.is_list() ? value : key,
                            "'headers' needs names with their values",
                            "write them below it, indented, as Name: value");
    if (value.items.size() > 2 * kMostHeaders)
      return reading_.error(key, fmt::format("more than {} headers", kMostHeaders));
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
      const YamlNode& name = value.items[i];
      if (const auto wrong = mistake_in_header_name(name.text)) {
        reading_.error(name, wrong->what, wrong->advice);
        continue;
      }
      auto text = reading_.text_with_variables(name, value.items[i + 1], true);
      if (!text) continue;
      if (const auto wrong = mistake_in_header_value(text->raw)) {
        reading_.error(value.items[i + 1], wrong->what, wrong->advice);
        continue;
      }
      wish_.headers[name.text] = std::move(*text);
    }
  }

  Reading& reading_;
  VisitorWish& wish_;
};

}  // namespace

void read_visitor(const YamlNode& key, const YamlNode& value, Reading& reading, VisitorWish& wish) {
  VisitorReader(reading, wish).read(key, value);
}

}  // namespace firsthand
