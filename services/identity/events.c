/* events.c - what identity tells: one function an event */
#include "identity/events.h"

#include <assert.h>

#include "common/message/message.h"
#include "common/outbox.h"
#include "identity/rules.h"
#include "ocop/identity/v1/events.pb-c.h"

void event_agency_added(struct transaction *tx, const struct agency *agency)
{
	Ocop__Identity__V1__AgencyAdded event = OCOP__IDENTITY__V1__AGENCY_ADDED__INIT;
	Ocop__Identity__V1__Agency shown = OCOP__IDENTITY__V1__AGENCY__INIT;

	shown.agency_id = message_text(agency->agency_id);
	shown.name_vi = message_text(agency->name_vi);
	shown.name_en = message_text(agency->name_en);
	shown.kind = agency->kind;
	shown.unit_code = message_text(agency->unit_code);
	event.agency = &shown;
	outbox_append(tx, agency->agency_id, agency->version, &event.base);
}

void event_account_added(struct transaction *tx, const struct account *account,
			 Ocop__Common__V1__Grant **grants, size_t grant_count)
{
	Ocop__Identity__V1__AccountAdded event = OCOP__IDENTITY__V1__ACCOUNT_ADDED__INIT;

	event.account_id = message_text(account->account_id);
	event.agency_id = message_text(account->agency_id);
	event.grants = grants;
	event.n_grants = grant_count;
	outbox_append(tx, account->account_id, account->version, &event.base);
}

void event_role_granted(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant)
{
	Ocop__Identity__V1__RoleGranted event = OCOP__IDENTITY__V1__ROLE_GRANTED__INIT;

	event.account_id = message_text(account_id);
	event.grant = (Ocop__Common__V1__Grant *)grant;
	outbox_append(tx, account_id, version, &event.base);
}

void event_role_revoked(struct transaction *tx, const char *account_id, uint64_t version,
			const Ocop__Common__V1__Grant *grant)
{
	Ocop__Identity__V1__RoleRevoked event = OCOP__IDENTITY__V1__ROLE_REVOKED__INIT;

	event.account_id = message_text(account_id);
	event.grant = (Ocop__Common__V1__Grant *)grant;
	outbox_append(tx, account_id, version, &event.base);
}

void event_account_closed(struct transaction *tx, const char *account_id, uint64_t version)
{
	Ocop__Identity__V1__AccountClosed event = OCOP__IDENTITY__V1__ACCOUNT_CLOSED__INIT;

	event.account_id = message_text(account_id);
	outbox_append(tx, account_id, version, &event.base);
}

void event_key_added(struct transaction *tx, const struct access_key *key)
{
	Ocop__Identity__V1__KeyAdded event = OCOP__IDENTITY__V1__KEY_ADDED__INIT;

	event.key_id = message_text(key->key_id);
	event.account_id = message_text(key->account_id);
	outbox_append(tx, key->key_id, key->version, &event.base);
}

void event_key_revoked(struct transaction *tx, const struct access_key *key)
{
	Ocop__Identity__V1__KeyRevoked event = OCOP__IDENTITY__V1__KEY_REVOKED__INIT;

	event.key_id = message_text(key->key_id);
	outbox_append(tx, key->key_id, key->version, &event.base);
}

static Ocop__Identity__V1__Shard shard_shown(const struct shard *shard)
{
	Ocop__Identity__V1__Shard shown = OCOP__IDENTITY__V1__SHARD__INIT;

	shown.service = message_text(shard->service);
	shown.name = message_text(shard->name);
	shown.commands_address = message_text(shard->commands_address);
	shown.queries_address = message_text(shard->queries_address);
	shown.events_address = message_text(shard->events_address);
	shown.closed = shard->closed;
	return shown;
}

void event_shard_added(struct transaction *tx, const struct shard *shard)
{
	Ocop__Identity__V1__ShardAdded event = OCOP__IDENTITY__V1__SHARD_ADDED__INIT;
	Ocop__Identity__V1__Shard shown = shard_shown(shard);

	event.shard = &shown;
	outbox_append(tx, shard->name, shard->version, &event.base);
}

void event_shard_closed(struct transaction *tx, const struct shard *shard)
{
	Ocop__Identity__V1__ShardClosed event = OCOP__IDENTITY__V1__SHARD_CLOSED__INIT;

	event.name = message_text(shard->name);
	outbox_append(tx, shard->name, shard->version, &event.base);
}

void event_shard_moved(struct transaction *tx, const struct shard *shard)
{
	Ocop__Identity__V1__ShardMoved event = OCOP__IDENTITY__V1__SHARD_MOVED__INIT;
	Ocop__Identity__V1__Shard shown = shard_shown(shard);

	event.shard = &shown;
	outbox_append(tx, shard->name, shard->version, &event.base);
}

void event_units_recorded(struct transaction *tx, Ocop__Identity__V1__Unit **units,
			  size_t unit_count, Ocop__Identity__V1__FormerUnit **former_units,
			  size_t former_unit_count)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;

	assert(unit_count + former_unit_count <= UNITS_AN_EVENT_MAX && "an event has a limit");
	event.units = units;
	event.n_units = unit_count;
	event.former_units = former_units;
	event.n_former_units = former_unit_count;
	outbox_append(tx, "units", thing_version_count(tx, "units"), &event.base);
}

void event_calendar_days_recorded(struct transaction *tx, Ocop__Identity__V1__CalendarDay **days,
				  size_t day_count)
{
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;

	assert(day_count <= CALENDAR_DAYS_AN_EVENT_MAX && "an event has a limit");
	event.days = days;
	event.n_days = day_count;
	event.calendar_version = thing_version_count(tx, "calendar");
	outbox_append(tx, "calendar", event.calendar_version, &event.base);
}

void event_clock_moved(struct transaction *tx, uint64_t version, int64_t offset_seconds)
{
	Ocop__Identity__V1__ClockMoved event = OCOP__IDENTITY__V1__CLOCK_MOVED__INIT;

	event.offset_seconds = offset_seconds;
	outbox_append(tx, "clock", version, &event.base);
}
