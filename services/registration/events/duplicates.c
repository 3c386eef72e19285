/* duplicates.c - what registration tells of registrations that are one, or two after all */
#include "common/message/message.h"
#include "common/outbox.h"
#include "registration/events.h"
#include "registration/records/register/merge.h"

void event_producers_merged(struct transaction *tx, const struct merge *merge,
			    const struct producer *merged)
{
	Ocop__Registration__V1__ProducersMerged event =
		OCOP__REGISTRATION__V1__PRODUCERS_MERGED__INIT;

	event.merge_id = message_text(merge->merge_id);
	event.producer_id = message_text(merge->kept_id);
	event.merged_producer_id = message_text(merge->merged_id);
	event.reason = message_text(merge->reason);
	outbox_append(tx, merge->merged_id, merged->version, &event.base);
}

void event_products_merged(struct transaction *tx, const struct merge *merge,
			   const struct product *merged)
{
	Ocop__Registration__V1__ProductsMerged event =
		OCOP__REGISTRATION__V1__PRODUCTS_MERGED__INIT;

	event.merge_id = message_text(merge->merge_id);
	event.product_id = message_text(merge->kept_id);
	event.merged_product_id = message_text(merge->merged_id);
	event.reason = message_text(merge->reason);
	outbox_append(tx, merge->merged_id, merged->version, &event.base);
}

void event_merge_undone(struct transaction *tx, const struct merge *merge, uint64_t merged_version,
			const char *reason)
{
	Ocop__Registration__V1__MergeUndone event = OCOP__REGISTRATION__V1__MERGE_UNDONE__INIT;

	event.merge_id = message_text(merge->merge_id);
	event.kept_id = message_text(merge->kept_id);
	event.merged_id = message_text(merge->merged_id);
	event.reason = message_text(reason);
	outbox_append(tx, merge->merged_id, merged_version, &event.base);
}

void event_candidate_dismissed(struct transaction *tx, const char *first_id, uint64_t first_version,
			       const char *second_id, const char *reason)
{
	Ocop__Registration__V1__CandidateDismissed event =
		OCOP__REGISTRATION__V1__CANDIDATE_DISMISSED__INIT;

	event.first_id = message_text(first_id);
	event.second_id = message_text(second_id);
	event.reason = message_text(reason);
	outbox_append(tx, first_id, first_version, &event.base);
}
