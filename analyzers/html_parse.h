#pragma once
// The one place that knows Gumbo.

#include <string_view>
#include <vector>

#include "analyzers/html_tree.h"
#include "journeys/result.h"

namespace firsthand {

// The nodes of a page; the first is <html>. `block` and `visible` are left to HtmlTree.
Result<std::vector<HtmlNode>> parse_html(std::string_view html);

}  // namespace firsthand
