/* indicator_question.h - what is asked of the indicators, out of a message, and who may see what
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/access_token.h"
#include "market/figures/figure_question.h"
#include "market/figures/indicators/producer_facts.h"

struct reply;
struct transaction;

/* Who sees parts and single producers: the offices that see a producer's record. */
enum {
	INDICATOR_READERS = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
			    ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

/* Reads year, units and legal form; without a year it is last year. False when something is wrong
 * with them, and the reply says what: FIELD_TOO_LONG, FIELD_INVALID. */
bool indicator_question_read(struct transaction *tx, struct reply *reply,
			     const ProtobufCMessage *message, uint32_t year,
			     struct indicator_question *ret_question);

/* The same of another year: what is in force at its end counts, today while it runs. */
void indicator_question_set_year(struct transaction *tx, struct indicator_question *question,
				 uint32_t year);

/* Reads also by what it is split, and who asks: lines and parts are for offices. `*ret_for_anybody`
 * when no office does. FIELD_INVALID, ROLE_MISSING. */
bool indicator_question_read_by(struct transaction *tx, struct reply *reply,
				Ocop__Market__V1__FigureBy by, struct indicator_question *question,
				bool *ret_for_anybody);

/* The filters by FigureBy, as figure_filters_message takes them; FIGURE_DIMENSIONS + 1. */
void indicator_question_values(const struct indicator_question *question, const char **ret_values);

/* True when it is about less than all producers, or their lines. */
bool indicator_question_is_of_part(const struct indicator_question *question);

/* True when a grant of the caller covers the producer. */
bool indicator_may_see(struct transaction *tx, const struct producer_facts *facts);

/* Address of the producers of a line, of all for NULL; "&indicator=" is to follow. */
const char *indicator_rows_address(struct transaction *tx,
				   const struct indicator_question *question, const char *line);
