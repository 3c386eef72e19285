/* enquiry.c - what may be offered, and how often a buyer may write; facts in, decision out */
#include "market/rules/enquiry.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "common/base/date.h"

static const char scheme[] = "https://";

enum { HOST_LENGTH_MAX = 253, LABEL_LENGTH_MAX = 63 }; /* RFC 1035 */

/* Letters and digits of ASCII alone, whatever the locale. */
static bool is_letter(char sign)
{
	return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}

static bool is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

static bool label_is_name(const char *label, size_t length)
{
	if (length == 0 || length > LABEL_LENGTH_MAX || label[0] == '-' || label[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!is_letter(label[i]) && !is_digit(label[i]) && label[i] != '-')
			return false;
	}
	return true;
}

/* At least two labels, the last of which begins with a letter: so it is no IPv4 address. */
static bool host_is_name(const char *host, size_t length)
{
	size_t begin = 0;
	int labels = 0;

	if (length > HOST_LENGTH_MAX)
		return false;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && host[i] != '.')
			continue;
		if (!label_is_name(host + begin, i - begin))
			return false;
		labels++;
		if (i == length)
			break;
		begin = i + 1;
	}
	return labels >= 2 && is_letter(host[begin]);
}

bool link_is_plain(const char *url)
{
	const char *host = url + strlen(scheme);

	if (strlen(url) > LINK_LENGTH_MAX || strncmp(url, scheme, strlen(scheme)) != 0)
		return false;
	for (const char *sign = url; *sign; sign++) {
		/* What RFC 3986 has no place for; browsers take a backslash for a slash. */
		if (*sign <= ' ' || *sign > '~' || strchr("\"<>\\^`{|}", *sign))
			return false;
	}
	/* A user ("shop.vn@evil.example") or a port has a sign that no name has. */
	return host_is_name(host, strcspn(host, "/?#"));
}

size_t links_count(const char *text)
{
	size_t count = 0;

	for (const char *at = text; *at; at++) {
		/* "https://www." is one: what begins with www. counts at the beginning of a word.
		 */
		bool begins = at == text || (!is_letter(at[-1]) && !is_digit(at[-1]) &&
					     at[-1] != '/' && at[-1] != '.');

		if (strncasecmp(at, "http://", 7) == 0 || strncasecmp(at, scheme, 8) == 0 ||
		    (begins && strncasecmp(at, "www.", 4) == 0))
			count++;
	}
	return count;
}

/* Days compare as text. */
Ocop__Market__V1__OfferState offer_state_on(const struct offer_days *days, bool held,
					    const char *today)
{
	if (*days->withdrawn_on)
		return OFFER_STATE(WITHDRAWN);
	if (*days->valid_until && strcmp(days->valid_until, today) < 0)
		return OFFER_STATE(OVER);
	if (held)
		return OFFER_STATE(HELD);
	if (strcmp(days->valid_from, today) > 0)
		return OFFER_STATE(NOT_YET);
	return OFFER_STATE(STANDING);
}

/* One @ with something before it, and a name behind it. */
static bool mail_key_read(const char *contact, char *ret_key)
{
	const char *at = strchr(contact, '@');

	if (at == contact || !host_is_name(at + 1, strlen(at + 1)))
		return false;
	for (const char *sign = contact; *sign; sign++) {
		if (*sign <= ' ' || *sign > '~' || strchr("\"(),:;<>[\\]", *sign))
			return false;
		*ret_key++ = (char)tolower((unsigned char)*sign);
	}
	*ret_key = '\0';
	return true;
}

enum { PHONE_DIGITS_MIN = 8, PHONE_DIGITS_MAX = 15 }; /* E.164 */

static bool phone_key_read(const char *contact, char *ret_key)
{
	size_t digits = 0;
	const char *rest = contact;

	if (strncmp(rest, "+84", 3) == 0 || strncmp(rest, "0084", 4) == 0) {
		rest += *rest == '+' ? 3 : 4;
		ret_key[digits++] = '0';
	} else if (*rest == '+') {
		ret_key[digits++] = *rest++;
	}
	for (; *rest; rest++) {
		if (strchr(" .-()", *rest))
			continue;
		if (!is_digit(*rest) || digits > PHONE_DIGITS_MAX)
			return false;
		ret_key[digits++] = *rest;
	}
	ret_key[digits] = '\0';
	return digits >= PHONE_DIGITS_MIN;
}

bool contact_key_read(const char *contact, char ret_key[CONTACT_KEY_SIZE])
{
	if (strlen(contact) >= CONTACT_KEY_SIZE)
		return false;
	return strchr(contact, '@') ? mail_key_read(contact, ret_key)
				    : phone_key_read(contact, ret_key);
}

Ocop__Common__V1__RefusalCode may_send_enquiry(const struct enquiry_facts *facts)
{
	if (facts->held)
		return REFUSAL(LISTING_HELD);
	if (facts->links > LINKS_MAX)
		return REFUSAL(LINKS_TOO_MANY);
	if (facts->blocked)
		return facts->known ? REFUSAL(BUYER_BLOCKED) : REFUSAL(ENQUIRIES_TOO_MANY);
	if (facts->open_of_listing > 0)
		return facts->known ? REFUSAL(ENQUIRY_OPEN) : REFUSAL(ENQUIRIES_TOO_MANY);
	if (facts->open_of_producer >= facts->open_max ||
	    facts->today_of_listing >= ENQUIRIES_A_DAY_MAX)
		return REFUSAL(ENQUIRIES_TOO_MANY);
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_write_message(const struct thread_facts *facts)
{
	if (facts->state != ENQUIRY_STATE(OPEN))
		return REFUSAL(ENQUIRY_CLOSED);
	if (facts->in_a_row >= MESSAGES_IN_A_ROW_MAX || facts->messages >= MESSAGES_MAX)
		return REFUSAL(MESSAGES_TOO_MANY);
	return REFUSAL(UNSPECIFIED);
}

bool month_is(const char *month)
{
	char day[DATE_TEXT_SIZE];
	int32_t number;

	if (*month == '\0')
		return true;
	if (strlen(month) != strlen("2026-11"))
		return false;
	memcpy(day, month, strlen("2026-11"));
	memcpy(day + strlen("2026-11"), "-01", sizeof("-01"));
	return date_parse(day, &number);
}
