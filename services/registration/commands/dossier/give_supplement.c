/* give_supplement.c - what was asked for becomes a new version of the dossier; earlier ones stay as
 * they are
 *
 * Reads:     registration.v1.GiveSupplement
 * Needs:     a dossier in a round, of which a supplement is awaited, with evidence or forms that
 *            the newest version does not have; of the officer, the producer's confirmation of it
 * Writes:    supplements, submissions, evidence (the version it is of), dossiers (it waits with
 *            the round again), dossier_moves
 * Publishes: registration.v1.SupplementGiven with the content's SHA-256
 * Refuses:   FIELD_TOO_LONG, DOSSIER_STATE, SUPPLEMENT_NOT_ASKED, SUPPLEMENT_EMPTY, NOT_CONFIRMED,
 *            SHEET_UNAVAILABLE
 *
 * Given after its deadline it is taken all the same: what comes of being late, the council decides.
 */
#include <string.h>

#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/supplement.h"

/* What the content is now, and what it was when it was handed in last. */
struct giving {
	struct move move;
	struct dossier_content content;
	struct supplement supplement;
	struct submission newest;
	char sha256[SHA256_HEX_SIZE];
};

static bool load_facts(struct transaction *tx, struct reply *reply, const char *dossier_id,
		       struct giving *giving)
{
	const struct dossier *dossier = &giving->move.dossier;

	if (!move_begin(tx, reply, dossier_id, DOSSIER_GIVE_SUPPLEMENT, &giving->move))
		return false;
	if (!dossier_content_load(tx, dossier, &giving->content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return false;
	}
	supplement_awaited(tx, dossier->dossier_id, dossier->round_id, &giving->supplement);
	submission_load(tx, dossier->dossier_id, dossier->submissions, &giving->newest);
	dossier_content_sha256(&giving->content, reply_arena(reply), giving->sha256);
	return true;
}

static void check(const struct giving *giving, struct reply *reply)
{
	Ocop__Common__V1__RefusalCode why = may_hand_in(
		giving->move.actors, giving->move.dossier.confirmed_sha256, giving->sha256);

	if (strcmp(giving->newest.content_sha256, giving->sha256) == 0)
		reply_refuse(reply, REFUSAL(SUPPLEMENT_EMPTY), NULL, NULL);
	if (why)
		reply_refuse(reply, why, NULL, NULL);
}

enum decision give_supplement(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__GiveSupplement *asked =
		(const Ocop__Registration__V1__GiveSupplement *)message;
	const char *note = allow_composed(reply, "note", asked->note, REASON_LENGTH_MAX);
	struct giving giving;
	struct dossier *dossier = &giving.move.dossier;
	const char *sha256;

	if (reply_refused(reply))
		return REFUSED;
	if (!load_facts(tx, reply, asked->dossier_id, &giving))
		return REFUSED;
	if (transaction_failed(tx))
		return FAILED;

	check(&giving, reply);
	if (reply_refused(reply))
		return REFUSED;

	sha256 = dossier_version_keep(tx, dossier, &giving.content, SUBMISSION_KIND(SUPPLEMENT));
	giving.supplement.note = note;
	giving.supplement.given_at_us = transaction_now_us(tx);
	giving.supplement.submission_no = dossier->submissions;
	supplement_give(tx, dossier->dossier_id, &giving.supplement);
	move_due_none(&giving.move);
	move_finish(tx, &giving.move, note);
	event_supplement_given(tx, dossier, giving.supplement.supplement_no, sha256);
	reply_accept(reply, dossier->dossier_id, dossier->version);
	return ACCEPTED;
}
