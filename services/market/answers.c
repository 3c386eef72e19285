/* answers.c - a listing as it is shown
 *
 * The only place where stars get into an answer: through badge_on, for the day of the query.
 */
#include "market/answers.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/records.h"
#include "market/records/content.h"
#include "market/rules.h"

/* True for the words that another text ends with. */
static bool ends_with(const char *text, const char *words)
{
	size_t length = strlen(text), ending = strlen(words);

	return length >= ending && !strcmp(text + length - ending, words) &&
	       (length == ending || text[length - ending - 1] == ' ');
}

/* "Xã Na Rì" is the commune Na Rì: units are written with their kind or without. Most are written
 * as they are called; to fold each of a page's is most of its work. */
static bool names_unit(struct arena *arena, const char *text, const char *name)
{
	return ends_with(text, name) || ends_with(text_fold(arena, text), text_fold(arena, name));
}

/* True when what was written is the place of today: then nothing about it is former. */
static bool is_written_as_today(struct arena *arena, const struct listing *listing)
{
	return !*listing->district_text &&
	       names_unit(arena, listing->commune_text, listing->commune_name) &&
	       names_unit(arena, listing->province_text, listing->province_name);
}

/* The parts that are there, smallest first, as an address is written. */
static char *former_place(struct arena *arena, const struct listing *listing)
{
	const char *const parts[] = {listing->commune_text, listing->district_text,
				     listing->province_text};
	char *place = arena_strdup(arena, "");

	if (is_written_as_today(arena, listing))
		return place;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (*parts[i])
			place = arena_printf(arena, "%s%s%s", place, *place ? ", " : "", parts[i]);
	}
	return place;
}

/* A date beside a recognition that nobody has verified would read like one that holds. */
static void show_certificate(Ocop__Market__V1__Listing *message,
			     const struct certificate *certificate, struct badge badge)
{
	message->badge = badge.state;
	message->stars = badge.stars;
	if (badge.state == BADGE(NONE))
		return;
	message->certificate_code = message_text(certificate->code);
	message->certificate_number = message_text(certificate->number);
	if (badge.state == BADGE(NOT_VERIFIED))
		return;
	message->valid_until = message_text(certificate->valid_until);
	message->extended_until = message_text(certificate->extended_until);
	message->valid_from = message_text(certificate->valid_from);
	message->stars_on_record = (uint32_t)certificate->stars;
}

static void show_months(struct arena *arena, Ocop__Market__V1__Listing *message, int64_t months)
{
	message->season_months = arena_alloc(arena, 12 * sizeof *message->season_months);
	for (uint32_t month = 1; month <= 12; month++) {
		if (months >> (month - 1) & 1)
			message->season_months[message->n_season_months++] = month;
	}
}

Ocop__Market__V1__Listing *listing_message(struct transaction *tx, const struct listing *listing,
					   int32_t day)
{
	struct arena *arena = transaction_arena(tx);
	const struct certificate *certificate = &listing->certificate;
	Ocop__Market__V1__Listing *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__listing__init(message);
	message->listing_id = message_text(listing->listing_id);
	message->slug = message_text(listing->slug);
	message->product_name = message_text(listing->product_name);
	message->producer_id = message_text(listing->producer_id);
	message->producer_name = message_text(listing->producer_name);
	message->sector_code = message_text(listing->sector_code);
	message->rulebook_code = message_text(listing->rulebook_code);
	message->set_no = (uint32_t)listing->set_no;
	message->commune_code = message_text(listing->commune_code);
	message->commune_name = message_text(listing->commune_name);
	message->province_code = message_text(listing->province_code);
	message->province_name = message_text(listing->province_name);
	message->province_full_name = message_text(listing->province_full_name);
	message->former_place = former_place(arena, listing);
	message->commune_latitude_microdegrees = (int32_t)listing->commune_latitude_microdegrees;
	message->commune_longitude_microdegrees = (int32_t)listing->commune_longitude_microdegrees;
	message->description = message_text(listing->description);
	message->story = message_text(listing->story);
	message->price_dong = (uint64_t)listing_price_on(tx, listing, day);
	message->availability = (Ocop__Market__V1__Availability)listing->availability;
	message->potential = listing->potential && !*certificate->code;
	show_months(arena, message, listing->season_months);
	message->imported = listing->imported;
	Google__Protobuf__Timestamp changed_at = message_time(listing->changed_at_us);
	message->changed_at = arena_copy(arena, &changed_at, sizeof(changed_at));
	message->version = (uint64_t)listing->version;
	show_certificate(message, certificate,
			 badge_on(*certificate->code ? certificate : NULL, day));
	return message;
}
