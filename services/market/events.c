/* events.c - what market tells: one function an event */
#include "market/events.h"

#include "common/message/message.h"
#include "common/outbox.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/export.h"
#include "market/records/fair.h"
#include "market/records/point_of_sale.h"
#include "market/records/serial.h"
#include "market/records/signal.h"
#include "ocop/market/v1/events.pb-c.h"

void event_listing_described(struct transaction *tx, const struct listing *listing,
			     uint64_t version)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	event.listing_id = message_text(listing->listing_id);
	outbox_append(tx, listing->listing_id, version, &event.base);
}

void event_potential_shown(struct transaction *tx, const struct listing *listing, uint64_t version)
{
	Ocop__Market__V1__PotentialShown event = OCOP__MARKET__V1__POTENTIAL_SHOWN__INIT;

	event.listing_id = message_text(listing->listing_id);
	event.potential = listing->potential;
	outbox_append(tx, listing->listing_id, version, &event.base);
}

void event_batch_recorded(struct transaction *tx, const struct batch *batch)
{
	Ocop__Market__V1__BatchRecorded event = OCOP__MARKET__V1__BATCH_RECORDED__INIT;

	event.batch_id = message_text(batch->batch_id);
	event.product_id = message_text(batch->product_id);
	event.code = message_text(batch->code);
	outbox_append(tx, batch->batch_id, 1, &event.base);
}

void event_batch_corrected(struct transaction *tx, const struct batch *batch,
			   const Ocop__Market__V1__BatchEntry *entry)
{
	Ocop__Market__V1__BatchCorrected event = OCOP__MARKET__V1__BATCH_CORRECTED__INIT;

	event.batch_id = message_text(batch->batch_id);
	event.product_id = message_text(batch->product_id);
	event.entry_no = entry->entry_no;
	event.reason = message_text(entry->reason);
	outbox_append(tx, batch->batch_id, (uint64_t)batch->version, &event.base);
}

void event_batch_tested(struct transaction *tx, const struct batch *batch,
			const Ocop__Market__V1__BatchTest *test)
{
	Ocop__Market__V1__BatchTested event = OCOP__MARKET__V1__BATCH_TESTED__INIT;

	event.batch_id = message_text(batch->batch_id);
	event.product_id = message_text(batch->product_id);
	event.test_no = test->test_no;
	event.verdict = test->verdict;
	event.corrects_test_no = test->corrects_test_no;
	outbox_append(tx, batch->batch_id, (uint64_t)batch->version, &event.base);
}

void event_batch_closed(struct transaction *tx, const struct batch *batch)
{
	Ocop__Market__V1__BatchClosed event = OCOP__MARKET__V1__BATCH_CLOSED__INIT;

	event.batch_id = message_text(batch->batch_id);
	event.product_id = message_text(batch->product_id);
	event.reason = message_text(batch->closing_reason);
	outbox_append(tx, batch->batch_id, (uint64_t)batch->version, &event.base);
}

void event_sticker_quota_granted(struct transaction *tx, const struct batch *batch,
				 const struct sticker_quota *quota, const char *reason)
{
	Ocop__Market__V1__StickerQuotaGranted event = OCOP__MARKET__V1__STICKER_QUOTA_GRANTED__INIT;

	event.batch_id = message_text(batch->batch_id);
	event.certificate_code = message_text(quota->certificate_code);
	event.granted = (uint32_t)quota->granted;
	event.reason = message_text(reason);
	outbox_append(tx, batch->batch_id, (uint64_t)batch->version, &event.base);
}

void event_serials_drawn(struct transaction *tx, const struct batch *batch,
			 const struct serial_run *run)
{
	Ocop__Market__V1__SerialsDrawn event = OCOP__MARKET__V1__SERIALS_DRAWN__INIT;

	event.run_id = message_text(run->run_id);
	event.batch_id = message_text(batch->batch_id);
	event.certificate_code = message_text(run->certificate_code);
	event.stickers = (uint32_t)run->stickers;
	outbox_append(tx, batch->batch_id, (uint64_t)batch->version, &event.base);
}

void event_serial_seen_far_apart(struct transaction *tx, const struct serial_signal *signal)
{
	Ocop__Market__V1__SerialSeenFarApart event = OCOP__MARKET__V1__SERIAL_SEEN_FAR_APART__INIT;

	event.signal_id = message_text(signal->signal_id);
	event.product_id = message_text(signal->product_id);
	event.serial = message_text(signal->serial);
	event.commune_code = message_text(signal->commune_code);
	event.other_commune_code = message_text(signal->other_commune_code);
	outbox_append(tx, signal->signal_id, 1, &event.base);
}

void event_serial_signal_answered(struct transaction *tx, const struct serial_signal *signal)
{
	Ocop__Market__V1__SerialSignalAnswered event =
		OCOP__MARKET__V1__SERIAL_SIGNAL_ANSWERED__INIT;

	event.signal_id = message_text(signal->signal_id);
	event.conclusion = message_text(signal->conclusion);
	outbox_append(tx, signal->signal_id, (uint64_t)signal->version, &event.base);
}

void event_point_of_sale_recorded(struct transaction *tx, const struct point_of_sale *point)
{
	Ocop__Market__V1__PointOfSaleRecorded event =
		OCOP__MARKET__V1__POINT_OF_SALE_RECORDED__INIT;

	event.point_of_sale_id = message_text(point->point_of_sale_id);
	event.commune_code = message_text(point->commune_code);
	event.producer_id = message_text(point->producer_id);
	outbox_append(tx, point->point_of_sale_id, 1, &event.base);
}

void event_point_of_sale_changed(struct transaction *tx, const struct point_of_sale *point)
{
	Ocop__Market__V1__PointOfSaleChanged event = OCOP__MARKET__V1__POINT_OF_SALE_CHANGED__INIT;

	event.point_of_sale_id = message_text(point->point_of_sale_id);
	outbox_append(tx, point->point_of_sale_id, (uint64_t)point->version, &event.base);
}

void event_point_of_sale_closed(struct transaction *tx, const struct point_of_sale *point)
{
	Ocop__Market__V1__PointOfSaleClosed event = OCOP__MARKET__V1__POINT_OF_SALE_CLOSED__INIT;

	event.point_of_sale_id = message_text(point->point_of_sale_id);
	outbox_append(tx, point->point_of_sale_id, (uint64_t)point->version, &event.base);
}

void event_listing_carried(struct transaction *tx, const struct point_of_sale *point,
			   const Ocop__Market__V1__CarryListing *carried)
{
	Ocop__Market__V1__ListingCarried event = OCOP__MARKET__V1__LISTING_CARRIED__INIT;

	event.point_of_sale_id = message_text(point->point_of_sale_id);
	event.listing_id = carried->listing_id;
	event.since = carried->since;
	event.until = carried->until;
	outbox_append(tx, point->point_of_sale_id, (uint64_t)point->version, &event.base);
}

void event_fair_recorded(struct transaction *tx, const struct fair *fair)
{
	Ocop__Market__V1__FairRecorded event = OCOP__MARKET__V1__FAIR_RECORDED__INIT;

	event.fair_id = message_text(fair->fair_id);
	event.unit_code =
		message_text(*fair->commune_code ? fair->commune_code : fair->province_code);
	outbox_append(tx, fair->fair_id, 1, &event.base);
}

void event_fair_changed(struct transaction *tx, const struct fair *fair)
{
	Ocop__Market__V1__FairChanged event = OCOP__MARKET__V1__FAIR_CHANGED__INIT;

	event.fair_id = message_text(fair->fair_id);
	outbox_append(tx, fair->fair_id, (uint64_t)fair->version, &event.base);
}

void event_fair_cancelled(struct transaction *tx, const struct fair *fair)
{
	Ocop__Market__V1__FairCancelled event = OCOP__MARKET__V1__FAIR_CANCELLED__INIT;

	event.fair_id = message_text(fair->fair_id);
	outbox_append(tx, fair->fair_id, (uint64_t)fair->version, &event.base);
}

void event_fair_closed(struct transaction *tx, const struct fair *fair)
{
	Ocop__Market__V1__FairClosed event = OCOP__MARKET__V1__FAIR_CLOSED__INIT;

	event.fair_id = message_text(fair->fair_id);
	outbox_append(tx, fair->fair_id, (uint64_t)fair->version, &event.base);
}

void event_fair_applied_to(struct transaction *tx, const struct fair_participant *participant)
{
	Ocop__Market__V1__FairAppliedTo event = OCOP__MARKET__V1__FAIR_APPLIED_TO__INIT;

	event.fair_id = message_text(participant->fair_id);
	event.participant_id = message_text(participant->participant_id);
	event.producer_id = message_text(participant->producer_id);
	outbox_append(tx, participant->participant_id, (uint64_t)participant->version, &event.base);
}

void event_fair_application_answered(struct transaction *tx,
				     const struct fair_participant *participant)
{
	Ocop__Market__V1__FairApplicationAnswered event =
		OCOP__MARKET__V1__FAIR_APPLICATION_ANSWERED__INIT;

	event.fair_id = message_text(participant->fair_id);
	event.participant_id = message_text(participant->participant_id);
	event.accepted = participant->state == PARTICIPANT_STATE(ACCEPTED);
	outbox_append(tx, participant->participant_id, (uint64_t)participant->version, &event.base);
}

void event_fair_application_withdrawn(struct transaction *tx,
				      const struct fair_participant *participant)
{
	Ocop__Market__V1__FairApplicationWithdrawn event =
		OCOP__MARKET__V1__FAIR_APPLICATION_WITHDRAWN__INIT;

	event.fair_id = message_text(participant->fair_id);
	event.participant_id = message_text(participant->participant_id);
	outbox_append(tx, participant->participant_id, (uint64_t)participant->version, &event.base);
}

void event_fair_buyer_added(struct transaction *tx, const struct fair_participant *buyer)
{
	Ocop__Market__V1__FairBuyerAdded event = OCOP__MARKET__V1__FAIR_BUYER_ADDED__INIT;

	event.fair_id = message_text(buyer->fair_id);
	event.participant_id = message_text(buyer->participant_id);
	outbox_append(tx, buyer->participant_id, 1, &event.base);
}

void event_fair_outcome_recorded(struct transaction *tx, const struct fair_participant *participant,
				 uint32_t entry_no)
{
	Ocop__Market__V1__FairOutcomeRecorded event = OCOP__MARKET__V1__FAIR_OUTCOME_RECORDED__INIT;

	event.fair_id = message_text(participant->fair_id);
	event.participant_id = message_text(participant->participant_id);
	event.entry_no = entry_no;
	outbox_append(tx, participant->participant_id, (uint64_t)participant->version, &event.base);
}

void event_export_recorded(struct transaction *tx, const struct export_record *record)
{
	Ocop__Market__V1__ExportRecorded event = OCOP__MARKET__V1__EXPORT_RECORDED__INIT;

	event.export_id = message_text(record->export_id);
	event.product_id = message_text(record->product_id);
	outbox_append(tx, record->export_id, 1, &event.base);
}

void event_export_corrected(struct transaction *tx, const struct export_record *record,
			    uint32_t entry_no)
{
	Ocop__Market__V1__ExportCorrected event = OCOP__MARKET__V1__EXPORT_CORRECTED__INIT;

	event.export_id = message_text(record->export_id);
	event.product_id = message_text(record->product_id);
	event.entry_no = entry_no;
	outbox_append(tx, record->export_id, (uint64_t)record->version, &event.base);
}

void event_export_decided(struct transaction *tx, const struct export_record *record,
			  uint32_t entry_no)
{
	Ocop__Market__V1__ExportDecided event = OCOP__MARKET__V1__EXPORT_DECIDED__INIT;

	event.export_id = message_text(record->export_id);
	event.product_id = message_text(record->product_id);
	event.entry_no = entry_no;
	event.confirmed = record->state == EXPORT_STATE(CONFIRMED);
	outbox_append(tx, record->export_id, (uint64_t)record->version, &event.base);
}
