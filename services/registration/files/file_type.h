/* file_type.h - which files may be sent, by their names */
#pragma once

/* The media type for a file name by its ending; NULL for an ending that is not taken. Whether the
 * file is that, inspection_run finds out. */
const char *file_type_of_name(const char *file_name);

/* The ending that names of files of a media type have, with its dot; "" for a type that is not
 * taken. */
const char *file_type_ending(const char *media_type);
