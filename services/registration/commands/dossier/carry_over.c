/* carry_over.c - fills what is empty in a draft from an earlier dossier of the product; what
 * differs between the books or has ended is a list to do
 *
 * Reads:     registration.v1.CarryOver
 * Needs:     a draft, and another dossier of the product, or of one that was merged into it, that
 *            was submitted (its newest version counts) or entered as an earlier one
 * Writes:    dossier_fields, dossier_choices, evidence (kept by hash, no second file), carry_overs,
 *            carry_over_items, dossiers (where it was carried over from)
 * Publishes: registration.v1.DossierCarriedOver
 * Refuses:   DOSSIER_STATE, CARRY_OVER_SOURCE, SCOPE_MISSING (the other is not the caller's),
 *            SHEET_UNAVAILABLE, DOSSIER_TOO_LARGE
 *
 * A criterion counts as unchanged when its key is the same and its options are: number, points,
 * marks, cases and labels (rules/carry_over.h). Only what is empty is filled: what the producer has
 * typed, and what is known of him today, stays. Once more, or from another dossier, it fills what
 * is still empty; the list to do is then the last one's.
 */
#include <string.h>

#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/moves.h"
#include "registration/records/carry_over.h"
#include "registration/rules/carry_over.h"
#include "registration/subjects.h"

/* A product is merged into another, that one perhaps too; deeper than this nobody merges. */
enum { MERGES_MAX = 16 };

static bool is_of_product(struct transaction *tx, const char *its_product_id,
			  const char *product_id)
{
	for (int i = 0; i < MERGES_MAX && *its_product_id; i++) {
		struct product product;

		if (strcmp(its_product_id, product_id) == 0)
			return true;
		product_load(tx, its_product_id, &product);
		its_product_id = product.merged_into;
	}
	return false;
}

static Ocop__Common__V1__RefusalCode may_carry_over(struct transaction *tx,
						    const struct dossier *from,
						    const struct dossier *to)
{
	if (!from->exists || strcmp(from->dossier_id, to->dossier_id) == 0 ||
	    !is_of_product(tx, from->product_id, to->product_id))
		return REFUSAL(CARRY_OVER_SOURCE);
	if (from->submissions == 0 &&
	    (from->kind != DOSSIER_KIND(EARLIER) || from->state == DOSSIER_STATE(WITHDRAWN)))
		return REFUSAL(CARRY_OVER_SOURCE);
	if (!(dossier_actors(tx, from) & (ACTOR_PRODUCER | ACTOR_COMMUNE)))
		return REFUSAL(SCOPE_MISSING);
	return REFUSAL(UNSPECIFIED);
}

/* The earlier dossier as it was handed in last; one that was entered from paper as it is. */
static bool load_source(struct transaction *tx, const struct dossier *from,
			struct dossier_content *ret_content)
{
	const struct dossier_sight sight = {
		.content = true,
		.persons = true,
		.edits = from->submissions == 0,
	};

	if (!dossier_content_load(tx, from, ret_content))
		return false;
	if (!dossier_content_shown(tx, from, &sight, ret_content))
		transaction_fail(tx, ERROR_UNREADABLE); /* it was written here */
	return true;
}

static int64_t size_of_kept(const struct carry_over *found)
{
	int64_t size_bytes = 0;

	for (size_t i = 0; i < found->evidence_count; i++)
		size_bytes += found->evidence[i].size_bytes;
	return size_bytes;
}

static void write_kept(struct transaction *tx, const char *dossier_id,
		       const struct carry_over *found)
{
	for (size_t i = 0; i < found->field_count; i++)
		form_field_write(tx, dossier_id, &found->fields[i]);
	for (size_t i = 0; i < found->choice_count; i++)
		choice_insert(tx, dossier_id, &found->choices[i]);
	for (size_t i = 0; i < found->evidence_count; i++) {
		struct evidence evidence = found->evidence[i];
		char evidence_id[IDENTIFIER_SIZE];

		identifier_create("evidence", NULL, transaction_now_us(tx), evidence_id);
		evidence.evidence_id = evidence_id;
		evidence_insert(tx, dossier_id, &evidence);
	}
}

static void write_to_do(struct transaction *tx, const char *dossier_id, const char *from_dossier_id,
			const struct carry_over *found)
{
	carry_over_write(tx, dossier_id,
			 &(struct carry_over_row){.from_dossier_id = from_dossier_id,
						  .kept_fields = found->kept_fields,
						  .kept_choices = found->kept_choices,
						  .kept_evidence = found->kept_evidence});
	for (size_t i = 0; i < found->to_do_count; i++)
		to_do_insert(tx, dossier_id, i, &found->to_do[i]);
}

enum decision carry_over(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__CarryOver *asked =
		(const Ocop__Registration__V1__CarryOver *)message;
	struct dossier_content from_content, to_content;
	struct carry_over found;
	struct dossier from;
	struct move move;
	Ocop__Common__V1__RefusalCode why;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_CARRY_OVER, &move))
		return REFUSED;

	dossier_load(tx, asked->from_dossier_id, &from);
	why = may_carry_over(tx, &from, &move.dossier);
	if (why && !transaction_failed(tx)) {
		reply_refuse(reply, why, "from_dossier_id", NULL);
		return REFUSED;
	}
	if (!load_source(tx, &from, &from_content) ||
	    !dossier_content_load(tx, &move.dossier, &to_content) ||
	    !rulebook_of_papers(tx, to_content.book)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	if (transaction_failed(tx))
		return FAILED;

	found = carry_over_find(
		&(struct carry_over_facts){.from = &from_content,
					   .to = &to_content,
					   .papers = rulebook_of_papers(tx, to_content.book),
					   .today = date_of_us(transaction_now_us(tx))},
		transaction_arena(tx));
	if (!dossier_has_room(tx, reply, move.dossier.dossier_id, size_of_kept(&found),
			      "from_dossier_id"))
		return transaction_failed(tx) ? FAILED : REFUSED;

	write_kept(tx, move.dossier.dossier_id, &found);
	write_to_do(tx, move.dossier.dossier_id, from.dossier_id, &found);
	move.dossier.carried_from = from.dossier_id;
	dossier_update(tx, &move.dossier);
	event_dossier_carried_over(tx, &move.dossier, found.to_do_count);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
