/* list_carry_over.c - what is still to do after a dossier was carried over
 *
 * The list is that of the carry-over; whether a thing is done, the dossier says as it is now. A
 * paper that was kept and has ended since joins it.
 *
 * Reads:   registration.v1.ListCarryOver
 * Answers: registration.v1.ListCarryOverReply, empty for a dossier that was not carried over
 * Refuses: NO_SUCH_THING, SHEET_UNAVAILABLE
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/dossier_content.h"
#include "registration/queries.h"
#include "registration/records/carry_over.h"
#include "registration/rules/carry_over.h"
#include "registration/rules/self_check.h"

/* What the answer is made of. */
struct listing {
	struct dossier_content content;
	const struct rulebook *papers;
	struct to_do *to_do;
	size_t count;
	bool sheet_is_finished;
	int32_t today;
};

/* What was kept then and holds no more. */
static void add_ended(struct transaction *tx, struct listing *listing)
{
	for (size_t i = 0; i < listing->content.evidence_count; i++) {
		const struct evidence *evidence = &listing->content.evidence[i];

		if (!evidence->carried_over || evidence_holds(evidence, listing->today))
			continue;
		listing->to_do =
			list_room(tx, listing->to_do, listing->count, sizeof(*listing->to_do));
		listing->to_do[listing->count++] = (struct to_do){
			.kind = TO_DO_EVIDENCE_EXPIRED,
			.code = evidence->evidence_type,
			.earlier = evidence->name,
			.proof = "",
		};
	}
}

static bool is_finished(const struct dossier_content *content, struct arena *arena)
{
	const struct filled_sheet filled = {.choices = content->choices,
					    .choice_count = content->choice_count};
	struct score_result result;

	return score_sheet(content->sheet, &filled, arena, &result);
}

/* How many expired papers of its kind stand before this one. */
static size_t count_before(const struct listing *listing, size_t index)
{
	size_t count = 0;

	for (size_t i = 0; i < index; i++)
		count += listing->to_do[i].kind == TO_DO_EVIDENCE_EXPIRED &&
			 strcmp(listing->to_do[i].code, listing->to_do[index].code) == 0;
	return count;
}

static Ocop__Registration__V1__ToDo *to_do_message(struct arena *arena,
						   const struct listing *listing, size_t index)
{
	const struct to_do *to_do = &listing->to_do[index];
	struct rulebook_text text = to_do_text(to_do, listing->papers, listing->content.sheet);
	Ocop__Registration__V1__ToDo *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__to_do__init(message);
	message->kind = message_text(to_do_kind_name(to_do->kind));
	message->code = message_text(to_do->code);
	message->earlier = message_text(to_do->earlier);
	message->text_vi = message_text(text.vi);
	message->text_en = message_text(text.en);
	message->done = to_do_is_done(to_do, count_before(listing, index), &listing->content,
				      listing->sheet_is_finished, listing->today);
	return message;
}

static bool load_listing(struct transaction *tx, const char *dossier_id, struct listing *listing)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	if (!dossier_content_load(tx, &dossier, &listing->content))
		return false;
	listing->papers = rulebook_of_papers(tx, listing->content.book);
	listing->today = date_of_us(transaction_now_us(tx));
	listing->count = to_do_load(tx, dossier_id, &listing->to_do);
	listing->sheet_is_finished = is_finished(&listing->content, transaction_arena(tx));
	add_ended(tx, listing);
	return listing->papers;
}

enum decision list_carry_over(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ListCarryOver *asked =
		(const Ocop__Registration__V1__ListCarryOver *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListCarryOverReply answer =
		OCOP__REGISTRATION__V1__LIST_CARRY_OVER_REPLY__INIT;
	struct carry_over_row row;
	struct listing listing;

	if (!load_listing(tx, asked->dossier_id, &listing)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	carry_over_load(tx, asked->dossier_id, &row);
	if (transaction_failed(tx))
		return FAILED; /* things to do with NULL texts cannot be packed */

	answer.from_dossier_id = message_text(row.from_dossier_id);
	answer.kept_fields = row.kept_fields;
	answer.kept_choices = row.kept_choices;
	answer.kept_evidence = row.kept_evidence;
	answer.n_to_do = listing.count;
	answer.to_do = arena_alloc(arena, answer.n_to_do * sizeof(*answer.to_do));
	for (size_t i = 0; i < answer.n_to_do; i++)
		answer.to_do[i] = to_do_message(arena, &listing, i);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
