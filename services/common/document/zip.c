/* zip.c - archives on libarchive
 *
 * libarchive marks names as UTF-8 when the thread's locale is, and a daemon's is "C"; so each entry
 * is begun under C.UTF-8, which every Debian has.
 */
#include "common/document/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/memory.h"

enum { READ_BYTES = 256 * 1024 };

struct zip {
	struct archive *archive;
	locale_t names; /* of entries */
	time_t time;
	int error; /* the first failure, or 0 */
	uint8_t *bytes;
};

static int error_of_number(int number)
{
	if (number == ENOSPC || number == EDQUOT)
		return ERROR_DISK_FULL;
	return number == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT_OUTPUT;
}

/* Keeps the first failure. */
static void fail(struct zip *zip, int error)
{
	if (!zip->error)
		zip->error = error;
}

/* Looks at what libarchive said. */
static void check(struct zip *zip, int status)
{
	if (status != ARCHIVE_OK)
		fail(zip, error_of_number(archive_errno(zip->archive)));
}

int zip_open(const char *path, int64_t created_us, struct zip **ret_zip)
{
	struct zip *zip = memory_alloc(sizeof(*zip));

	zip->archive = archive_write_new();
	zip->names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	zip->time = (time_t)(created_us / 1000000);
	zip->bytes = memory_alloc(READ_BYTES);
	if (!zip->archive || !zip->names) {
		fail(zip, ERROR_INPUT_OUTPUT);
	} else {
		check(zip, archive_write_set_format_zip(zip->archive));
		check(zip, archive_write_set_options(zip->archive, "zip:compression=store"));
		check(zip, archive_write_set_bytes_in_last_block(zip->archive, 1));
		if (!zip->error)
			check(zip, archive_write_open_filename(zip->archive, path));
	}
	if (zip->error)
		return zip_close(zip);
	*ret_zip = zip;
	return 0;
}

static void begin_entry(struct zip *zip, const char *name, int64_t size_bytes)
{
	struct archive_entry *entry = archive_entry_new();
	locale_t before;

	if (!entry) {
		fail(zip, ERROR_MEMORY_LIMIT);
		return;
	}
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, size_bytes);
	archive_entry_set_mtime(entry, zip->time, 0);
	before = uselocale(zip->names);
	check(zip, archive_write_header(zip->archive, entry));
	(void)uselocale(before); /* what it was can be had again */
	archive_entry_free(entry);
}

static void add_data(struct zip *zip, const void *bytes, size_t size_bytes)
{
	la_ssize_t written;

	if (zip->error || !size_bytes)
		return;
	written = archive_write_data(zip->archive, bytes, size_bytes);
	if (written < 0)
		fail(zip, error_of_number(archive_errno(zip->archive)));
	else if ((size_t)written != size_bytes)
		fail(zip, ERROR_INPUT_OUTPUT);
}

static void end_entry(struct zip *zip)
{
	if (!zip->error)
		check(zip, archive_write_finish_entry(zip->archive));
}

void zip_add_bytes(struct zip *zip, const char *name, const void *bytes, size_t size_bytes)
{
	if (zip->error)
		return;
	begin_entry(zip, name, (int64_t)size_bytes);
	add_data(zip, bytes, size_bytes);
	end_entry(zip);
}

/* Adds what is in the file; less than it said it has is a failure, for the header says it too. */
static void add_content(struct zip *zip, int file, int64_t size_bytes)
{
	ssize_t count;

	while (!zip->error && (count = read(file, zip->bytes, READ_BYTES)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0) {
			fail(zip, error_of_number(errno));
			return;
		}
		add_data(zip, zip->bytes, (size_t)count);
		size_bytes -= count;
	}
	if (size_bytes != 0)
		fail(zip, ERROR_INPUT_OUTPUT);
}

void zip_add_file(struct zip *zip, const char *name, const char *path)
{
	struct stat about;
	int file;

	if (zip->error)
		return;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &about)) {
		fail(zip, error_of_number(errno));
	} else {
		begin_entry(zip, name, about.st_size);
		add_content(zip, file, about.st_size);
		end_entry(zip);
	}
	if (file >= 0)
		(void)close(file); /* only read */
}

bool zip_failed(const struct zip *zip)
{
	return zip->error != 0;
}

int zip_close(struct zip *zip)
{
	int error;

	if (!zip->error)
		check(zip, archive_write_close(zip->archive));
	error = zip->error;
	if (zip->archive)
		(void)archive_write_free(zip->archive); /* what matters was said by close */
	if (zip->names)
		freelocale(zip->names);
	memory_free(zip->bytes);
	memory_free(zip);
	return error;
}
