/* records.h - what market stores: one struct a table, one function a statement
 *
 * Texts that come from a load live in the transaction's arena and are never NULL. The search, which
 * stores nothing, is in search/.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/certification/v1/types.pb-c.h"

struct transaction;

/* --- followed_sources: how far the market has followed; only reactions write it */

/* Keeps that an event of this source and time is in. */
void followed_source_write(struct transaction *tx, const char *source, int64_t occurred_at_us);

/* The latest time of an event that is in; 0 before the first. The second: of one source. */
int64_t followed_until_us(struct transaction *tx);
int64_t followed_source_until_us(struct transaction *tx, const char *source);

/* --- producers: only reactions write it */

/* Keeps the name a producer has now. */
void producer_write(struct transaction *tx, const char *producer_id, const char *name);

/* True for one whose name is known here. */
bool producer_exists(struct transaction *tx, const char *producer_id);

/* --- certificates: a mirror of certification's; only reactions write it */

/* One certificate or recognition of a product. Owns nothing. */
struct certificate {
	const char *code;   /* ten characters */
	const char *number; /* official; "" for none */
	const char *product_id;
	Ocop__Certification__V1__CertificateState state;
	int64_t stars;              /* 0: not known */
	bool legacy;                /* a claim of an old register */
	const char *valid_from;     /* YYYY-MM-DD or "" */
	const char *valid_until;    /* YYYY-MM-DD or "", included */
	const char *extended_until; /* it runs on to the end of this day, or "" */
};

/* Forgets all of them, and that listings show any. */
void certificates_forget(struct transaction *tx);

/* Adds it or replaces what is known. */
void certificate_write(struct transaction *tx, const struct certificate *certificate);

/* Asserts nothing about the present state; false when there is no such certificate. */
bool certificate_set_state(struct transaction *tx, const char *code,
			   Ocop__Certification__V1__CertificateState state);

/* Keeps how far it runs on; false when there is no such certificate. */
bool certificate_extend(struct transaction *tx, const char *code, const char *extended_until);

/* By code; false when there is none. */
bool certificate_load(struct transaction *tx, const char *code,
		      struct certificate *ret_certificate);

/* All of a product and of what was merged into it, in the arena. */
void certificates_of_product(struct transaction *tx, const char *product_id,
			     struct certificate **ret_certificates, size_t *ret_count);

/* --- listings: what is known of a product; only reactions write it */

/* What is known of a product, with what is joined in. Owns nothing. */
struct listing {
	bool exists;
	const char *listing_id; /* the product's */
	int64_t listing_number; /* ours: short, for the search */
	const char *slug;       /* folded name and number, for the page */
	const char *product_name;
	const char *producer_id;
	const char *producer_name;
	const char *sector_code;   /* "I" to "VI" */
	const char *rulebook_code; /* of the set */
	int64_t set_no;            /* 1 to 26 */
	const char *commune_code;  /* five digits; "" when it cannot be told */
	const char *province_code; /* two digits; "" */
	const char *commune_text;  /* as written */
	const char *district_text;
	const char *province_text;
	const char *description; /* the register's */
	bool imported;           /* came in with an old register */
	const char *merged_into; /* the listing that stands for it, or the next on the way; "" */
	int64_t changed_at_us;   /* with the story's */
	int64_t version;         /* with the story's */
	int64_t change_number;   /* grows with every change of any listing */

	/* Joined in; not written with the listing. */
	struct certificate certificate; /* the one that speaks; code "" when none does */
	const char *commune_name;       /* today's */
	const char *province_name;
	const char *province_full_name;        /* "Tỉnh Thái Nguyên" */
	int64_t commune_latitude_microdegrees; /* both 0 when not known */
	int64_t commune_longitude_microdegrees;
	/* The producer's own words. */
	const char *story;           /* "" */
	int64_t season_months;       /* bit m - 1: it can be had in month m; 0: not said */
	int64_t availability;        /* Availability; 0: not said */
	bool potential;              /* decided; shown where there is no certificate */
	int64_t story_change_number; /* grows with every change of anybody's; 0 for none yet */
	bool may_have_prices;        /* told of it, or of what was merged into it */
};

/* The id of the listing that stands for this one: itself while its product was not merged into
 * another; "" for none. */
const char *listing_standing(struct transaction *tx, const char *listing_id);

/* By id. A listing that is not there has exists false and only then NULLs. */
void listing_load(struct transaction *tx, const char *listing_id, struct listing *ret_listing);

/* As listing_load, by our number. */
void listing_load_by_number(struct transaction *tx, int64_t listing_number,
			    struct listing *ret_listing);

/* Only what it and its producer are called; false when there is none, or it was merged away. */
bool listing_names_load(struct transaction *tx, int64_t listing_number,
			const char **ret_product_name, const char **ret_producer_name);

/* As listing_load, by the last part of its page's address. */
void listing_load_by_slug(struct transaction *tx, const char *slug, struct listing *ret_listing);

/* Adds it or replaces what is known, as a new version; whether it is merged stays as it is. The
 * producer's name is
 * taken from producers where the listing has none. */
void listing_write(struct transaction *tx, const struct listing *listing);

/* The certificate that speaks for it from now on; NULL for none. */
void listing_set_certificate(struct transaction *tx, const char *listing_id,
			     const char *certificate_code, int64_t changed_at_us);

/* The listing that stands for it from now on, as a new version; "" for itself. What is no listing
 * is left alone. */
void listing_set_merged(struct transaction *tx, const char *listing_id, const char *merged_into,
			int64_t changed_at_us);

/* Every listing of a producer gets his name, as a new version. */
void listings_rename_producer(struct transaction *tx, const char *producer_id, const char *name,
			      int64_t changed_at_us);

/* Listings of a place are to be put into the search again: of a commune (five digits) or a province
 * (two), whose name is shown with all of them. */
void listings_touch_place(struct transaction *tx, const char *unit_code);

/* Up to `limit` listings with a change number over `after`, oldest change first, in the arena.
 * Returns how many. */
size_t listings_changed_after(struct transaction *tx, int64_t after, size_t limit,
			      struct listing *ret_listings);

/* The newest change; 0 before the first. */
int64_t listings_last_change(struct transaction *tx);

/* As listings_changed_after, of changes of producers' words. */
size_t listings_told_after(struct transaction *tx, int64_t after, size_t limit,
			   struct listing *ret_listings);
int64_t stories_last_change(struct transaction *tx);

/* Up to `limit` listings with a number below that, the highest first, in the arena. */
size_t listings_numbered_below(struct transaction *tx, int64_t below, size_t limit,
			       struct listing *ret_listings);

/* What a statement selects, and from where, to give a whole listing `l`. A literal, so that
 * statements are literals still. */
#define LISTING_COLUMNS                                                                            \
	"l.listing_id, l.listing_number, l.slug, l.product_name, l.producer_id,"                   \
	" l.producer_name, l.sector_code, l.rulebook_code, l.set_no, l.commune_code,"              \
	" l.province_code, l.commune_text, l.district_text, l.province_text, l.description,"       \
	" l.imported, l.merged_into, l.change_number, l.version + coalesce(s.version, 0) AS "      \
	"version,"                                                                                 \
	" CASE WHEN s.changed_at_us > l.changed_at_us THEN s.changed_at_us"                        \
	" ELSE l.changed_at_us END AS changed_at_us, s.story,"                                     \
	" s.season_months, s.availability, s.potential, s.change_number AS story_change_number,"   \
	" s.listing_id IS NOT NULL OR EXISTS (SELECT 1 FROM listings m"                            \
	" WHERE m.merged_into = l.listing_id AND m.merged_into <> '') AS may_have_prices, "        \
	"c.code, c.number, "                                                                       \
	"c.product_id,"                                                                            \
	" c.state, c.stars, c.legacy, c.valid_from, c.valid_until, c.extended_until,"              \
	" commune.name_vi AS commune_name, province.name_vi AS province_name,"                     \
	" province.full_name_vi AS province_full_name,"                                            \
	" commune.latitude_microdegrees, commune.longitude_microdegrees"

#define LISTING_JOINS                                                                              \
	" LEFT JOIN listing_stories s ON s.listing_id = l.listing_id"                              \
	" LEFT JOIN certificates c ON c.code = l.certificate_code"                                 \
	" LEFT JOIN units commune ON commune.code = l.commune_code"                                \
	" LEFT JOIN units province ON province.code = l.province_code"

/* Reads the row that such a statement has stepped to. */
void listing_read(struct transaction *tx, struct listing *ret_listing);

/* --- former_units (unit.h) */

/* True when a district of before had this code (three digits). */
bool former_district_exists(struct transaction *tx, const char *district_code);

/* The service's part of an erasure (service_definition.erase): the name in listings, which the
 * search reads again, and in what the producer wrote. */
struct erased_names;
void market_erase(struct transaction *tx, const struct erased_names *names);
