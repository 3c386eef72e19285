/* rules.h - what identity allows: facts in, decision out
 *
 * No clock, no store, no log; what is passed in is borrowed, nothing is kept. Every function that
 * decides returns the rule that says no, or REFUSAL(UNSPECIFIED) for yes.
 *
 * Where a rule comes from: units and their codes are the statistics office's (two digits a
 * province, five a commune), dated because the law merges them; roles and their scopes follow who
 * does what under 26/2026/QĐ-TTg. Lengths and lives are ours, each with its reckoning.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/common/v1/access_token.pb-c.h"
#include "ocop/identity/v1/types.pb-c.h"

#define CALENDAR_DAY_KIND(name) OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_##name

enum {
	PASSWORD_LENGTH_MIN = 10, /* characters */
	PASSWORD_SIZE_MAX = 256,  /* bytes: what Argon2id is given to hash */
	GRANTS_MAX = 64,          /* an access token carries them all */
	UNITS_A_COMMAND_MAX = 500,
	/* A unit's row is under 400 bytes with every name at its limit: 150 stay under the 64 KiB
	 * of an event. */
	UNITS_AN_EVENT_MAX = 150,
	NAME_SIZE_MAX = 200, /* bytes */
	UNIT_NAME_SIZE_MAX = 90,
	CALENDAR_DAYS_A_COMMAND_MAX = 400,
	CALENDAR_DAYS_A_REPLY_MAX = 800,
	/* A day's row is under 600 bytes with every text at its limit: 100 stay under the 64 KiB of
	 * an event, 800 under the 1 MiB of a reply. */
	CALENDAR_DAYS_AN_EVENT_MAX = 100,
	DAY_NAME_SIZE_MAX = 160,
	DAY_SOURCE_SIZE_MAX = 240,
};

/* Twelve hours: a working day with its evening. */
static const int64_t SESSION_LIFE_US = INT64_C(12) * 3600 * 1000000;

/* Five minutes: how long a revoked role may still be used. */
static const int64_t ACCESS_TOKEN_LIFE_US = INT64_C(5) * 60 * 1000000;

/* Ten years at once (with their leap days), a hundred together: dates end in 2999. */
static const int64_t CLOCK_MOVE_MAX_SECONDS = INT64_C(3653) * 86400;
static const int64_t CLOCK_OFFSET_MAX_SECONDS = INT64_C(36525) * 86400;

/* Two to 32 characters a-z, 0-9 and hyphen, beginning with a letter. */
bool is_agency_id(const char *text);

/* Three to 64 characters a-z, 0-9, dot, hyphen and underscore. */
bool is_sign_in_name(const char *text);

/* Two to eight characters a-z and 0-9. */
bool is_shard_name(const char *text);

/* "ipc:///path", "tls+tcp://host:port" or, in tests, "memory://name"; at most 100 bytes. */
bool is_bus_address(const char *text);

/* Digits, and exactly so many. */
bool is_digits(const char *text, size_t count);

/* True for agencies that serve a place; the ministry, a producer and the operator need none. */
bool agency_needs_unit(Ocop__Identity__V1__AgencyKind kind);

/* The form of a grant: a role that exists, with the scope the role needs. */
Ocop__Common__V1__RefusalCode may_have_grant(const Ocop__Common__V1__Grant *grant);

/* The form of a password. */
Ocop__Common__V1__RefusalCode may_be_password(const char *password);

/* Whether a unit, and a former unit, are whole. */
Ocop__Common__V1__RefusalCode may_record_unit(const Ocop__Identity__V1__Unit *unit);

/* As may_record_unit, of a unit that is no more. */
Ocop__Common__V1__RefusalCode may_record_former_unit(
	const Ocop__Identity__V1__FormerUnit *former_unit);

/* Whether a day of the calendar is whole, and the field that says no. A holiday may be any day, a
 * working one is a Saturday or Sunday; all have a source, those that stay names in both languages.
 */
Ocop__Common__V1__RefusalCode may_record_calendar_day(const Ocop__Identity__V1__CalendarDay *day,
						      const char **ret_field);

/* Whether the clock of this instance may go on by so much. */
Ocop__Common__V1__RefusalCode may_move_clock(bool clock_moves, int64_t offset_seconds,
					     int64_t seconds);

/* When a token that is made now ends: no later than what it was made from. */
int64_t access_token_end_us(int64_t now_us, int64_t credential_end_us);
