// Pages write part of what the browser tells us. Whatever its shape, a walk goes on.
#include <gtest/gtest.h>

#include "recorder/browser/page.h"
#include "recorder/har.h"
#include "recorder/json_fields.h"
#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;

std::vector<Json> odd_values() {
  return {nullptr,
          true,
          -1,
          1e300,
          "text",
          Json::array(),
          Json::array({1, "x", nullptr}),
          Json::array({Json::object()}),
          Json::object(),
          {{"value", Json::array()}}};
}

// Whole events of the kinds we listen to.
std::vector<std::pair<std::string, Json>> good_events() {
  const Json response{{"status", 200},    {"statusText", "OK"},       {"mimeType", "text/html"},
                      {"protocol", "h2"}, {"remoteIPAddress", "::1"}, {"headers", {{"A", "b"}}}};
  const Json frame{{"id", "F"},
                   {"parentId", "ROOT"},
                   {"url", "http://a/"},
                   {"urlFragment", "#b"},
                   {"loaderId", "L"}};
  const auto told = [](const Json& message) {
    return Json{{"name", kBindingName}, {"executionContextId", 5}, {"payload", message.dump()}};
  };
  return {
      {"Target.attachedToTarget",
       {{"sessionId", "T"},
        {"targetInfo",
         {{"type", "iframe"}, {"targetId", "F"}, {"url", "u"}, {"parentFrameId", "ROOT"}}}}},
      {"Page.frameAttached", {{"frameId", "F"}, {"parentFrameId", "ROOT"}}},
      {"Page.frameNavigated", {{"frame", frame}}},
      {"Page.windowOpen", {{"url", "u"}}},
      {"Page.navigatedWithinDocument", {{"frameId", "ROOT"}, {"url", "u"}}},
      {"Page.frameStartedNavigating", {{"frameId", "ROOT"}, {"navigationType", "reload"}}},
      {"Page.frameStoppedLoading", {{"frameId", "ROOT"}}},
      {"Runtime.executionContextCreated",
       {{"context", {{"id", 5}, {"name", kWorldName}, {"auxData", {{"frameId", "ROOT"}}}}}}},
      {"Network.requestWillBeSent",
       {{"requestId", "R"},
        {"timestamp", 1},
        {"wallTime", 1},
        {"type", "Document"},
        {"frameId", "ROOT"},
        {"redirectResponse", response},
        {"request",
         {{"method", "GET"},
          {"url", "http://a/"},
          {"headers", {{"A", "b"}}},
          {"postData", "x"},
          {"urlFragment", "#a"}}}}},
      {"Network.responseReceived", {{"requestId", "R"}, {"timestamp", 1}, {"response", response}}},
      {"Network.loadingFailed",
       {{"requestId", "R"}, {"timestamp", 1}, {"errorText", "x"}, {"canceled", true}}},
      {"Network.loadingFinished", {{"requestId", "R"}, {"timestamp", 1}, {"encodedDataLength", 1}}},
      {"Fetch.requestPaused",
       {{"requestId", "R"},
        {"resourceType", "XHR"},
        {"frameId", "ROOT"},
        {"request",
         {{"method", "POST"}, {"url", "http://a/"}, {"postData", "x"}, {"hasPostData", true}}}}},
      {"Page.javascriptDialogOpening", {{"type", "alert"}, {"message", "x"}}},
      {"Page.screencastFrame",
       {{"data", "eA=="}, {"sessionId", 1}, {"metadata", {{"monotonicTimestamp", 1}}}}},
      {"Runtime.consoleAPICalled",
       {{"type", "log"},
        {"timestamp", 1},
        {"args", {{{"value", 1}, {"description", "d"}, {"type", "t"}}}},
        {"stackTrace", {{"callFrames", {{{"url", "u"}, {"lineNumber", 1}}}}}}}},
      {"Runtime.exceptionThrown",
       {{"timestamp", 1},
        {"exceptionDetails",
         {{"text", "t"},
          {"url", "u"},
          {"lineNumber", 1},
          {"exception", {{"description", "d"}, {"value", 1}}}}}}},
      {"Runtime.bindingCalled", told({{"k", "hello"}, {"t", 1}, {"o", 1}})},
      {"Runtime.bindingCalled", told({{"k", "target"},
                                      {"id", 1},
                                      {"t", 1},
                                      {"o", 1},
                                      {"state", "ready"},
                                      {"by", "x"},
                                      {"box", {{"x", 1}, {"y", 1}, {"w", 1}, {"h", 1}}},
                                      {"matches", 1},
                                      {"rank", 1},
                                      {"name", "n"},
                                      {"x", 1},
                                      {"y", 1}})},
      {"Runtime.bindingCalled", told({{"k", "text"}, {"id", 1}, {"text", "x"}})},
      {"Runtime.bindingCalled", told({{"k", "input"}, {"type", "click"}})},
      {"Runtime.bindingCalled", told({{"k", "react"}, {"what", "dom"}})},
      {"Runtime.bindingCalled", told({{"k", "mask"}, {"boxes", {{1, 2, 3, 4}}}})},
      {"Runtime.bindingCalled", told({{"k", "trouble"}, {"text", "x"}})},
      {"Runtime.executionContextDestroyed", {{"executionContextId", 9}}},
      {"Page.frameDetached", {{"frameId", "F"}, {"reason", "remove"}}},
      {"Target.detachedFromTarget", {{"sessionId", "T"}}},
  };
}

// Every place of `tree` in turn replaced by `odd`.
std::vector<Json> spoiled(const Json& tree, const Json& odd) {
  std::vector<Json> out;
  const auto places = tree.flatten();
  for (const auto& [pointer, value] : places.items()) {
    for (Json::json_pointer place(pointer);; place = place.parent_pointer()) {
      Json copy = tree;
      copy[place] = odd;
      out.push_back(std::move(copy));
      if (place.empty()) break;
    }
  }
  return out;
}

class OddShapes : public ::testing::Test {
 protected:
  void SetUp() override {
    browser_.reply_to("Browser.getVersion", {{"product", "HeadlessChrome/156.0.0.0"}});
    browser_.reply_to("Target.createTarget", {{"targetId", "ROOT"}});
    browser_.reply_to("Target.attachToTarget", {{"sessionId", "S"}});
    browser_.reply_to("Runtime.evaluate", Json::object());
    auto page = Page::open(browser_, clock_, options(), {}, Deadline::after(5s));
    ASSERT_TRUE(page);
    page_ = std::move(*page);
    page_->agent().arm(1, Query{.word = "click", .text = "x"});
    say_all();
  }
  static PageOptions options() {
    PageOptions options;
    options.visitor = *built_in_visitor("laptop");
    options.secrets = {"secret"};
    options.guard = {.site_host = "a", .strict = true};
    return options;
  }
  void say_all() {
    for (const auto& [method, params] : good_events()) browser_.event(method, params, "S");
    hear();
  }
  void hear() {
    browser_.event("Done", Json::object());
    bool heard = false;
    const auto listening =
        page_->client().on("Done", [&](const auto&, const auto&) { heard = true; });
    ASSERT_TRUE(page_->client().pump_until([&] { return heard; }, Deadline::after(5s)));
  }
  void answer(const char* method, const Json& result) { browser_.reply_to(method, result); }
  static Deadline soon() { return Deadline::after(5s); }

  test::ScriptedTransport browser_;
  WalkClock clock_;
  std::unique_ptr<Page> page_;
};

TEST_F(OddShapes, OfEventsAreHeardWithoutHarm) {
  for (const auto& [method, params] : good_events())
    for (const auto& odd : odd_values()) {
      for (const auto& event : spoiled(params, odd)) browser_.event(method, event, "S");
      ASSERT_NO_THROW(hear()) << method << " with " << odd.dump();
    }
  (void)har_from(page_->network().entries(), {}).dump();
  EXPECT_FALSE(page_->client().browser_gone());
}

TEST_F(OddShapes, OfWhatTheAgentTellsAreHeardWithoutHarm) {
  for (const auto& [method, params] : good_events()) {
    if (method != "Runtime.bindingCalled") continue;
    const auto told = Json::parse(params.at("payload").get<std::string>());
    for (const auto& odd : odd_values()) {
      for (const auto& message : spoiled(told, odd))
        browser_.event(
            method,
            {{"name", kBindingName}, {"executionContextId", 5}, {"payload", message.dump()}}, "S");
      ASSERT_NO_THROW(hear()) << told.dump() << " with " << odd.dump();
    }
  }
}

TEST_F(OddShapes, OfAFrameThatGoesWhileItIsAskedForAreSaid) {
  browser_.event("Page.frameAttached", {{"frameId", "INNER"}, {"parentFrameId", "ROOT"}}, "S");
  hear();
  ASSERT_NE(page_->frames().find("INNER"), nullptr);
  answer("DOM.getFrameOwner", {{"backendNodeId", 7}});
  answer("DOM.getBoxModel", {{"model", {{"content", {10, 20, 30, 20, 30, 40, 10, 40}}}}});
  const auto there = page_->offset_of("INNER", soon());
  ASSERT_TRUE(there) << there.error().text();
  EXPECT_EQ(there->y, 20);
  browser_.event("Page.frameDetached", {{"frameId", "INNER"}, {"reason", "remove"}}, "S");
  const auto gone = page_->offset_of("INNER", soon());
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, Errc::kPageGone);
}

TEST_F(OddShapes, OfMessagesAreHeardWithoutHarm) {
  for (const char* text : {"", "no json", "[]", "1", "null", "{}", R"({"id":null})",
                           R"({"id":"x","result":1})", R"({"id":4294967297,"result":{}})",
                           R"({"id":1,"error":null})", R"({"id":1,"error":{"message":5}})",
                           R"({"method":5,"params":{}})", R"({"method":"Page.frameNavigated"})",
                           R"({"method":"Page.frameNavigated","params":[1],"sessionId":7})"})
    browser_.say(text);
  EXPECT_NO_THROW(hear());
}

TEST_F(OddShapes, OfRepliesAreErrorsOrAbsent) {
  for (const auto& odd : odd_values()) {
    for (const char* method :
         {"Runtime.evaluate", "Page.captureScreenshot", "DOM.getFrameOwner", "DOM.getBoxModel",
          "DOM.describeNode", "DOM.resolveNode", "DOM.getNodeForLocation",
          "Accessibility.getPartialAXTree", "Performance.getMetrics", "CSS.createStyleSheet"})
      answer(method, odd);
    const auto all = [&] {
      (void)page_->view(soon());
      (void)page_->moment(soon());
      (void)page_->screenshot(soon());
      (void)page_->offset_of("F", soon());
      (void)page_->accessible_at(1, 1, soon());
      page_->open_closed_roots(true);
      say_all();
    };
    ASSERT_NO_THROW(all()) << odd.dump();
    for (const char* method : {"Runtime.evaluate"}) answer(method, {{"result", {{"value", odd}}}});
    answer("DOM.getBoxModel", {{"model", {{"content", odd}}}});
    answer("DOM.describeNode", {{"node", {{"children", odd}, {"shadowRootType", odd}}}});
    answer("Accessibility.getPartialAXTree", {{"nodes", odd}});
    answer("Performance.getMetrics", {{"metrics", odd}});
    ASSERT_NO_THROW(all()) << odd.dump();
    answer("Runtime.evaluate", {{"exceptionDetails", odd}});
    ASSERT_NO_THROW(all()) << odd.dump();
  }
}

TEST_F(OddShapes, OfNamesLoseTheBlanksThatNobodyReads) {
  answer("Runtime.evaluate", {{"result", {{"value", {{"scrollY", 400}}}}}});
  answer("DOM.getNodeForLocation", {{"backendNodeId", 7}});
  answer(
      "Accessibility.getPartialAXTree",
      {{"nodes", {{{"role", {{"value", "textbox"}}}, {"name", {{"value", " Order  number "}}}}}}});
  const auto found = page_->accessible_at(1, 1, soon());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Order number");
}

TEST_F(OddShapes, OfAViewLeaveWhatIsReadable) {
  // A form control named "title" takes document.title's place.
  answer("Runtime.evaluate",
         {{"result",
           {{"value", {{"title", Json::object()}, {"url", "http://a/"}, {"width", "wide"}}}}}});
  auto view = page_->view(soon());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->url, "http://a/");
  EXPECT_EQ(view->title, "");
  EXPECT_EQ(view->width, 0);
}

TEST_F(OddShapes, AThrownExceptionIsAnError) {
  answer("Runtime.evaluate",
         {{"exceptionDetails", {{"exception", {{"description", "TypeError: x"}}}}}});
  EXPECT_EQ(page_->view(soon()).error().what, "the page agent broke: TypeError: x");
}

TEST(SightingFrom, NeverThrows) {
  const Json good{{"state", "ready"},  {"by", "x"},
                  {"offscreen", true}, {"how", "h"},
                  {"name", "n"},       {"box", {{"x", 1}, {"y", 2}, {"w", 3}, {"h", 4}}},
                  {"matches", 2},      {"rank", 5},
                  {"x", 1.5},          {"y", 2.5}};
  EXPECT_EQ(sighting_from(good).box, (Box{1, 2, 3, 4}));
  EXPECT_EQ(sighting_from(good).rank, 5);
  for (const auto& odd : odd_values())
    for (const auto& tree : spoiled(good, odd)) EXPECT_NO_THROW((void)sighting_from(tree));
  EXPECT_EQ(sighting_from(nullptr).state, "missing");
}

TEST(JsonFields, FallBackWhenThereIsNothingOfTheKind) {
  const Json tree{{"text", "t"}, {"number", 2.9}, {"huge", 1e300}, {"flag", true}};
  EXPECT_EQ(text_in(tree, "text"), "t");
  EXPECT_EQ(text_in(tree, "number", "none"), "none");
  EXPECT_EQ(whole_in(tree, "number"), 2);
  EXPECT_EQ(whole_in(tree, "huge", 7), 7);
  EXPECT_EQ(number_in(tree, "text", 7), 7);
  EXPECT_TRUE(flag_in(tree, "flag"));
  EXPECT_FALSE(flag_in(tree, "number"));
  EXPECT_TRUE(part_in(tree, "missing").is_null());
  EXPECT_TRUE(part_in("text", "text").is_null());
  EXPECT_EQ(texts_in({"a", 1, "b", nullptr}), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace firsthand
