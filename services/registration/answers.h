/* answers.h - records as messages of queries, and the cursors of lists
 *
 * Messages live in the arena and borrow the records' texts.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records.h"

struct arena;
struct reply;
struct transaction;

/* A producer with its place, as it is called and was called. */
Ocop__Registration__V1__Producer *producer_message(struct transaction *tx,
						   const struct producer *producer);

/* Loads the product's codes. */
Ocop__Registration__V1__Product *product_message(struct transaction *tx,
						 const struct product *product);

/* The same with its variants, which lists of products have no room for. */
Ocop__Registration__V1__Product *product_message_whole(struct transaction *tx,
						       const struct product *product);

/* A dossier in a list, with the names that go with it. */
Ocop__Registration__V1__DossierSummary *summary_message(struct arena *arena,
							const struct listed_dossier *row);

/* True when the caller's grants cover the dossier and it is not hidden from him: what a list may
 * show. */
bool dossier_is_visible(struct transaction *tx, const struct dossier *dossier);

/* The id where that is so, else "": which dossier an official code came from is not for all who may
 * read the code. */
const char *visible_dossier_id(struct transaction *tx, const char *dossier_id);

/* A place in the arena; borrows the texts. */
Ocop__Registration__V1__Place *place_copy(struct arena *arena, const struct place *place);

/* A moment in the arena, for messages that are lists. */
Google__Protobuf__Timestamp *timestamp_message(struct arena *arena, int64_t time_us);

/* The cursor behind a row of a list by name, and what it says; "" is before the first row. False,
 * with CURSOR_INVALID in the reply, for a cursor that is none of ours. */
char *name_cursor_print(struct arena *arena, const char *name, const char *id);
bool name_cursor_read(struct reply *reply, const char *cursor, const char *kind,
		      struct name_search *search);
