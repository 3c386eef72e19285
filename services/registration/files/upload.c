/* upload.c - files that are still arriving: uploads/ in the daemon's folder
 *
 * <id>.about is written first and flushed, then the part is made: an upload without its part does
 * not exist. Chunks are appended under flock, so that a chunk sent twice at once is written once.
 */
#include "registration/files/upload.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/folder.h"
#include "common/base/identifier.h"

enum { KEPT_DAYS = 7, ABOUT_LIMIT_BYTES = 4096, COMPARE_BYTES = 16 * 1024 };

static const int64_t us_an_hour = (int64_t)60 * 60 * 1000000;
static const int64_t us_a_day = (int64_t)24 * 60 * 60 * 1000000;

static const char *file_path(const char *root, const char *upload_id, const char *suffix,
			     struct arena *arena)
{
	return arena_printf(arena, "%s/uploads/%s.%s", root, upload_id, suffix);
}

const char *upload_path(const char *root, const char *upload_id, struct arena *arena)
{
	return file_path(root, upload_id, "part", arena);
}

const char *upload_thumbnail_path(const char *root, const char *upload_id, struct arena *arena)
{
	return file_path(root, upload_id, "thumb", arena);
}

static int64_t modified_us(const struct stat *found)
{
	return (int64_t)found->st_mtim.tv_sec * 1000000 + found->st_mtim.tv_nsec / 1000;
}

/* When an upload is over, by its two files. The part may be another name of a stored file, as old
 * as that is: then the other file says it. */
static int64_t expiry_us(const struct stat *about, const struct stat *part)
{
	int64_t touched_us = modified_us(about);

	if (modified_us(part) > touched_us)
		touched_us = modified_us(part);
	return touched_us + KEPT_DAYS * us_a_day;
}

/* Removes a file of an upload that has expired. The other files of one that has not stay with it.
 */
static void remove_when_over(int folder, const char *name)
{
	int id_length = (int)strcspn(name, ".");
	char about_name[64], part_name[64];
	struct stat about, part;

	if (strncmp(name, "upload_", strlen("upload_")) != 0 || id_length > IDENTIFIER_SIZE)
		return;
	(void)snprintf(about_name, sizeof about_name, "%.*s.about", id_length, name); /* fits */
	(void)snprintf(part_name, sizeof part_name, "%.*s.part", id_length, name);
	if (fstatat(folder, part_name, &part, AT_SYMLINK_NOFOLLOW) &&
	    fstatat(folder, name, &part, AT_SYMLINK_NOFOLLOW))
		return;
	if (fstatat(folder, about_name, &about, AT_SYMLINK_NOFOLLOW))
		about = part;
	if (expiry_us(&about, &part) < clock_machine_us())
		(void)unlinkat(folder, name, 0); /* tried again at the next sweep */
}

static int sweep(const char *path)
{
	DIR *folder = opendir(path);

	if (!folder)
		return ERROR_INPUT_OUTPUT;
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		remove_when_over(dirfd(folder), entry->d_name);
	(void)closedir(folder); /* only read */
	return 0;
}

int uploads_open(const char *root)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/uploads", root); /* root: 256 at most */
	return folder_create(path, 0700) ? ERROR_INPUT_OUTPUT : sweep(path);
}

/* A file whose age says when the last sweep was: no daemon runs for months with old uploads. */
void uploads_sweep(const char *root)
{
	char path[512], mark[512 + 8];
	struct stat found;
	int file;

	(void)snprintf(path, sizeof path, "%s/uploads", root); /* root: 256 at most */
	(void)snprintf(mark, sizeof mark, "%s/swept", path);
	if (stat(mark, &found) == 0 && modified_us(&found) > clock_machine_us() - us_an_hour)
		return;
	file = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0)
		return;             /* swept at the next start */
	(void)futimens(file, NULL); /* at worst it is swept once more */
	(void)close(file);          /* nothing was written */
	(void)sweep(path);          /* tried again in an hour */
}

/* Makes a file with these bytes, flushed, and the folder's entry for it too. */
static int file_create(const char *path, const char *bytes, size_t size_bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int error = 0;

	if (file < 0)
		return error_of_errno(errno);
	if (write(file, bytes, size_bytes) != (ssize_t)size_bytes || fsync(file))
		error = error_of_errno(errno);
	(void)close(file); /* flushed already */
	return error ? error : folder_flush_of(path);
}

int upload_create(const char *root, const struct upload *upload)
{
	struct arena *arena = arena_create(ABOUT_LIMIT_BYTES * 8);
	const char *about = arena_printf(arena, "%" PRId64 "\n%s\n%s\n%s\n", upload->size_bytes,
					 upload->account_id, upload->file_name, upload->metadata);
	int error = file_create(upload_path(root, upload->upload_id, arena), "", 0);

	/* Last, for it is what makes the upload begun: after a crash in between it begins anew. */
	if (!error)
		error = file_create(file_path(root, upload->upload_id, "about", arena), about,
				    strlen(about));
	arena_destroy(arena);
	return error;
}

/* Reads "size\naccount\nname\nmetadata\n". */
static bool about_parse(char *about, struct upload *upload)
{
	enum { LINES = 4 };
	char *lines[LINES];

	for (int i = 0; i < LINES; i++) {
		char *end = strchr(about, '\n');

		if (!end)
			return false;
		*end = '\0';
		lines[i] = about;
		about = end + 1;
	}
	upload->size_bytes = strtoll(lines[0], NULL, 10);
	upload->account_id = lines[1];
	upload->file_name = lines[2];
	upload->metadata = lines[3];
	return true;
}

static int about_load(const char *path, struct arena *arena, struct upload *upload,
		      struct stat *ret_about)
{
	char *about = arena_alloc(arena, ABOUT_LIMIT_BYTES + 1);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	if (file < 0)
		return error_of_errno(errno);
	count = fstat(file, ret_about) ? -1 : read(file, about, ABOUT_LIMIT_BYTES);
	(void)close(file); /* only read */
	return count > 0 && about_parse(about, upload) ? 0 : ERROR_UNREADABLE;
}

int upload_load(const char *root, const char *upload_id, struct arena *arena,
		struct upload *ret_upload)
{
	struct upload upload = {.upload_id = upload_id};
	struct stat about, part;
	int error;

	/* The id is part of a path: nothing but an id of ours goes further. */
	if (!identifier_is(upload_id, "upload"))
		return ERROR_NOT_FOUND;
	error = about_load(file_path(root, upload_id, "about", arena), arena, &upload, &about);
	if (error)
		return error;
	if (stat(upload_path(root, upload_id, arena), &part))
		return error_of_errno(errno);
	upload.offset_bytes = part.st_size;
	upload.expires_at_us = expiry_us(&about, &part);
	if (upload.expires_at_us < clock_machine_us())
		return ERROR_NOT_FOUND;
	*ret_upload = upload;
	return 0;
}

/* True when the part holds these bytes at this offset. */
static bool holds(int part, const struct upload_chunk *chunk, size_t size_bytes)
{
	uint8_t there[COMPARE_BYTES];

	for (size_t done = 0; done < size_bytes;) {
		size_t piece = size_bytes - done < sizeof there ? size_bytes - done : sizeof there;

		if (pread(part, there, piece, chunk->offset_bytes + (off_t)done) !=
			    (ssize_t)piece ||
		    memcmp(there, chunk->bytes + done, piece) != 0)
			return false;
		done += piece;
	}
	return true;
}

static int write_all(int part, const uint8_t *bytes, size_t size_bytes, off_t offset)
{
	if (fault_point(FAULT_UPLOAD_WRITE)) {
		(void)!pwrite(part, bytes, size_bytes / 2, offset); /* the fault: a short write */
		return ERROR_INJECTED;
	}
	while (size_bytes > 0) {
		ssize_t count = pwrite(part, bytes, size_bytes, offset);

		if (count < 0 && errno != EINTR)
			return error_of_errno(errno);
		if (count > 0) {
			bytes += count;
			size_bytes -= (size_t)count;
			offset += count;
		}
	}
	return 0;
}

/* Under the lock: compares what is there, appends what is not. */
static int append_chunk(int part, struct upload *upload, const struct upload_chunk *chunk)
{
	int64_t end = chunk->offset_bytes + (int64_t)chunk->size_bytes;
	struct stat found;
	size_t there;
	int error = 0;

	if (fstat(part, &found))
		return error_of_errno(errno);
	upload->offset_bytes = found.st_size;
	if (chunk->offset_bytes > found.st_size || end > upload->size_bytes)
		return ERROR_UNREADABLE;
	there = end <= found.st_size ? chunk->size_bytes
				     : (size_t)(found.st_size - chunk->offset_bytes);
	if (!holds(part, chunk, there))
		return ERROR_UNREADABLE;
	if (end > found.st_size)
		error = write_all(part, chunk->bytes + there, chunk->size_bytes - there,
				  found.st_size);
	/* Flushed even when nothing was written: the answer before may have been lost with it. */
	if (!error && fdatasync(part))
		error = error_of_errno(errno);
	if (!error && end > found.st_size)
		upload->offset_bytes = end;
	return error;
}

int upload_write(const char *root, struct upload *upload, const struct upload_chunk *chunk)
{
	struct arena *arena = arena_create(4096);
	int part = open(upload_path(root, upload->upload_id, arena), O_RDWR | O_CLOEXEC);
	int error;

	arena_destroy(arena);
	if (part < 0)
		return error_of_errno(errno);
	error = flock(part, LOCK_EX) ? error_of_errno(errno) : append_chunk(part, upload, chunk);
	(void)close(part); /* flushed, and gives the lock back */
	return error;
}

int upload_touch(const char *root, const char *upload_id)
{
	struct arena *arena = arena_create(ABOUT_LIMIT_BYTES);
	int failed = utimensat(AT_FDCWD, file_path(root, upload_id, "about", arena), NULL, 0);
	int error = failed ? error_of_errno(errno) : 0;

	arena_destroy(arena);
	return error;
}

int upload_remove(const char *root, const char *upload_id)
{
	struct arena *arena = arena_create(ABOUT_LIMIT_BYTES);
	const char *about = file_path(root, upload_id, "about", arena);
	int error = 0;

	/* First what makes it an upload: after a crash in between the rest is swept. */
	if (unlink(about) && errno != ENOENT)
		error = error_of_errno(errno);
	if (!error)
		(void)unlink(upload_path(root, upload_id, arena)); /* else it is swept */
	if (!error)
		error = folder_flush_of(about);
	arena_destroy(arena);
	return error;
}
