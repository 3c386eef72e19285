/* list_export_markets.c - which countries a product goes to, as the OCOP agency has confirmed it
 *
 * Reads:   market.v1.ListExportMarkets
 * Answers: market.v1.ListExportMarketsReply
 * Refuses: LISTING_UNKNOWN
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/export.h"
#include "market/queries.h"
#include "market/records.h"

enum { COUNTRIES_MAX = 260 }; /* ISO 3166-1 has 249 */

static Ocop__Market__V1__ExportMarket *market_message(struct transaction *tx,
						      const struct export_market *market)
{
	Ocop__Market__V1__ExportMarket *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__market__v1__export_market__init(message);
	message->country_code = message_text(market->country_code);
	country_names(tx, market->country_code, &message->country_name_vi,
		      &message->country_name_en);
	message->first_year = (uint32_t)market->first_year;
	message->last_year = (uint32_t)market->last_year;
	return message;
}

enum decision list_export_markets(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ListExportMarkets *query =
		(const Ocop__Market__V1__ListExportMarkets *)message;
	Ocop__Market__V1__ListExportMarketsReply answer =
		OCOP__MARKET__V1__LIST_EXPORT_MARKETS_REPLY__INIT;
	struct export_market market;
	struct listing listing;

	listing_load(tx, query->listing_id, &listing);
	if (!listing.exists) {
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
		return REFUSED;
	}

	answer.markets = arena_alloc(reply_arena(reply), COUNTRIES_MAX * sizeof(*answer.markets));
	export_markets_begin(tx, listing_standing(tx, listing.listing_id));
	while (export_market_next(tx, &market))
		answer.markets[answer.n_markets++] = market_message(tx, &market);
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &answer.base);
	return ACCEPTED;
}
