/* get_province_map.c - where the communes of a province are, for the small map of a product's page
 *
 * Reads:   market.v1.GetProvinceMap
 * Answers: market.v1.GetProvinceMapReply
 * Refuses: FIELD_MISSING, UNIT_UNKNOWN
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/queries.h"
#include "market/records/map_place.h"
#include "ocop/market/v1/queries.pb-c.h"

enum decision get_province_map(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__GetProvinceMap *query =
		(const Ocop__Market__V1__GetProvinceMap *)message;
	Ocop__Market__V1__GetProvinceMapReply answer =
		OCOP__MARKET__V1__GET_PROVINCE_MAP_REPLY__INIT;
	struct unit unit;

	if (*query->province_code == '\0') {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "province_code", NULL);
		return REFUSED;
	}

	unit_load(tx, query->province_code, &unit);
	if (transaction_failed(tx))
		return FAILED;
	if (!unit.exists) {
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "province_code", NULL);
		return REFUSED;
	}

	answer.n_places = map_places_load(tx, query->province_code, &answer.places);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
