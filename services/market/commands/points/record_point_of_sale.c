/* record_point_of_sale.c - a shop shows and sells OCOP products
 *
 * A commune and the agency record any shop of theirs, a producer his own.
 *
 * Reads:     market.v1.RecordPointOfSale
 * Needs:     a commune in force; of a producer's own shop, a producer that is known here
 * Writes:    points_of_sale, opening_spans, closed_days
 * Publishes: market.v1.PointOfSaleRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (a producer with more shops of his
 *            own than one has, too), DATE_INVALID, UNIT_UNKNOWN, PRODUCER_UNKNOWN
 */
#include "common/base/identifier.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/acts/point_content.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"

enum decision record_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__RecordPointOfSale *command =
		(const Ocop__Market__V1__RecordPointOfSale *)message;
	char point_of_sale_id[IDENTIFIER_SIZE];
	struct opening_hours hours;
	struct unit commune;

	unit_load(tx, command->commune_code, &commune);
	struct point_of_sale point = {
		.point_of_sale_id = point_of_sale_id,
		.commune_code = commune.code,
		.province_code = commune.province_code,
		.producer_id = command->producer_id,
	};
	if (*command->producer_id && !producer_exists(tx, command->producer_id))
		reply_refuse(reply, REFUSAL(PRODUCER_UNKNOWN), "producer_id", NULL);
	if (own_shop_count(tx, command->producer_id) >= OWN_SHOPS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "producer_id", "at most %d shops",
			     OWN_SHOPS_MAX);
	point_content_read(tx, command->content, &point, &hours, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("shop", NULL, transaction_now_us(tx), point_of_sale_id);
	point_of_sale_insert(tx, &point);
	opening_hours_write(tx, point_of_sale_id, &hours);
	event_point_of_sale_recorded(tx, &point);
	reply_accept(reply, point_of_sale_id, 1);
	return ACCEPTED;
}
