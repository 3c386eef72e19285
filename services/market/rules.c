/* rules.c - what the market may say of a product; facts in, decision out */
#include "market/rules.h"

#include <string.h>

#include "common/base/date.h"
#include "market/records.h"
#include "ocop/certification/v1/types.pb-c.h"

#define STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name

/* The last day it is worth anything; false when that is not known. */
static bool last_day_of(const struct certificate *certificate, int32_t *ret_day)
{
	return date_parse(certificate->extended_until, ret_day) ||
	       date_parse(certificate->valid_until, ret_day);
}

/* Held up, it comes to its end like any other. */
static struct badge badge_of_suspended(const struct certificate *certificate, int32_t day)
{
	int32_t last;

	if (last_day_of(certificate, &last) && day > last)
		return (struct badge){.state = BADGE(EXPIRED)};
	return (struct badge){.state = BADGE(SUSPENDED)};
}

/* Valid from its first day, if that is known, to the end of its last, which must be. */
static struct badge badge_of_valid(const struct certificate *certificate, int32_t day)
{
	int32_t first;
	int32_t last;

	if (!last_day_of(certificate, &last))
		return (struct badge){.state = BADGE(NOT_VERIFIED)};
	if (day > last)
		return (struct badge){.state = BADGE(EXPIRED)};
	if (date_parse(certificate->valid_from, &first) && day < first)
		return (struct badge){.state = BADGE(NONE)};
	if (certificate->stars < 1 || certificate->stars > STARS_MAX)
		return (struct badge){.state = BADGE(NOT_VERIFIED)};
	return (struct badge){.state = BADGE(VALID), .stars = (uint32_t)certificate->stars};
}

struct badge badge_on(const struct certificate *certificate, int32_t day)
{
	if (!certificate)
		return (struct badge){.state = BADGE(NONE)};
	switch (certificate->state) {
	case STATE(VALID):
		return badge_of_valid(certificate, day);
	case STATE(EXPIRED):
		return (struct badge){.state = BADGE(EXPIRED)};
	case STATE(REVOKED):
		return (struct badge){.state = BADGE(REVOKED)};
	case STATE(NOT_VERIFIED):
		return (struct badge){.state = BADGE(NOT_VERIFIED)};
	case STATE(SUSPENDED):
		return badge_of_suspended(certificate, day);
	case STATE(REPLACED):
	case STATE(UNSPECIFIED):
	case _OCOP__CERTIFICATION__V1__CERTIFICATE_STATE_IS_INT_SIZE:
		break;
	}
	return (struct badge){.state = BADGE(NONE)}; /* nor does a state of a later release */
}

/* 3 for a valid one, 2 for what this authority decided itself, 1 for an unverified claim, 0 for
 * what an old register dates; -1 for one that says nothing. */
static int weight(const struct certificate *certificate, struct badge badge)
{
	if (badge.state == BADGE(VALID))
		return 3;
	if (badge.state == BADGE(NONE))
		return -1;
	if (!certificate->legacy)
		return 2;
	return badge.state == BADGE(NOT_VERIFIED) ? 1 : 0;
}

/* Among equals more stars; then the later end. Dates compare as text. */
static bool speaks_before(const struct certificate *one, const struct certificate *other,
			  int32_t day)
{
	struct badge badge = badge_on(one, day);
	struct badge other_badge = badge_on(other, day);
	int difference = weight(one, badge) - weight(other, other_badge);

	if (difference != 0)
		return difference > 0;
	if (badge.stars != other_badge.stars)
		return badge.stars > other_badge.stars;
	return strcmp(one->valid_until, other->valid_until) > 0;
}

const struct certificate *certificate_that_speaks(const struct certificate *certificates,
						  size_t count, int32_t day)
{
	const struct certificate *best = NULL;

	for (size_t i = 0; i < count; i++) {
		if (weight(&certificates[i], badge_on(&certificates[i], day)) < 0)
			continue;
		if (!best || speaks_before(&certificates[i], best, day))
			best = &certificates[i];
	}
	return best;
}

int badge_class(struct badge badge)
{
	switch (badge.state) {
	case BADGE(VALID):
		return STARS_MAX - (int)badge.stars;
	case BADGE(NOT_VERIFIED):
		return BADGE_CLASSES_VALID;
	case BADGE(EXPIRED):
	case BADGE(SUSPENDED):
		return BADGE_CLASSES_VALID + 1;
	case BADGE(REVOKED):
		return BADGE_CLASSES_VALID + 3;
	case BADGE(NONE):
	case BADGE(UNSPECIFIED):
	case _OCOP__MARKET__V1__BADGE_STATE_IS_INT_SIZE:
		break;
	}
	return BADGE_CLASSES_VALID + 2;
}

int32_t badge_turns_on(const struct certificate *certificate, int32_t day)
{
	int32_t turns_on = INT32_MAX;
	int32_t first;
	int32_t last;

	if (!certificate)
		return INT32_MAX;
	if (date_parse(certificate->valid_from, &first) && first > day)
		turns_on = first;
	if (last_day_of(certificate, &last) && last >= day && last + 1 < turns_on)
		turns_on = last + 1;
	return turns_on;
}

/* What one pack of most products costs lies in the middle ones. */
static const int64_t band_begins_dong[PRICE_BAND_MAX] = {1, 50000, 100000, 200000, 500000};

int64_t price_band_begins(int band)
{
	return band_begins_dong[band - 1];
}

int price_band(int64_t price_dong)
{
	int band = 0;

	while (band < PRICE_BAND_MAX && price_dong >= band_begins_dong[band])
		band++;
	return band;
}

Ocop__Common__V1__RefusalCode may_describe_listing(const struct listing_words *words,
						   const char **ret_field)
{
	*ret_field = "story";
	if (strlen(words->story) > STORY_LIMIT_BYTES)
		return REFUSAL(FIELD_TOO_LONG);
	*ret_field = "price_dong";
	if (words->price_dong > PRICE_LIMIT_DONG)
		return REFUSAL(FIELD_INVALID);
	*ret_field = "availability";
	if (words->availability > OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_OUT_OF_STOCK)
		return REFUSAL(FIELD_INVALID);
	*ret_field = "season_months";
	for (size_t i = 0; i < words->month_count; i++) {
		if (words->months[i] < 1 || words->months[i] > 12)
			return REFUSAL(FIELD_INVALID);
	}
	return REFUSAL(UNSPECIFIED);
}

int sector_number(const char *sector_code)
{
	static const char *const sectors[] = {"I", "II", "III", "IV", "V", "VI"};

	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
		if (strcmp(sectors[i], sector_code) == 0)
			return (int)i + 1;
	}
	return 0;
}
