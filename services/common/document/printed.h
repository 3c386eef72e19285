/* printed.h - a paper that is printed into memory, page by page, as long as a reply has room for it
 *
 *	printed_begin -> draw into printed.pdf, asking printed_has_room between parts -> printed_end
 *
 * Drawn from stored data alone, it is the same bytes every time.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/reply.h"

struct arena;
struct pdf;
struct transaction;

/* A paper while it is drawn; nothing of it is left on a disk. */
struct printed {
	int file;
	struct pdf *pdf;
};

/* What the file says about itself; created_us is a time out of the store. */
struct printed_about {
	const char *title;
	const char *author;
	int64_t created_us;
	bool landscape;
	double margin; /* of pdf_options */
};

/* Begins one; false when the transaction has failed. */
bool printed_begin(struct transaction *tx, const struct printed_about *about,
		   struct printed *ret_printed);

/* False once more was drawn than a reply can carry: what comes after is for nothing. */
bool printed_has_room(const struct printed *printed);

/* Ends it and gives its bytes, in the arena; false when the transaction has failed. Frees it. */
bool printed_take(struct transaction *tx, struct printed *printed, struct arena *arena,
		  ProtobufCBinaryData *ret_bytes);

/* Ends it and answers with a PrintedDocument; REPLY_TOO_LARGE where it has no room. Frees it also
 * when the transaction has failed. is_public: anybody may have it. */
enum decision printed_end(struct transaction *tx, struct reply *reply, struct printed *printed,
			  const char *file_name, bool is_public);
