/* count_sitemap_parts.c - the parts that the sitemap has, and when each last changed
 *
 * Reads:   market.v1.CountSitemapParts
 * Answers: market.v1.CountSitemapPartsReply
 * Refuses: nothing
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/queries.h"
#include "market/queries/sitemap/sitemap.h"
#include "market/records/sitemap.h"
#include "ocop/market/v1/queries.pb-c.h"

enum decision count_sitemap_parts(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	Ocop__Market__V1__CountSitemapPartsReply answer =
		OCOP__MARKET__V1__COUNT_SITEMAP_PARTS_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	int64_t last = listing_number_last(tx);

	(void)message; /* has no fields */
	answer.parts = last > 0 ? (uint32_t)((last - 1) / SITEMAP_NUMBERS_A_PART + 1) : 1;
	answer.changed_at = arena_alloc(arena, answer.parts * sizeof(*answer.changed_at));
	while (answer.n_changed_at < answer.parts) {
		int64_t at_us = sitemap_part_changed_at_us(tx, (int64_t)answer.n_changed_at);

		answer.changed_at[answer.n_changed_at] =
			arena_alloc(arena, sizeof(**answer.changed_at));
		*answer.changed_at[answer.n_changed_at++] = message_time(at_us);
	}
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &answer.base);
	return ACCEPTED;
}
