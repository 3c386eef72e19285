/* content_type.c - what a file is, whatever it is called */
#include "registration/inspector/content_type.h"

#include <magic.h>
#include <stdbool.h>
#include <string.h>

enum inspector_verdict content_type_check(const char *path, const char *media_type)
{
	magic_t magic = magic_open(MAGIC_MIME_TYPE);
	const char *found;
	bool same;

	if (!magic)
		return INSPECTOR_FAILED;
	if (magic_load(magic, NULL)) {
		magic_close(magic);
		return INSPECTOR_FAILED;
	}
	found = magic_file(magic, path);
	same = found && strcmp(found, media_type) == 0;
	magic_close(magic);
	return same ? INSPECTOR_SOUND : INSPECTOR_MISMATCH;
}
