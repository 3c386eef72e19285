/* rules.c - what identity allows: facts in, decision out */
#include "identity/rules.h"

#include <string.h>

#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/base/text.h"

enum { ADDRESS_SIZE_MAX = 100 };

static const char LOWER[] = "abcdefghijklmnopqrstuvwxyz";
static const char LOWER_DIGITS[] = "abcdefghijklmnopqrstuvwxyz0123456789";
static const char AGENCY_LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
static const char SIGN_IN_LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

/* True for `least` to `most` bytes out of these letters. */
static bool is_made_of(const char *text, const char *letters, size_t least, size_t most)
{
	size_t length = strlen(text);

	return length >= least && length <= most && strspn(text, letters) == length;
}

bool is_agency_id(const char *text)
{
	return is_made_of(text, AGENCY_LETTERS, 2, 32) && strchr(LOWER, text[0]);
}

bool is_sign_in_name(const char *text)
{
	return is_made_of(text, SIGN_IN_LETTERS, 3, 64);
}

bool is_shard_name(const char *text)
{
	return is_made_of(text, LOWER_DIGITS, 2, SHARD_NAME_SIZE - 1);
}

bool is_bus_address(const char *text)
{
	static const char *const schemes[] = {"ipc:///", "tls+tcp://", "memory://"};

	if (strlen(text) > ADDRESS_SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t length = strlen(schemes[i]);
		if (strncmp(text, schemes[i], length) == 0 && text[length] != '\0')
			return true;
	}
	return false;
}

bool is_digits(const char *text, size_t count)
{
	return is_made_of(text, "0123456789", count, count);
}

bool agency_needs_unit(Ocop__Identity__V1__AgencyKind kind)
{
	return kind == OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_COMMUNE ||
	       kind == OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_OCOP_AGENCY ||
	       kind == OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_DEPARTMENT ||
	       kind == OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_CHAIRMAN_OFFICE;
}

/* What a role must be limited to: an empty field limits nothing, so a producer's grant without a
 * producer would open the dossiers of all. */
enum scope { SCOPE_FREE, SCOPE_PRODUCER, SCOPE_COMMUNE, SCOPE_PROVINCE, SCOPE_PROVINCE_OR_ROUND };

static const enum scope role_scopes[] = {
	[OCOP__COMMON__V1__ROLE__ROLE_OPERATOR] = SCOPE_FREE,
	[OCOP__COMMON__V1__ROLE__ROLE_PRODUCER] = SCOPE_PRODUCER,
	[OCOP__COMMON__V1__ROLE__ROLE_COMMUNE_OFFICER] = SCOPE_COMMUNE,
	[OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY] = SCOPE_PROVINCE,
	[OCOP__COMMON__V1__ROLE__ROLE_COUNCIL_SECRETARY] = SCOPE_PROVINCE_OR_ROUND,
	[OCOP__COMMON__V1__ROLE__ROLE_COUNCIL_MEMBER] = SCOPE_FREE, /* the council is the list */
	[OCOP__COMMON__V1__ROLE__ROLE_COUNCIL_CHAIR] = SCOPE_FREE,
	[OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN] = SCOPE_PROVINCE,
	[OCOP__COMMON__V1__ROLE__ROLE_MINISTRY] = SCOPE_FREE,
	[OCOP__COMMON__V1__ROLE__ROLE_INSPECTOR] = SCOPE_FREE,
	[OCOP__COMMON__V1__ROLE__ROLE_AUDITOR] = SCOPE_FREE,
	[OCOP__COMMON__V1__ROLE__ROLE_ADVISER] = SCOPE_FREE, /* the team is the list */
};

static bool has_scope(const Ocop__Common__V1__Grant *grant, enum scope scope)
{
	switch (scope) {
	case SCOPE_FREE:
		return true;
	case SCOPE_PRODUCER:
		return grant->producer_id[0] != '\0';
	case SCOPE_COMMUNE:
		return is_digits(grant->unit_code, 5);
	case SCOPE_PROVINCE:
		return is_digits(grant->unit_code, 2);
	case SCOPE_PROVINCE_OR_ROUND:
		return is_digits(grant->unit_code, 2) || grant->round_id[0] != '\0';
	}
	return false;
}

Ocop__Common__V1__RefusalCode may_have_grant(const Ocop__Common__V1__Grant *grant)
{
	size_t role = (size_t)grant->role;

	if (role == OCOP__COMMON__V1__ROLE__ROLE_UNSPECIFIED ||
	    role >= sizeof(role_scopes) / sizeof(role_scopes[0]))
		return REFUSAL(FIELD_INVALID);
	if (grant->unit_code[0] && !is_digits(grant->unit_code, 2) &&
	    !is_digits(grant->unit_code, 5))
		return REFUSAL(UNIT_UNKNOWN);
	if (grant->producer_id[0] && !identifier_is(grant->producer_id, "producer"))
		return REFUSAL(FIELD_INVALID);
	if (grant->round_id[0] && !identifier_is(grant->round_id, "round"))
		return REFUSAL(FIELD_INVALID);
	return has_scope(grant, role_scopes[role]) ? REFUSAL(UNSPECIFIED) : REFUSAL(FIELD_MISSING);
}

Ocop__Common__V1__RefusalCode may_be_password(const char *password)
{
	if (text_length(password) < PASSWORD_LENGTH_MIN)
		return REFUSAL(PASSWORD_TOO_SHORT);
	if (strlen(password) > PASSWORD_SIZE_MAX)
		return REFUSAL(FIELD_TOO_LONG);
	return REFUSAL(UNSPECIFIED);
}

static bool is_unit_name(const char *name)
{
	return name[0] != '\0' && strlen(name) <= UNIT_NAME_SIZE_MAX;
}

static bool is_province(Ocop__Identity__V1__UnitKind kind)
{
	return kind == OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE ||
	       kind == OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_CITY;
}

static bool is_commune(Ocop__Identity__V1__UnitKind kind)
{
	return kind == OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_COMMUNE ||
	       kind == OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_WARD ||
	       kind == OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_SPECIAL_ZONE;
}

Ocop__Common__V1__RefusalCode may_record_unit(const Ocop__Identity__V1__Unit *unit)
{
	bool province = is_province(unit->kind) && is_digits(unit->code, 2) &&
			unit->province_code[0] == '\0';
	bool commune = is_commune(unit->kind) && is_digits(unit->code, 5) &&
		       is_digits(unit->province_code, 2);
	int32_t day;

	if (!province && !commune)
		return REFUSAL(FIELD_INVALID);
	if (!is_unit_name(unit->name_vi) || !is_unit_name(unit->full_name_vi) ||
	    strlen(unit->name_en) > UNIT_NAME_SIZE_MAX)
		return REFUSAL(FIELD_INVALID);
	return date_parse(unit->valid_from, &day) ? REFUSAL(UNSPECIFIED) : REFUSAL(DATE_INVALID);
}

Ocop__Common__V1__RefusalCode may_record_former_unit(
	const Ocop__Identity__V1__FormerUnit *former_unit)
{
	if (!is_digits(former_unit->province_code, 2) ||
	    !is_digits(former_unit->district_code, 3) ||
	    (former_unit->commune_code[0] && !is_digits(former_unit->commune_code, 5)))
		return REFUSAL(FIELD_INVALID);
	if (!is_digits(former_unit->successor_province_code, 2) ||
	    !is_digits(former_unit->successor_commune_code, 5))
		return REFUSAL(FIELD_INVALID);
	if (!is_unit_name(former_unit->province_name) ||
	    !is_unit_name(former_unit->district_name) ||
	    strlen(former_unit->commune_name) > UNIT_NAME_SIZE_MAX)
		return REFUSAL(FIELD_INVALID);
	return REFUSAL(UNSPECIFIED);
}

/* 1970-01-01 was a Thursday. */
static bool is_weekend(int32_t day)
{
	int weekday = ((day + 3) % 7 + 7) % 7; /* Monday is 0 */

	return weekday >= 5;
}

static Ocop__Common__V1__RefusalCode may_be_text(const char *text, size_t size_max)
{
	if (text[0] == '\0')
		return REFUSAL(FIELD_MISSING);
	return strlen(text) > size_max ? REFUSAL(FIELD_TOO_LONG) : REFUSAL(UNSPECIFIED);
}

/* The names of a day that is taken back say nothing any more. */
static Ocop__Common__V1__RefusalCode may_be_day_name(Ocop__Identity__V1__CalendarDayKind kind,
						     const char *name)
{
	if (kind == CALENDAR_DAY_KIND(ORDINARY) && name[0] == '\0')
		return REFUSAL(UNSPECIFIED);
	return may_be_text(name, DAY_NAME_SIZE_MAX);
}

static Ocop__Common__V1__RefusalCode may_be_day_kind(Ocop__Identity__V1__CalendarDayKind kind,
						     int32_t day)
{
	if (kind == CALENDAR_DAY_KIND(UNSPECIFIED))
		return REFUSAL(FIELD_MISSING);
	if (kind == CALENDAR_DAY_KIND(WORKING))
		return is_weekend(day) ? REFUSAL(UNSPECIFIED) : REFUSAL(FIELD_INVALID);
	if (kind == CALENDAR_DAY_KIND(HOLIDAY) || kind == CALENDAR_DAY_KIND(ORDINARY))
		return REFUSAL(UNSPECIFIED);
	return REFUSAL(FIELD_INVALID);
}

Ocop__Common__V1__RefusalCode may_record_calendar_day(const Ocop__Identity__V1__CalendarDay *day,
						      const char **ret_field)
{
	Ocop__Common__V1__RefusalCode why;
	int32_t number;

	*ret_field = "day";
	if (!date_parse(day->day, &number))
		return REFUSAL(DATE_INVALID);
	*ret_field = "kind";
	why = may_be_day_kind(day->kind, number);
	if (why)
		return why;
	*ret_field = "name_vi";
	why = may_be_day_name(day->kind, day->name_vi);
	if (why)
		return why;
	*ret_field = "name_en";
	why = may_be_day_name(day->kind, day->name_en);
	if (why)
		return why;
	*ret_field = "source";
	return may_be_text(day->source, DAY_SOURCE_SIZE_MAX);
}

Ocop__Common__V1__RefusalCode may_move_clock(bool clock_moves, int64_t offset_seconds,
					     int64_t seconds)
{
	if (!clock_moves)
		return REFUSAL(INSTANCE_KIND);
	if (seconds < 1 || seconds > CLOCK_MOVE_MAX_SECONDS ||
	    seconds > CLOCK_OFFSET_MAX_SECONDS - offset_seconds)
		return REFUSAL(FIELD_INVALID);
	return REFUSAL(UNSPECIFIED);
}

int64_t access_token_end_us(int64_t now_us, int64_t credential_end_us)
{
	int64_t end_us = now_us + ACCESS_TOKEN_LIFE_US;

	return credential_end_us < end_us ? credential_end_us : end_us;
}
