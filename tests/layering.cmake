# Fails when a folder includes what its CMakeLists.txt does not name.
#   cmake -DSOURCE=<repository> -P tests/layering.cmake
#
# 1. A file may include headers of its own folder, and of the folders that the CMakeLists.txt of its
#    folder names under USES (or links as firsthand_<module>). Direct names only: what USES uses
#    does not count.
# 2. Third-party headers stay out of headers and in the few files listed below. JSON, fmt and spdlog
#    are free.
cmake_minimum_required(VERSION 3.25)
set(folders journeys analyzers/vision analyzers recorder reports cli)

# header -> the files (without .h or .cpp) that may include it; both are patterns
set(third_party
  "yaml-cpp/ -> journeys/parsing/[a-z_]+"
  "unicode/ -> journeys/(text|diagnostic|visitor_wish|parsing/[a-z_]+)"
  "re2/ -> (journeys/parsing|analyzers|recorder/visitor|recorder)/[a-z_]+"
  "gumbo -> analyzers/html_[a-z]+"
  "opencv2/ -> analyzers/vision/[a-z_]+"
  "(tesseract|leptonica)/ -> analyzers/vision/line_reader"
  "curl/ -> recorder/channels/[a-z_]+"
  "valijson/ -> reports/schema_check"
  "CLI/ -> cli/arguments"
  "httplib -> samples/shop/[a-z_]+")

set(complaints "")
macro(complain text)
  list(APPEND complaints "${text}")
endmacro()

# Which folder a module's headers lie in.
foreach(folder ${folders})
  set(contract ${SOURCE}/${folder}/CMakeLists.txt)
  if(NOT EXISTS ${contract})
    continue()
  endif()
  file(READ ${contract} text)
  file(GLOB parts ${SOURCE}/${folder}/*.cmake)
  foreach(part ${parts})  # what it includes
    file(READ ${part} more)
    string(APPEND text "\n${more}")
  endforeach()
  string(REGEX REPLACE "#[^\n]*" "" text "${text}")
  string(REGEX MATCHALL "firsthand_module\\([ \n\t]*[a-z_]+" modules "${text}")
  foreach(module ${modules})
    string(REGEX REPLACE ".*[^a-z_]" "" module "${module}")
    set(folder_of_${module} ${folder})
  endforeach()
  set(contract_of_${folder} "${text}")
endforeach()

function(allowed_for folder out)
  set(text "${contract_of_${folder}}")
  set(allowed ${folder})
  string(REGEX MATCHALL "USES[ \n\t]+[a-z_ \n\t]+" groups "${text}")
  string(REGEX MATCHALL "firsthand_[a-z_]+" links "${text}")
  foreach(group ${groups} ${links})
    string(REGEX MATCHALL "[a-z_]+" words "${group}")
    foreach(word ${words})
      string(REGEX REPLACE "^firsthand_" "" word "${word}")
      if(DEFINED folder_of_${word})
        list(APPEND allowed ${folder_of_${word}})
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES allowed)
  set(${out} ${allowed} PARENT_SCOPE)
endfunction()

# The folder that an included path lies in; the deepest that fits. Empty: not ours.
function(owner_of path out)
  set(owner "")
  foreach(folder analyzers/vision journeys analyzers recorder reports cli tests samples)
    string(FIND "${path}" "${folder}/" at)
    if(at EQUAL 0)
      set(owner ${folder})
      break()
    endif()
  endforeach()
  set(${out} "${owner}" PARENT_SCOPE)
endfunction()

set(checked 0)
foreach(folder ${folders})
  if(NOT DEFINED contract_of_${folder})
    continue()
  endif()
  allowed_for(${folder} allowed)
  file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/${folder}/*.h ${SOURCE}/${folder}/*.cpp)
  foreach(file ${files})
    owner_of(${file} here)
    if(NOT here STREQUAL folder)
      continue()  # of a folder below this one
    endif()
    math(EXPR checked "${checked} + 1")
    file(STRINGS ${SOURCE}/${file} includes REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<]")
    foreach(line ${includes})
      string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*[\"<]([^\">]*).*" "\\1" path "${line}")
      owner_of("${path}" owner)
      if(owner AND NOT owner IN_LIST allowed)
        complain("${file} includes ${path}: ${folder}/CMakeLists.txt does not name ${owner}")
      endif()
      foreach(rule ${third_party})
        string(REGEX REPLACE " -> .*" "" header "${rule}")
        string(REGEX REPLACE ".* -> " "" places "${rule}")
        if(path MATCHES "^${header}" AND NOT file MATCHES "^(${places})\\.(cpp|h)$")
          complain("${file} includes <${path}>: third-party headers stay in ${places}")
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()

if(complaints)
  list(JOIN complaints "\n  " complaints)
  message(FATAL_ERROR "Wrong includes:\n  ${complaints}")
endif()
if(checked EQUAL 0)
  message(FATAL_ERROR "No source file found under ${SOURCE}")
endif()
message(STATUS "${checked} files include only what their folders name")
