/* events.h - what certification tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message in the
 * transaction's arena and appends it to the log under the thing's id and version. Followers see it
 * when the transaction is committed, in this order, once. An event is never changed after release.
 * Other agencies act on these: those that begin something carry the whole certificate.
 */
#pragma once

#include "certification/records.h"
#include "certification/rules/reminder.h"

struct certificate_request;
struct decision_row;
struct recovered_count;
struct suspension_act;
struct transaction;

/* A certificate is valid from now: stars may be shown. */
void event_certificate_issued(struct transaction *tx, const struct certificate *certificate);

/* A recognition of an old register was judged; its state says what it is worth. */
void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate);

/* Withdrawn: its stars are gone at once. With the inspection that proposed it, or "". */
void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate,
			       const char *inspection_id);

/* Its last day is over. */
void event_certificate_expired(struct transaction *tx, const struct certificate *certificate);

/* Another one stands in its place, named in the event. */
void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate);

/* Its stars are gone until it is reinstated. */
void event_certificate_suspended(struct transaction *tx, const struct certificate *certificate);

/* It is valid again; why, the history says. */
void event_certificate_reinstated(struct transaction *tx, const struct certificate *certificate,
				  const char *decision_number, const char *reason);

/* It runs on beyond its last day. */
void event_certificate_extended(struct transaction *tx, const struct certificate *certificate,
				const char *decision_number, const char *reason);

/* What a reminder says besides the certificate. */
struct reminder_told {
	struct reminder reminder;
	bool overtaken;
	uint32_t days_left;
	const char *window_from, *window_until; /* "" where the rule book has no window */
};
void event_certificate_reminder_due(struct transaction *tx, const struct certificate *certificate,
				    const struct reminder_told *told);

/* A decision is on record; nothing of it is issued yet. */
void event_decision_recorded(struct transaction *tx, const struct decision_row *decision);

/* An authority may suspend from a day, or until one. */
void event_suspension_act_recorded(struct transaction *tx, const struct suspension_act *act);

struct certificates_of_producer;

/* A producer's name is kept no longer; the certificates are his. */
void event_personal_data_erased(struct transaction *tx, const char *producer_id,
				const struct certificates_of_producer *certificates);

/* Events in which a producer's name may stand, as a field or in what somebody wrote; ends with
 * NULL.
 */
extern const ProtobufCMessageDescriptor *const certification_naming_events[];

/* The ministry asks, the province has answered. */
void event_certificate_request_made(struct transaction *tx,
				    const struct certificate_request *request);
void event_certificate_request_answered(struct transaction *tx,
					const struct certificate_request *request);

/* What a leaf had told of it was entered again from the paper. */
void event_certificate_reentered(struct transaction *tx, const struct certificate *certificate,
				 uint64_t leaf_index, const char *paper_number);

/* All that a restored register had forgotten is settled. */
void event_register_reconciled(struct transaction *tx, const struct recovered_count *count);

/* --- events/pack_reports.c: of reports on packs; never what a reporter wrote, nor who he is */

struct pack_report;

void event_pack_reported(struct transaction *tx, const struct pack_report *report);
void event_pack_report_taken_up(struct transaction *tx, const struct pack_report *report,
				const char *taken_up_on);
void event_pack_report_forwarded(struct transaction *tx, const struct pack_report *report);
void event_pack_report_overdue(struct transaction *tx, const struct pack_report *report);
void event_pack_report_closed(struct transaction *tx, const struct pack_report *report);
void event_reporter_erased(struct transaction *tx, const struct pack_report *report);
