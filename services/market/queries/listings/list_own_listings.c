/* list_own_listings.c - the listings that the caller looks after
 *
 * Reads:   market.v1.ListOwnListings
 * Answers: market.v1.ListOwnListingsReply; empty for who has neither a producer nor a commune
 * Refuses: CURSOR_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers.h"
#include "market/queries.h"
#include "market/records/own_listing.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The first grant of each kind: nobody has two producers or two communes, and who had would still
 * see one of them whole. */
struct ownership {
	const char *producer_id;
	const char *commune_code;
};

static struct ownership ownership_of(const struct caller *caller)
{
	struct ownership own = {"", ""};

	for (size_t i = 0; i < caller->grant_count; i++) {
		const Ocop__Common__V1__Grant *grant = caller->grants[i];

		if (grant->role == OCOP__COMMON__V1__ROLE__ROLE_PRODUCER && !*own.producer_id)
			own.producer_id = grant->producer_id;
		if (grant->role == OCOP__COMMON__V1__ROLE__ROLE_COMMUNE_OFFICER &&
		    !*own.commune_code)
			own.commune_code = grant->unit_code;
	}
	return own;
}

/* The cursor is the number of the last listing shown. */
static bool cursor_read(const char *cursor, int64_t *ret_after)
{
	char *end;

	*ret_after = strtoll(cursor, &end, 10);
	return *end == '\0' && *ret_after >= 0 && strlen(cursor) < 19;
}

enum decision list_own_listings(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Market__V1__ListOwnListings *query =
		(const Ocop__Market__V1__ListOwnListings *)message;
	Ocop__Market__V1__ListOwnListingsReply answer =
		OCOP__MARKET__V1__LIST_OWN_LISTINGS_REPLY__INIT;
	const struct ownership own = ownership_of(transaction_caller(tx));
	struct arena *arena = reply_arena(reply);
	size_t most = (size_t)page_limit(query->limit);
	struct listing *listings = arena_alloc(arena, (most + 1) * sizeof(*listings));
	size_t count = 0;
	int64_t after;

	if (!cursor_read(query->cursor, &after)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	/* One row more than is shown: then there is a next page. */
	own_listings_begin(tx, own.producer_id, own.commune_code, after, (int64_t)most + 1);
	while (own_listing_next(tx, &listings[count]))
		count++;
	if (transaction_failed(tx))
		return FAILED;

	answer.listings = arena_alloc(arena, most * sizeof(*answer.listings));
	for (size_t i = 0; i < count && i < most; i++)
		answer.listings[answer.n_listings++] =
			listing_message(tx, &listings[i], date_of_us(transaction_now_us(tx)));
	if (count > most)
		answer.next =
			arena_printf(arena, "%lld", (long long)listings[most - 1].listing_number);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
