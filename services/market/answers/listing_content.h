/* listing_content.h - a listing with all that its page shows, or as one card of many */
#pragma once

#include "market/answers.h"

/* listing_message with sizes, prices, other certificates, photos and place; FAILED is the
 * transaction's. */
Ocop__Market__V1__Listing *listing_message_whole(struct transaction *tx,
						 const struct listing *listing, int32_t day);

/* listing_message without the producer's long texts, for answers of many. */
Ocop__Market__V1__Listing *listing_message_card(struct transaction *tx,
						const struct listing *listing, int32_t day);

/* Since when certification or registration has been silent, in the arena; NULL while both are
 * heard. */
Google__Protobuf__Timestamp *badges_as_of(struct transaction *tx);
