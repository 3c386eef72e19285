/* query.h - the one path every query takes: decode, token, may?, read, answer
 *
 * Queries run on reader threads, each with a read-only connection, and see what was committed.
 * Those of one frame are read side by side, each in a transaction of its own, and answered
 * together.
 */
#pragma once

#include "common/command.h"

/* A row of a service's table: what may be looked up, by whom, and who answers. */
struct query {
	const ProtobufCMessageDescriptor *message;
	const ProtobufCMessageDescriptor *reply;
	uint32_t allow;
	/* As in struct command; NULL when the handler itself limits what is shown. */
	void (*subject)(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);
	/* Reads and sets the reply; REFUSED with reasons otherwise. */
	enum decision (*handle)(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
	bool even_mute; /* answered also while the service is mute: it does not read the store */
};

enum { PAGE_LIMIT_DEFAULT = 20, PAGE_LIMIT_MAX = 200 };

/* The number of rows a list shall give: 0 is the default, more than the most is the most. */
int64_t page_limit(uint32_t asked);
