/* inspection.h - what is decided about inspections: facts in, decision out
 *
 * As rules.h. Where a rule comes from: 26/2026/QĐ-TTg names the conclusion of an inspection as a
 * ground of revocation ("b", the criteria are no longer met) and counts 15 days from it; who
 * inspects whom is the OCOP agency with the departments, the ministry for 5 stars, and for 3 and 4
 * when needed. The decisions leave open how a visit goes: that is ours.
 */
#pragma once

#include "certification/rules.h"

#define INSPECTION_PLAN_STATE(name)                                                                \
	OCOP__CERTIFICATION__V1__INSPECTION_PLAN_STATE__INSPECTION_PLAN_STATE_##name
#define INSPECTION_KIND(name)  OCOP__CERTIFICATION__V1__INSPECTION_KIND__INSPECTION_KIND_##name
#define INSPECTION_STATE(name) OCOP__CERTIFICATION__V1__INSPECTION_STATE__INSPECTION_STATE_##name
#define INSPECTION_STAGE(name) OCOP__CERTIFICATION__V1__INSPECTION_STAGE__INSPECTION_STAGE_##name
#define INSPECTION_LINE_KIND(name)                                                                 \
	OCOP__CERTIFICATION__V1__INSPECTION_LINE_KIND__INSPECTION_LINE_KIND_##name
#define INSPECTION_LINE_RESULT(name)                                                               \
	OCOP__CERTIFICATION__V1__INSPECTION_LINE_RESULT__INSPECTION_LINE_RESULT_##name
#define INSPECTION_OUTCOME(name)                                                                   \
	OCOP__CERTIFICATION__V1__INSPECTION_OUTCOME__INSPECTION_OUTCOME_##name

/* Who asks, of the place that it is about. */
struct inspecting {
	bool is_agency;
	bool is_ministry;
};

/* True for who plans and leads on a level: the OCOP agency in its province, the ministry for the
 * centre. */
bool leads_inspections(const struct inspecting *inspecting,
		       Ocop__Certification__V1__AuthorityLevel level);

/* Facts about who wants to inspect what. */
struct inspection_facts {
	struct inspecting inspecting;
	bool is_of_centre; /* the rule book leaves this star to the centre */
	bool has_reason;
	Ocop__Certification__V1__InspectionKind kind;
	Ocop__Certification__V1__CertificateState state; /* as it is today */
};

/* Yes with who then leads. LEVEL_NOT_COMPETENT when it is another's; REASON_MISSING when the
 * ministry inspects 3 or 4 stars without saying why, and for a visit that is in no plan; for a
 * periodic one of a certificate that is over, what it is. A visit for a reason goes to packs that
 * show stars which are gone, too. */
Ocop__Common__V1__RefusalCode may_inspect(const struct inspection_facts *facts,
					  Ocop__Certification__V1__AuthorityLevel *ret_level);

/* What can be done with a visit; which states allow it is the table in the file. */
enum inspection_act {
	INSPECTION_MOVE,
	INSPECTION_CANCEL,
	INSPECTION_RECORD,
	INSPECTION_ORDER_REMEDIES,
	INSPECTION_RECORD_REMEDY,
	INSPECTION_CONCLUDE
};

/* INSPECTION_STATE where the state does not allow it. */
Ocop__Common__V1__RefusalCode may_act_on_inspection(Ocop__Certification__V1__InspectionState state,
						    enum inspection_act act);

/* Facts about a visit that is to be concluded. */
struct conclusion_facts {
	Ocop__Certification__V1__InspectionOutcome outcome;
	uint32_t faults;        /* lines that do not conform */
	uint32_t findings;      /* of them, those that were to be remedied */
	uint32_t open_findings; /* of those, what was not accepted yet */
	bool ground_exists;
	Ocop__Certification__V1__CertificateState state; /* of the certificate today */
};

/* FIELD_INVALID for no outcome. In order: nothing was found; remedied: something was, and all of it
 * is accepted; else FINDINGS_OPEN. A proposal needs a fault (FINDINGS_OPEN), a ground
 * (GROUND_UNKNOWN) and a certificate that can be revoked (what it is); to be handed on, a fault. */
Ocop__Common__V1__RefusalCode may_conclude_inspection(const struct conclusion_facts *facts);

/* True for a quarter and a month in it, or 0 for any of its months. */
bool plan_time_is_sound(uint32_t quarter, uint32_t month);

/* The last day of a month of a year, or of the quarter when the month is 0. */
int32_t plan_line_due(uint32_t year, uint32_t quarter, uint32_t month);

/* What is looked at besides the criteria, in the words of the checklist. */
struct fixed_line {
	Ocop__Certification__V1__InspectionLineKind kind;
	const char *name;
};
enum { FIXED_LINES = 4 };
extern const struct fixed_line fixed_lines[FIXED_LINES];
