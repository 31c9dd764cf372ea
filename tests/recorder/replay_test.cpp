// What real walks heard, heard again. The logs are cut down: pictures, headers of no interest and
// the answers that nobody asks for are left out.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "recorder/browser/page.h"
#include "tests/support/replay_transport.h"

namespace firsthand {
namespace {

using namespace std::chrono_literals;

class Replay : public ::testing::Test {
 protected:
  void open(const std::string& name) {
    file_.open(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/recorder/logs" / name);
    browser_.emplace(file_);
    PageOptions options;
    options.visitor = *built_in_visitor("phone");
    auto page = Page::open(*browser_, clock_, options, {}, Deadline::after(5s));
    ASSERT_TRUE(page) << page.error().text();
    page_ = std::move(*page);
  }
  void hear_all() {
    auto heard = page_->client().pump_until([&] { return browser_->over(); }, Deadline::after(5s));
    ASSERT_TRUE(heard && *heard);
  }
  const NetworkEntry* request(const std::string& path) const {
    for (const auto& entry : page_->network().entries())
      if (entry.url.ends_with(path)) return &entry;
    return nullptr;
  }

  std::ifstream file_;
  std::optional<test::ReplayTransport> browser_;
  WalkClock clock_;
  std::unique_ptr<Page> page_;
};

TEST_F(Replay, APageIsLoadedAfterARedirect) {
  open("page_load.log");
  EXPECT_EQ(page_->product(), "HeadlessChrome/156.0.8078.79");
  hear_all();
  ASSERT_NE(request("/go"), nullptr);
  EXPECT_EQ(request("/go")->status, 302);
  EXPECT_TRUE(request("/go")->end_ms);
  EXPECT_TRUE(request("/go")->main_document);
  ASSERT_NE(request("/page"), nullptr);
  EXPECT_EQ(request("/page")->status, 200);
  EXPECT_GT(request("/page")->end_ms, request("/page")->at_ms);
  EXPECT_EQ(request("/missing.png")->status, 404);
  EXPECT_FALSE(request("/missing.png")->main_document);
  EXPECT_EQ(request("/data")->type, "fetch");
  for (const auto& entry : page_->network().entries()) EXPECT_TRUE(entry.end_ms) << entry.url;
}

TEST_F(Replay, TheNextPageTakesThePlaceOfTheFirst) {
  open("page_load.log");
  hear_all();
  const auto& frames = page_->frames();
  EXPECT_EQ(frames.documents(), 2);
  EXPECT_FALSE(frames.navigating());
  ASSERT_EQ(frames.frames().size(), 1U);
  EXPECT_TRUE(frames.find(frames.root_frame())->url.ends_with("/page2"));
  EXPECT_TRUE(frames.find(frames.root_frame())->world);
  EXPECT_TRUE(page_->network().main_document()->url.ends_with("/page2"));
}

TEST_F(Replay, TheConsoleIsHeard) {
  open("page_load.log");
  hear_all();
  ASSERT_EQ(page_->console().lines().size(), 1U);
  EXPECT_EQ(page_->console().lines()[0].level, "info");
  EXPECT_EQ(page_->console().lines()[0].text, "hello Object");
}

TEST_F(Replay, ANavigationFailsWhenTheServerHangsUp) {
  open("failed_navigation.log");
  hear_all();
  const auto* document = page_->network().main_document();
  ASSERT_NE(document, nullptr);
  EXPECT_EQ(document->error, "net::ERR_EMPTY_RESPONSE");
  EXPECT_FALSE(document->canceled);
  EXPECT_FALSE(document->status);
}

TEST_F(Replay, AFrameGoesOnInAnotherProcess) {
  open("other_process.log");
  hear_all();
  const auto& frames = page_->frames();
  ASSERT_EQ(frames.frames().size(), 2U);
  EXPECT_EQ(frames.sessions().size(), 2U);
  for (const auto& [id, frame] : frames.frames()) {
    if (id == frames.root_frame()) continue;
    EXPECT_NE(frame.session, frames.root_session());
    EXPECT_EQ(frame.parent, frames.root_frame());
    EXPECT_TRUE(frame.url.ends_with("/inner"));
    ASSERT_TRUE(frame.world);
    EXPECT_EQ(frames.in_world(frame.session, *frame.world), &frame);
  }
  EXPECT_EQ(request("/inner")->status, 200);
  EXPECT_TRUE(request("/inner")->end_ms);
}

TEST_F(Replay, ACrashIsNoticedAndNothingMoreIsAsked) {
  open("crash.log");
  hear_all();
  EXPECT_TRUE(page_->frames().crashed());
  EXPECT_TRUE(page_->frames().killed());
  const auto began = Clock::now();
  auto picture = page_->screenshot(Deadline::after(1min));
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().code, Errc::kPageGone);
  EXPECT_LT(Clock::now() - began, 1s);
}

}  // namespace
}  // namespace firsthand
