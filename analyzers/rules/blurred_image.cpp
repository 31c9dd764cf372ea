#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/kept_box.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Ours, on the side of silence: each pixel of the picture is spread over two by two of the page's,
// and more than that on a phone. Lighthouse (image-size-responsive) asks for 1.5 times as many as
// the page has, on screens with two or more to one of the page's.
constexpr double kStretched = 2;
constexpr double kLargeSide = 100;  // CSS pixels: what people look at, not a mark beside it
constexpr double kSpacer = 8;       // pixels: a picture to be stretched

struct BlurredImage {
  int node = 0;
  Box box{};
  OwnPixels pixels{};
  double stretched() const { return std::min(box.w / pixels.width, box.h / pixels.height); }
};

std::vector<BlurredImage> blurred_on(const HtmlTree& page) {
  std::vector<BlurredImage> images;
  for (const int node : page.elements("img")) {
    const auto box = kept_box(page, node);
    const auto pixels = own_pixels(page, node);
    if (!box || !pixels || !page.node(node).visible) continue;
    const BlurredImage image{node, *box, *pixels};
    if (std::min(box->w, box->h) >= kLargeSide &&
        std::min(pixels->width, pixels->height) > kSpacer && image.stretched() > kStretched)
      images.push_back(image);
  }
  return images;
}

std::string name_of_image(const HtmlTree& page, const BlurredImage& image) {
  const auto* alt = page.attribute(image.node, "alt");
  if (alt != nullptr && !alt->empty()) return in_quotes(*alt, 60);
  const auto* source = page.attribute(image.node, "src");
  return source == nullptr || source->starts_with("data:") ? "a picture" : short_url(*source);
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<BlurredImage>& images) {
  const auto worst =
      *std::max_element(images.begin(), images.end(),
                        [](const auto& a, const auto& b) { return a.stretched() < b.stretched(); });
  Finding finding = finding_at(recording, "blurred-image", &step);
  finding.severity = Severity::kMinor;
  finding.owner = Owner::kContent;
  finding.count = static_cast<int>(images.size());
  finding.title = fmt::format(
      "{} on {} {} stretched until blurred: {} has {:.0f} × {:.0f} pixels, and is shown {:.0f} × "
      "{:.0f} large.",
      counted(finding.count, "picture", "pictures"), page_name(page, step),
      finding.count == 1 ? "is" : "are", name_of_image(page, worst), worst.pixels.width,
      worst.pixels.height, worst.box.w, worst.box.h);
  finding.why =
      "Who cannot see what a thing looks like does not buy it, or sends it back (Lighthouse: "
      "image-size-responsive).";
  finding.fix =
      "Deliver the picture with at least as many pixels as it is shown large; twice as many for "
      "phones.";
  for (const auto& image : images)
    finding.evidence.text +=
        (finding.evidence.text.empty() ? "" : ", ") + name_of_image(page, image);
  if (shows_some_of(screen_named(recording.walk.screens, step.after), worst.box))
    finding.evidence.box = worst.box;
  return finding;
}

}  // namespace

Verdict blurred_image(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;
  bool any_picture = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    any_picture = any_picture || !kept->elements("img").empty();
    std::vector<BlurredImage> fresh;
    for (const auto& image : blurred_on(*kept)) {
      const auto* source = kept->attribute(image.node, "src");
      if (known.insert(source == nullptr ? std::string() : *source).second) fresh.push_back(image);
    }
    if (!fresh.empty()) findings.push_back(describe(recording, step, *kept, fresh));
  }
  return pages.verdict(std::move(findings), any_picture, "no page of this walk shows a picture");
}

}  // namespace firsthand
