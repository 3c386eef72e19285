/* inspection.h - plans of inspections and visits as messages show them, in events and answers alike
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "certification/records/inspection/inspection.h"
#include "certification/records/inspection/inspection_finding.h"
#include "certification/records/inspection/inspection_plan.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/certification/v1/types.pb-c.h"

/* Without lines and changes. */
Ocop__Certification__V1__InspectionPlan *inspection_plan_message(
	struct transaction *tx, const struct inspection_plan *plan);

/* Reads its lines, and its changes, into the message. */
void inspection_plan_fill(struct transaction *tx, const struct inspection_plan *plan,
			  Ocop__Certification__V1__InspectionPlan *message);

/* A line of a plan of this year. */
Ocop__Certification__V1__InspectionPlanLine *inspection_plan_line_message(
	struct transaction *tx, const struct inspection_plan_line *line, uint32_t year);

/* With its team; without checklist and findings. */
Ocop__Certification__V1__Inspection *inspection_message(struct transaction *tx,
							const struct inspection *inspection);

/* Reads checklist, findings, remedies and papers into the message. */
void inspection_fill(struct transaction *tx, const struct inspection *inspection,
		     Ocop__Certification__V1__Inspection *message);

/* The checklist's lines, with or without their words: an event has room for the numbers alone. */
Ocop__Certification__V1__InspectionLine **inspection_line_messages(struct transaction *tx,
								   const char *inspection_id,
								   bool with_words,
								   size_t *ret_count);

/* A finding with its remedies; overdue on this day. */
Ocop__Certification__V1__InspectionFinding *inspection_finding_message(
	struct transaction *tx, const struct inspection_finding *finding);
