/* events.h - what identity tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 * None carries a secret, a password, a sign-in name or a person.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "identity/records.h"

struct transaction;

/* An agency exists: who follows may name it. */
void event_agency_added(struct transaction *tx, const struct agency *agency);

/* An account exists, with these grants. */
void event_account_added(struct transaction *tx, const struct account *account,
			 Ocop__Common__V1__Grant **grants, size_t grant_count);

/* An account may do more; its next access token says so. */
void event_role_granted(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant);

/* An account may do less; tokens made before run out within five minutes. */
void event_role_revoked(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant);

/* An account is over. */
void event_account_closed(struct transaction *tx, const char *account_id, uint64_t version);

/* A key exists; its secret is nowhere. */
void event_key_added(struct transaction *tx, const struct access_key *key);

/* A key is over. */
void event_key_revoked(struct transaction *tx, const struct access_key *key);

/* A shard answers from now on: followers of its service follow it too. */
void event_shard_added(struct transaction *tx, const struct shard *shard);

/* A shard gets no more rounds; what it tells is still followed. */
void event_shard_closed(struct transaction *tx, const struct shard *shard);

/* A shard answers elsewhere: followers ask and subscribe there. */
void event_shard_moved(struct transaction *tx, const struct shard *shard);

/* Units and former units are as given, replacing what was known under their codes. At most
 * UNITS_AN_EVENT_MAX of both together; either count may be 0. */
void event_units_recorded(struct transaction *tx, Ocop__Identity__V1__Unit **units,
			  size_t unit_count, Ocop__Identity__V1__FormerUnit **former_units,
			  size_t former_unit_count);

/* Days of the calendar are as given from now on, those of kind ORDINARY what their weekday says. At
 * most CALENDAR_DAYS_AN_EVENT_MAX; the event carries the calendar's next version. */
void event_calendar_days_recorded(struct transaction *tx, Ocop__Identity__V1__CalendarDay **days,
				  size_t day_count);

/* Every daemon of the instance goes by the machine's clock and this offset (all moves together)
 * from now on. */
void event_clock_moved(struct transaction *tx, uint64_t version, int64_t offset_seconds);
