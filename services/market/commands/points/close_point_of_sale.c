/* close_point_of_sale.c - a shop is there no more; its page stays and says so
 *
 * Reads:     market.v1.ClosePointOfSale
 * Needs:     a shop that is not closed
 * Writes:    points_of_sale, one row
 * Publishes: market.v1.PointOfSaleClosed
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, POINT_OF_SALE_CLOSED
 */
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/point_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"

enum decision close_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ClosePointOfSale *command =
		(const Ocop__Market__V1__ClosePointOfSale *)message;
	const char *reason = require_composed(reply, "reason", command->reason, POINT_REASON_MAX);
	struct point_of_sale point;

	if (!point_of_sale_load(tx, command->point_of_sale_id, &point))
		return FAILED; /* the subject was there */
	if (transaction_failed(tx))
		return FAILED;

	if (*point.ended_on)
		reply_refuse(reply, REFUSAL(POINT_OF_SALE_CLOSED), NULL, "%s", point.ended_on);
	if (reply_refused(reply))
		return REFUSED;

	point_of_sale_end(tx, point.point_of_sale_id, trace_today(tx), reason);
	point.version++;
	event_point_of_sale_closed(tx, &point);
	reply_accept(reply, point.point_of_sale_id, (uint64_t)point.version);
	return ACCEPTED;
}
