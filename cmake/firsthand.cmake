# Warnings and sanitizers, for our own targets only.
add_library(firsthand_options INTERFACE)
target_compile_options(firsthand_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wold-style-cast
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wuseless-cast>
  $<$<BOOL:${FIRSTHAND_WERROR}>:-Werror>)
# GCC 12 at -O2 takes "x" + std::string for a copy onto itself (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(firsthand_options INTERFACE -Wno-restrict)
endif()
if(FIRSTHAND_SANITIZE)
  target_compile_options(firsthand_options INTERFACE
    -fsanitize=${FIRSTHAND_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_compile_definitions(firsthand_options INTERFACE FIRSTHAND_SANITIZED)
  target_link_options(firsthand_options INTERFACE -fsanitize=${FIRSTHAND_SANITIZE})
endif()

# One static library a folder. USES names the folders whose headers it may include (a test
# enforces it) and PACKAGES the third-party parts.
#   firsthand_module(reports SOURCES a.cpp USES journeys analyzers PACKAGES fmt::fmt)
function(firsthand_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PACKAGES" ${ARGN})
  add_library(firsthand_${name} STATIC ${ARG_SOURCES})
  target_include_directories(firsthand_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  list(TRANSFORM ARG_USES PREPEND firsthand_ OUTPUT_VARIABLE uses)
  target_link_libraries(firsthand_${name} PUBLIC ${uses} PRIVATE firsthand_options ${ARG_PACKAGES})
endfunction()

# Compiles files into the library as `extern const std::string_view NAME`, in namespace firsthand.
#   firsthand_embed(recorder kAgentScript visitor/agent.js)
function(firsthand_embed module name file)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${file}
            -DOUTPUT=${output} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  target_sources(firsthand_${module} PRIVATE ${output})
endfunction()
