#pragma once
// Pages with something over them.

#include <string>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {

// A page with a button, and what comes over it. What is pressed in a layer is told to the site, and
// takes the layer away.
inline std::string page_with(const std::string& layers) {
  return R"html(<!doctype html><title>Shop</title><main><h1>Kettles</h1>
    <button onclick="document.getElementById('told').textContent = 'Paid'">Pay</button>
    <p id="told"></p></main>
    <script>
      function press(what, layer) { fetch('/pressed/' + what); document.getElementById(layer).remove(); }
    </script>)html" +
         layers;
}

inline constexpr const char* kSteps = "  - open: /\n  - click: Pay\n  - see: Paid\n";

inline constexpr const char* kConsent = R"html(<div id="consent"
    style="position:fixed;inset:auto 0 0 0;height:300px;background:#eee;z-index:9">
    <h2>We value your privacy</h2><p>We use cookies to make our shop better.
    <a href="/cookies">Cookie policy</a></p>
    <button onclick="press('accept', 'consent')">Accept all</button>
    <button onclick="press('refuse', 'consent')">Reject all</button>
    <button onclick="press('settings', 'consent')">Cookie settings</button></div>)html";

class Interruptions : public Walks {};

}  // namespace firsthand::test
