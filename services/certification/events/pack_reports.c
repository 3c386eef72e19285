/* pack_reports.c - what certification tells of reports on packs
 *
 * Never what a reporter wrote, nor who he is: other agencies read these, and the log keeps them.
 */
#include "certification/events.h"

#include <string.h>

#include "certification/answers/pack_report.h"
#include "certification/records/pack_reports.h"
#include "certification/rules/unknown_number.h"
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"

/* What stands where a number should be may be anything; only a number is told. */
static const char *number_told(struct transaction *tx, const struct pack_report *report)
{
	char *number = arena_alloc(transaction_arena(tx), UNKNOWN_NUMBER_SIZE);

	return report->code[0] == '\0' && unknown_number_read(report->number, number) ? number : "";
}

void event_pack_reported(struct transaction *tx, const struct pack_report *report)
{
	Ocop__Certification__V1__PackReported event = OCOP__CERTIFICATION__V1__PACK_REPORTED__INIT;

	event.report_id = message_text(report->report_id);
	event.kind = report->kind;
	event.certificate_code = message_text(report->code);
	event.certified_product_id = message_text(report->product_id);
	event.unknown_number = message_text(number_told(tx, report));
	event.commune_code = message_text(report->commune_code);
	event.province_code = message_text(report->province_code);
	event.seen_commune_code = message_text(report->seen_commune_code);
	event.seen_province_code = message_text(report->seen_province_code);
	event.agency_id = message_text(report->agency_id);
	event.reported_on = message_text(report->reported_on);
	event.due_on = message_text(report->due_on);
	event.photo_ids = photo_ids_message(tx, report->photo_ids, &event.n_photo_ids);
	outbox_append(tx, report->report_id, 1, &event.base);
}

void event_pack_report_taken_up(struct transaction *tx, const struct pack_report *report,
				const char *taken_up_on)
{
	Ocop__Certification__V1__PackReportTakenUp event =
		OCOP__CERTIFICATION__V1__PACK_REPORT_TAKEN_UP__INIT;

	event.report_id = message_text(report->report_id);
	event.certificate_code = message_text(report->code);
	event.agency_id = message_text(transaction_caller(tx)->agency_id);
	event.taken_up_on = message_text(taken_up_on);
	outbox_append(tx, report->report_id, report->version, &event.base);
}

void event_pack_report_forwarded(struct transaction *tx, const struct pack_report *report)
{
	Ocop__Certification__V1__PackReportForwarded event =
		OCOP__CERTIFICATION__V1__PACK_REPORT_FORWARDED__INIT;

	event.report_id = message_text(report->report_id);
	event.certificate_code = message_text(report->code);
	event.commune_code = message_text(report->commune_code);
	event.province_code = message_text(report->province_code);
	event.due_on = message_text(report->due_on);
	outbox_append(tx, report->report_id, report->version, &event.base);
}

void event_pack_report_overdue(struct transaction *tx, const struct pack_report *report)
{
	Ocop__Certification__V1__PackReportOverdue event =
		OCOP__CERTIFICATION__V1__PACK_REPORT_OVERDUE__INIT;

	event.report_id = message_text(report->report_id);
	event.certificate_code = message_text(report->code);
	event.commune_code = message_text(report->commune_code);
	event.province_code = message_text(report->province_code);
	event.due_on = message_text(report->due_on);
	outbox_append(tx, report->report_id, report->version, &event.base);
}

void event_pack_report_closed(struct transaction *tx, const struct pack_report *report)
{
	Ocop__Certification__V1__PackReportClosed event =
		OCOP__CERTIFICATION__V1__PACK_REPORT_CLOSED__INIT;

	event.report_id = message_text(report->report_id);
	event.certificate_code = message_text(report->code);
	event.certified_product_id = message_text(report->product_id);
	event.conclusion = report->conclusion;
	event.closed_on = message_text(report->closed_on);
	event.paper_id = message_text(report->paper_id);
	event.commune_code = message_text(report->commune_code);
	event.province_code = message_text(report->province_code);
	outbox_append(tx, report->report_id, report->version, &event.base);
}

void event_reporter_erased(struct transaction *tx, const struct pack_report *report)
{
	Ocop__Certification__V1__ReporterErased event =
		OCOP__CERTIFICATION__V1__REPORTER_ERASED__INIT;

	event.report_id = message_text(report->report_id);
	outbox_append(tx, report->report_id, report->version, &event.base);
}
