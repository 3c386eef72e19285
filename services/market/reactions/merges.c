/* merges.c - two registrations of one product are one listing, and two again when that is undone
 *
 * Follows: registration.v1.ProductsMerged, MergeUndone
 * Writes:  listings: what was merged away is hidden; what stands shows the certificate that speaks
 *          for all of it; what figures are counted from
 *
 * Photos, sizes, prices, offers, batches, open enquiries of what was merged away are shown with
 * what stands, and fairs, own shops and exports of a merged producer with the one that stands,
 * without being written: they are looked up through merges (records/merged/family.h), so undoing
 * one puts all of it back. For products of a merged producer a ProductTransferred comes for each.
 */
#include "common/base/date.h"
#include "market/figures/mirror.h"
#include "market/reactions.h"
#include "market/records.h"
#include "market/speaking.h"
#include "ocop/registration/v1/events.pb-c.h"

/* The merge may be older than what certification has told since: sources are followed side by side.
 * What is known by now counts. */
static void show_certificate(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const char *product_id)
{
	int64_t followed_us = followed_until_us(tx);
	int64_t known_us =
		followed_us > event->occurred_at_us ? followed_us : event->occurred_at_us;

	listing_show_certificate(tx, product_id, date_of_us(known_us), event->occurred_at_us);
}

void on_products_merged(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductsMerged *merged =
		(const Ocop__Registration__V1__ProductsMerged *)body;

	listing_set_merged(tx, merged->merged_product_id, merged->product_id,
			   event->occurred_at_us);
	show_certificate(tx, event, merged->product_id);
	figure_product_set_merged(tx, merged->merged_product_id, merged->product_id);
	followed_source_write(tx, event->source, event->occurred_at_us);
}

void on_merge_undone(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__MergeUndone *undone =
		(const Ocop__Registration__V1__MergeUndone *)body;

	/* Producers have no listing of their own: of theirs this changes none. */
	listing_set_merged(tx, undone->merged_id, "", event->occurred_at_us);
	show_certificate(tx, event, undone->kept_id);
	show_certificate(tx, event, undone->merged_id);
	figure_product_set_merged(tx, undone->merged_id, "");
	followed_source_write(tx, event->source, event->occurred_at_us);
}
