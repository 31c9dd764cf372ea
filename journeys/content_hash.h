#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace firsthand {

// 16 hexadecimal digits that tell contents apart (FNV-1a): names for files and rows, no protection.
inline std::string content_hash(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char character : bytes)
    hash = (hash ^ static_cast<unsigned char>(character)) * 1099511628211ULL;
  return fmt::format("{:016x}", hash);
}

}  // namespace firsthand
