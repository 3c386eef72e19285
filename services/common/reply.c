/* reply.c - what a handler gives back: an answer or the reasons why not */
#include "common/reply.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "common/base/arena.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { REFUSALS_MAX = 200 }; /* more reasons help nobody, and the reply has a limit */

struct reply {
	struct arena *arena;
	const char *type; /* "" until reply_set */
	ProtobufCBinaryData body;
	uint64_t version;
	Ocop__Common__V1__Refusal **refusals;
	size_t refusal_count;
	size_t refusal_capacity;
};

struct reply *reply_create(struct arena *arena)
{
	struct reply *reply = arena_alloc(arena, sizeof(*reply));

	reply->arena = arena;
	reply->type = "";
	return reply;
}

struct arena *reply_arena(struct reply *reply)
{
	return reply->arena;
}

void reply_set(struct reply *reply, const ProtobufCMessage *message)
{
	reply->type = message->descriptor->name;
	reply->body.len = protobuf_c_message_get_packed_size(message);
	reply->body.data = arena_alloc(reply->arena, reply->body.len);
	size_t packed = protobuf_c_message_pack(message, reply->body.data);
	assert(packed == reply->body.len && "nobody changes the message while it is packed");
	(void)packed; /* assert is on in every build */
}

void reply_accept(struct reply *reply, const char *id, uint64_t version)
{
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	accepted.id = arena_strdup(reply->arena, id);
	accepted.version = version;
	reply_set(reply, &accepted.base);
	reply_set_version(reply, version);
}

void reply_set_version(struct reply *reply, uint64_t version)
{
	reply->version = version;
}

static void append_refusal(struct reply *reply, Ocop__Common__V1__Refusal *refusal)
{
	if (reply->refusal_count == reply->refusal_capacity) {
		size_t capacity = reply->refusal_capacity ? reply->refusal_capacity * 2 : 4;
		Ocop__Common__V1__Refusal **grown =
			arena_alloc(reply->arena, capacity * sizeof(Ocop__Common__V1__Refusal *));
		for (size_t i = 0; i < reply->refusal_count; i++)
			grown[i] = reply->refusals[i];
		reply->refusals = grown;
		reply->refusal_capacity = capacity;
	}
	reply->refusals[reply->refusal_count++] = refusal;
}

void reply_refuse(struct reply *reply, Ocop__Common__V1__RefusalCode code, const char *field,
		  const char *detail, ...)
{
	va_list arguments;

	assert(code != REFUSAL(UNSPECIFIED) && "a refusal names its rule");
	if (reply->refusal_count == REFUSALS_MAX)
		return;
	Ocop__Common__V1__Refusal *refusal = arena_alloc(reply->arena, sizeof(*refusal));
	ocop__common__v1__refusal__init(refusal);
	refusal->code = code;
	if (field)
		refusal->field = arena_strdup(reply->arena, field);
	if (detail) {
		va_start(arguments, detail);
		refusal->detail = arena_vprintf(reply->arena, detail, arguments);
		va_end(arguments);
	}
	append_refusal(reply, refusal);
}

bool reply_refused(const struct reply *reply)
{
	return reply->refusal_count > 0;
}

size_t reply_refusals(const struct reply *reply)
{
	return reply->refusal_count;
}

Ocop__Common__V1__RefusalCode reply_refusal(const struct reply *reply, size_t index)
{
	assert(index < reply->refusal_count && "a reason that was given");
	return reply->refusals[index]->code;
}

static Ocop__Common__V1__Outcome outcome_of(enum decision decision)
{
	switch (decision) {
	case ACCEPTED:
		return OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	case REFUSED:
		return OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	case FAILED:
		return OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
	}
	return OCOP__COMMON__V1__OUTCOME__OUTCOME_UNSPECIFIED;
}

void reply_fill(struct reply *reply, enum decision decision, Ocop__Common__V1__Reply *ret_wire)
{
	ocop__common__v1__reply__init(ret_wire);
	ret_wire->outcome = outcome_of(decision);
	if (decision == ACCEPTED) {
		ret_wire->type = arena_strdup(reply->arena, reply->type);
		ret_wire->body = reply->body;
		ret_wire->version = reply->version;
		return;
	}
	if (!reply_refused(reply))
		reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	ret_wire->refusals = reply->refusals;
	ret_wire->n_refusals = reply->refusal_count;
}
