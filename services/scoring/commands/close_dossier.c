/* close_dossier.c - ends the scoring of a dossier: opens the sheets and computes the result
 *
 * A re-rating in writing has no sheets: where all opinions agree with the agency's report, that is
 * the council's sheet.
 *
 * Reads:     scoring.v1.CloseDossier
 * Needs:     a round in scoring; a finding, or a quorum with the chair and a spread within bounds,
 *            or opinions that agree
 * Writes:    score_sheets and opinions (opened), agency_reports (counts), results, round_dossiers
 * Publishes: scoring.v1.DossierClosed
 * Refuses:   DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, SCOPE_MISSING, ROUND_STATE,
 *            DOSSIER_CLOSED, SUPPLEMENT_AWAITED (until its day is over), ACTING_CHAIR_MISSING,
 *            CHAIR_SHEET_MISSING, QUORUM_MISSED, SECOND_PASS_NEEDED, FINDING_UNDECIDED,
 *            AGENCY_REPORT_MISSING, MEETING_NEEDED
 */
#include "scoring/commands.h"

#include "common/base/error.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

/* Opens what counted, in every pass so far: nothing of a closed dossier stays secret. */
static void sheets_open(struct transaction *tx, const struct sitting *sitting,
			const struct pass_facts *pass)
{
	struct pass_facts earlier;

	if (sitting->round.kind == ROUND_KIND(RE_RATING))
		opinions_open(tx, &sitting->dossier);
	if (sitting->in_writing)
		agency_report_set_counts(tx, &sitting->dossier);
	for (size_t i = 0; i < pass->sheet_count; i++)
		score_sheet_open(tx, &pass->sheets[i]);
	for (uint32_t n = 1; n < sitting->dossier.pass; n++) {
		pass_facts_load(tx, &sitting->round, &sitting->dossier, n, sitting->sheet,
				&sitting->conflicts, transaction_arena(tx), &earlier);
		for (size_t i = 0; i < earlier.sheet_count; i++)
			score_sheet_open(tx, &earlier.sheets[i]);
	}
}

static void dossier_close(struct transaction *tx, struct sitting *sitting,
			  const struct pass_facts *pass)
{
	struct arena *arena = transaction_arena(tx);
	struct round_dossier *dossier = &sitting->dossier;
	struct dossier_result result;

	if (!result_compute(&pass->facts, arena, &result)) {
		transaction_fail(tx, ERROR_UNREADABLE); /* the rule book's files have changed */
		return;
	}
	ProtobufCBinaryData bytes = result_bytes_pack(&sitting->round, dossier, dossier->pass,
						      &pass->facts, &result, arena);
	struct stored_result stored = {
		.round_id = dossier->round_id,
		.dossier_id = dossier->dossier_id,
		.pass = dossier->pass,
		.result = bytes.data,
		.result_size_bytes = bytes.len,
	};
	sheets_open(tx, sitting, pass);
	result_insert(tx, &stored);
	dossier->closed = true;
	round_dossier_update(tx, dossier);
	event_dossier_closed(tx, dossier, result_bytes_unpack(&stored, &sitting->round, arena));
}

enum decision close_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__CloseDossier *command =
		(const Ocop__Scoring__V1__CloseDossier *)message;
	struct closing_facts facts;
	struct sitting sitting;
	struct pass_facts pass;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;
	pass_facts_load(tx, &sitting.round, &sitting.dossier, sitting.dossier.pass, sitting.sheet,
			&sitting.conflicts, transaction_arena(tx), &pass);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_leader(tx, reply, &sitting) ||
	    !require_act(reply, &sitting.round, ACT_CLOSE_DOSSIER, &sitting.round.state))
		return REFUSED;
	closing_facts_gather(tx, &sitting, &pass, &facts);
	Ocop__Common__V1__RefusalCode why = may_close_dossier(&facts);
	if (why) {
		closing_refuse(reply, why, &facts);
		return REFUSED;
	}

	dossier_close(tx, &sitting, &pass);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
