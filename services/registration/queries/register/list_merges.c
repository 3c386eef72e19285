/* list_merges.c - merges, newest first
 *
 * Reads:   registration.v1.ListMerges
 * Answers: registration.v1.ListMergesReply
 * Refuses: CURSOR_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/register/merge.h"

static Ocop__Registration__V1__Merge *merge_message(struct arena *arena, const struct merge *merge)
{
	Ocop__Registration__V1__Merge *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__merge__init(message);
	message->merge_id = message_text(merge->merge_id);
	message->products = merge->products;
	message->kept_id = message_text(merge->kept_id);
	message->merged_id = message_text(merge->merged_id);
	message->reason = message_text(merge->reason);
	message->merged_at = timestamp_message(arena, merge->merged_at_us);
	message->actor_id = message_text(merge->actor_id);
	message->undone = merge->undone;
	message->undone_reason = message_text(merge->undone_reason);
	return message;
}

/* The number of the last merge of the page before; 0 for the first page, -1 for no number. */
static int64_t cursor_read(const char *cursor)
{
	enum { DIGITS_MAX = 18 };
	size_t digits = strspn(cursor, "0123456789");

	if (*cursor == '\0')
		return 0;
	if (digits != strlen(cursor) || digits > DIGITS_MAX || *cursor == '0')
		return -1;
	return strtoll(cursor, NULL, 10);
}

enum decision list_merges(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__ListMerges *asked =
		(const Ocop__Registration__V1__ListMerges *)message;
	Ocop__Registration__V1__ListMergesReply answer =
		OCOP__REGISTRATION__V1__LIST_MERGES_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	int64_t limit = page_limit(asked->limit);
	int64_t before_no = cursor_read(asked->cursor);
	struct merge *merges;

	if (before_no < 0) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	size_t found = merges_list(tx, before_no, limit + 1, &merges);
	answer.n_merges = found > (size_t)limit ? (size_t)limit : found;
	answer.merges = arena_alloc(arena, answer.n_merges * sizeof(*answer.merges));
	for (size_t i = 0; i < answer.n_merges; i++)
		answer.merges[i] = merge_message(arena, &merges[i]);
	if (found > answer.n_merges)
		answer.next = arena_printf(arena, "%ld", (long)merges[limit - 1].merge_no);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
