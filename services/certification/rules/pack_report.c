/* pack_report.c - the life of a report on a pack: who may do what with it, and until when */
#include "certification/rules/pack_report.h"

#include <stddef.h>
#include <string.h>

static const struct {
	Ocop__Certification__V1__PackReportMove move;
	Ocop__Certification__V1__PackReportState from, to;
} moves[] = {
	{PACK_REPORT_MOVE(TAKE_UP), PACK_REPORT_STATE(RECEIVED), PACK_REPORT_STATE(TAKEN_UP)},
	/* Another office takes it up anew. */
	{PACK_REPORT_MOVE(FORWARD), PACK_REPORT_STATE(RECEIVED), PACK_REPORT_STATE(RECEIVED)},
	{PACK_REPORT_MOVE(FORWARD), PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_STATE(RECEIVED)},
	/* What is plain at once needs no taking up. */
	{PACK_REPORT_MOVE(CLOSE), PACK_REPORT_STATE(RECEIVED), PACK_REPORT_STATE(CLOSED)},
	{PACK_REPORT_MOVE(CLOSE), PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_STATE(CLOSED)},
};

Ocop__Common__V1__RefusalCode may_move_pack_report(Ocop__Certification__V1__PackReportMove move,
						   Ocop__Certification__V1__PackReportState from,
						   Ocop__Certification__V1__PackReportState *ret_to)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].move != move || moves[i].from != from)
			continue;
		*ret_to = moves[i].to;
		return REFUSAL(UNSPECIFIED);
	}
	return REFUSAL(PACK_REPORT_STATE);
}

Ocop__Common__V1__RefusalCode may_close_pack_report(const struct closing_facts *facts)
{
	bool is_revocation = facts->conclusion == PACK_REPORT_CONCLUSION(REVOCATION);
	Ocop__Certification__V1__PackReportState closed;
	Ocop__Common__V1__RefusalCode why =
		may_move_pack_report(PACK_REPORT_MOVE(CLOSE), facts->state, &closed);

	if (why != REFUSAL(UNSPECIFIED))
		return why;
	if (facts->conclusion < PACK_REPORT_CONCLUSION(UNFOUNDED) ||
	    facts->conclusion > PACK_REPORT_CONCLUSION(REVOCATION) ||
	    (is_revocation && !facts->has_certificate))
		return REFUSAL(FIELD_INVALID);
	if (facts->is_commune_only && facts->conclusion >= PACK_REPORT_CONCLUSION(INSPECTION))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	return is_revocation && !facts->has_paper ? REFUSAL(PAPER_MISSING) : REFUSAL(UNSPECIFIED);
}

bool pack_report_is_overdue(Ocop__Certification__V1__PackReportState state, const char *due_on,
			    const char *today)
{
	return state == PACK_REPORT_STATE(RECEIVED) && due_on[0] != '\0' &&
	       strcmp(due_on, today) < 0;
}
