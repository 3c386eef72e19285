/* inspecting.c - what every command about an inspection begins with, and what several do alike */
#include "certification/acts/inspecting.h"

#include "certification/records.h"
#include "certification/records/dossier.h"
#include "certification/records/inspection/inspection_finding.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/store/transaction.h"

struct inspecting inspecting_gather(struct transaction *tx, const struct subject *subject)
{
	const struct caller *caller = transaction_caller(tx);

	return (struct inspecting){
		.is_agency = caller_may(caller, ALLOW(OCOP_AGENCY), subject),
		.is_ministry = caller_may(caller, ALLOW(MINISTRY), subject),
	};
}

bool plan_gather(struct transaction *tx, struct reply *reply, const char *plan_id,
		 struct inspection_plan *ret_plan)
{
	struct subject subject = {.exists = true};
	struct inspecting inspecting;

	if (!inspection_plan_load(tx, plan_id, ret_plan)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "plan_id", NULL);
		return false;
	}
	subject.province_code = ret_plan->province_code;
	inspecting = inspecting_gather(tx, &subject);
	if (!leads_inspections(&inspecting, ret_plan->level)) {
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), NULL, NULL);
		return false;
	}
	return true;
}

/* As the place of its certificate is today. */
static bool may_act(struct transaction *tx, const struct inspection *inspection,
		    enum inspection_act act)
{
	struct certificate certificate;
	struct inspecting inspecting;
	struct subject subject;

	if (!certificate_load(tx, inspection->code, &certificate))
		return false;
	subject = certificate_subject(tx, &certificate);
	inspecting = inspecting_gather(tx, &subject);
	return leads_inspections(&inspecting, inspection->level) ||
	       (act == INSPECTION_RECORD &&
		caller_may(transaction_caller(tx), ALLOW(INSPECTOR), &subject));
}

bool inspection_gather(struct transaction *tx, struct reply *reply, const char *inspection_id,
		       enum inspection_act act, struct inspection *ret_inspection)
{
	Ocop__Common__V1__RefusalCode why;

	if (!inspection_load(tx, inspection_id, ret_inspection)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "inspection_id", NULL);
		return false;
	}
	why = may_act(tx, ret_inspection, act) ? may_act_on_inspection(ret_inspection->state, act)
					       : REFUSAL(LEVEL_NOT_COMPETENT);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, NULL, NULL);
	return why == REFUSAL(UNSPECIFIED);
}

bool papers_are_kept(struct transaction *tx, struct reply *reply, const char *field,
		     const struct named_papers *papers)
{
	const char *sha256;

	if (papers->count > INSPECTION_PAPERS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "at most %d",
			     INSPECTION_PAPERS_MAX);
		return false;
	}
	for (size_t i = 0; i < papers->count; i++) {
		if (!paper_sha256(tx, papers->paper_ids[i], &sha256)) {
			reply_refuse(reply, REFUSAL(PAPER_MISSING), field, NULL);
			return false;
		}
	}
	return true;
}

void papers_put(struct transaction *tx, const struct inspection_place *place,
		const struct named_papers *papers)
{
	const char *sha256;

	for (size_t i = 0; i < papers->count; i++) {
		if (paper_sha256(tx, papers->paper_ids[i], &sha256))
			inspection_paper_insert(tx, place, papers->paper_ids[i], sha256);
	}
}

const struct inspection_member *team_read(struct transaction *tx, struct reply *reply,
					  Ocop__Certification__V1__InspectionMember *const *members,
					  size_t count)
{
	struct inspection_member *team =
		arena_alloc(transaction_arena(tx), (count + 1) * sizeof(*team));
	size_t leaders = 0;

	if (count == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "team", NULL);
	if (count > INSPECTION_TEAM_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "team", "at most %d",
			     INSPECTION_TEAM_MAX);
		return team;
	}
	for (size_t i = 0; i < count; i++) {
		team[i].office = require_composed(
			reply, arena_printf(reply_arena(reply), "team[%zu].office", i),
			members[i]->office, NAME_LENGTH_MAX);
		team[i].leads = members[i]->leads;
		leaders += team[i].leads;
	}
	if (count > 0 && leaders != 1)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "team", "exactly one office leads");
	return team;
}

void inspection_recount(struct transaction *tx, struct inspection *inspection)
{
	struct inspection_findings_sum sum;

	inspection_findings_sum(tx, inspection->inspection_id, &sum);
	inspection->findings = sum.findings;
	inspection->open_findings = sum.open;
	inspection->due_on = sum.due_on;
}
