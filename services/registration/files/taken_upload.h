/* taken_upload.h - an upload becomes a file of the store: what commands that take one share
 *
 * For their rows' `prepare`: looking into a file, hashing it and taking it in need a worker thread.
 * All of it may be done twice; a file of a command that is refused afterwards stays in the store,
 * without anything that names it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/reply.h"
#include "registration/files/content_store.h"

struct transaction;

/* What was found out of the upload; in the transaction's arena. */
struct taken_upload {
	const char *file_name;
	const char *media_type;
	int64_t size_bytes;
	uint32_t page_count; /* of a PDF; 0 for anything else */
	bool has_thumbnail;
	char sha256[SHA256_HEX_SIZE];
};

/* Takes in the caller's complete upload, when he is one of these (a set of enum dossier_actor) to
 * the dossier; otherwise the handler, which sees no file then, will refuse him. With "" there is
 * none to take. REFUSED with UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED,
 * FILE_TYPE_MISMATCH or IMAGE_INVALID, FAILED when the transaction has failed; else ret_prepared is
 * what transaction_prepared gives the handler. */
enum decision taken_upload_prepare(struct transaction *tx, struct reply *reply,
				   const char *dossier_id, const char *upload_id, uint32_t actors,
				   void **ret_prepared);

/* The same for a file of no dossier: whoever asks may keep it. */
enum decision taken_upload_prepare_kept(struct transaction *tx, struct reply *reply,
					const char *upload_id, void **ret_prepared);

/* False, with DOSSIER_TOO_LARGE in the reply, when the dossier's files with so many bytes more
 * would be over the limit; or when the transaction has failed. `field` is what brings them. */
bool dossier_has_room(struct transaction *tx, struct reply *reply, const char *dossier_id,
		      int64_t more_bytes, const char *field);

/* The same with this file. */
bool taken_upload_fits(struct transaction *tx, struct reply *reply, const char *dossier_id,
		       const struct taken_upload *taken);
