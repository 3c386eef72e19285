/* chain.c - is this the log the source wrote? each event names the hash of the one before */
#include "cli/chain.h"

#include <string.h>

#include "common/bus/envelope.h"
#include "common/erasure/event_hash.h"

_Static_assert((int)CHAIN_HASH_SIZE == (int)EVENT_HASH_SIZE, "the chain is that of events");

bool chain_adopt(struct chain *chain, const ProtobufCBinaryData *packed, struct arena *arena)
{
	const Ocop__Common__V1__Event *event = (const void *)message_unpack(
		&ocop__common__v1__event__descriptor, packed->data, packed->len, arena, NULL);

	if (event == NULL)
		return false;
	event_hash(event, packed, chain->hash);
	return true;
}

const Ocop__Common__V1__Event *chain_next(struct chain *chain, const char *source,
					  const ProtobufCBinaryData *packed, struct arena *arena,
					  const char **ret_fault)
{
	const Ocop__Common__V1__Event *event = (const void *)message_unpack(
		&ocop__common__v1__event__descriptor, packed->data, packed->len, arena, NULL);

	*ret_fault = NULL;
	if (event == NULL)
		*ret_fault = "is no event";
	else if (strcmp(event->source, source) != 0)
		*ret_fault = "is of another source";
	else if (event->sequence != chain->sequence + 1)
		*ret_fault = "is not the next";
	else if (event->previous_hash.len != CHAIN_HASH_SIZE ||
		 memcmp(event->previous_hash.data, chain->hash, CHAIN_HASH_SIZE) != 0)
		*ret_fault = "does not follow from the one before: the log was changed";
	if (*ret_fault != NULL)
		return NULL;
	chain->sequence = event->sequence;
	event_hash(event, packed, chain->hash);
	return event;
}
