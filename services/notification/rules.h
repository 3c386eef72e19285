/* rules.h - what notification decides: what is public, who wants to know, who may be sent to
 *
 * No clock, no store, no log: facts in, decision out; what is passed in is borrowed, nothing is
 * kept. A function that may say no returns the refusal, or REFUSAL_CODE_UNSPECIFIED for yes. What
 * follows from an attempt to deliver is a rule of its own: delivery/outcome.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/notification/v1/types.pb-c.h"

#define SUBSCRIPTION_KIND(name) OCOP__NOTIFICATION__V1__SUBSCRIPTION_KIND__SUBSCRIPTION_KIND_##name
#define SUBSCRIPTION_STATE(name)                                                                   \
	OCOP__NOTIFICATION__V1__SUBSCRIPTION_STATE__SUBSCRIPTION_STATE_##name
#define SIGNATURE_KIND(name) OCOP__NOTIFICATION__V1__SIGNATURE_KIND__SIGNATURE_KIND_##name
#define DELIVERY_STATE(name) OCOP__NOTIFICATION__V1__DELIVERY_STATE__DELIVERY_STATE_##name

enum {
	SECTORS = 6,
	STARS_MAX = 5,
	NAME_LENGTH_MAX = 200,
	REASON_LENGTH_MAX = 500,
	URL_LENGTH_MAX = 2000,
	MAIL_ADDRESS_LENGTH_MAX = 254, /* RFC 5321 4.5.3.1.3, without the brackets */
	SUBSCRIPTIONS_MAX = 50,        /* of one agency: a system each, and room for tests */
	REPLAY_MAX = 10000,            /* items begun anew by one command: 30 ms of the writer */
	OVERLAP_HOURS_DEFAULT = 24,
	OVERLAP_HOURS_MAX = 168, /* a week, for receivers that are changed by hand */
};

/* --- what is public */

/* The message in the payload, whichever it is; NULL when there is none. */
const ProtobufCMessage *public_event_payload(const Ocop__Notification__V1__PublicEvent *event);

/* Puts the body of another daemon's event into the field of the payload that has its type; it is
 * borrowed. False for a type that the public is not told. */
bool public_event_set_payload(Ocop__Notification__V1__PublicEvent *event,
			      const ProtobufCMessage *body);

/* The full name of a public type, by that or by its last part; NULL when the public is told no such
 * thing. */
const char *public_type_find(const char *name);

/* --- rules/place.c: where a reader stands */

enum { PLACE_DIGITS = 16, PLACE_SIZE = 20 + 1 + PLACE_DIGITS + 1 };

/* A number of the feed, or of a subscription's count, and what the item there begins with: a feed
 * that was restored has another item under the number, and does not confirm the place. */
struct place {
	int64_t number;
	char digits[PLACE_DIGITS + 1]; /* "" for a number alone */
};

/* Reads "42" or "42-9f86d081884c7d65"; false for anything else. */
bool place_read(const char *text, struct place *ret_place);

/* Writes the place of an item by its number and hash (32 bytes); "0" before the first. */
void place_print(int64_t number, const uint8_t *hash, char ret_text[PLACE_SIZE]);

/* True when the item that is there has this hash. */
bool place_is_of(const struct place *place, const uint8_t *hash);

/* --- who wants to know */

/* "I" is 1, "VI" 6; 0 for anything else. */
int64_t sector_number(const char *sector_code);

/* Adds a number to a set of bits. */
int64_t set_with(int64_t set, int64_t number);

/* The set that leaves out nothing, not even what is not known (number 0). */
int64_t set_of_all(void);

/* --- who may be sent to */

/* An absolute https URL of printable ASCII with a host and without a name or password in it; http
 * only when that is allowed. Where its host leads to is asked when it is sent to. */
bool webhook_url_is_sound(const char *url, bool plain_http);

/* local@domain of letters, digits and .!#$%&'*+/=?^_`{|}~- (RFC 5322 dot-atom), without a comment,
 * a quote or a blank: an envelope takes it as it is. */
bool mail_address_is_sound(const char *address);

/* SUBSCRIPTION_STATE unless the one may become the other. */
Ocop__Common__V1__RefusalCode may_move_subscription(int64_t from_state, int64_t to_state);

/* What a replay asks for. */
struct replay_facts {
	int64_t kind, state; /* of the subscription */
	int64_t count;       /* its newest item */
	int64_t from_count, to_count;
};

/* SUBSCRIPTION_KIND when nothing is sent, SUBSCRIPTION_STATE once it has ended,
 * REPLAY_RANGE_INVALID. */
Ocop__Common__V1__RefusalCode may_replay_deliveries(const struct replay_facts *facts);
