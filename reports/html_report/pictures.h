#pragma once
// Screens in the report: each picture is embedded once, as an SVG symbol, and shown from there as
// often as needed, whole or cropped, with boxes drawn in the screen's own CSS pixels.

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/html_report.h"
#include "reports/html_writer.h"

namespace firsthand::report {

enum class MarkKind {
  kTarget,   // what the customer worked
  kEvidence  // where the friction is
};
struct Mark {
  Box box{};
  MarkKind kind = MarkKind::kEvidence;
};

enum class Crop {
  kWhole,
  kDetail  // so much that its letters can be read: around the marks, else the focus, else the top
};

struct Shown {
  std::vector<Mark> marks{};
  std::optional<Box> focus{};  // not drawn
  Crop crop = Crop::kWhole;
  std::string alt{};  // hostile text in it
};

class Pictures {
 public:
  explicit Pictures(const PictureSource& source) : source_(source) {}

  // The screen, or a note that there is none. What the walk does not list as a screen has no scale:
  // its boxes are left out.
  void show(HtmlWriter& html, const WalkSummary& walk, const std::string& file, const Shown& how);

  // All pictures that were shown, and for every place where one is shown the view that its link
  // opens; once, at the end of the report.
  void definitions(HtmlWriter& html) const;

 private:
  enum class Found { kYes, kNo, kNoRoom };
  struct Known {
    Found found = Found::kNo;
    std::size_t number = 0;  // in embedded_, when kYes
  };
  struct Use {  // a place where a picture is shown: its view leads back to it
    std::size_t number = 0;
    const Screen* screen = nullptr;
    Shown how{};
  };
  Known find(const std::string& recording, const std::string& file);
  Known embed(Picture picture);

  const PictureSource& source_;
  void draw(HtmlWriter& html, std::size_t number, const Screen* screen, const Shown& how) const;
  void write_view(HtmlWriter& html, std::size_t use) const;

  std::vector<Use> uses_;
  std::deque<Picture> embedded_;  // never moves: by_bytes_ looks into it
  std::map<std::pair<std::string, std::string>, Known> known_;
  std::map<std::string_view, std::size_t> by_bytes_;
  std::size_t bytes_ = 0;
  bool full_ = false;
};

}  // namespace firsthand::report
