/* recognise_on_centre_result.c - the province recognises 3 or 4 stars on what the centre gave
 *
 * The other way, a round of the province's own, ends this one: what becomes of the dossier is one
 * decision, so it is made here, whether the centre's result came from a round or on paper.
 * Certificates are certification's.
 *
 * Reads:     registration.v1.RecogniseOnCentreResult
 * Needs:     a dossier that is with the province again, and the centre's result on the version that
 *            was handed in last; the province's chairman
 * Writes:    dossiers, dossier_moves
 * Publishes: registration.v1.RecognisedOnCentreResult
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, CENTRE_RESULT_MISSING, DOSSIER_STATE,
 *            LEVEL_NOT_COMPETENT (the star is not the province's on that day), RULEBOOK_UNKNOWN
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/desk/centre_result.h"
#include "registration/rules/centre_result.h"
#include "registration/state.h"

static void facts_gather(struct transaction *tx, const struct dossier *dossier,
			 const struct centre_result *result, int32_t decided_on,
			 struct recognition_facts *ret_facts)
{
	*ret_facts = (struct recognition_facts){
		.has_result = result->exists && result->submission_no == dossier->submissions,
		.star = result->star,
		.decided_on = decided_on,
		.today = date_of_us(transaction_now_us(tx)),
	};
	(void)date_parse(result->decided_on, &ret_facts->centre_decided_on); /* 0: any is later */
}

static bool may_recognise(struct transaction *tx, struct reply *reply,
			  const struct dossier *dossier, const struct recognition_facts *facts)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	struct centre_fault faults[RECOGNITION_FAULTS_MAX];

	if (!book) {
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), NULL, NULL);
		return false;
	}
	size_t count = recognition_faults(book, facts, faults);
	for (size_t i = 0; i < count; i++) {
		if (faults[i].why == REFUSAL(LEVEL_NOT_COMPETENT))
			reply_refuse(reply, faults[i].why, NULL, "%u", facts->star);
		else
			reply_refuse(reply, faults[i].why, faults[i].field,
				     faults[i].detail ? "%s" : NULL, faults[i].detail);
	}
	return count == 0;
}

enum decision recognise_on_centre_result(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply)
{
	const Ocop__Registration__V1__RecogniseOnCentreResult *asked =
		(const Ocop__Registration__V1__RecogniseOnCentreResult *)message;
	const char *decision_number = require_composed(reply, "decision_number",
						       asked->decision_number, NUMBER_LENGTH_MAX);
	struct recognition_facts facts;
	struct centre_result result;
	struct product product;
	struct dossier dossier;
	struct move move;
	int32_t decided_on;

	if (!require_date(reply, "decided_on", asked->decided_on, &decided_on) ||
	    reply_refused(reply))
		return REFUSED;

	dossier_load(tx, asked->dossier_id, &dossier);
	product_load(tx, dossier.product_id, &product);
	centre_result_load(tx, asked->dossier_id, &result);
	if (transaction_failed(tx))
		return FAILED;

	facts_gather(tx, &dossier, &result, decided_on, &facts);
	if (!may_recognise(tx, reply, &dossier, &facts) ||
	    !move_begin(tx, reply, asked->dossier_id, DOSSIER_RECOGNISE_ON_CENTRE_RESULT, &move))
		return REFUSED;

	move_due_none(&move);
	move_finish(
		tx, &move,
		arena_printf(transaction_arena(tx), "%s, %s", decision_number, asked->decided_on));
	event_recognised_on_centre_result(tx, &move.dossier, &product, &result, decision_number,
					  asked->decided_on);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
