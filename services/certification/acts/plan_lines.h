/* plan_lines.h - lines of a plan of inspections out of a message */
#pragma once

#include "certification/records/inspection/inspection_plan.h"
#include "common/reply.h"
#include "ocop/certification/v1/types.pb-c.h"

struct transaction;

enum { PLAN_LINES_AT_ONCE = 100, PLAN_NOTE_LENGTH_MAX = 100 };

/* Lines of a plan as they were asked for, checked one by one; in the transaction's arena, not
 * written. `field` is the list in the message. FIELD_INVALID (no or two targets, no such quarter or
 * month, too many), CERTIFICATE_UNKNOWN, PRODUCER_UNKNOWN, UNIT_UNKNOWN, LEVEL_NOT_COMPETENT (of
 * another province) or FIELD_TOO_LONG is in the reply for what cannot be planned. */
struct inspection_plan_line *plan_lines_read(
	struct transaction *tx, struct reply *reply, const struct inspection_plan *plan,
	const char *field, Ocop__Certification__V1__PlannedInspection *const *asked, size_t count);

/* True when a line is about a certificate: its own, of its producer, or of its commune of today. */
struct certificate;
bool plan_line_covers(struct transaction *tx, const struct inspection_plan_line *line,
		      const struct certificate *certificate);
