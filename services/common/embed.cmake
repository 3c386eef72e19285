# embed.cmake - a file as a C array, so that a daemon is one file
#
# cmake -DINPUT=assets/base.css -DOUTPUT=generated/assets/base.css.h -P embed.cmake
# gives asset_base.css[] and asset_base.css_version[], the beginning of its SHA-256.
get_filename_component(name ${INPUT} NAME)
string(REGEX REPLACE "[^a-zA-Z0-9]" "_" name ${name})
file(READ ${INPUT} hex HEX)
file(SHA256 ${INPUT} version)
string(SUBSTRING ${version} 0 16 version)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT} "#pragma once\n
static const unsigned char asset_${name}[] = {${bytes}};
static const char asset_${name}_version[] = \"${version}\";\n")
