/* content_type.h - what a file is, whatever it is called */
#pragma once

#include "registration/inspector/verdict.h"

/* Looks into a file (libmagic) and compares with what it should be. */
enum inspector_verdict content_type_check(const char *path, const char *media_type);
