/* photo.c - a small picture of a photo
 *
 * The file is given to the decoder in pieces: its size is known after the first, and a decoder that
 * works for ever on a small file (a JPEG of thousands of scans) meets the process's time limit.
 */
#include "registration/inspector/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { PIECE_BYTES = 16 * 1024, WHITE = 0xffffff };

static int fitted(int side, int longest)
{
	int64_t scaled = (int64_t)side * THUMBNAIL_SIDE_PIXELS / longest;

	return scaled > 0 ? (int)scaled : 1;
}

/* Both sides as they are in the thumbnail; a small picture is not made larger. */
static void fit(int *width, int *height)
{
	int longest = *width > *height ? *width : *height;

	if (longest <= THUMBNAIL_SIDE_PIXELS)
		return;
	*width = fitted(*width, longest);
	*height = fitted(*height, longest);
}

/* Called once the head is read, before the picture has memory. A size of 0 is how a decoder is told
 * to stop. */
static void on_size(GdkPixbufLoader *loader, int width, int height, gpointer context)
{
	(void)context;
	if ((int64_t)width * height > PHOTO_PIXELS_MAX) {
		gdk_pixbuf_loader_set_size(loader, 0, 0);
		return;
	}
	fit(&width, &height);
	gdk_pixbuf_loader_set_size(loader, width, height);
}

/* Gives the decoder the whole file; false when it cannot make a picture of it. */
static bool feed(GdkPixbufLoader *loader, FILE *file)
{
	guchar bytes[PIECE_BYTES];
	bool sound = true;
	size_t count;

	while (sound && (count = fread(bytes, 1, sizeof bytes, file)) > 0)
		sound = gdk_pixbuf_loader_write(loader, bytes, count, NULL);
	sound = sound && !ferror(file);
	return gdk_pixbuf_loader_close(loader, NULL) && sound;
}

/* The right way up, and on white where it lets the ground through: JPEG knows neither. */
static GdkPixbuf *made_plain(GdkPixbuf *picture)
{
	GdkPixbuf *upright = gdk_pixbuf_apply_embedded_orientation(picture);
	GdkPixbuf *plain;
	int width, height;

	if (!upright)
		return NULL;
	width = gdk_pixbuf_get_width(upright);
	height = gdk_pixbuf_get_height(upright);
	fit(&width, &height);
	plain = gdk_pixbuf_composite_color_simple(upright, width, height, GDK_INTERP_BILINEAR, 255,
						  64, WHITE, WHITE);
	g_object_unref(upright);
	return plain;
}

static enum inspector_verdict write_thumbnail(GdkPixbuf *picture, const char *path)
{
	GdkPixbuf *plain = picture ? made_plain(picture) : NULL;
	bool written;

	if (!plain)
		return INSPECTOR_UNREADABLE;
	written = gdk_pixbuf_save(plain, path, "jpeg", NULL, "quality", "80", NULL);
	g_object_unref(plain);
	return written ? INSPECTOR_SOUND : INSPECTOR_FAILED;
}

enum inspector_verdict photo_thumbnail(const char *path, const char *media_type,
				       const char *thumbnail_path)
{
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type(media_type, NULL);
	FILE *file = fopen(path, "rbe");
	enum inspector_verdict verdict = INSPECTOR_FAILED;

	if (loader && file) {
		(void)g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), NULL);
		verdict = feed(loader, file) ? write_thumbnail(gdk_pixbuf_loader_get_pixbuf(loader),
							       thumbnail_path)
					     : INSPECTOR_UNREADABLE;
	}
	if (loader)
		g_object_unref(loader);
	if (file)
		(void)fclose(file); /* only read */
	return verdict;
}
