#pragma once
// Journeys to begin with on a site, from what a first visit found there.

#include <string>
#include <vector>

#include "journeys/recording.h"

namespace firsthand {

struct StarterFile {
  std::string name{};  // "journeys/contact-us.yaml", "README.md"
  std::string text{};
};

// The ready-made journeys whose things `first_visit` found, with the site's address and the words
// of its own links in place, and a page on how to go on. Nothing else of the site's text is in
// them.
std::vector<StarterFile> starter_files(const std::string& site, const Walk& first_visit);

}  // namespace firsthand
