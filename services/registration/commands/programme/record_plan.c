/* record_plan.c - writes the scheme or yearly plan of a unit; the unit's plan of this kind and
 * first year is replaced
 *
 * Reads:     registration.v1.RecordPlan
 * Needs:     a province or commune in force that the caller's grants cover
 * Writes:    plans, one row, and plan_targets; nothing when the plan says the same as before
 * Publishes: registration.v1.PlanRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (kind), DATE_INVALID, PLAN_INVALID
 * (years, targets, years that overlap those of another plan)
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/programme.h"

static void refuse(struct reply *reply, struct programme_answer answer)
{
	if (answer.why)
		reply_refuse(reply, answer.why, answer.field, "%s", answer.detail);
}

static int by_indicator(const void *left, const void *right)
{
	const Ocop__Registration__V1__PlanTarget *const *a = left;
	const Ocop__Registration__V1__PlanTarget *const *b = right;

	return (int)(*a)->indicator - (int)(*b)->indicator;
}

/* The targets in the order in which they are kept, so that the same plan reads the same. */
static void read_targets(const Ocop__Registration__V1__RecordPlan *asked, struct arena *arena,
			 Ocop__Registration__V1__Plan *ret_row)
{
	if (asked->n_targets == 0)
		return;
	ret_row->n_targets = asked->n_targets;
	ret_row->targets =
		arena_copy(arena, asked->targets, asked->n_targets * sizeof(*asked->targets));
	qsort(ret_row->targets, ret_row->n_targets, sizeof(*ret_row->targets), by_indicator);
}

static bool read_message(const Ocop__Registration__V1__RecordPlan *asked, struct reply *reply,
			 Ocop__Registration__V1__Plan *ret_row)
{
	int32_t day;

	ocop__registration__v1__plan__init(ret_row);
	ret_row->unit_code = asked->unit_code;
	ret_row->kind = asked->kind;
	ret_row->from_year = asked->from_year;
	ret_row->until_year = asked->until_year;
	ret_row->title =
		message_text(require_composed(reply, "title", asked->title, NAME_LENGTH_MAX));
	ret_row->decision_number = message_text(require_composed(
		reply, "decision_number", asked->decision_number, NUMBER_LENGTH_MAX));
	ret_row->decided_on = asked->decided_on;
	ret_row->targets = asked->targets;
	ret_row->n_targets = asked->n_targets;
	(void)require_date(reply, "decided_on", asked->decided_on, &day); /* the reply says it */
	if (asked->kind != PLAN_KIND(SCHEME) && asked->kind != PLAN_KIND(YEAR))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", "a scheme or a year's plan");
	refuse(reply, may_plan_years(ret_row));
	refuse(reply, may_plan_targets(ret_row, reply_arena(reply)));
	if (reply_refused(reply))
		return false;
	read_targets(asked, reply_arena(reply), ret_row);
	return true;
}

enum decision record_plan(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__RecordPlan *asked =
		(const Ocop__Registration__V1__RecordPlan *)message;
	char plan_id[IDENTIFIER_SIZE];
	Ocop__Registration__V1__Plan row;
	struct plan known;

	if (!read_message(asked, reply, &row))
		return REFUSED;

	plan_find(tx, &row, &known);
	bool overlaps = plan_overlaps(tx, &row);
	if (transaction_failed(tx))
		return FAILED;

	if (overlaps) {
		reply_refuse(reply, REFUSAL(PLAN_INVALID), "from_year",
			     "another plan of this kind has some of these years");
		return REFUSED;
	}

	identifier_create("plan", NULL, transaction_now_us(tx), plan_id);
	row.plan_id = known.exists ? known.row.plan_id : plan_id;
	row.version = known.row.version;
	if (!message_is_same(&row.base, &known.row.base, transaction_arena(tx))) {
		row.version++;
		plan_write(tx, &row);
		event_plan_recorded(tx, &row);
	}
	reply_accept(reply, row.plan_id, row.version);
	return ACCEPTED;
}
