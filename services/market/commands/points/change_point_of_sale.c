/* change_point_of_sale.c - what is on record of a shop is this from now on
 *
 * A shop that moves to another commune is closed here and recorded there: the officers are others.
 *
 * Reads:     market.v1.ChangePointOfSale
 * Needs:     a shop that is not closed
 * Writes:    points_of_sale, opening_spans, closed_days
 * Publishes: market.v1.PointOfSaleChanged
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, POINT_OF_SALE_CLOSED
 */
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/point_content.h"
#include "market/commands.h"
#include "market/events.h"

enum decision change_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__ChangePointOfSale *command =
		(const Ocop__Market__V1__ChangePointOfSale *)message;
	struct point_of_sale point;
	struct opening_hours hours;

	if (!point_of_sale_load(tx, command->point_of_sale_id, &point))
		return FAILED; /* the subject was there */
	if (*point.ended_on)
		reply_refuse(reply, REFUSAL(POINT_OF_SALE_CLOSED), NULL, "%s", point.ended_on);
	point_content_read(tx, command->content, &point, &hours, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	point_of_sale_update(tx, &point);
	opening_hours_write(tx, point.point_of_sale_id, &hours);
	point.version++;
	event_point_of_sale_changed(tx, &point);
	reply_accept(reply, point.point_of_sale_id, (uint64_t)point.version);
	return ACCEPTED;
}
