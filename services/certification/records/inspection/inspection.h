/* inspection.h - visits about certificates, their teams, checklists, findings and remedies
 *
 * As records.h.
 */
#pragma once

#include "certification/rules/inspection.h"

struct transaction;

/* More than the longest sheet has criteria; than offices go on a visit; than papers stand at a
 * line; than tries a remedy has. */
enum {
	INSPECTION_LINES_MAX = 120,
	INSPECTION_TEAM_MAX = 20,
	INSPECTION_PAPERS_MAX = 10,
	INSPECTION_REMEDIES_MAX = 20
};

/* inspections. */
struct inspection {
	const char *inspection_id; /* "inspection_01JD..." */
	uint64_t version;
	Ocop__Certification__V1__InspectionKind kind;
	Ocop__Certification__V1__InspectionState state;
	Ocop__Certification__V1__InspectionStage stage; /* on this day: read, not written */
	Ocop__Certification__V1__AuthorityLevel level;  /* who leads */
	const char *code;                               /* of the certificate */
	uint32_t star;                                  /* as it was announced, like the next */
	const char *product_id, *producer_id;
	const char *product_name, *producer_name; /* of the certificate: read, not written */
	const char *commune_code, *province_code;
	const char *plan_id; /* "" unless periodic */
	uint32_t plan_line_no;
	const char *reason, *visit_on, *notice_number;
	const char *rulebook_code;
	uint32_t set_no;
	const char *held_on; /* YYYY-MM-DD; "" before */
	uint32_t faults;     /* lines that do not conform */
	uint32_t findings, open_findings;
	const char *due_on; /* earliest last day of what is open; "" */
	Ocop__Certification__V1__InspectionOutcome outcome;
	const char *ground_code, *summary, *conclusion_number, *concluded_on;
	const char *conclusion_paper_id, *conclusion_sha256;
	const char *revoked_on; /* by who followed it */
	const char *cancelled_on, *cancel_reason;
};

/* Adds one at version 1, as announced. */
void inspection_insert(struct transaction *tx, const struct inspection *inspection);

/* Writes all that can change; raises the version. */
void inspection_update(struct transaction *tx, struct inspection *inspection);

bool inspection_load(struct transaction *tx, const char *inspection_id, struct inspection *ret);

/* The visit or plan of an id has been told in this version: its next one is a later. Nothing where
 * there is none. */
void inspection_version_pass(struct transaction *tx, const char *thing_id, uint64_t version);

/* What the worklist is asked for; "" and 0 narrow nothing. */
struct inspection_filter {
	const char *province_code; /* of today: what was merged into it counts */
	const char *commune_code;  /* the same */
	const char *producer_id, *code;
	bool open_only;
	bool told_only; /* leaves out visits that come without a letter, before they took place */
	Ocop__Certification__V1__InspectionStage stage;
	const char *before_inspection_id;
	int64_t limit;
};

/* Newest first. Begins a statement; call inspection_next until it returns false. */
void inspections_list(struct transaction *tx, const struct inspection_filter *filter);
bool inspection_next(struct transaction *tx, struct inspection *ret);

/* Counts of a commune or producer, of what is not closed. */
struct inspection_count {
	const char *key, *name; /* the name of a producer; "" for a commune */
	uint32_t inspections, announced, visit_late, remedy_to_order, remedy_awaited,
		remedy_overdue, to_conclude, revocation_proposed;
};

/* By key, those after one ("" for the first page); of the filter its places and limit. */
void inspections_count(struct transaction *tx, const struct inspection_filter *filter,
		       bool by_producer, const char *after_key);
bool inspection_count_next(struct transaction *tx, struct inspection_count *ret);

/* inspection_team: offices, in the order of their numbers. */
struct inspection_member {
	const char *office;
	bool leads;
};
void inspection_team_put(struct transaction *tx, const char *inspection_id,
			 const struct inspection_member *members, size_t count);
void inspection_team(struct transaction *tx, const char *inspection_id);
bool inspection_member_next(struct transaction *tx, struct inspection_member *ret);

/* inspection_lines. */
struct inspection_line {
	uint32_t line_no;
	Ocop__Certification__V1__InspectionLineKind kind;
	const char *criterion_code, *name; /* the code "" unless a criterion */
	uint32_t option_no;                /* that the council agreed on; 0: none */
	const char *option_label;
	uint32_t points, max_points, minimum_points;
	Ocop__Certification__V1__InspectionLineResult result;
	const char *note;
};
void inspection_line_insert(struct transaction *tx, const char *inspection_id,
			    const struct inspection_line *line);

/* Writes result and note. */
void inspection_line_record(struct transaction *tx, const char *inspection_id,
			    const struct inspection_line *line);

/* All of a checklist. */
void inspection_lines(struct transaction *tx, const char *inspection_id);
bool inspection_line_next(struct transaction *tx, struct inspection_line *ret);

/* inspection_papers: where one lies. line_no 0: at a remedy; else finding_no and remedy_no are. */
struct inspection_place {
	const char *inspection_id;
	uint32_t line_no, finding_no, remedy_no;
};
void inspection_paper_insert(struct transaction *tx, const struct inspection_place *place,
			     const char *paper_id, const char *sha256);
void inspection_papers(struct transaction *tx, const struct inspection_place *place);
bool inspection_paper_next(struct transaction *tx, const char **ret_paper_id,
			   const char **ret_sha256);

/* agreed_options: mirrors scoring's AgreedOptionsRecorded; recorded again, one is replaced. */
void agreed_option_put(struct transaction *tx, const char *round_id, const char *dossier_id,
		       const char *criterion_code, uint32_t option_no);

/* 0 when none was recorded. */
uint32_t agreed_option_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			    const char *criterion_code);
