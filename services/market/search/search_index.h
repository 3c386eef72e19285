/* search_index.h - all listings as the search knows them: in memory, changed in place
 *
 * Every word has its listings in the order in which they are shown (postings.h), every listing the
 * facts by which it is filtered and counted, and the card that is shown of it. Nothing of it is
 * stored: it is made from the store at the start and follows every change after that (follow.h).
 *
 * Threads: the writer's alone changes it, one listing at a time under a lock, for some ten
 * microseconds. Readers hold the lock for the time of one search: they see each listing as it was
 * before a change or after it, never between.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "market/search/places.h"
#include "market/search/vocabulary/vocabulary.h"

struct search_index;

enum {
	PRICE_BANDS = 6, /* 0: no price is said; the others price_band's */
	SECTORS = 7,     /* 0: none; I to VI */
	SETS = 27,       /* 0: none; 1 to 26 */
	MONTHS = 12,
};

/* By what a listing is filtered and counted; its class is in the rank. */
struct listing_facts {
	uint32_t place;
	uint16_t months; /* bit m - 1: it can be had in month m; 0: not said */
	uint8_t sector, set_no, price_band;
	bool potential; /* shown as one that may earn stars */
};

/* A listing as it is put in. Borrows its tokens. */
struct indexed_listing {
	int64_t listing_number;
	int badge_class;
	int32_t turns_on; /* day on which its class or price may be another; INT32_MAX for never */
	ProtobufCBinaryData card; /* a packed market.v1.Listing; copied */
	struct listing_facts facts;
	const char *const *tokens; /* place's excepted */
	size_t token_count;
};

/* Begins empty. search_index_destroy frees it; NULL is fine. */
struct search_index *search_index_create(void);
void search_index_destroy(struct search_index *index);

/* --- for the writer */

/* Seats a listing that will be put in beside the one before it; one that was not is seated when it
 * is put in. For listings of like names to sit together (seats.h). */
void search_index_seat(struct search_index *index, int64_t listing_number);

/* Puts a listing in, in the place of what was known of it. */
void search_index_put(struct search_index *index, const struct indexed_listing *listing);

/* Takes a listing out; nothing happens when it is not there. */
void search_index_remove(struct search_index *index, int64_t listing_number);

/* The place of this key; *ret_known_at says when its names were read, 0 for never. */
uint32_t search_index_place(struct search_index *index, const char *key, int64_t *ret_known_at);

/* What a place is called: tokens of units and names, each parted by a blank from how it is written
 * ("#u_19 Thái Nguyên", "@na_ri Na Rì"). */
void search_index_name_place(struct search_index *index, uint32_t place, int64_t known_at,
			     const char *const *names, size_t count);

/* The first listing after this number whose class may have changed until that day; 0 for none. */
int64_t search_index_turned(const struct search_index *index, int64_t after, int32_t day);

/* How far the follower is; kept here because it ends with the index. */
struct follow_progress {
	int64_t change_number;       /* of listings */
	int64_t story_change_number; /* of their stories */
	int32_t day;                 /* for which all classes hold */
	int64_t run;
};
struct follow_progress *search_index_progress(struct search_index *index);

/* Tells readers that all up to the progress is in. */
void search_index_reach(struct search_index *index);

/* --- for readers, between these two */

/* Holds the writer up, so for one search at most; not twice by one thread. */
void search_index_lock(struct search_index *index);
void search_index_unlock(struct search_index *index);

/* The words, the seats and the places; the index's own. */
const struct vocabulary *search_index_vocabulary(const struct search_index *index);
const struct seats *search_index_seats(const struct search_index *index);
const struct places *search_index_places(const struct search_index *index);

/* Facts by listing number, and how many numbers there are: one more than the highest. Of listings
 * that are not there they mean nothing. */
const struct listing_facts *search_index_facts(const struct search_index *index);
size_t search_index_numbers(const struct search_index *index);

/* True when what is in is what the store holds after these changes, on that day. */
bool search_index_has_reached(const struct search_index *index, int64_t change_number,
			      int64_t story_change_number, int32_t day);

/* What a search shows of listings, packed; of none that is not there. The index's own. */
void search_index_cards(const struct search_index *index, const uint32_t *listing_numbers,
			size_t count, ProtobufCBinaryData *ret_cards);

/* How many listings there are. */
size_t search_index_count(const struct search_index *index);

/* Bytes held, roughly. */
size_t search_index_bytes(const struct search_index *index);
