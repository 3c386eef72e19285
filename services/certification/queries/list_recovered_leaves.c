/* list_recovered_leaves.c - what a restored register had forgotten, and what became of it
 *
 * A certificate is shown as it will say when it is entered again from what it was issued on.
 *
 * Reads:   certification.v1.ListRecoveredLeaves
 * Answers: certification.v1.ListRecoveredLeavesReply
 * Refuses: CURSOR_INVALID
 */
#include "certification/queries.h"

#include <stdlib.h>

#include "certification/acts/ground.h"
#include "certification/answers.h"
#include "certification/records.h"
#include "certification/records/recovered.h"
#include "certification/rules/reconciliation.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* False for a cursor we did not give. */
static bool cursor_read(const char *cursor, uint64_t *ret_from)
{
	char *end;

	*ret_from = 0;
	if (cursor[0] == '\0')
		return true;
	*ret_from = strtoull(cursor, &end, 10);
	return *end == '\0' && *ret_from <= INT64_MAX;
}

static Google__Protobuf__Timestamp *time_message(struct transaction *tx, int64_t time_us)
{
	Google__Protobuf__Timestamp *time = arena_alloc(transaction_arena(tx), sizeof(*time));

	*time = message_time(time_us);
	return time;
}

static void fill_certificate(struct transaction *tx, const struct recovered_leaf *leaf,
			     Ocop__Certification__V1__RecoveredLeaf *message)
{
	bool is_open = leaf->outcome == RECOVERED_OUTCOME(UNSPECIFIED);
	struct certificate certificate;

	if (!certificate_load(tx, leaf->thing_id, &certificate))
		return;
	if (is_open && certificate.product_name[0] == '\0')
		(void)certificate_ground_find(tx, &certificate); /* else the office has to say */
	message->certificate = certificate_message(tx, &certificate);
	message->needs_names =
		is_open && recovered_needs_names(leaf->type) &&
		(certificate.product_name[0] == '\0' || certificate.producer_name[0] == '\0');
}

static Ocop__Certification__V1__RecoveredLeaf *leaf_message(struct transaction *tx,
							    const struct recovered_leaf *leaf)
{
	Ocop__Certification__V1__RecoveredLeaf *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__recovered_leaf__init(message);
	message->leaf = leaf->leaf_index;
	message->type = message_text(leaf->type);
	message->thing_id = message_text(leaf->thing_id);
	message->told_at = time_message(tx, leaf->told_at_us);
	message->outcome = leaf->outcome;
	message->needs_reason = leaf->outcome == RECOVERED_OUTCOME(UNSPECIFIED) &&
				recovered_needs_reason(leaf->type);
	message->paper_number = message_text(leaf->paper_number);
	message->reason = message_text(leaf->reason);
	message->settled_by = message_text(leaf->settled_by);
	if (leaf->settled_at_us > 0)
		message->settled_at = time_message(tx, leaf->settled_at_us);
	fill_certificate(tx, leaf, message);
	return message;
}

static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListRecoveredLeavesReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct recovered_leaf leaf;

	answer->leaves = arena_alloc(arena, most * sizeof(*answer->leaves));
	while (recovered_leaf_next(tx, &leaf)) {
		if (answer->n_leaves == most) {
			answer->next =
				arena_printf(arena, "%llu", (unsigned long long)leaf.leaf_index);
			statement_end(tx);
			return;
		}
		answer->leaves[answer->n_leaves++] = leaf_message(tx, &leaf);
	}
}

enum decision list_recovered_leaves(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__ListRecoveredLeaves *query = (const void *)message;
	Ocop__Certification__V1__ListRecoveredLeavesReply answer =
		OCOP__CERTIFICATION__V1__LIST_RECOVERED_LEAVES_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	uint64_t from;

	if (!cursor_read(query->cursor, &from)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	recovered_leaves_list(tx, from, query->open_only, (int64_t)most + 1);
	page_read(tx, most, &answer);
	answer.open = recovered_leaves_open(tx);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
