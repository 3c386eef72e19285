/* wording.h - Vietnamese words for what minutes and annexes say
 *
 * Texts are literals or live in the arena; none is NULL.
 */
#pragma once

#include "common/rulebook/mean.h"
#include "ocop/scoring/v1/types.pb-c.h"

struct arena;
struct transaction;
struct round;

/* "Chủ tịch hội đồng", "Thư ký", "Ủy viên". */
const char *council_office_words(Ocop__Scoring__V1__CouncilOffice office);

/* What the council found: "Dừng đánh giá". */
const char *finding_words(Ocop__Scoring__V1__FindingKind kind);

/* How the scoring ended; of one with points the stars: "4 sao", "Không đạt sao". */
const char *result_words(struct arena *arena, const Ocop__Scoring__V1__Result *result);

/* What was decided on it; "" before. */
const char *decision_words(Ocop__Scoring__V1__DecisionOutcome decision);

/* What became of a complaint. */
const char *complaint_words(Ocop__Scoring__V1__ComplaintOutcome outcome);

/* "91,14": two decimals rounded half up, with a comma. */
const char *mean_words(struct arena *arena, struct mean mean);

/* "22/05/2026" of YYYY-MM-DD; dots for "". */
const char *day_words(struct arena *arena, const char *date);

/* Who issues the papers of a round. */
struct council_head {
	const char *superior; /* "Ủy ban nhân dân\ntỉnh Thái Nguyên" */
	const char *place;    /* "Thái Nguyên" */
	const char *lines;    /* the council over two lines */
};

/* Of the province as its name now is, or of the centre. */
void council_head_load(struct transaction *tx, const struct round *round,
		       struct council_head *ret_head);
