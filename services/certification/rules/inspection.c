/* inspection.c - who inspects what, what may be done with a visit, and what it may come to */
#include "certification/rules/inspection.h"

#include "common/base/date.h"

/* The mark: the central rules of 2020 (1162/QĐ-VPĐP-OCOP, whose present force is to be confirmed).
 */
const struct fixed_line fixed_lines[FIXED_LINES] = {
	{INSPECTION_LINE_KIND(MARK_STARS),
	 "Hạng sao trên bao bì, biển hiệu đúng với giấy chứng nhận"},
	{INSPECTION_LINE_KIND(MARK_VALIDITY),
	 "Dấu OCOP chỉ dùng trong thời gian giấy chứng nhận còn hiệu lực"},
	{INSPECTION_LINE_KIND(MARK_PRODUCTS),
	 "Dấu OCOP chỉ có trên sản phẩm, quy cách được chứng nhận"},
	{INSPECTION_LINE_KIND(ADVERTISING),
	 "Quảng cáo đúng với sản phẩm và hạng sao được công nhận"},
};

bool leads_inspections(const struct inspecting *inspecting,
		       Ocop__Certification__V1__AuthorityLevel level)
{
	return level == AUTHORITY_LEVEL(CENTRE) ? inspecting->is_ministry : inspecting->is_agency;
}

/* Whose inspection it is; UNSPECIFIED when it is not his who asks. */
static Ocop__Certification__V1__AuthorityLevel level_of(const struct inspection_facts *facts)
{
	if (!facts->is_of_centre && facts->inspecting.is_agency)
		return AUTHORITY_LEVEL(PROVINCE);
	return facts->inspecting.is_ministry ? AUTHORITY_LEVEL(CENTRE)
					     : AUTHORITY_LEVEL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_inspect(const struct inspection_facts *facts,
					  Ocop__Certification__V1__AuthorityLevel *ret_level)
{
	Ocop__Certification__V1__AuthorityLevel level = level_of(facts);
	bool is_for_need = level == AUTHORITY_LEVEL(CENTRE) && !facts->is_of_centre;
	bool is_periodic = facts->kind == INSPECTION_KIND(PERIODIC);
	Ocop__Certification__V1__CertificateState revoked;

	if (level == AUTHORITY_LEVEL(UNSPECIFIED))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	if (!facts->has_reason && (is_for_need || !is_periodic))
		return REFUSAL(REASON_MISSING);
	*ret_level = level;
	/* What can still be revoked is what still counts. */
	return is_periodic ? may_move_certificate(CERTIFICATE_MOVE(REVOKE), facts->state, &revoked)
			   : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_act_on_inspection(Ocop__Certification__V1__InspectionState state,
						    enum inspection_act act)
{
	static const Ocop__Certification__V1__InspectionState states[] = {
		[INSPECTION_MOVE] = INSPECTION_STATE(ANNOUNCED),
		[INSPECTION_CANCEL] = INSPECTION_STATE(ANNOUNCED),
		[INSPECTION_RECORD] = INSPECTION_STATE(ANNOUNCED),
		[INSPECTION_ORDER_REMEDIES] = INSPECTION_STATE(HELD),
		[INSPECTION_RECORD_REMEDY] = INSPECTION_STATE(HELD),
		[INSPECTION_CONCLUDE] = INSPECTION_STATE(HELD),
	};

	return states[act] == state ? REFUSAL(UNSPECIFIED) : REFUSAL(INSPECTION_STATE);
}

static Ocop__Common__V1__RefusalCode may_propose_revocation(const struct conclusion_facts *facts)
{
	Ocop__Certification__V1__CertificateState revoked;

	if (facts->faults == 0)
		return REFUSAL(FINDINGS_OPEN);
	if (!facts->ground_exists)
		return REFUSAL(GROUND_UNKNOWN);
	return may_move_certificate(CERTIFICATE_MOVE(REVOKE), facts->state, &revoked);
}

Ocop__Common__V1__RefusalCode may_conclude_inspection(const struct conclusion_facts *facts)
{
	bool all_accepted =
		facts->faults > 0 && facts->findings == facts->faults && facts->open_findings == 0;

	switch (facts->outcome) {
	case INSPECTION_OUTCOME(IN_ORDER):
		return facts->faults == 0 ? REFUSAL(UNSPECIFIED) : REFUSAL(FINDINGS_OPEN);
	case INSPECTION_OUTCOME(REMEDIED):
		return all_accepted ? REFUSAL(UNSPECIFIED) : REFUSAL(FINDINGS_OPEN);
	case INSPECTION_OUTCOME(PROPOSES_REVOCATION):
		return may_propose_revocation(facts);
	case INSPECTION_OUTCOME(HANDED_ON):
		return facts->faults > 0 ? REFUSAL(UNSPECIFIED) : REFUSAL(FINDINGS_OPEN);
	case INSPECTION_OUTCOME(UNSPECIFIED):
	case _OCOP__CERTIFICATION__V1__INSPECTION_OUTCOME_IS_INT_SIZE:
		break;
	}
	return REFUSAL(FIELD_INVALID);
}

bool plan_time_is_sound(uint32_t quarter, uint32_t month)
{
	return quarter >= 1 && quarter <= 4 &&
	       (month == 0 || (month <= 12 && (month + 2) / 3 == quarter));
}

int32_t plan_line_due(uint32_t year, uint32_t quarter, uint32_t month)
{
	int last_month = (int)(month > 0 ? month : quarter * 3);

	return date_add_months(date_make((int)year, last_month, 1), 1) - 1;
}
