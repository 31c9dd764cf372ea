# Fails when two files give types of one namespace the same name. Each library compiles, and the
# program that links both takes one for the other (the one-definition rule; no diagnostic required).
#   cmake -DSOURCE=<repository> -P tests/type_names.cmake
#
# Types in an unnamed namespace are their file's own. The formatting is clang-format's: a type that
# others can see begins at the margin, and an unnamed namespace ends with "}  // namespace".
cmake_minimum_required(VERSION 3.25)

set(complaints "")
set(checked 0)
file(GLOB_RECURSE files RELATIVE ${SOURCE}
     ${SOURCE}/journeys/*.h ${SOURCE}/journeys/*.cpp ${SOURCE}/analyzers/*.h
     ${SOURCE}/analyzers/*.cpp ${SOURCE}/recorder/*.h ${SOURCE}/recorder/*.cpp
     ${SOURCE}/reports/*.h ${SOURCE}/reports/*.cpp ${SOURCE}/cli/*.h ${SOURCE}/cli/*.cpp)
foreach(file ${files})
  file(STRINGS ${SOURCE}/${file} lines
       REGEX "^(namespace [a-z_:]* *{|}  // namespace|(struct|class|enum class|union) [A-Za-z0-9_]+( final)?( :| {|$))")
  set(space "")
  set(own NO)
  foreach(line IN LISTS lines)
    if(line MATCHES "^namespace {")
      set(own YES)
    elseif(line MATCHES "^}  // namespace$")
      set(own NO)
    elseif(line MATCHES "^namespace ([a-z_:]+)")
      set(space "${CMAKE_MATCH_1}")
    elseif(NOT own AND line MATCHES "^(struct|class|enum class|union) ([A-Za-z0-9_]+)")
      set(name "${space}::${CMAKE_MATCH_2}")
      math(EXPR checked "${checked} + 1")
      if(DEFINED "place_of_${name}")
        list(APPEND complaints "${name}: in ${place_of_${name}} and in ${file}")
      endif()
      set("place_of_${name}" ${file})
    endif()
  endforeach()
endforeach()

if(complaints)
  list(JOIN complaints "\n  " complaints)
  message(FATAL_ERROR "Types that share a name:\n  ${complaints}")
endif()
if(checked EQUAL 0)
  message(FATAL_ERROR "No type found under ${SOURCE}")
endif()
message(STATUS "${checked} types have names of their own")
