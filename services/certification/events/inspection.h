/* inspection.h - what certification tells of inspections: one function an event
 *
 * As events.h. Until a visit is concluded nobody outside is told of it: the transparency log holds
 * commitments alone (log/leaf.c), and the public feed nothing.
 */
#pragma once

#include "certification/records/inspection/inspection.h"
#include "certification/records/inspection/inspection_finding.h"
#include "certification/records/inspection/inspection_plan.h"

struct transaction;

/* A plan is begun, with its first lines. */
void event_inspection_plan_drafted(struct transaction *tx, const struct inspection_plan *plan);

void event_inspection_plan_approved(struct transaction *tx, const struct inspection_plan *plan);

/* Lines as they were added, numbers of those struck. */
struct plan_change_told {
	const struct inspection_plan_line *added;
	size_t added_count;
	const uint32_t *struck;
	size_t struck_count;
	const char *reason, *document_number;
};
void event_inspection_plan_changed(struct transaction *tx, const struct inspection_plan *plan,
				   const struct plan_change_told *told);

/* A visit is announced, with its checklist; it is on another day; it is called off. */
void event_inspection_announced(struct transaction *tx, const struct inspection *inspection);
void event_inspection_moved(struct transaction *tx, const struct inspection *inspection,
			    const char *reason);
void event_inspection_cancelled(struct transaction *tx, const struct inspection *inspection);

/* It took place: what each line came to. */
void event_inspection_held(struct transaction *tx, const struct inspection *inspection);

/* Something has to be put right: the findings from a number on. */
void event_remedies_ordered(struct transaction *tx, const struct inspection *inspection,
			    uint32_t from_finding_no);

/* Something was put right, or not well enough; its last day is over. */
void event_remedy_recorded(struct transaction *tx, const struct inspection *inspection,
			   const struct inspection_finding *finding);
void event_remedy_overdue(struct transaction *tx, const struct inspection *inspection,
			  const struct inspection_finding *finding);

/* What it came to: other agencies are told. */
void event_inspection_concluded(struct transaction *tx, const struct inspection *inspection);
