# Writes INPUT's bytes as a C++ string_view called NAME to OUTPUT.
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" length)
math(EXPR bytes "${length} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," data "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" data "${data}")
file(WRITE ${OUTPUT} "#include <string_view>
namespace {
const unsigned char ${NAME}Bytes[] = {
${data}0};
}
namespace firsthand {
extern const std::string_view ${NAME};
const std::string_view ${NAME}(reinterpret_cast<const char*>(${NAME}Bytes), ${bytes});
}  // namespace firsthand
")
