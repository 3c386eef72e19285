/* pack_report.h - what offices do with a report on a pack: what their commands share */
#pragma once

#include "certification/records/pack_reports.h"

struct reply;
struct transaction;

/* Loads the report and asks whether it may move so; false with the refusal (NO_SUCH_THING,
 * PACK_REPORT_STATE) in the reply. Its state is then the new one, not yet written. */
bool pack_report_gather(struct transaction *tx, struct reply *reply, const char *report_id,
			Ocop__Certification__V1__PackReportMove move, struct pack_report *ret);

/* Writes the report as it now is, and the step that led there; "" for no reason. */
void pack_report_moved(struct transaction *tx, struct pack_report *report,
		       Ocop__Certification__V1__PackReportMove move, const char *reason);

/* YYYY-MM-DD, so many days from today; in the arena. */
const char *day_from_today(struct transaction *tx, int64_t days);

/* What a revocation takes from the report that led to it; borrows the report's texts. */
struct revocation_report {
	const char *paper_id, *paper_number, *closed_on;
};

/* The report that is named, of this certificate, closed to have it revoked. False with
 * NO_SUCH_THING or PACK_REPORT_STATE in the reply. */
bool revocation_report_gather(struct transaction *tx, struct reply *reply, const char *report_id,
			      const char *code, struct revocation_report *ret);

/* The certificate is revoked: the report says since when. "" names none. */
void revocation_report_follow(struct transaction *tx, const char *report_id);
