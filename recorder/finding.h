#pragma once
// A first-time visitor's search for a page, by what such links are called: over this page, down to
// its end, through its menu, then one page deeper by way of help and contact. Opens links and menus
// only; sends nothing.

#include <set>
#include <string>

#include "recorder/deeds/doing.h"
#include "recorder/waiting.h"

namespace firsthand {

class Searching {
 public:
  // `order`: of the step's query (link_to in queries.h), with the patience for each page and the
  // limit of the whole search. Ids up to 99 above its own are the search's.
  Searching(WalkState& state, const Step& step, int index, const WaitOrder& order);

  // `here`: whether the page at hand shows the link. Errors only for what ends the walk. StepDone
  // says what was done; its error, that a page on the way did not come. search() says the rest.
  Result<StepDone> go(const WaitResult& here);
  const Search& search() const { return search_; }

 private:
  // Ready on the page at hand, once that has settled.
  Result<WaitResult> look_for(const Query& query);
  Result<WaitResult> wait_for_it(const Query& query, double patience_ms);
  // The link is taken, or seen to lead where the walk does not follow.
  Result<> take(const Query& query, const Sighting& link);
  // Clicks what the query finds and waits for the page that comes. False: it could not be clicked.
  Result<bool> click(const Query& query);
  // Goes where the link may be; false: there is nowhere left.
  Result<bool> go_on();
  Result<bool> to_the_end();
  Result<bool> open_menu();
  Result<bool> go_deeper();
  std::optional<StepError> error_page() const;
  bool over() const;
  bool stopped() const { return doing_.done.error || doing_.done.held; }
  std::string present_url() const;

  WalkState& state_;
  Doing doing_;
  WaitOrder order_;
  Query wanted_;
  Search search_;
  double began_ms_ = 0;
  bool scrolled_ = false, menu_opened_ = false;
  std::set<std::string> visited_;
  std::string covered_by_{};  // what lay over the link that was looked for; empty: nothing  //
                              // addresses of pages
};

}  // namespace firsthand
