/* admit_dossier.c - the OCOP agency takes the dossier into a round
 *
 * Reads:     registration.v1.AdmitDossier
 * Needs:     a proposed dossier; a round that is planned, of its province (or the centre's, for one
 *            proposed to the centre) and its rule book, that it was proposed in time for, or one of
 *            re-ratings for a re-rating; the samples that go with it
 * Writes:    dossiers, dossier_moves
 * Publishes: registration.v1.DossierAdmitted: all the scoring shard needs
 * Refuses:   DOSSIER_STATE, SAMPLES_MISSING, ROUND_UNKNOWN, ROUND_STATE, LEVEL_NOT_COMPETENT,
 *            RULEBOOK_NOT_IN_FORCE (the round is under another), ROUND_KIND, PROPOSED_TOO_LATE
 */
#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/known/variant.h"
#include "registration/state.h"

static void write_admission(struct transaction *tx, struct move *move)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, move->dossier.rulebook_code);
	const struct rulebook_set *set =
		book ? rulebook_set_find(book, move->dossier.set_no) : NULL;
	struct product product;
	struct choice *choices;
	struct admission admission = {
		.dossier = &move->dossier,
		.product = &product,
		.sector_code = set ? set->sector_code : "",
	};

	product_load(tx, move->dossier.product_id, &product);
	admission.choice_count = choices_load(tx, move->dossier.dossier_id, &choices);
	admission.choices = choices;
	admission.variants = variants_load(tx, move->dossier.product_id, &admission.variant_count);
	admission.pack_photos =
		pack_photos_of_submission(tx, &move->dossier, &admission.pack_photo_count);
	if (transaction_failed(tx))
		return;
	move_finish(tx, move, "");
	event_dossier_admitted(tx, &admission);
}

enum decision admit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__AdmitDossier *asked =
		(const Ocop__Registration__V1__AdmitDossier *)message;
	const struct rulebooks *books = registration_state(tx)->rulebooks;
	struct admission_answer answer;
	struct round_news ending;
	struct round round;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_ADMIT, &move))
		return REFUSED;
	round_load(tx, asked->round_id, &round);
	round_news_ending(tx, asked->dossier_id, asked->round_id, &ending);
	if (transaction_failed(tx))
		return FAILED;

	answer = may_admit_dossier(&(struct admission_facts){
		.dossier = &move.dossier,
		.round = &round,
		.same_rulebook =
			round.exists && rulebook_find(books, round.rulebook_code) ==
						rulebook_find(books, move.dossier.rulebook_code),
		.round_has_answered = ending.exists,
	});
	if (answer.why) {
		reply_refuse(reply, answer.why, "round_id", answer.detail ? "%s" : NULL,
			     answer.detail);
		return REFUSED;
	}

	if (!move_has_samples(tx, reply, &move, office_of_state(move.dossier.state)))
		return transaction_failed(tx) ? FAILED : REFUSED;

	move.dossier.round_id = round.round_id;
	move_due_none(&move);
	write_admission(tx, &move);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
