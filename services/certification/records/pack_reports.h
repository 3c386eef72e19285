/* pack_reports.h - what people saw on packs, and what offices made of it
 *
 * As records.h: texts that were loaded live in the transaction's arena.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/rules/pack_report.h"

struct transaction;

enum { PACK_REPORT_PHOTOS_MAX = 5 };

/* pack_reports. */
struct pack_report {
	int64_t arrival;       /* order of coming in; 0 before it is inserted */
	const char *report_id; /* "report_01JD..." */
	uint64_t version;
	const char *receipt; /* made like a certificate's code */
	Ocop__Certification__V1__PackReportKind kind;
	Ocop__Certification__V1__PackReportState state;
	const char *number; /* as it stands on the pack, or "" */
	const char *code;   /* of the certificate; "": there is none */
	const char *seen, *place_text;
	const char *seen_commune_code, *seen_province_code;
	int64_t latitude_millionths, longitude_millionths; /* both 0: none */
	const char *photo_ids;                             /* parted by blanks */
	const char *commune_code, *province_code;          /* whose it is to handle */
	const char *agency_id;                             /* that reported, or "" */
	const char *reported_on;
	const char *due_on; /* to take it up; "" once it was */
	Ocop__Certification__V1__PackReportConclusion conclusion; /* UNSPECIFIED unless CLOSED */
	const char *answer, *closed_on, *paper_id;
	const char *revoked_on;                                /* its certificate, on this report */
	const char *product_id, *product_name, *producer_name; /* read, not written */
};

/* Adds one at version 1. */
void pack_report_insert(struct transaction *tx, const struct pack_report *report);

/* Writes state, whose it is, the day it is due, and how it was closed; raises the version. With
 * another day it is told of anew when that is over. */
void pack_report_update(struct transaction *tx, struct pack_report *report);

/* Empties what the reporter wrote. Raises the version. */
void pack_report_erase_words(struct transaction *tx, struct pack_report *report);

bool pack_report_load(struct transaction *tx, const char *report_id, struct pack_report *ret);
bool pack_report_load_by_receipt(struct transaction *tx, const char *receipt,
				 struct pack_report *ret);

/* What a list is narrowed to; "" and 0 narrow nothing. */
struct pack_report_filter {
	const char *province_code, *commune_code, *code;
	bool without_place; /* instead of the two */
	Ocop__Certification__V1__PackReportState state;
	const char *overdue_on; /* those whose day is before it */
	int64_t before;         /* arrivals below it */
	int64_t limit;
};

/* Newest first. Begins a statement; call pack_report_next until it returns false. */
void pack_reports_list(struct transaction *tx, const struct pack_report_filter *filter);
bool pack_report_next(struct transaction *tx, struct pack_report *ret);

/* Those that are overdue and of which nobody was told: report_id and due_on only. */
void pack_reports_to_remind(struct transaction *tx, const char *today, int64_t limit);
bool pack_report_to_remind_next(struct transaction *tx, struct pack_report *ret);

/* Keeps that it was told. */
void pack_report_set_told(struct transaction *tx, const char *report_id);

/* --- pack_report_steps: what happened to it, in order */

struct pack_report_step {
	int64_t step_no; /* the report's version afterwards */
	Ocop__Certification__V1__PackReportMove move;
	const char *moved_on, *agency_id, *commune_code, *province_code, *reason;
};
void pack_report_step_insert(struct transaction *tx, const char *report_id,
			     const struct pack_report_step *step);
void pack_report_steps(struct transaction *tx, const char *report_id);
bool pack_report_step_next(struct transaction *tx, struct pack_report_step *ret);

/* --- units to choose from: of a province its communes, for "" the provinces; by name */
void unit_choices(struct transaction *tx, const char *province_code);
bool unit_choice_next(struct transaction *tx, const char **ret_code, const char **ret_name);
