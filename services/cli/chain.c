/* chain.c - is this the log the source wrote? each event names the hash of the one before */
#include "cli/chain.h"

#include <sodium.h>
#include <string.h>

#include "common/bus/envelope.h"

_Static_assert(CHAIN_HASH_SIZE == crypto_hash_sha256_BYTES, "the chain is SHA-256");

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
	(void)crypto_hash_sha256(chain->hash, packed->data, packed->len); /* always 0 */
	return event;
}
