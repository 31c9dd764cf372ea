# The test of the tests: in a copy of the sources a wrong include must make tests/layering.cmake
# fail, and say which one it is, and a type of a name that is taken tests/type_names.cmake; without
# it the copy must pass.
#   cmake -DSOURCE=<repository> -DCOPY=<folder to use> -P tests/layering_test.cmake
cmake_minimum_required(VERSION 3.25)

function(expect check result said why)
  execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE=${COPY} -P ${SOURCE}/tests/${check}.cmake
                  RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(result STREQUAL pass AND NOT code EQUAL 0)
    message(FATAL_ERROR "${why}, but:\n${err}")
  endif()
  if(result STREQUAL fail)
    string(REGEX REPLACE "[ \n]+" " " err "${err}")
    if(code EQUAL 0)
      message(FATAL_ERROR "${why}, but it passed")
    endif()
    string(FIND "${err}" "${said}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${why}, but it did not say '${said}':\n${err}")
    endif()
  endif()
endfunction()

function(plant check file line why said)
  file(READ ${COPY}/${file} before)
  file(APPEND ${COPY}/${file} "\n${line}\n")
  expect(${check} fail "${said}" "${why}")
  file(WRITE ${COPY}/${file} "${before}")
endfunction()

file(REMOVE_RECURSE ${COPY})
foreach(folder journeys analyzers recorder reports cli)
  file(COPY ${SOURCE}/${folder} DESTINATION ${COPY}
       FILES_MATCHING PATTERN "*.h" PATTERN "*.cpp" PATTERN "CMakeLists.txt" PATTERN "*.cmake")
endforeach()

expect(layering pass "" "the sources as they are must pass")
expect(type_names pass "" "the sources as they are must pass")
plant(layering journeys/text.cpp "#include \"recorder/walker.h\"" "journeys must not know the recorder"
      "journeys/text.cpp includes recorder/walker.h")
plant(layering journeys/text.cpp "#include \"analyzers/vision/image.h\"" "journeys must not know pixels"
      "journeys/text.cpp includes analyzers/vision/image.h")
plant(layering reports/audit_json.cpp "#  include <recorder/eyes.h>" "reports must not know the recorder"
      "reports/audit_json.cpp includes recorder/eyes.h")
plant(layering journeys/recording.h "#include <yaml-cpp/yaml.h>" "YAML must stay behind the parser"
      "journeys/recording.h includes <yaml-cpp/yaml.h>")
plant(type_names reports/lookup.h "namespace firsthand {\nstruct Recording {\n};\n}"
      "two types must not share a name"
      "firsthand::Recording: in journeys/recording_folder.h and in reports/lookup.h")
file(REMOVE_RECURSE ${COPY})
