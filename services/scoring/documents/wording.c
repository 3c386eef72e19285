/* wording.c - Vietnamese words for what minutes and annexes say */
#include "scoring/documents/wording.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "scoring/records.h"
#include "scoring/rules.h"

#define COMPLAINT(name) OCOP__SCORING__V1__COMPLAINT_OUTCOME__COMPLAINT_OUTCOME_##name

static const char dots[] = "……………………";

/* A word of a table by the number of an enum; "" for what it has none for. */
static const char *word_at(const char *const *words, size_t count, int value)
{
	return value >= 0 && (size_t)value < count && words[value] ? words[value] : "";
}

#define WORD_AT(words, value) word_at(words, sizeof(words) / sizeof *(words), (int)(value))

const char *council_office_words(Ocop__Scoring__V1__CouncilOffice office)
{
	static const char *const words[] = {
		[OFFICE(CHAIR)] = "Chủ tịch hội đồng",
		[OFFICE(VICE_CHAIR)] = "Phó Chủ tịch hội đồng",
		[OFFICE(SECRETARY)] = "Thư ký",
		[OFFICE(MEMBER)] = "Ủy viên",
	};

	return WORD_AT(words, office);
}

const char *finding_words(Ocop__Scoring__V1__FindingKind kind)
{
	static const char *const words[] = {
		[FINDING_KIND(STOP)] = "Dừng đánh giá",
		[FINDING_KIND(DISQUALIFY)] = "Loại sản phẩm",
		[FINDING_KIND(NOT_ELIGIBLE)] = "Không thuộc đối tượng đánh giá",
		[FINDING_KIND(DOSSIER)] = "Loại hồ sơ",
		[FINDING_KIND(REQUIREMENT)] = "Không đáp ứng yêu cầu của tiêu chí",
	};

	return WORD_AT(words, kind);
}

const char *result_words(struct arena *arena, const Ocop__Scoring__V1__Result *result)
{
	static const char *const words[] = {
		[RESULT_OUTCOME(STOPPED)] = "Dừng đánh giá, không phân hạng",
		[RESULT_OUTCOME(DISQUALIFIED)] = "Bị loại, không phân hạng",
		[RESULT_OUTCOME(NOT_ELIGIBLE)] = "Không thuộc đối tượng, không phân hạng",
		[RESULT_OUTCOME(WITHDRAWN)] = "Đã rút hồ sơ",
	};

	if (result->outcome != RESULT_OUTCOME(SCORED))
		return WORD_AT(words, result->outcome);
	if (result->star == 0)
		return "Không đạt mức tối thiểu, không phân hạng";
	return arena_printf(arena, "%u sao", result->star);
}

const char *decision_words(Ocop__Scoring__V1__DecisionOutcome decision)
{
	static const char *const words[] = {
		[DECISION_OUTCOME(RECOGNISED)] = "Công nhận",
		[DECISION_OUTCOME(NOT_RECOGNISED)] = "Không công nhận",
		[DECISION_OUTCOME(PROPOSED_TO_CENTRE)] =
			"Phê duyệt kết quả, đề nghị Trung ương đánh giá",
	};

	return WORD_AT(words, decision);
}

const char *complaint_words(Ocop__Scoring__V1__ComplaintOutcome outcome)
{
	static const char *const words[] = {
		[COMPLAINT(UNSPECIFIED)] = "Đang xem xét",
		[COMPLAINT(UPHELD)] = "Chấp nhận",
		[COMPLAINT(PARTLY_UPHELD)] = "Chấp nhận một phần",
		[COMPLAINT(REJECTED)] = "Không chấp nhận",
	};

	return WORD_AT(words, outcome);
}

const char *mean_words(struct arena *arena, struct mean mean)
{
	char *text = arena_alloc(arena, MEAN_TEXT_SIZE);

	mean_print(mean, text);
	*strchr(text, '.') = ','; /* it always has two decimals */
	return text;
}

const char *day_words(struct arena *arena, const char *date)
{
	int year, month, day;

	if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return "……/……/………";
	return arena_printf(arena, "%02d/%02d/%d", day, month, year);
}

/* "tỉnh Thái Nguyên" of "Tỉnh Thái Nguyên": provinces and cities begin with a letter of ASCII. */
static const char *unit_words(struct arena *arena, const struct unit *unit)
{
	if (!*unit->full_name_vi)
		return "tỉnh ……………";
	char *words = arena_strdup(arena, unit->full_name_vi);
	*words = (char)tolower((unsigned char)*words);
	return words;
}

void council_head_load(struct transaction *tx, const struct round *round,
		       struct council_head *ret_head)
{
	struct arena *arena = transaction_arena(tx);
	struct unit unit;

	if (round->level == LEVEL(CENTRE)) {
		*ret_head = (struct council_head){
			.superior = "Bộ Nông nghiệp\nvà Môi trường",
			.place = "Hà Nội",
			.lines = "Hội đồng đánh giá, phân hạng\nsản phẩm OCOP cấp Trung ương",
		};
		return;
	}
	unit_load(tx, round->unit_code, &unit);
	*ret_head = (struct council_head){
		.superior = arena_printf(arena, "Ủy ban nhân dân\n%s", unit_words(arena, &unit)),
		.place = *unit.name_vi ? unit.name_vi : dots,
		.lines = "Hội đồng đánh giá, phân hạng\nsản phẩm OCOP cấp tỉnh",
	};
}
