/* made.h - the beginning and the end of every query that makes a document */
#pragma once

#include <stdbool.h>

#include "common/reply.h"
#include "registration/files/document_store.h"

struct transaction;

/* Begins a document of the caller's; false when the transaction has failed. */
bool made_begin(struct transaction *tx, struct document *ret_document);

/* Ends it: `error` is what writing gave. Lets it be fetched and answers with DocumentMade, or takes
 * it away and fails the transaction. */
enum decision made_end(struct transaction *tx, struct reply *reply, struct document *document,
		       int error);
