/* document_store.c - documents that were made and wait to be fetched
 *
 * The account stands in the name, so another's document cannot even be opened. About is written
 * last: a document without it does not exist.
 */
#include "registration/files/document_store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/identifier.h"
#include "registration/files/content_store.h"

enum { ABOUT_LIMIT_BYTES = 2048, PATH_SIZE = 512 };

static const char content_suffix[] = ".content";
static const char about_suffix[] = ".about";

/* An account's id is part of a file's name: letters, digits and "_" only, as all our ids. */
static bool account_is_sound(const char *account_id)
{
	static const char sound[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	size_t length = strlen(account_id);

	return length > 0 && length < IDENTIFIER_SIZE && strspn(account_id, sound) == length;
}

static const char *path_of(const char *root, const struct document *document, const char *suffix,
			   struct arena *arena)
{
	return arena_printf(arena, "%s/documents/%s.%s%s", root, document->document_id,
			    document->account_id, suffix);
}

/* A name in the folder that ends like this one, of a document that waits. */
static bool is_about_of(const char *name, const char *account_id)
{
	const char *dot = strchr(name, '.');
	size_t length = strlen(account_id);

	return dot && strncmp(dot + 1, account_id, length) == 0 &&
	       strcmp(dot + 1 + length, about_suffix) == 0;
}

/* What a sweep keeps in mind of the account that makes room for one more. */
struct sweep {
	int folder;
	const char *account_id; /* "" for nobody */
	size_t count;
	char oldest[NAME_MAX + 1];
	struct timespec oldest_time;
};

static bool is_before(const struct timespec *one, const struct timespec *other)
{
	return one->tv_sec < other->tv_sec ||
	       (one->tv_sec == other->tv_sec && one->tv_nsec < other->tv_nsec);
}

/* What is over its hour goes; what else waits for the account is counted. */
static void sweep_entry(struct sweep *sweep, const char *name)
{
	int64_t oldest_s = clock_machine_us() / 1000000 - DOCUMENT_KEPT_SECONDS;
	struct stat about;

	if (strncmp(name, "document_", strlen("document_")) != 0)
		return;
	if (fstatat(sweep->folder, name, &about, AT_SYMLINK_NOFOLLOW))
		return; /* it went meanwhile */
	if ((int64_t)about.st_mtim.tv_sec < oldest_s) {
		(void)unlinkat(sweep->folder, name, 0); /* tried again at the next sweep */
		return;
	}
	if (!*sweep->account_id || !is_about_of(name, sweep->account_id))
		return;
	sweep->count++;
	if (*sweep->oldest && !is_before(&about.st_mtim, &sweep->oldest_time))
		return;
	(void)snprintf(sweep->oldest, sizeof sweep->oldest, "%s", name); /* a name */
	sweep->oldest_time = about.st_mtim;
}

/* About first: a document that is half gone does not exist. */
static void remove_oldest(struct sweep *sweep)
{
	char content[NAME_MAX + 1];
	size_t stem = strlen(sweep->oldest) - strlen(about_suffix);

	(void)snprintf(content, sizeof content, "%.*s%s", (int)stem, sweep->oldest,
		       content_suffix); /* ids are short */
	(void)unlinkat(sweep->folder, sweep->oldest, 0);
	(void)unlinkat(sweep->folder, content, 0); /* left behind, it goes with its hour */
}

static int sweep_folder(const char *root, const char *account_id)
{
	struct sweep sweep = {.account_id = account_id};
	char path[PATH_SIZE];
	DIR *folder;

	(void)snprintf(path, sizeof path, "%s/documents", root); /* root: 256 at most */
	folder = opendir(path);
	if (!folder)
		return error_of_errno(errno);
	sweep.folder = dirfd(folder);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		sweep_entry(&sweep, entry->d_name);
	if (sweep.count >= DOCUMENTS_OF_ACCOUNT_MAX)
		remove_oldest(&sweep);
	(void)closedir(folder); /* only read */
	return 0;
}

int documents_open(const char *root)
{
	char path[PATH_SIZE];
	int error;

	(void)snprintf(path, sizeof path, "%s/documents", root); /* as above */
	error = folder_create(path, 0700);
	return error ? error : sweep_folder(root, "");
}

int document_begin(const char *root, const char *account_id, struct arena *arena,
		   struct document *ret_document)
{
	char document_id[IDENTIFIER_SIZE];
	struct document document = {.account_id = account_id, .file_name = "", .media_type = ""};
	int error;

	if (!account_is_sound(account_id))
		return ERROR_NOT_FOUND;
	error = sweep_folder(root, account_id);
	if (error)
		return error;
	/* The machine's time, as for the age of files: the instance's may be moved by years. */
	identifier_create("document", NULL, clock_machine_us(), document_id);
	document.document_id = arena_strdup(arena, document_id);
	document.path = path_of(root, &document, content_suffix, arena);
	*ret_document = document;
	return 0;
}

/* The path of the content without its suffix. */
static const char *stem_of(const struct document *document, struct arena *arena)
{
	return arena_printf(arena, "%.*s", (int)(strlen(document->path) - strlen(content_suffix)),
			    document->path);
}

const char *document_scratch_path(const struct document *document, const char *name,
				  struct arena *arena)
{
	return arena_printf(arena, "%s.%s", stem_of(document, arena), name);
}

static int about_write(const char *path, const char *about)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	size_t size_bytes = strlen(about);
	int error = 0;

	if (file < 0)
		return error_of_errno(errno);
	if (write(file, about, size_bytes) != (ssize_t)size_bytes)
		error = error_of_errno(errno);
	if (close(file) && !error)
		error = error_of_errno(errno);
	return error;
}

int document_finish(struct document *document, struct arena *arena)
{
	char *sha256 = arena_alloc(arena, SHA256_HEX_SIZE);
	int error = content_hash(document->path, sha256);
	struct stat content;

	if (error)
		return error;
	if (stat(document->path, &content))
		return error_of_errno(errno);
	document->size_bytes = content.st_size;
	document->sha256 = sha256;
	return about_write(arena_printf(arena, "%s%s", stem_of(document, arena), about_suffix),
			   arena_printf(arena, "%" PRId64 "\n%s\n%s\n%s\n", document->size_bytes,
					document->sha256, document->media_type,
					document->file_name));
}

void document_discard(const struct document *document)
{
	(void)unlink(document->path); /* goes with the sweep otherwise */
}

/* Reads "size\nsha256\nmedia type\nname\n". */
static bool about_parse(char *about, struct document *document)
{
	char *sha256 = strchr(about, '\n');
	char *media_type = sha256 ? strchr(sha256 + 1, '\n') : NULL;
	char *name = media_type ? strchr(media_type + 1, '\n') : NULL;
	char *end = name ? strchr(name + 1, '\n') : NULL;

	if (!end)
		return false;
	*sha256++ = '\0';
	*media_type++ = '\0';
	*name++ = '\0';
	*end = '\0';
	document->size_bytes = strtoll(about, NULL, 10);
	document->sha256 = sha256;
	document->media_type = media_type;
	document->file_name = name;
	return true;
}

static int about_load(const char *path, struct arena *arena, struct document *document)
{
	char *about = arena_alloc(arena, ABOUT_LIMIT_BYTES + 1);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat found;
	ssize_t count;

	if (file < 0)
		return error_of_errno(errno);
	count = fstat(file, &found) ? -1 : read(file, about, ABOUT_LIMIT_BYTES);
	(void)close(file); /* only read */
	if (count <= 0 || !about_parse(about, document))
		return ERROR_UNREADABLE;
	if ((int64_t)found.st_mtim.tv_sec + DOCUMENT_KEPT_SECONDS < clock_machine_us() / 1000000)
		return ERROR_NOT_FOUND;
	return 0;
}

int document_load(const char *root, const char *account_id, const char *document_id,
		  struct arena *arena, struct document *ret_document)
{
	struct document document = {.document_id = document_id, .account_id = account_id};
	int error;

	/* Both are part of a path: nothing but ids of ours goes further. */
	if (!identifier_is(document_id, "document") || !account_is_sound(account_id))
		return ERROR_NOT_FOUND;
	error = about_load(path_of(root, &document, about_suffix, arena), arena, &document);
	if (error)
		return error;
	document.path = path_of(root, &document, content_suffix, arena);
	*ret_document = document;
	return 0;
}

int document_read(const struct document *document, int64_t offset_bytes, uint8_t *bytes,
		  size_t *size_bytes)
{
	int file = open(document->path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	if (file < 0)
		return error_of_errno(errno);
	count = pread(file, bytes, *size_bytes, offset_bytes);
	(void)close(file); /* only read */
	if (count < 0)
		return ERROR_INPUT_OUTPUT;
	*size_bytes = (size_t)count;
	return 0;
}
