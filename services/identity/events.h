/* events.h - what identity tells: one function an event */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "identity/records.h"

struct transaction;

void event_agency_added(struct transaction *tx, const struct agency *agency);
void event_account_added(struct transaction *tx, const struct account *account,
			 Ocop__Common__V1__Grant **grants, size_t grant_count);
void event_role_granted(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant);
void event_role_revoked(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant);
void event_key_added(struct transaction *tx, const struct access_key *key);
void event_key_revoked(struct transaction *tx, const struct access_key *key);
void event_shard_added(struct transaction *tx, const struct shard *shard);
void event_shard_closed(struct transaction *tx, const struct shard *shard);

/* At most UNITS_AN_EVENT_MAX of both together. Either count may be 0. */
void event_units_recorded(struct transaction *tx, Ocop__Identity__V1__Unit **units,
			  size_t unit_count, Ocop__Identity__V1__FormerUnit **former_units,
			  size_t former_unit_count);
void event_clock_moved(struct transaction *tx, uint64_t version, int64_t offset_seconds);
