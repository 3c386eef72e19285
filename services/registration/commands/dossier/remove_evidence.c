/* remove_evidence.c - evidence is taken out of a dossier that is with the producer
 *
 * Reads:     registration.v1.RemoveEvidence
 * Needs:     a dossier that is with the producer, and the evidence in it
 * Writes:    evidence, one row less; the file stays, what was submitted before may rest on it
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   DOSSIER_STATE, EVIDENCE_UNKNOWN
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/moves.h"

enum decision remove_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__RemoveEvidence *asked =
		(const Ocop__Registration__V1__RemoveEvidence *)message;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_EDIT, &move))
		return REFUSED;

	bool is_there = evidence_exists(tx, asked->dossier_id, asked->evidence_id);
	if (transaction_failed(tx))
		return FAILED;

	if (!is_there) {
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), "evidence_id", NULL);
		return REFUSED;
	}

	evidence_delete(tx, asked->evidence_id);
	dossier_update(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
