#pragma once
// How a struct of recording.h is written to and read from JSON, given its description: a function
// describe(io, value) that calls io.field(key, member) for each key. Only for recording_json.cpp.

#include <cmath>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "journeys/recording.h"
#include "journeys/text.h"

namespace firsthand::recording_io {

using nlohmann::json;

template <typename T>
struct Words;
template <>
struct Words<Outcome> {
  static constexpr std::pair<Outcome, std::string_view> kAll[] = {
      {Outcome::kCompleted, "completed"},
      {Outcome::kGaveUp, "gave_up"},
      {Outcome::kFailed, "failed"},
      {Outcome::kStopped, "stopped"},
      {Outcome::kUnmeasured, "unmeasured"}};
};
template <>
struct Words<StepOutcome> {
  static constexpr std::pair<StepOutcome, std::string_view> kAll[] = {
      {StepOutcome::kDone, "done"},
      {StepOutcome::kGaveUp, "gave_up"},
      {StepOutcome::kFailed, "failed"},
      {StepOutcome::kStopped, "stopped"},
      {StepOutcome::kUnmeasured, "unmeasured"},
      {StepOutcome::kPassedOver, "passed_over"},
      {StepOutcome::kNotReached, "not_reached"}};
};

template <typename E>
std::string_view word_of(E value) {
  for (const auto& [known, word] : Words<E>::kAll)
    if (known == value) return word;
  return "unmeasured";
}

template <typename E>
std::optional<E> value_of(std::string_view word) {
  for (const auto& [value, known] : Words<E>::kAll)
    if (known == word) return value;
  return std::nullopt;
}

[[noreturn]] inline void refuse(const std::string& key, const std::string& needed,
                                const json& found) {
  throw json::type_error::create(
      302, key + ": " + needed + " is needed here, not " + std::string(found.type_name()), nullptr);
}

template <typename S, typename T>
concept Is = std::same_as<std::remove_const_t<S>, T>;

class Writer {
 public:
  explicit Writer(json& out) : out_(out) { out_ = json::object(); }

  template <typename T>
  void field(const char* key, const T& value) {
    json written;
    if (write(written, value)) out_[key] = std::move(written);
  }

  // False: nothing was measured, nothing is written.
  template <typename T>
  static bool write(json& out, const T& value) {
    if constexpr (std::same_as<T, double>) {
      if (!std::isfinite(value)) return false;
      out = std::round(value * 1000) / 1000;
    } else if constexpr (std::same_as<T, std::string>) {
      out = valid_utf8(value);
    } else if constexpr (std::same_as<T, bool> || std::same_as<T, int>) {
      out = value;
    } else if constexpr (std::is_enum_v<T>) {
      out = word_of(value);
    } else if constexpr (std::same_as<T, Box>) {
      for (const double side : {value.x, value.y, value.w, value.h})
        out.push_back(std::isfinite(side) ? std::round(side * 1000) / 1000 : 0.0);
    } else {
      Writer writer(out);
      describe(writer, value);
    }
    return true;
  }
  template <typename T>
  static bool write(json& out, const std::optional<T>& value) {
    return value && write(out, *value);
  }
  template <typename T>
  static bool write(json& out, const std::vector<T>& values) {
    out = json::array();
    for (const auto& value : values) {
      json written;
      if (write(written, value)) out.push_back(std::move(written));
    }
    return true;
  }

 private:
  json& out_;
};

class Reader {
 public:
  Reader(const json& in, std::string path) : in_(in), path_(std::move(path)) {
    if (!in.is_object()) refuse(path_.empty() ? "the file" : path_, "an object", in);
  }

  // A key that is missing, or null, leaves the value as it was.
  template <typename T>
  void field(const char* key, T& value) {
    const auto found = in_.find(key);
    if (found == in_.end() || found->is_null()) return;
    read(*found, path_.empty() ? std::string(key) : path_ + "." + key, value);
  }

  template <typename T>
  static void read(const json& in, const std::string& path, T& value) {
    if constexpr (std::same_as<T, bool>) {
      if (!in.is_boolean()) refuse(path, "true or false", in);
      value = in.get<bool>();
    } else if constexpr (std::same_as<T, int>) {
      value = whole_number(in, path);
    } else if constexpr (std::same_as<T, double>) {
      if (!in.is_number()) refuse(path, "a number", in);
      value = in.get<double>();
    } else if constexpr (std::same_as<T, std::string>) {
      if (!in.is_string()) refuse(path, "a text", in);
      value = in.get_ref<const std::string&>();
    } else if constexpr (std::is_enum_v<T>) {
      if (!in.is_string()) refuse(path, "a word", in);
      const auto known = value_of<T>(in.get_ref<const std::string&>());
      if (!known) refuse(path, "a known outcome", in);
      value = *known;
    } else if constexpr (std::same_as<T, Box>) {
      if (!in.is_array() || in.size() != 4) refuse(path, "a box [x, y, w, h]", in);
      read(in[0], path, value.x);
      read(in[1], path, value.y);
      read(in[2], path, value.w);
      read(in[3], path, value.h);
    } else {
      Reader reader(in, path);
      describe(reader, value);
    }
  }
  template <typename T>
  static void read(const json& in, const std::string& path, std::optional<T>& value) {
    read(in, path, value.emplace());
  }
  template <typename T>
  static void read(const json& in, const std::string& path, std::vector<T>& values) {
    if (!in.is_array()) refuse(path, "a list", in);
    values.clear();
    values.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i)
      read(in[i], path + "[" + std::to_string(i) + "]", values.emplace_back());
  }

 private:
  static int whole_number(const json& in, const std::string& path) {
    constexpr auto kMost = std::numeric_limits<int>::max();
    const bool fits =
        in.is_number_unsigned()
            ? in.get<std::uint64_t>() <= kMost
            : in.is_number_integer() && in.get<std::int64_t>() >= std::numeric_limits<int>::min();
    if (!fits) refuse(path, "a whole number of ordinary size", in);
    return in.get<int>();
  }

  const json& in_;
  std::string path_;
};

}  // namespace firsthand::recording_io
