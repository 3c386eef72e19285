/* sent_back.h - what a return and a supplement have in common: a reason, things to put right one by
 * one, and a day to come again by
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/registration/v1/types.pb-c.h"
#include "registration/records.h"
#include "registration/records/return_item.h"

struct arena;
struct reply;
struct transaction;

/* What is sent back, composed; the items live in the reply's arena. */
struct sent_back {
	const char *reason;
	const char *deadline;
	const struct return_item *items;
	size_t item_count;
};

/* The fields of a message that sends back. */
struct sent_back_fields {
	const char *reason;
	const char *deadline;
	Ocop__Registration__V1__ReturnItem **items;
	size_t item_count;
};

/* True when there is a reason, a day after today and at most a year ahead and, as far as there are
 * items, each has a text; else REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID are in
 * the reply. */
bool sent_back_read(struct transaction *tx, struct reply *reply,
		    const struct sent_back_fields *fields, struct sent_back *ret_sent_back);

/* True when every item is about something of the dossier's book and sheet, or about nothing in
 * particular; else FIELD_INVALID, or SHEET_UNAVAILABLE, is in the reply. */
bool sent_back_is_about(struct transaction *tx, struct reply *reply, const struct dossier *dossier,
			const struct sent_back *sent_back);

/* The items as messages, in the arena; as many as there are. */
Ocop__Registration__V1__ReturnItem **return_item_messages(struct arena *arena,
							  const struct return_item *items,
							  size_t count);
