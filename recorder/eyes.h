#pragma once
// firsthand-eyes, the helper program that decodes images and reads words: started on first need,
// spoken to over a pipe, restarted once if it dies. See analyzers/vision/eyes_protocol.h.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journeys/recording.h"
#include "journeys/result.h"
#include "recorder/deadline.h"

namespace firsthand {

class Eyes {
 public:
  // `program`: path of firsthand-eyes; usually beside our own executable (see find_eyes).
  explicit Eyes(std::filesystem::path program);
  ~Eyes();
  Eyes(const Eyes&) = delete;
  Eyes& operator=(const Eyes&) = delete;

  // Asked some twenty times a second while a picture is looked at; true: not any longer, which ends
  // the look with kInterrupted.
  void while_looking(std::function<bool()> stop);

  struct Change {
    double share = 0;
    std::vector<Box> where{};  // image pixels
  };
  // How a place of one picture looks beside the same of another: analyzers/vision/likeness.h.
  struct Likeness {
    double changed = 0, outlines = 0, strength = 0;
  };
  // All that a picture shows. Boxes are image pixels.
  struct Sight {
    int width = 0, height = 0;
    double one_colour = 0, detail = 0;
    std::string language{};  // that it was read in
    std::vector<SeenWord> words{};
    std::vector<SeenInk> inks{};
    std::vector<SeenMark> marks{};
    double cpu_ms = 0;  // what it took on all cores together, without loading language data
  };

  // Words with boxes in image pixels. Missing language data: Errc::kNoBrowser with the package.
  Result<std::vector<SeenWord>> words(std::string_view image, const std::string& languages,
                                      double scale, Deadline deadline);
  // Empty optional: the pictures differ in size.
  Result<std::optional<Change>> change(std::string_view before, std::string_view after,
                                       Deadline deadline);
  // As frames of a film are compared: softly, with `without` of both painted over. All boxes are
  // pixels of what the film shows, `across` of them wide, however small its frames are.
  Result<std::optional<Change>> frame_change(std::string_view before, std::string_view after,
                                             const std::vector<Box>& without, int across,
                                             Deadline deadline);
  // Empty optional: they differ in size, or the place lies outside.
  Result<std::optional<Likeness>> frame_likeness(std::string_view one, std::string_view other,
                                                 const Box& place, int across, Deadline deadline);
  // How a film fills, see analyzers/vision/visual_metrics.h; `times_ms` one a frame. Empty
  // optional: the frames differ in size.
  Result<std::optional<VisualTiming>> visual_metrics(const std::vector<std::string>& frames,
                                                     const std::vector<double>& times_ms,
                                                     Deadline deadline);
  // On all cores: for after the walk. Errors as of words().
  Result<Sight> see(std::string_view image, const std::string& languages, double scale,
                    Deadline deadline);
  // The same picture with `boxes` painted over. format: "png" or "jpeg". They are image pixels;
  // with `across`, pixels of what the picture shows, which is that many wide.
  Result<std::string> mask(std::string_view image, const std::vector<Box>& boxes,
                           const std::string& format, Deadline deadline, int across = 0);
  // The picture at most `width` pixels wide. format: webp, jpeg, png.
  Result<std::string> picture(std::string_view image, int width, const std::string& format,
                              int quality, Deadline deadline);
  // Languages that are installed.
  Result<std::vector<std::string>> languages(Deadline deadline);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// firsthand-eyes beside our own executable, else in ../libexec/firsthand, else on PATH.
std::filesystem::path find_eyes();

}  // namespace firsthand
