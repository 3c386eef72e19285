/* pack_report.c - what offices do with a report on a pack: what their commands share */
#include "certification/acts/pack_report.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/records/dossier.h"
#include "certification/rules.h"
#include "common/access_token.h"
#include "common/base/date.h"
#include "common/reply.h"
#include "common/store/transaction.h"

bool pack_report_gather(struct transaction *tx, struct reply *reply, const char *report_id,
			Ocop__Certification__V1__PackReportMove move, struct pack_report *ret)
{
	Ocop__Common__V1__RefusalCode why;

	if (!pack_report_load(tx, report_id, ret)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "report_id", NULL);
		return false;
	}
	why = may_move_pack_report(move, ret->state, &ret->state);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, NULL, NULL);
	return why == REFUSAL(UNSPECIFIED);
}

void pack_report_moved(struct transaction *tx, struct pack_report *report,
		       Ocop__Certification__V1__PackReportMove move, const char *reason)
{
	pack_report_update(tx, report);
	pack_report_step_insert(tx, report->report_id,
				&(struct pack_report_step){
					.step_no = (int64_t)report->version,
					.move = move,
					.moved_on = today_text(tx),
					.agency_id = transaction_caller(tx)->agency_id,
					.commune_code = report->commune_code,
					.province_code = report->province_code,
					.reason = reason,
				});
}

const char *day_from_today(struct transaction *tx, int64_t days)
{
	return date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)) + (int32_t)days);
}

bool revocation_report_gather(struct transaction *tx, struct reply *reply, const char *report_id,
			      const char *code, struct revocation_report *ret)
{
	char stored_code[CERTIFICATE_CODE_SIZE];
	struct pack_report report;

	if (!pack_report_load(tx, report_id, &report)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "report_id", NULL);
		return false;
	}
	if (report.conclusion != PACK_REPORT_CONCLUSION(REVOCATION) ||
	    !certificate_code_read(code, stored_code) || strcmp(stored_code, report.code) != 0) {
		reply_refuse(reply, REFUSAL(PACK_REPORT_STATE), "report_id", NULL);
		return false;
	}
	*ret = (struct revocation_report){
		.paper_id = report.paper_id,
		.paper_number = paper_number(tx, report.paper_id),
		.closed_on = report.closed_on,
	};
	return true;
}

void revocation_report_follow(struct transaction *tx, const char *report_id)
{
	struct pack_report report;

	if (report_id[0] == '\0' || !pack_report_load(tx, report_id, &report))
		return;
	report.revoked_on = today_text(tx);
	pack_report_update(tx, &report);
}
