/* pack_report.h - the life of a report on a pack: who may do what with it, and until when
 *
 * No law says how such reports are handled: the offices' duty to look at them is the programme's,
 * the days are a setting.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/certification/v1/types.pb-c.h"

#define PACK_REPORT_KIND(name)  OCOP__CERTIFICATION__V1__PACK_REPORT_KIND__PACK_REPORT_KIND_##name
#define PACK_REPORT_STATE(name) OCOP__CERTIFICATION__V1__PACK_REPORT_STATE__PACK_REPORT_STATE_##name
#define PACK_REPORT_MOVE(name)  OCOP__CERTIFICATION__V1__PACK_REPORT_MOVE__PACK_REPORT_MOVE_##name
#define PACK_REPORT_CONCLUSION(name)                                                               \
	OCOP__CERTIFICATION__V1__PACK_REPORT_CONCLUSION__PACK_REPORT_CONCLUSION_##name

/* Nobody keeps for longer how a reporter can be reached, however slow the offices are. */
enum { REPORTER_KEPT_DAYS_MAX = 730 };

/* Yes when the move is in the table of moves, with what the report then is; else
 * PACK_REPORT_STATE. */
Ocop__Common__V1__RefusalCode may_move_pack_report(
	Ocop__Certification__V1__PackReportMove move, Ocop__Certification__V1__PackReportState from,
	Ocop__Certification__V1__PackReportState *ret_to);

/* Facts about who closes a report, and how. */
struct closing_facts {
	Ocop__Certification__V1__PackReportState state;
	Ocop__Certification__V1__PackReportConclusion conclusion;
	bool has_certificate;
	bool has_paper;       /* the document it rests on is kept */
	bool is_commune_only; /* who closes has no office above the commune */
};

/* PACK_REPORT_STATE; FIELD_INVALID for no conclusion, and for a revocation of no certificate;
 * LEVEL_NOT_COMPETENT when a commune alone would have a pack inspected or a certificate revoked;
 * PAPER_MISSING for a revocation without its document. */
Ocop__Common__V1__RefusalCode may_close_pack_report(const struct closing_facts *facts);

/* True once the last day to take it up (YYYY-MM-DD or "") is over. */
bool pack_report_is_overdue(Ocop__Certification__V1__PackReportState state, const char *due_on,
			    const char *today);
