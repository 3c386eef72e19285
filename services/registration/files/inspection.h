/* inspection.h - what is in a file that somebody sent, found out in a process apart
 *
 * ocop-inspector (services/registration/inspector/) does the reading; see there for its limits. It
 * takes a moment: for worker threads.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/inspector/verdict.h"

struct inspection {
	enum inspector_verdict verdict; /* SOUND, MISMATCH or UNREADABLE */
	uint32_t page_count;            /* of a PDF */
	bool has_thumbnail;             /* of a photo, written where it was asked for */
};

/* Writes the path of the inspector into ret_path: the setting's, or, when that is "", the program
 * of this name beside the daemon's own. 0 or an ERROR_*. */
int inspector_find(const char *setting, char *ret_path, size_t path_size);

/* Looks into a file that should be of this media type. 0, or an ERROR_* when nothing can be said of
 * it. */
int inspection_run(const char *inspector, const char *path, const char *media_type,
		   const char *thumbnail_path, struct inspection *ret_inspection);
