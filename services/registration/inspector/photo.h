/* photo.h - a small picture of a photo */
#pragma once

#include "registration/inspector/verdict.h"

enum {
	THUMBNAIL_SIDE_PIXELS = 320,
	/* Four bytes each when it is unpacked: 256 MB. Phones take 12 to 50 million. */
	PHOTO_PIXELS_MAX = 64 * 1000 * 1000
};

/* Writes a JPEG with sides of at most THUMBNAIL_SIDE_PIXELS, the right way up, without anything but
 * the picture: no place, no camera. `media_type` is image/jpeg, image/png or image/webp; no other
 * decoder is asked. INSPECTOR_UNREADABLE for one with too many pixels, which is found out before
 * any is unpacked, and for one that is broken; one that is cut off is shown as far as it goes. */
enum inspector_verdict photo_thumbnail(const char *path, const char *media_type,
				       const char *thumbnail_path);
