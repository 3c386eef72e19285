/* get_point_of_sale.c - one shop: when it is open, and what it carries with which stars
 *
 * Reads:   market.v1.GetPointOfSale
 * Answers: market.v1.PointOfSale
 * Refuses: CURSOR_INVALID
 */
#include "common/base/identifier.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/point_of_sale.h"
#include "market/queries.h"

enum decision get_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Market__V1__GetPointOfSale *query =
		(const Ocop__Market__V1__GetPointOfSale *)message;
	const struct carried_page page = {
		.history = query->history,
		.after = query->cursor,
		.most = (size_t)page_limit(query->limit),
	};
	struct point_of_sale point;

	if (*query->cursor && !identifier_is(query->cursor, "product")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}
	if (!point_of_sale_load(tx, query->point_of_sale_id, &point))
		return FAILED; /* the subject was there */

	reply_set(reply, &point_of_sale_message_whole(tx, &point, &page)->base);
	reply_set_version(reply, (uint64_t)point.version);
	return ACCEPTED;
}
