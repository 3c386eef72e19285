/* enquiry.h - what may be offered, and how often a buyer may write; facts in, decision out
 *
 * No law says how producers and buyers find each other; the bounds are ours. They keep a form that
 * is open to all from becoming a way to flood a cooperative with advertisements.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/market/v1/enquiries.pb-c.h"
#include "ocop/market/v1/offers.pb-c.h"

#define OFFER_KIND(name)      OCOP__MARKET__V1__OFFER_KIND__OFFER_KIND_##name
#define OFFER_STATE(name)     OCOP__MARKET__V1__OFFER_STATE__OFFER_STATE_##name
#define ENQUIRY_STATE(name)   OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_##name
#define ENQUIRY_OUTCOME(name) OCOP__MARKET__V1__ENQUIRY_OUTCOME__ENQUIRY_OUTCOME_##name
#define ENQUIRY_SIDE(name)    OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_##name

enum {
	OFFERS_MAX = 20, /* of a listing that were not withdrawn */
	OFFER_NAME_MAX = 100,
	OFFER_UNIT_MAX = 20,
	OFFER_TEXT_MAX = 500,
	LINK_LENGTH_MAX = 500,
	ENQUIRY_QUANTITY_MAX = 60,
	ENQUIRY_MESSAGE_MAX = 2000,
	BUYER_NAME_MAX = 100,
	CONTACT_LENGTH_MAX = 200,
	CONTACT_KEY_SIZE = CONTACT_LENGTH_MAX + 1,
	LINKS_MAX = 1,             /* in a first message: of a shop that would sell it */
	ENQUIRIES_A_DAY_MAX = 3,   /* of a buyer about one listing */
	MESSAGES_IN_A_ROW_MAX = 5, /* of one side, unanswered */
	MESSAGES_MAX = 200,        /* of a thread */
	BUYER_KEPT_DAYS_MAX = 730 /* how a buyer can be reached, however long a thread stays open */
};

/* True for an address that says where it leads: https, a name of at least two labels that is no
 * number of a machine, no user and no port before the path, ASCII as browsers copy it. */
bool link_is_plain(const char *url);

/* How many addresses a text holds: "http://…", "https://…", "www.…". */
size_t links_count(const char *text);

/* What an offer is on a day (all YYYY-MM-DD, "" for none); `held`: its product's certificate was
 * revoked. */
struct offer_days {
	const char *valid_from, *valid_until, *withdrawn_on;
};
Ocop__Market__V1__OfferState offer_state_on(const struct offer_days *days, bool held,
					    const char *today);

/* Writes what is the same for one telephone or e-mail however it is typed ("+84 987.654.321" is
 * "0987654321"); false for what is neither. */
bool contact_key_read(const char *contact, char ret_key[CONTACT_KEY_SIZE]);

/* Facts about who would send an enquiry. */
struct enquiry_facts {
	bool held;    /* the product's certificate was revoked */
	bool blocked; /* by the producer */
	bool known;   /* by an account: a contact may be anybody's */
	int64_t open_of_listing, open_of_producer, today_of_listing;
	int64_t open_max; /* of a buyer at one producer */
	size_t links;     /* in the message */
};

/* LISTING_HELD, LINKS_TOO_MANY, BUYER_BLOCKED, ENQUIRY_OPEN, ENQUIRIES_TOO_MANY. Who has no account
 * may have written somebody else's telephone: for him all that depends on the buyer is
 * ENQUIRIES_TOO_MANY, so that he does not learn whether the other asks here or is blocked. */
Ocop__Common__V1__RefusalCode may_send_enquiry(const struct enquiry_facts *facts);

/* Facts about a thread in which somebody would write. */
struct thread_facts {
	Ocop__Market__V1__EnquiryState state;
	int64_t in_a_row; /* of his own at the end */
	int64_t messages;
};

/* ENQUIRY_CLOSED, MESSAGES_TOO_MANY. */
Ocop__Common__V1__RefusalCode may_write_message(const struct thread_facts *facts);

/* True for "" and for YYYY-MM. */
bool month_is(const char *month);
