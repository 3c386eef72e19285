/* take_dossier.c - an admitted dossier comes into its round, or its round says why not
 *
 * Reads:     scoring.v1.TakeDossier, from the daemon itself
 * Needs:     an admission without an answer
 * Writes:    round_dossiers when taken, and conflicts of members linked to its producer;
 *            answered_admissions, one row
 * Publishes: scoring.v1.DossierTaken, with ConflictDeclared for each of those members, or
 *            DossierNotTaken
 * Refuses:   NO_SUCH_THING when it was answered already
 */
#include "scoring/commands.h"

#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/rules/re_rating.h"
#include "scoring/sitting.h"

/* The last day that the level has for it, from the day its request was found complete; "" where the
 * rule book gives it none. */
static const char *due_on(struct transaction *tx, const struct admission *admission,
			  const struct rulebook *book)
{
	int32_t day = re_rating_due_day((Ocop__Registration__V1__DossierKind)admission->kind,
					&book->deadlines, date_of_us(admission->admitted_at_us));

	return day == RULEBOOK_UNKNOWN ? "" : date_text(transaction_arena(tx), day);
}

static struct round_dossier dossier_of(const struct admission *admission)
{
	return (struct round_dossier){
		.round_id = admission->round_id,
		.dossier_id = admission->dossier_id,
		.version = 1,
		.admission = admission->admission,
		.product_id = admission->product_id,
		.product_name = admission->product_name,
		.producer_id = admission->producer_id,
		.producer_name = admission->producer_name,
		.kind = admission->kind,
		.set_no = admission->set_no,
		.commune_code = admission->commune_code,
		.province_code = admission->province_code,
		.sector_code = admission->sector_code,
		.certificate_code = admission->certificate_code,
		.pass = 1,
		.gone_reason = "",
	};
}

/* ret_book is NULL where there is no such round. */
static Ocop__Common__V1__RefusalCode round_check(struct transaction *tx,
						 const struct admission *admission,
						 const struct rulebook **ret_book)
{
	struct round round = {.rulebook_code = "", .unit_code = ""};
	struct taking_facts facts = {
		.round_exists = round_load(tx, admission->round_id, &round),
		.dossier_kind = (Ocop__Registration__V1__DossierKind)admission->kind,
		.dossier_rulebook_code = admission->rulebook_code,
		.dossier_province_code = admission->province_code,
		.withdrawn = dossier_was_withdrawn(tx, admission->dossier_id, admission->admission),
	};
	const struct rulebook *book = facts.round_exists ? round_rulebook(tx, &round) : NULL;

	*ret_book = book;
	facts.round_kind = round.kind;
	facts.state = round.state;
	facts.round_rulebook_code = round.rulebook_code;
	facts.round_unit_code = round.unit_code;
	facts.set = book ? rulebook_set_find(book, admission->set_no) : NULL;
	return may_take_dossier(&facts);
}

/* Who is linked to its producer takes no part in it, from its first moment in the round. */
static void linked_members_step_aside(struct transaction *tx, struct round_dossier *dossier)
{
	struct conflicts links;

	producer_links_load(tx, dossier->round_id, dossier->producer_id, &links);
	for (size_t i = 0; i < links.count; i++) {
		conflict_put(tx, dossier->round_id, dossier->dossier_id, &links.items[i]);
		round_dossier_update(tx, dossier);
		event_conflict_declared(tx, dossier, &links.items[i]);
	}
}

enum decision take_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__TakeDossier *command =
		(const Ocop__Scoring__V1__TakeDossier *)message;
	const struct rulebook *book;
	struct admission admission;
	struct round_dossier before;

	if (!admission_load_open(tx, command->round_id, command->dossier_id, &admission)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), NULL, NULL);
		return REFUSED;
	}

	Ocop__Common__V1__RefusalCode why = round_check(tx, &admission, &book);
	if (transaction_failed(tx))
		return FAILED;

	admission_answer(tx, &admission, !why);
	if (why) {
		event_dossier_not_taken(tx, &admission, refusal_text(why)->vi);
		reply_accept(reply, admission.dossier_id, (uint64_t)admission.admission);
		return ACCEPTED;
	}
	struct round_dossier dossier = dossier_of(&admission);
	dossier.due_on = due_on(tx, &admission, book);
	if (round_dossier_load(tx, dossier.round_id, dossier.dossier_id, &before)) {
		/* Back again: sheets of the time before stay what they are. */
		dossier.version = before.version + 1;
		dossier.pass = before.pass + 1;
	}
	round_dossier_put(tx, &dossier);
	event_dossier_taken(tx, &dossier);
	linked_members_step_aside(tx, &dossier);
	reply_accept(reply, dossier.dossier_id, dossier.version);
	return ACCEPTED;
}
