/* subjects.c - the listing that a command of market is about */
#include "market/subjects.h"

#include "common/command.h"
#include "common/message/message.h"
#include "market/records.h"

void subject_of_listing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct listing listing;

	listing_load(tx, message_field_text(message, "listing_id"), &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists && *listing.merged_into == '\0',
		.version = (uint64_t)listing.version,
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}
