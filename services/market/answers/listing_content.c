/* listing_content.c - a listing with all that its page shows, or as one card of many */
#include "market/answers/listing_content.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/service.h"
#include "common/store/transaction.h"
#include "market/records.h"
#include "market/records/content.h"
#include "market/state.h"

static void show_prices(struct transaction *tx, const struct price *prices, size_t count,
			int32_t day, Ocop__Market__V1__Listing *message)
{
	struct arena *arena = transaction_arena(tx);

	message->prices = arena_alloc(arena, count * sizeof(*message->prices));
	for (size_t i = 0; i < count; i++) {
		Ocop__Market__V1__ListingPrice *price = arena_alloc(arena, sizeof(*price));

		ocop__market__v1__listing_price__init(price);
		price->size = message_text(prices[i].size);
		price->price_dong = (uint64_t)prices[i].price_dong;
		price->valid_from = message_text(prices[i].valid_from);
		price->valid_until = message_text(prices[i].valid_until);
		price->current = price_of_size(prices, count, prices[i].size, day) == &prices[i];
		message->prices[message->n_prices++] = price;
	}
}

static void show_sizes(struct transaction *tx, const struct price *prices, size_t price_count,
		       int32_t day, Ocop__Market__V1__Listing *message)
{
	struct arena *arena = transaction_arena(tx);
	struct variant *variants;
	size_t count = variants_load(tx, message->listing_id, &variants);

	message->sizes = arena_alloc(arena, count * sizeof(*message->sizes));
	for (size_t i = 0; i < count; i++) {
		Ocop__Market__V1__ListingSize *size = arena_alloc(arena, sizeof(*size));
		const struct price *price =
			price_of_size(prices, price_count, variants[i].name, day);

		ocop__market__v1__listing_size__init(size);
		size->name = message_text(variants[i].name);
		size->packaging = message_text(variants[i].packaging);
		size->gtin = message_text(variants[i].gtin);
		size->price_dong = price ? (uint64_t)price->price_dong : 0;
		size->price_until = message_text(price ? price->valid_until : "");
		message->sizes[message->n_sizes++] = size;
	}
}

static void show_other_certificates(struct transaction *tx, const struct listing *listing,
				    int32_t day, Ocop__Market__V1__Listing *message)
{
	struct arena *arena = transaction_arena(tx);
	struct other_certificate *others;
	size_t count = other_certificates_load(tx, listing, date_text(arena, day), &others);

	message->other_certificates =
		arena_alloc(arena, count * sizeof(*message->other_certificates));
	for (size_t i = 0; i < count; i++) {
		Ocop__Market__V1__OtherCertificate *other = arena_alloc(arena, sizeof(*other));

		ocop__market__v1__other_certificate__init(other);
		other->kind = (Ocop__Registration__V1__HeldCertificateKind)others[i].kind;
		other->number = message_text(others[i].number);
		other->issuer = message_text(others[i].issuer);
		other->valid_until = message_text(others[i].valid_until);
		message->other_certificates[message->n_other_certificates++] = other;
	}
}

static void show_photos(struct transaction *tx, Ocop__Market__V1__Listing *message)
{
	struct arena *arena = transaction_arena(tx);
	struct listing_photo *photos;
	size_t count = photos_load(tx, message->listing_id, &photos);

	message->photos = arena_alloc(arena, count * sizeof(*message->photos));
	for (size_t i = 0; i < count; i++) {
		Ocop__Market__V1__ListingPhoto *photo = arena_alloc(arena, sizeof(*photo));

		ocop__market__v1__listing_photo__init(photo);
		photo->photo_id = message_text(photos[i].photo_id);
		photo->product_id = message_text(photos[i].product_id);
		message->photos[message->n_photos++] = photo;
	}
}

/* Since when it is not known what a source has told; 0 while it is heard. A daemon that has not
 * heard it since its own start knows the time of the last event that is in. */
static int64_t silent_since_us(struct transaction *tx, const char *source)
{
	const struct market_state *state = market_state(tx);
	int64_t silent_us;

	if (!state || !state->service)
		return 0;
	silent_us = service_source_silent_us(state->service, source);
	if (silent_us < state->source_silent_us)
		return 0;
	return silent_us == INT64_MAX ? followed_source_until_us(tx, source)
				      : transaction_now_us(tx) - silent_us;
}

/* A badge may have ended since, and nothing here would show it. */
Google__Protobuf__Timestamp *badges_as_of(struct transaction *tx)
{
	static const char *const sources[] = {"certification", "registration"};
	int64_t as_of_us = INT64_MAX;
	Google__Protobuf__Timestamp as_of;

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		int64_t since_us = silent_since_us(tx, sources[i]);

		if (since_us > 0 && since_us < as_of_us)
			as_of_us = since_us;
	}
	if (as_of_us == INT64_MAX)
		return NULL;
	as_of = message_time(as_of_us);
	return arena_copy(transaction_arena(tx), &as_of, sizeof(as_of));
}

Ocop__Market__V1__Listing *listing_message_card(struct transaction *tx,
						const struct listing *listing, int32_t day)
{
	Ocop__Market__V1__Listing *message = listing_message(tx, listing, day);

	message->description = message_text("");
	message->story = message_text("");
	return message;
}

Ocop__Market__V1__Listing *listing_message_whole(struct transaction *tx,
						 const struct listing *listing, int32_t day)
{
	Ocop__Market__V1__Listing *message = listing_message(tx, listing, day);
	struct price *prices;
	size_t price_count = prices_load(tx, listing->listing_id, &prices);

	show_prices(tx, prices, price_count, day, message);
	show_sizes(tx, prices, price_count, day, message);
	show_other_certificates(tx, listing, day, message);
	show_photos(tx, message);
	message->as_of = badges_as_of(tx);
	return message;
}
