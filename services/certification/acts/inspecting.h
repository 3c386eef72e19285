/* inspecting.h - what every command about an inspection begins with, and what several do alike */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "certification/records/inspection/inspection.h"
#include "certification/records/inspection/inspection_plan.h"
#include "common/reply.h"
#include "ocop/certification/v1/types.pb-c.h"

struct subject;
struct transaction;

/* Who asks, of a place. */
struct inspecting inspecting_gather(struct transaction *tx, const struct subject *subject);

/* The plan of an id; false, with LEVEL_NOT_COMPETENT in the reply, when it is another's who plans.
 * The command's subject has found it. */
bool plan_gather(struct transaction *tx, struct reply *reply, const char *plan_id,
		 struct inspection_plan *ret_plan);

/* The visit of an id, which allows this. False, with LEVEL_NOT_COMPETENT (another leads) or
 * INSPECTION_STATE in the reply. What was seen on the spot an inspector may record, too. */
bool inspection_gather(struct transaction *tx, struct reply *reply, const char *inspection_id,
		       enum inspection_act act, struct inspection *ret_inspection);

/* Papers that a message names, with their contents' hashes. */
struct named_papers {
	char *const *paper_ids;
	size_t count;
};

/* True when registration keeps them all and there are not too many; else PAPER_MISSING or
 * FIELD_INVALID is in the reply. */
bool papers_are_kept(struct transaction *tx, struct reply *reply, const char *field,
		     const struct named_papers *papers);

/* Puts them where they belong; all are kept. */
void papers_put(struct transaction *tx, const struct inspection_place *place,
		const struct named_papers *papers);

/* The offices of a message, in the transaction's arena: at least one, of which one leads; else
 * FIELD_MISSING, FIELD_TOO_LONG or FIELD_INVALID is in the reply. */
const struct inspection_member *team_read(struct transaction *tx, struct reply *reply,
					  Ocop__Certification__V1__InspectionMember *const *members,
					  size_t count);

/* How many findings there are and are open, into the visit, which is not written. */
void inspection_recount(struct transaction *tx, struct inspection *inspection);
