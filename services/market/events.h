/* events.h - what market tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 */
#pragma once

#include <stdint.h>

#include "ocop/market/v1/points_of_sale.pb-c.h"
#include "ocop/market/v1/types.pb-c.h"

struct batch;
struct export_record;
struct fair;
struct fair_participant;
struct listing;
struct point_of_sale;
struct serial_run;
struct serial_signal;
struct sticker_quota;
struct transaction;

/* The producer has described the product in his own words; `version` is what the listing now has.
 */
void event_listing_described(struct transaction *tx, const struct listing *listing,
			     uint64_t version);

/* As event_listing_described, of whether it is shown as potential. */
void event_potential_shown(struct transaction *tx, const struct listing *listing, uint64_t version);

/* Of batches, under the batch's id, with the version that the batch now has. */
void event_batch_recorded(struct transaction *tx, const struct batch *batch);
void event_batch_corrected(struct transaction *tx, const struct batch *batch,
			   const Ocop__Market__V1__BatchEntry *entry);
void event_batch_tested(struct transaction *tx, const struct batch *batch,
			const Ocop__Market__V1__BatchTest *test);
void event_batch_closed(struct transaction *tx, const struct batch *batch);
void event_sticker_quota_granted(struct transaction *tx, const struct batch *batch,
				 const struct sticker_quota *quota, const char *reason);

/* How many; which, nobody is told. */
void event_serials_drawn(struct transaction *tx, const struct batch *batch,
			 const struct serial_run *run);

/* Of signals, under the signal's id. */
void event_serial_seen_far_apart(struct transaction *tx, const struct serial_signal *signal);
void event_serial_signal_answered(struct transaction *tx, const struct serial_signal *signal);

/* Of points of sale, under the shop's id, with the version that it now has. */
void event_point_of_sale_recorded(struct transaction *tx, const struct point_of_sale *point);
void event_point_of_sale_changed(struct transaction *tx, const struct point_of_sale *point);
void event_point_of_sale_closed(struct transaction *tx, const struct point_of_sale *point);
void event_listing_carried(struct transaction *tx, const struct point_of_sale *point,
			   const Ocop__Market__V1__CarryListing *carried);

/* Of fairs, under the fair's id; of who takes part, under the participant's. */
void event_fair_recorded(struct transaction *tx, const struct fair *fair);
void event_fair_changed(struct transaction *tx, const struct fair *fair);
void event_fair_cancelled(struct transaction *tx, const struct fair *fair);
void event_fair_closed(struct transaction *tx, const struct fair *fair);
void event_fair_applied_to(struct transaction *tx, const struct fair_participant *participant);
void event_fair_application_answered(struct transaction *tx,
				     const struct fair_participant *participant);
void event_fair_application_withdrawn(struct transaction *tx,
				      const struct fair_participant *participant);
void event_fair_buyer_added(struct transaction *tx, const struct fair_participant *buyer);
void event_fair_outcome_recorded(struct transaction *tx, const struct fair_participant *participant,
				 uint32_t entry_no);

/* Of exports, under the export's id: never how much. */
void event_export_recorded(struct transaction *tx, const struct export_record *record);
void event_export_corrected(struct transaction *tx, const struct export_record *record,
			    uint32_t entry_no);
void event_export_decided(struct transaction *tx, const struct export_record *record,
			  uint32_t entry_no);
