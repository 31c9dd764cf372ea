# The Debian package: cpack --preset release, or scripts/package.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME firsthand)
set(CPACK_PACKAGE_VENDOR "The Firsthand authors")
set(CPACK_PACKAGE_CONTACT "The Firsthand authors <maintainers@firsthand.invalid>" CACHE STRING
  "Who maintains the package: Name <address>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "customer-journey walkthrough recorder")
# Debian's control format: the line after the summary, paragraphs divided by a lone dot.
set(CPACK_PACKAGE_DESCRIPTION
"Firsthand walks your customers' journeys the way a first-time visitor does,
in a real browser, and shows the people who run the business what it was
like: what was waited for and how long, where it failed, what it looked like.
.
It writes one HTML report that a leader can read without having seen a
command line, the same as JSON and JUnit for programs, and ends with an exit
code that a build can act on.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
string(JOIN ", " CPACK_DEBIAN_PACKAGE_DEPENDS
  ca-certificates chromium-headless-shell chromium-sandbox
  fontconfig fonts-dejavu-core fonts-liberation fonts-noto-cjk fonts-noto-color-emoji
  tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS fonts-noto-core)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS chromium)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/debian/files.cmake)
include(CPack)
