/* list_pack_reports.c - the worklist of reports on packs, newest first
 *
 * The cursor is the arrival of the last one shown. How reporters can be reached is in no list.
 *
 * Reads:   certification.v1.ListPackReports
 * Answers: certification.v1.ListPackReportsReply
 * Refuses: CURSOR_INVALID, CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include <inttypes.h>
#include <stdlib.h>

#include "certification/answers.h"
#include "certification/answers/pack_report.h"
#include "certification/records/pack_reports.h"
#include "certification/rules.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* False for a cursor we did not give; "" is the first page. */
static bool cursor_read(const char *cursor, int64_t *ret_before)
{
	char *end;

	*ret_before = INT64_MAX;
	if (cursor[0] == '\0')
		return true;
	*ret_before = strtoll(cursor, &end, 10);
	return *end == '\0' && *ret_before > 0;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListPackReportsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct pack_report report;
	int64_t last = 0;

	answer->reports = arena_alloc(arena, most * sizeof(*answer->reports));
	while (pack_report_next(tx, &report)) {
		if (answer->n_reports == most) {
			answer->next = arena_printf(arena, "%" PRId64, last);
			statement_end(tx);
			return;
		}
		last = report.arrival;
		answer->reports[answer->n_reports++] = pack_report_message(tx, &report);
	}
}

enum decision list_pack_reports(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__ListPackReports *query =
		(const Ocop__Certification__V1__ListPackReports *)message;
	Ocop__Certification__V1__ListPackReportsReply answer =
		OCOP__CERTIFICATION__V1__LIST_PACK_REPORTS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	char code[CERTIFICATE_CODE_SIZE] = "";
	struct pack_report_filter filter = {
		.province_code = query->without_place ? "" : query->province_code,
		.commune_code = query->without_place ? "" : query->commune_code,
		.code = code,
		.without_place = query->without_place,
		.state = query->state,
		.overdue_on = query->overdue_only ? today_text(tx) : "",
		.limit = (int64_t)most + 1,
	};

	if (!cursor_read(query->cursor, &filter.before))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (*query->code && !certificate_code_read(query->code, code))
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
	if (reply_refused(reply))
		return REFUSED;

	pack_reports_list(tx, &filter);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
