/* printed.c - a paper that is printed into memory */
#include "common/document/printed.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/bus/envelope.h"
#include "common/document/pdf.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/queries.pb-c.h"

/* What a reply carries besides the paper is a name. */
enum { PRINTED_LIMIT_BYTES = REPLY_LIMIT_BYTES - 1024, PATH_SIZE = 32 };

bool printed_begin(struct transaction *tx, const struct printed_about *about,
		   struct printed *ret_printed)
{
	const struct pdf_options options = {
		.title = about->title,
		.author = about->author,
		.created_us = about->created_us,
		.landscape = about->landscape,
		.margin = about->margin,
	};
	int file = memfd_create("printed", MFD_CLOEXEC);
	char path[PATH_SIZE];

	if (file < 0) {
		transaction_fail(tx, ERROR_INPUT_OUTPUT);
		return false;
	}
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", file); /* reckoned to fit */
	int error = pdf_open(path, &options, &ret_printed->pdf);
	if (error) {
		(void)close(file); /* nothing was written */
		transaction_fail(tx, error);
		return false;
	}
	ret_printed->file = file;
	return true;
}

static size_t size_now(const struct printed *printed)
{
	struct stat status;

	return fstat(printed->file, &status) == 0 ? (size_t)status.st_size : SIZE_MAX;
}

bool printed_has_room(const struct printed *printed)
{
	return size_now(printed) <= PRINTED_LIMIT_BYTES;
}

/* The bytes into the arena; false when they cannot be read. */
static bool bytes_read(const struct printed *printed, struct arena *arena,
		       ProtobufCBinaryData *ret_bytes)
{
	size_t size_bytes = size_now(printed);
	uint8_t *bytes = arena_alloc(arena, size_bytes);

	for (size_t offset = 0; offset < size_bytes;) {
		ssize_t count =
			pread(printed->file, bytes + offset, size_bytes - offset, (off_t)offset);

		if (count <= 0)
			return false;
		offset += (size_t)count;
	}
	*ret_bytes = (ProtobufCBinaryData){size_bytes, bytes};
	return true;
}

bool printed_take(struct transaction *tx, struct printed *printed, struct arena *arena,
		  ProtobufCBinaryData *ret_bytes)
{
	int error = pdf_close(printed->pdf);

	if (!error && !bytes_read(printed, arena, ret_bytes))
		error = ERROR_INPUT_OUTPUT;
	if (error)
		transaction_fail(tx, error);
	(void)close(printed->file); /* it was in memory, and is gone with it */
	return !transaction_failed(tx);
}

static enum decision printed_answer(struct transaction *tx, struct reply *reply,
				    const struct printed *printed, const char *file_name,
				    bool is_public)
{
	Ocop__Common__V1__PrintedDocument answer = OCOP__COMMON__V1__PRINTED_DOCUMENT__INIT;

	if (transaction_failed(tx))
		return FAILED;
	if (!printed_has_room(printed)) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, "ask for one dossier");
		return REFUSED;
	}
	if (!bytes_read(printed, reply_arena(reply), &answer.content)) {
		transaction_fail(tx, ERROR_INPUT_OUTPUT);
		return FAILED;
	}
	answer.file_name = message_text(file_name);
	answer.is_public = is_public;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

enum decision printed_end(struct transaction *tx, struct reply *reply, struct printed *printed,
			  const char *file_name, bool is_public)
{
	int error = pdf_close(printed->pdf);

	if (error)
		transaction_fail(tx, error);
	enum decision decision = printed_answer(tx, reply, printed, file_name, is_public);
	(void)close(printed->file); /* it was in memory, and is gone with it */
	return decision;
}
