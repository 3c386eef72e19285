/* lapsing.h - what the two questions about certificates that come to their end have in
 * common
 */
#pragma once

#include "certification/records/lapsing.h"
#include "certification/rules/lapsing.h"
#include "common/reply.h"

struct rulebook;
struct transaction;

/* The day, the window and the last days that are asked for. */
struct lapsing_span {
	int32_t today;
	const struct rulebook *book; /* in force, or NULL */
	struct window_ends ends;
	const char *from, *until; /* YYYY-MM-DD */
};

/* "" is from today, and until twelve months on. False, with DATE_INVALID in the reply, for what is
 * no day. */
bool lapsing_span_read(struct transaction *tx, struct reply *reply, const char *from,
		       const char *until, struct lapsing_span *ret_span);
