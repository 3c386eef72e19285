/* file_type.h - which files may be evidence, and whether one is what its name says */
#pragma once

/* The media type for a file name by its ending; NULL for an ending that is not taken. */
const char *file_type_of_name(const char *file_name);

/* Looks into a file (libmagic) and compares. 0 when it is what the media type says,
 * ERROR_UNREADABLE when it is something else, or another ERROR_*. */
int file_type_check(const char *path, const char *media_type);
