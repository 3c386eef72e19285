/* file_type.c - which files may be evidence, and whether one is what its name says */
#include "registration/files/file_type.h"

#include <magic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "common/base/error.h"

static const char docx[] =
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document";
static const char xlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static const struct {
	const char *ending;
	const char *media_type;
} file_types[] = {
	{".pdf", "application/pdf"},
	{".jpg", "image/jpeg"},
	{".jpeg", "image/jpeg"},
	{".png", "image/png"},
	{".webp", "image/webp"},
	{".docx", docx},
	{".xlsx", xlsx},
	{".mp4", "video/mp4"},
};

const char *file_type_of_name(const char *file_name)
{
	const char *ending = strrchr(file_name, '.');

	for (size_t i = 0; ending && i < sizeof file_types / sizeof *file_types; i++) {
		if (strcasecmp(ending, file_types[i].ending) == 0)
			return file_types[i].media_type;
	}
	return NULL;
}

/* A cookie of libmagic must not be shared by threads and is cheap to make (the database is mapped,
 * not read), so each look has its own. */
int file_type_check(const char *path, const char *media_type)
{
	magic_t magic = magic_open(MAGIC_MIME_TYPE);
	const char *found;
	bool same;

	if (!magic)
		return ERROR_INPUT_OUTPUT;
	if (magic_load(magic, NULL)) {
		magic_close(magic);
		return ERROR_INPUT_OUTPUT;
	}
	found = magic_file(magic, path);
	same = found && strcmp(found, media_type) == 0;
	magic_close(magic);
	return same ? 0 : ERROR_UNREADABLE;
}
