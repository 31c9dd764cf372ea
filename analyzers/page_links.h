#pragma once
// The links that a walk's pages showed, as they are written there.

#include <string>
#include <vector>

#include "journeys/recording_folder.h"

namespace firsthand {

struct PageLink {
  std::string href{};  // as written; relative to `base`
  std::string base{};  // absolute, or relative to `page`; empty: `page`
  std::string page{};  // address of the page
  int step = 0;
  std::string text{};  // what a reader sees of it, or its label; at most 120 characters
  std::string part{};  // nav, header, footer; empty: elsewhere
  bool acts = false;   // it is no plain link: it says that it sends, or deletes
  bool nofollow = false;
  // The visitor had sent something before this page.
  bool after_sending = false;
};

// Visible ones of pages that came well, each page once by its address. A walk that was not measured
// shows none.
std::vector<PageLink> links_shown(const Recording& recording);

}  // namespace firsthand
