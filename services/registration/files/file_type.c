/* file_type.c - which files may be sent, by their names */
#include "registration/files/file_type.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

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

const char *file_type_ending(const char *media_type)
{
	for (size_t i = 0; i < sizeof file_types / sizeof *file_types; i++) {
		if (strcmp(media_type, file_types[i].media_type) == 0)
			return file_types[i].ending;
	}
	return "";
}
