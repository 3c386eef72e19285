/* rules.c - what notification decides: what is public, who wants to know, who may be sent to */
#include "notification/rules.h"

#include <ctype.h>
#include <string.h>

/* The fields of the payload: only a message's oneof has them. */
static bool is_payload(const ProtobufCFieldDescriptor *field)
{
	return (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0;
}

const ProtobufCMessage *public_event_payload(const Ocop__Notification__V1__PublicEvent *event)
{
	const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field(
		event->base.descriptor, (unsigned)event->payload_case);

	return field ? *(const ProtobufCMessage *const *)((const char *)event + field->offset)
		     : NULL;
}

bool public_event_set_payload(Ocop__Notification__V1__PublicEvent *event,
			      const ProtobufCMessage *body)
{
	const ProtobufCMessageDescriptor *type = event->base.descriptor;

	for (unsigned i = 0; i < type->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &type->fields[i];

		if (!is_payload(field) || field->descriptor != body->descriptor)
			continue;
		/* The case of a oneof is the number of the field that is there. */
		*(uint32_t *)((char *)event + field->quantifier_offset) = field->id;
		*(const ProtobufCMessage **)((char *)event + field->offset) = body;
		return true;
	}
	return false;
}

const char *public_type_find(const char *name)
{
	const ProtobufCMessageDescriptor *type = &ocop__notification__v1__public_event__descriptor;

	for (unsigned i = 0; i < type->n_fields; i++) {
		const ProtobufCMessageDescriptor *payload = type->fields[i].descriptor;

		if (is_payload(&type->fields[i]) &&
		    (strcmp(payload->name, name) == 0 || strcmp(payload->short_name, name) == 0))
			return payload->name;
	}
	return NULL;
}

int64_t sector_number(const char *sector_code)
{
	static const char *const sectors[SECTORS] = {"I", "II", "III", "IV", "V", "VI"};

	for (int64_t i = 0; i < SECTORS; i++) {
		if (strcmp(sectors[i], sector_code) == 0)
			return i + 1;
	}
	return 0;
}

int64_t set_with(int64_t set, int64_t number)
{
	return set | (int64_t)1 << number;
}

int64_t set_of_all(void)
{
	return 0xff; /* 0 to 7: more than there are sectors or stars */
}

static bool is_printable(const char *text)
{
	for (; *text; text++) {
		if (*text <= ' ' || *text > '~' || strchr("\"<>\\^`{|}", *text))
			return false;
	}
	return true;
}

bool webhook_url_is_sound(const char *url, bool plain_http)
{
	const char *host = NULL;
	size_t length;

	if (strncmp(url, "https://", 8) == 0)
		host = url + 8;
	else if (plain_http && strncmp(url, "http://", 7) == 0)
		host = url + 7;
	if (!host || !is_printable(url) || strchr(url, '#'))
		return false;
	length = strcspn(host, "/?");
	return length > 0 && host[0] != ':' && !memchr(host, '@', length);
}

/* RFC 5322 3.2.3: atoms parted by single dots. */
static bool is_dot_atom(const char *text, size_t length, const char *also)
{
	bool after_dot = true;

	for (size_t i = 0; i < length; i++) {
		bool is_dot = text[i] == '.';

		if (is_dot && after_dot)
			return false;
		if (!is_dot && !isalnum((unsigned char)text[i]) && !strchr(also, text[i]))
			return false;
		after_dot = is_dot;
	}
	return !after_dot;
}

bool mail_address_is_sound(const char *address)
{
	const char *at = strrchr(address, '@');

	return at && strlen(address) <= MAIL_ADDRESS_LENGTH_MAX && strchr(at, '.') &&
	       is_printable(address) &&
	       is_dot_atom(address, (size_t)(at - address), "!#$%&'*+/=?^_`{|}~-") &&
	       is_dot_atom(at + 1, strlen(at + 1), "-");
}

Ocop__Common__V1__RefusalCode may_move_subscription(int64_t from_state, int64_t to_state)
{
	static const struct {
		int64_t from, to;
	} moves[] = {
		{SUBSCRIPTION_STATE(ACTIVE), SUBSCRIPTION_STATE(PAUSED)},
		{SUBSCRIPTION_STATE(PAUSED), SUBSCRIPTION_STATE(ACTIVE)},
		{SUBSCRIPTION_STATE(ACTIVE), SUBSCRIPTION_STATE(ENDED)},
		{SUBSCRIPTION_STATE(PAUSED), SUBSCRIPTION_STATE(ENDED)},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].from == from_state && moves[i].to == to_state)
			return REFUSAL(UNSPECIFIED);
	}
	return REFUSAL(SUBSCRIPTION_STATE);
}

Ocop__Common__V1__RefusalCode may_replay_deliveries(const struct replay_facts *facts)
{
	if (facts->kind == SUBSCRIPTION_KIND(PULL))
		return REFUSAL(SUBSCRIPTION_KIND);
	if (facts->state == SUBSCRIPTION_STATE(ENDED))
		return REFUSAL(SUBSCRIPTION_STATE);
	if (facts->from_count < 1 || facts->from_count > facts->to_count ||
	    facts->to_count > facts->count || facts->to_count - facts->from_count >= REPLAY_MAX)
		return REFUSAL(REPLAY_RANGE_INVALID);
	return REFUSAL(UNSPECIFIED);
}
