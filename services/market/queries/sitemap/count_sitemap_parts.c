/* count_sitemap_parts.c - how many parts the sitemap has
 *
 * Reads:   market.v1.CountSitemapParts
 * Answers: market.v1.CountSitemapPartsReply
 * Refuses: nothing
 */
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
	int64_t last = listing_number_last(tx);

	(void)message; /* has no fields */
	answer.parts = last > 0 ? (uint32_t)((last - 1) / SITEMAP_NUMBERS_A_PART + 1) : 1;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
