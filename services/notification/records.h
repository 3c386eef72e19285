/* records.h - what notification stores: one struct a table, one function a statement
 *
 * Strings that were loaded live in the transaction's arena. A loader returns false when there is no
 * such row or the transaction has failed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* --- records/certificates.c: what later events of a certificate do not say */

struct certificate {
	const char *code, *product_id;
	const char *commune_code, *province_code; /* as its owner told them; "" when not known */
	int64_t sector_no;                        /* 1 to 6; 0 when not known */
	int64_t star;
};

/* Adds one, or replaces what was told of it. */
void certificate_put(struct transaction *tx, const struct certificate *certificate);

/* By its code. */
bool certificate_load(struct transaction *tx, const char *code,
		      struct certificate *ret_certificate);

/* --- records/agencies.c: who may be told */

/* Adds one. */
void agency_put(struct transaction *tx, const char *agency_id);

/* True when identity has told of it. */
bool agency_exists(struct transaction *tx, const char *agency_id);

/* --- records/feed.c: the public feed, and what filters ask of its items */

/* What one item is about; its bytes are the event log's. */
struct feed_item {
	int64_t sequence;
	const char *event_id, *type;
	const char *commune_code, *province_code;
	int64_t sector_no, star;
};

/* Adds one, under the number its event has in the log. */
void feed_item_insert(struct transaction *tx, const struct feed_item *item);

/* What items after a number are about, oldest first. Begins a statement; call feed_item_next until
 * it returns false, or end it. */
void feed_items_after(struct transaction *tx, int64_t sequence, int64_t limit);
bool feed_item_next(struct transaction *tx, struct feed_item *ret_item);

/* By its number. */
bool feed_item_load(struct transaction *tx, int64_t sequence, struct feed_item *ret_item);

/* An item as it is in the log. */
struct feed_event {
	int64_t sequence, count; /* count: of the subscription that was asked for */
	const uint8_t *hash;     /* FEED_HASH_SIZE bytes */
	const void *bytes;       /* the packed ocop.common.v1.Event */
	size_t size_bytes;
};

enum { FEED_HASH_SIZE = 32, FEED_EPOCH_SIZE = 16 };

/* The newest number; 0 while there is none. */
int64_t feed_head(struct transaction *tx);

/* Epoch of this store, FEED_EPOCH_SIZE bytes. */
const uint8_t *feed_epoch(struct transaction *tx);

/* Items after a number, oldest first. Begins a statement; call feed_event_next until it returns
 * false, or end the statement. */
void feed_events_after(struct transaction *tx, int64_t sequence, int64_t limit);

/* The same of what a subscription is told, after one of its counts. */
void subscription_events_after(struct transaction *tx, const char *subscription_id, int64_t count,
			       int64_t limit);
bool feed_event_next(struct transaction *tx, struct feed_event *ret_event);

/* One by its number, and one by a subscription's count. */
bool feed_event_load(struct transaction *tx, int64_t sequence, struct feed_event *ret_event);
bool subscription_event_load(struct transaction *tx, const char *subscription_id, int64_t count,
			     struct feed_event *ret_event);

/* --- records/subscriptions.c: who is told */

struct subscription {
	const char *subscription_id, *agency_id, *name;
	int64_t kind;    /* ocop.notification.v1.SubscriptionKind */
	int64_t state;   /* SubscriptionState */
	const char *why; /* it is paused or ended; "" otherwise */
	const char *url;
	int64_t signature_kind; /* SignatureKind; 0 for what is not signed */
	const char *mail_address, *language;
	int64_t max_outstanding;
	int64_t after_sequence;   /* it is told what comes after this item */
	int64_t matched_sequence; /* unless live: how far it has been reckoned */
	bool live;                /* its next item comes with the feed's */
	int64_t opened_count;     /* every item up to this count has a row in deliveries */
	int64_t created_at_us, changed_at_us;
	uint64_t version;
};

/* Adds one. */
void subscription_insert(struct transaction *tx, const struct subscription *subscription);

/* Writes what a command may change, and the change into the audit trail: what was done, by whom,
 * to which version. */
void subscription_update(struct transaction *tx, const struct subscription *subscription,
			 const char *what);

/* Only that: for a new one. */
void subscription_change_insert(struct transaction *tx, const struct subscription *subscription,
				const char *what);

/* By its id. */
bool subscription_load(struct transaction *tx, const char *subscription_id,
		       struct subscription *ret_subscription);

/* After an id, in their order; of one agency, or of all when it is ""; of one state, or of any when
 * it is 0. Begins a statement; call subscription_next until it returns false, or end it. */
void subscriptions_after(struct transaction *tx, const char *subscription_id, const char *agency_id,
			 int64_t state, int64_t limit);

/* Those that are behind the feed. The same. */
void subscriptions_behind(struct transaction *tx, int64_t limit);

/* Active ones that are sent to and have something outstanding. The same. */
void subscriptions_with_work(struct transaction *tx);
bool subscription_next(struct transaction *tx, struct subscription *ret_subscription);

/* How many of an agency have not ended. */
int64_t subscriptions_count(struct transaction *tx, const char *agency_id);

/* Says how far one has been reckoned, and whether it stands at the head now; no new version. */
void subscription_set_matched(struct transaction *tx, const char *subscription_id,
			      int64_t matched_sequence, bool live);

/* Says that items up to a count have a row in deliveries; no new version. */
void subscription_set_opened(struct transaction *tx, const char *subscription_id,
			     int64_t opened_count);

/* --- records/filters.c: what of the feed each is told */

/* Adds a value of a filter as it was asked for; dimension is "type", "unit", "sector" or "star". */
void filter_value_insert(struct transaction *tx, const char *subscription_id, const char *dimension,
			 int64_t position, const char *value);

/* The values of a dimension, in the order in which they were given. Begins a statement; call
 * filter_value_next until it returns NULL. */
void filter_values(struct transaction *tx, const char *subscription_id, const char *dimension);
const char *filter_value_next(struct transaction *tx);

/* What an item is looked up by: "" is any; sectors and stars are sets of bits. */
struct topic {
	const char *unit_code, *type;
	int64_t sectors, stars;
};

/* Adds one; a topic that is there already stays. */
void topic_insert(struct transaction *tx, const char *subscription_id, const struct topic *topic);

/* Takes filter and topics away. */
void filter_delete(struct transaction *tx, const char *subscription_id);

/* Takes only the topics away: nothing is told any more. */
void topics_delete(struct transaction *tx, const char *subscription_id);

/* Codes of the units in force that a name or code means, former names too: communes, and a province
 * of that name. At most `room` are written; returns how many there are. */
size_t filter_units(struct transaction *tx, const char *unit, const char **ret_codes, size_t room);

/* --- records/items.c: what each has been told, under its own count */

/* Gives an item to all who want it and stand at the head. */
void item_give(struct transaction *tx, const struct feed_item *item);

/* Gives a subscription what it wants of the items after one number and up to another. */
void items_give_past(struct transaction *tx, const char *subscription_id, int64_t after_sequence,
		     int64_t to_sequence);

/* The newest count; 0 while there is none. */
int64_t items_count(struct transaction *tx, const char *subscription_id);

/* --- records/keys.c: with what deliveries are signed */

struct signing_key {
	int64_t number, signature_kind;
	const uint8_t *secret; /* SIGNING_SECRET_SIZE bytes: of HMAC, or the seed of Ed25519 */
	int64_t created_at_us;
	int64_t expires_at_us;     /* 0: valid until a newer one comes */
	const uint8_t *command_id; /* that made it; COMMAND_ID_SIZE_BYTES */
};

enum { SIGNING_SECRET_SIZE = 32 };

/* Adds one. */
void signing_key_insert(struct transaction *tx, const char *subscription_id,
			const struct signing_key *key);

/* The newest; false while there is none. */
bool signing_key_load(struct transaction *tx, const char *subscription_id,
		      struct signing_key *ret_key);

/* Those that sign at a time, newest first. Begins a statement; call signing_key_next until it
 * returns false, or end it. */
void signing_keys_valid(struct transaction *tx, const char *subscription_id, int64_t now_us);
bool signing_key_next(struct transaction *tx, struct signing_key *ret_key);

/* All of a subscription's sign no longer than until then; what has expired already is deleted. */
void signing_keys_expire(struct transaction *tx, const char *subscription_id, int64_t until_us);

/* --- records/deliveries.c: where each item that is sent stands */

struct delivery {
	int64_t count, sequence;
	int64_t state;    /* ocop.notification.v1.DeliveryState */
	int64_t attempts; /* all there were */
	int64_t tries;    /* those since it was begun anew: by them the schedule goes */
	int64_t next_attempt_at_us, settled_at_us;
};

/* The next deliveries of a subscription, in its order: the first max_outstanding that are not
 * settled, due or not. Returns how many. */
size_t deliveries_outstanding(struct transaction *tx, const struct subscription *subscription,
			      struct delivery *ret_deliveries);

enum { OUTSTANDING_MAX = 64 };

/* One by its count; of an item that has no row yet as it begins. */
bool delivery_load(struct transaction *tx, const char *subscription_id, int64_t count,
		   struct delivery *ret_delivery);

/* Gives items up to a count rows, where they have none: they wait. */
void deliveries_open(struct transaction *tx, const struct subscription *subscription,
		     int64_t to_count);

/* Writes where one stands; its row is there. */
void delivery_update(struct transaction *tx, const char *subscription_id,
		     const struct delivery *delivery);

/* Begins a range anew; what has no row yet waits anyway. */
void deliveries_restart(struct transaction *tx, const char *subscription_id, int64_t from_count,
			int64_t to_count);

/* Begins anew what was given up: a subscriber that is resumed misses nothing. */
void deliveries_revive(struct transaction *tx, const char *subscription_id);

/* Before a count, newest first; of one state, or of any when it is 0. Begins a statement; call
 * delivery_next until it returns false, or end it. */
void deliveries_before(struct transaction *tx, const struct subscription *subscription,
		       int64_t count, int64_t state, int64_t limit);
bool delivery_next(struct transaction *tx, struct delivery *ret_delivery);

/* Rows of a subscription that wait, and those given up; what has no row waits too. */
int64_t deliveries_pending(struct transaction *tx, const char *subscription_id);
int64_t deliveries_dead(struct transaction *tx, const char *subscription_id);

/* Given up, of subscriptions that have not ended. */
int64_t dead_letters(struct transaction *tx);

struct attempt {
	int64_t number; /* of the delivery, from 1 */
	int64_t end;    /* ocop.notification.v1.AttemptEnd */
	int64_t status, duration_ms, at_us;
};

/* Adds one. */
void attempt_insert(struct transaction *tx, const char *subscription_id, int64_t count,
		    const struct attempt *attempt);

/* The oldest of all: when it was, and what it is called among all. False when there is none. */
bool attempt_oldest(struct transaction *tx, int64_t *ret_at_us, const char **ret_name);

/* Deletes those before a moment, the oldest first, at most so many. */
void attempts_forget(struct transaction *tx, int64_t before_us, int64_t limit);

/* The newest of a delivery, newest first. Begins a statement; call attempt_next until it returns
 * false, or end it. */
void attempts_of(struct transaction *tx, const char *subscription_id, int64_t count, int64_t limit);
bool attempt_next(struct transaction *tx, struct attempt *ret_attempt);
