/* figure_question.h - what is asked of figures, out of a message
 *
 * The three messages that ask (GetFigures, ListFigureRows, PrintFigures) call their filters alike.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "market/figures/figure_count.h"

struct reply;
struct transaction;

/* What stands for "not known" in messages, so that it is not taken for "any". */
extern const char figure_not_known[];

/* Reads the filters, the day and the months; false when something is wrong with them, and the reply
 * says what: FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID. */
bool figure_question_read(struct transaction *tx, struct reply *reply,
			  const ProtobufCMessage *message, struct figure_question *ret_question);

/* Name of the message's field for a dimension: "former_district". */
const char *figure_dimension_name(Ocop__Market__V1__FigureBy by);

/* True for a value of the enums that messages may have; else FIELD_INVALID is in the reply. */
bool figure_allow_by(struct reply *reply, Ocop__Market__V1__FigureBy by);
bool figure_allow_measure(struct reply *reply, Ocop__Market__V1__FigureMeasure measure);

/* A code as messages have it: "-" for one that is not known. */
const char *figure_code_told(const char *code);
