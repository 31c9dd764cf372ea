#include "analyzers/vision/eyes_protocol.h"

#include <cstdint>
#include <stdexcept>

namespace firsthand::eyes {
namespace {

constexpr std::size_t kMostBlobs = 4;

std::size_t length_of(const nlohmann::json& number) {
  if (!number.is_number_unsigned())
    throw std::runtime_error("malformed message: the length of a blob is not a whole number");
  const auto length = number.get<std::uint64_t>();
  if (length > kLargestBlob)
    throw std::runtime_error("malformed message: a picture of " + std::to_string(length) +
                             " bytes, at most " + std::to_string(kLargestBlob) + " are read");
  return static_cast<std::size_t>(length);
}

}  // namespace

std::string pack(Message message) {
  message.header["blobs"] = nlohmann::json::array();
  for (const auto& blob : message.blobs) message.header["blobs"].push_back(blob.size());
  const std::string header =
      message.header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string bytes;
  for (unsigned shift = 0; shift < 32; shift += 8)
    bytes += static_cast<char>((header.size() >> shift) & 0xFFU);
  bytes += header;
  for (const auto& blob : message.blobs) bytes += blob;
  return bytes;
}

std::size_t unpack(std::string_view bytes, Message& message) {
  if (bytes.size() < 4) return 0;
  std::size_t header_length = 0;
  for (unsigned i = 0; i < 4; ++i)
    header_length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  if (header_length > kLargestHeader)
    throw std::runtime_error("malformed message: a header of " + std::to_string(header_length) +
                             " bytes");
  if (bytes.size() - 4 < header_length) return 0;
  Message read;
  read.header = nlohmann::json::parse(bytes.substr(4, header_length), nullptr, false);
  if (!read.header.is_object())
    throw std::runtime_error("malformed message: the header is not a JSON object");
  const auto lengths = read.header.find("blobs");
  std::size_t at = 4 + header_length;
  if (lengths != read.header.end()) {
    if (!lengths->is_array() || lengths->size() > kMostBlobs)
      throw std::runtime_error("malformed message: 'blobs' is not a short list");
    std::size_t end = at;
    for (const auto& length : *lengths) end += length_of(length);
    if (bytes.size() < end) return 0;
    for (const auto& length : *lengths) {
      const std::size_t size = length_of(length);
      read.blobs.emplace_back(bytes.substr(at, size));
      at += size;
    }
  }
  message = std::move(read);
  return at;
}

}  // namespace firsthand::eyes
