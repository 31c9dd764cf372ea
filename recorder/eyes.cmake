# What the recorder sees with: included by the recorder's CMakeLists.txt.
firsthand_module(eyes_client
  SOURCES ${PROJECT_SOURCE_DIR}/recorder/eyes.cpp ${PROJECT_SOURCE_DIR}/recorder/eyes_process.cpp
          ${PROJECT_SOURCE_DIR}/recorder/seeing.cpp ${PROJECT_SOURCE_DIR}/recorder/film.cpp
  USES journeys eyes_protocol PACKAGES fmt::fmt nlohmann_json::nlohmann_json)
