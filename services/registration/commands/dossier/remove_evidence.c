/* remove_evidence.c - evidence is taken out of a dossier that is with the producer
 *
 * Reads:     registration.v1.RemoveEvidence
 * Needs:     a dossier that is with the producer, and the evidence in it
 * Writes:    evidence: one row less, or, where a submitted version has it, the last version it is
 *            in; the file stays
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   DOSSIER_STATE, EVIDENCE_UNKNOWN, EVIDENCE_BOUND (taken out before, or in a version
 *            that a round is evaluating: a supplement adds)
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/moves.h"

static Ocop__Common__V1__RefusalCode may_remove(const struct dossier *dossier,
						const struct evidence *evidence)
{
	if (!evidence->exists)
		return REFUSAL(EVIDENCE_UNKNOWN);
	if (evidence->until_submission)
		return REFUSAL(EVIDENCE_BOUND);
	if (evidence->from_submission && dossier_awaits_supplement(dossier))
		return REFUSAL(EVIDENCE_BOUND);
	return REFUSAL(UNSPECIFIED);
}

enum decision remove_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__RemoveEvidence *asked =
		(const Ocop__Registration__V1__RemoveEvidence *)message;
	struct evidence evidence;
	Ocop__Common__V1__RefusalCode why;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_EDIT, &move))
		return REFUSED;

	evidence_load(tx, asked->dossier_id, asked->evidence_id, &evidence);
	if (transaction_failed(tx))
		return FAILED;

	why = may_remove(&move.dossier, &evidence);
	if (why) {
		reply_refuse(reply, why, "evidence_id", NULL);
		return REFUSED;
	}

	if (evidence.from_submission)
		evidence_end(tx, evidence.evidence_id, move.dossier.submissions);
	else
		evidence_delete(tx, evidence.evidence_id);
	dossier_update(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
