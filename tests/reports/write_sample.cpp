// Writes the report of an audit to look at: report_sample OUT.html [FOLDER], with FOLDER's PNG
// pictures as its screens. To be seen at 1280 and 390 px, light, dark and in print.

#include <filesystem>
#include <iostream>

#include "journeys/recording_folder.h"
#include "reports/html_report.h"
#include "tests/reports/sample_audit.h"

namespace {

// A PNG says its size in bytes 16 to 23, big end first.
int number_at(const std::string& bytes, std::size_t at) {
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: report_sample OUT.html [FOLDER]\n";
    return 2;
  }
  const std::filesystem::path folder = argc > 2 ? argv[2] : "";
  const auto picture = [&](const std::string&,
                           const std::string& file) -> std::optional<firsthand::Picture> {
    auto bytes = firsthand::read_file(folder / std::filesystem::path(file).filename());
    if (folder.empty() || !bytes || bytes->size() < 24) return std::nullopt;
    const int width = number_at(*bytes, 16), height = number_at(*bytes, 20);
    return firsthand::Picture{std::move(*bytes), "image/png", width, height};
  };
  const auto html = firsthand::html_report(firsthand::test::shop_audit(), picture);
  const auto written = firsthand::write_atomically(argv[1], html);
  if (!written) std::cerr << written.error().text() << "\n";
  return written ? 0 : 1;
}
