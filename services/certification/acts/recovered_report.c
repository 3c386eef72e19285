/* recovered_report.c - what forgotten leaves tell of reports on packs, put back into the store */
#include "certification/acts/recovered_report.h"

#include "certification/answers.h"
#include "certification/records/pack_reports.h"
#include "certification/rules.h"
#include "common/base/error.h"
#include "common/sending/contact.h"
#include "common/sending/sent.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"

static void step_insert(struct transaction *tx, const struct pack_report *report,
			Ocop__Certification__V1__PackReportMove move)
{
	pack_report_step_insert(tx, report->report_id,
				&(struct pack_report_step){
					.step_no = (int64_t)report->version,
					.move = move,
					.moved_on = today_text(tx), /* the event's day */
					.agency_id = "",
					.commune_code = report->commune_code,
					.province_code = report->province_code,
					.reason = "",
				});
}

void recovered_report_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PackReported *told = (const void *)body;
	char receipt[RECEIPT_LENGTH + 1];
	struct pack_report report = {
		.report_id = event->thing_id,
		.version = 1,
		.receipt = receipt,
		.kind = told->kind,
		.state = PACK_REPORT_STATE(RECEIVED),
		.number = "",
		.code = "",
		.seen = "",
		.place_text = "",
		.seen_commune_code = "",
		.seen_province_code = "",
		.photo_ids = "",
		.commune_code = told->commune_code,
		.province_code = told->province_code,
		.agency_id = "",
		.reported_on = today_text(tx),
		.due_on = told->due_on,
	};

	receipt_make(RECEIPT_LENGTH, receipt);
	pack_report_insert(tx, &report);
	step_insert(tx, &report, PACK_REPORT_MOVE(REPORT));
}

/* The report that an event is about; one that is not there does not fit. */
static bool of_event(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     struct pack_report *ret_report)
{
	if (pack_report_load(tx, event->thing_id, ret_report))
		return true;
	transaction_fail(tx, ERROR_FORGED);
	return false;
}

static void moved(struct transaction *tx, struct pack_report *report,
		  Ocop__Certification__V1__PackReportMove move)
{
	pack_report_update(tx, report);
	step_insert(tx, report, move);
}

void recovered_report_taken_up(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	struct pack_report report;

	(void)body; /* the day is the event's */
	if (!of_event(tx, event, &report))
		return;
	report.state = PACK_REPORT_STATE(TAKEN_UP);
	report.due_on = "";
	moved(tx, &report, PACK_REPORT_MOVE(TAKE_UP));
}

void recovered_report_forwarded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PackReportForwarded *told = (const void *)body;
	struct pack_report report;

	if (!of_event(tx, event, &report))
		return;
	report.state = PACK_REPORT_STATE(RECEIVED);
	report.commune_code = told->commune_code;
	report.province_code = told->province_code;
	report.due_on = told->due_on;
	moved(tx, &report, PACK_REPORT_MOVE(FORWARD));
}

void recovered_report_overdue(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body)
{
	(void)body; /* the report has its day */
	pack_report_set_told(tx, event->thing_id);
}

void recovered_report_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PackReportClosed *told = (const void *)body;
	struct pack_report report;

	if (!of_event(tx, event, &report))
		return;
	report.state = PACK_REPORT_STATE(CLOSED);
	report.due_on = "";
	report.conclusion = told->conclusion;
	report.closed_on = today_text(tx);
	moved(tx, &report, PACK_REPORT_MOVE(CLOSE));
}

void recovered_reporter_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	struct pack_report report;

	(void)body; /* which, the event says */
	contact_erase(tx, event->thing_id);
	/* Whether his words went too it does not tell: they go. */
	if (of_event(tx, event, &report))
		pack_report_erase_words(tx, &report);
}
