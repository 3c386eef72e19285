/* record_centre_result.c - what the centre decided where it does not use this software
 *
 * Reads:     registration.v1.RecordCentreResult
 * Needs:     a dossier proposed to the centre; the scan of the decision among its papers
 * Writes:    dossiers, dossier_moves: recognised, or with the province again; then centre_results,
 *            what the province may decide on
 * Publishes: registration.v1.CentreResultRecorded: certification issues the certificate
 * Refuses:   FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, DATE_INVALID, REASON_MISSING,
 *            LEVEL_NOT_COMPETENT (a star that is not the centre's), PAPER_MISSING, DOSSIER_STATE,
 *            RULEBOOK_UNKNOWN
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/desk/centre_result.h"
#include "registration/records/paper.h"
#include "registration/rules/centre_result.h"
#include "registration/rules/paper.h"
#include "registration/state.h"

#define GIVEN_STAR_SAID OCOP__REGISTRATION__V1__RECORD_CENTRE_RESULT__GIVEN_STAR_PRESENT_GIVEN_STAR

static void read_message(const Ocop__Registration__V1__RecordCentreResult *asked,
			 struct reply *reply, struct centre_decision *ret_decision)
{
	*ret_decision = (struct centre_decision){
		.score = allow_composed(reply, "score", asked->score, NUMBER_LENGTH_MAX),
		.star = asked->star,
		.decision_number = require_composed(reply, "decision_number",
						    asked->decision_number, NUMBER_LENGTH_MAX),
		.decided_on = asked->decided_on,
		.certificate_number = allow_composed(reply, "certificate_number",
						     asked->certificate_number, NUMBER_LENGTH_MAX),
		.valid_until = asked->valid_until,
		.reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX),
	};
}

/* The days as numbers; a text that is none is refused by name. */
static void read_days(struct transaction *tx, const struct dossier *dossier,
		      const struct centre_decision *decision, struct reply *reply,
		      struct centre_facts *facts)
{
	facts->today = date_of_us(transaction_now_us(tx));
	(void)require_date(reply, "decided_on", decision->decided_on, &facts->decided_on);
	if (*decision->valid_until)
		(void)require_date(reply, "valid_until", decision->valid_until,
				   &facts->valid_until);
	(void)date_parse(dossier->to_centre_on, &facts->proposed_on); /* 0: any day is after it */
}

static void check(const struct rulebook *book, const struct centre_facts *facts,
		  struct reply *reply)
{
	struct centre_fault faults[CENTRE_FAULTS_MAX];
	size_t count = centre_result_faults(book, facts, faults);

	for (size_t i = 0; i < count; i++)
		reply_refuse(reply, faults[i].why, faults[i].field, faults[i].detail ? "%s" : NULL,
			     faults[i].detail);
}

/* What the chairman of the province may decide on. */
static void keep_result(struct transaction *tx, const struct dossier *dossier,
			const struct centre_decision *decision)
{
	centre_result_put(tx, &(struct centre_result){
				      .dossier_id = dossier->dossier_id,
				      .round_id = "",
				      .submission_no = dossier->submissions,
				      .star = decision->given_star,
				      .points_text = decision->score,
				      .decision_number = decision->decision_number,
				      .decided_on = decision->decided_on,
				      .decision_sha256 = decision->decision_sha256,
			      });
}

/* The dossier's own scan of the decision. */
static bool paper_is_decision(const struct paper *paper, const char *dossier_id)
{
	return paper->exists && paper->kind == PAPER_KIND(CENTRE_DECISION) &&
	       strcmp(paper->dossier_id, dossier_id) == 0;
}

static const char *reason_of_move(struct arena *arena, const struct centre_decision *decision)
{
	return arena_printf(arena, "%s, %s%s%s", decision->decision_number, decision->decided_on,
			    *decision->reason ? ": " : "", decision->reason);
}

enum decision record_centre_result(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Registration__V1__RecordCentreResult *asked =
		(const Ocop__Registration__V1__RecordCentreResult *)message;
	const struct rulebook *book;
	struct centre_decision decision;
	struct centre_facts facts;
	struct product product;
	struct paper paper;
	struct move move;

	read_message(asked, reply, &decision);
	if (!move_begin(tx, reply, asked->dossier_id,
			asked->star ? DOSSIER_RECOGNISED_ELSEWHERE
				    : DOSSIER_NOT_RECOGNISED_ELSEWHERE,
			&move))
		return REFUSED;
	paper_load(tx, asked->decision_paper_id, &paper);
	product_load(tx, move.dossier.product_id, &product);
	if (transaction_failed(tx))
		return FAILED;

	facts = (struct centre_facts){
		.score = decision.score,
		.star = decision.star,
		.gives_star = asked->given_star_present_case == GIVEN_STAR_SAID,
		.given_star = asked->given_star,
		.certificate_number = decision.certificate_number,
		.reason = decision.reason,
		.has_paper = paper_is_decision(&paper, asked->dossier_id),
	};
	read_days(tx, &move.dossier, &decision, reply, &facts);
	book = rulebook_find(registration_state(tx)->rulebooks, move.dossier.rulebook_code);
	if (!book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), NULL, NULL);
	else if (facts.decided_on)
		check(book, &facts, reply);
	if (reply_refused(reply))
		return REFUSED;

	decision.decision_sha256 = paper.sha256;
	decision.given_star = centre_given_star(book, &facts);
	if (decision.star == 0)
		keep_result(tx, &move.dossier, &decision);
	move_finish(tx, &move, reason_of_move(transaction_arena(tx), &decision));
	event_centre_result_recorded(tx, &move.dossier, &product, &decision);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
