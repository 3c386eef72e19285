/* funnel_question.h - what is asked of the funnel, out of a message
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/access_token.h"
#include "market/figures/funnel/dossiers.h"

struct reply;
struct transaction;

/* Who sees single dossiers: offices, each those of its unit. No member of a council: a conflict
 * keeps him from some of them, and only scoring knows from which. */
enum {
	FUNNEL_READERS = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
			 ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

/* Reads round, year and place; without round and year it is this year. False when something is
 * wrong with them, and the reply says what: FIELD_TOO_LONG, FIELD_INVALID. */
bool funnel_question_read(struct transaction *tx, struct reply *reply,
			  const ProtobufCMessage *message, uint32_t year,
			  struct funnel_question *ret_question);

/* Address of the dossiers; "&step=" is to follow. */
const char *funnel_rows_address(struct transaction *tx, const struct funnel_question *question);

/* What is counted of it, by FunnelStep. */
struct funnel_sums {
	struct funnel_line lines[FUNNEL_STEPS + 1];
	uint64_t withdrawn;
};

/* Counts as of today. The largest province has 1,200 dossiers a year, all provinces 10,000: they
 * are read once and summed up in memory. */
void funnel_count(struct transaction *tx, const struct funnel_question *question,
		  struct funnel_sums *ret_sums);
