/* minutes_pass.c - one pass of a closed dossier in the minutes */
#include "scoring/documents/minutes_pass.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/pdf.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/documents/minutes_re_rating.h"
#include "scoring/documents/wording.h"

/* Number, office, parts and total. */
enum { FIXED_COLUMNS = 3 };

static void columns_fill(const struct rulebook *book, struct arena *arena,
			 struct pdf_column *columns)
{
	columns[0] = (struct pdf_column){"STT", 1, PDF_CENTRE};
	columns[1] = (struct pdf_column){"Thành viên", 5, PDF_LEFT};
	for (size_t i = 0; i < book->part_count; i++)
		columns[2 + i] =
			(struct pdf_column){arena_printf(arena, "Phần %s (%u)", book->parts[i].code,
							 book->parts[i].max),
					    1.6, PDF_RIGHT};
	columns[2 + book->part_count] = (struct pdf_column){"Tổng điểm", 1.6, PDF_RIGHT};
}

/* The index of a member's sheet in a pass; SIZE_MAX when he gave none. */
static size_t sheet_of(const struct pass_facts *pass, const char *member_id)
{
	for (size_t i = 0; i < pass->sheet_count; i++)
		if (strcmp(pass->sheets[i].member_id, member_id) == 0)
			return i;
	return SIZE_MAX;
}

static void row_draw(struct pdf *pdf, struct arena *arena, const struct pass_facts *pass,
		     size_t index, size_t number, const char *name)
{
	const struct sheet *sheet = pass->facts.sheet;
	const char *cells[FIXED_COLUMNS + RULEBOOK_PARTS_MAX];
	struct score_result scored;

	if (!score_sheet(sheet, &pass->facts.filled[index], arena, &scored))
		return; /* it was scored when it was handed in */
	cells[0] = arena_printf(arena, "%zu", number);
	cells[1] = name;
	for (size_t i = 0; i < sheet->book->part_count; i++)
		cells[2 + i] = arena_printf(arena, "%u", scored.score.parts[i]);
	cells[2 + sheet->book->part_count] = arena_printf(arena, "%u", scored.score.total);
	pdf_table_row(pdf, 0, cells);
}

/* In the order of the council. */
static void sheets_draw(struct pdf *pdf, struct arena *arena, const struct council *council,
			const struct pass_facts *pass)
{
	const struct rulebook *book = pass->facts.sheet->book;
	struct pdf_column columns[FIXED_COLUMNS + RULEBOOK_PARTS_MAX];
	size_t number = 0;

	columns_fill(book, arena, columns);
	pdf_table_begin(pdf, columns, FIXED_COLUMNS + book->part_count);
	for (size_t i = 0; i < council->count; i++) {
		const struct council_member *member = &council->members[i];
		size_t index = sheet_of(pass, member->member_id);

		if (index != SIZE_MAX)
			row_draw(pdf, arena, pass, index, ++number, member->display_name);
	}
	pdf_table_end(pdf);
	pdf_space(pdf, 4);
}

static void mean_draw(struct pdf *pdf, struct arena *arena, const struct round *round,
		      const struct pass_facts *pass)
{
	struct mean mean = {0, (uint32_t)pass->sheet_count};
	uint32_t lowest = UINT32_MAX, highest = 0;

	for (size_t i = 0; i < pass->sheet_count; i++) {
		uint32_t total = pass->sheets[i].total;

		mean.sum += total;
		lowest = total < lowest ? total : lowest;
		highest = total > highest ? total : highest;
	}
	pdf_field(pdf, "Điểm trung bình",
		  arena_printf(arena, "%u/%u = %s", mean.sum, mean.count, mean_words(arena, mean)),
		  1);
	pdf_field(pdf, "Chênh lệch giữa phiếu cao nhất và thấp nhất",
		  arena_printf(arena, "%u điểm (%u và %u), %s mức cho phép %u điểm",
			       highest - lowest, highest, lowest,
			       highest - lowest > round->spread_points ? "vượt" : "trong",
			       round->spread_points),
		  1);
}

/* "2.1 Tên tiêu chí"; a ground against the whole dossier is a number of the sheet's list. */
static const char *criterion_words(struct arena *arena, const struct sheet *sheet, const char *code)
{
	const struct sheet_node *node = sheet_find(sheet, code);

	return node ? arena_printf(arena, "%s %s", code, node->name.vi) : code;
}

static void findings_draw(struct pdf *pdf, struct arena *arena, const struct pass_facts *pass)
{
	for (size_t i = 0; i < pass->facts.finding_count; i++) {
		const struct finding *finding = &pass->facts.findings[i];
		const char *at = finding->kind == FINDING_KIND(DOSSIER)
					 ? finding->code
					 : criterion_words(arena, pass->facts.sheet, finding->code);

		pdf_field(pdf, "Kết luận của hội đồng",
			  arena_printf(
				  arena, "%s%s%s: %s (biểu quyết: %u đồng ý, %u không đồng ý; %s)",
				  finding_words(finding->kind), *at ? ", mục " : "", at,
				  finding->reason, finding->votes_for, finding->votes_against,
				  finding->votes_for > finding->votes_against ? "thông qua"
									      : "không thông qua"),
			  1);
	}
}

static void agreed_draw(struct pdf *pdf, struct arena *arena, const struct pass_facts *pass)
{
	static const struct pdf_column columns[] = {
		{"Tiêu chí có mức tối thiểu", 5, PDF_LEFT},
		{"Phương án hội đồng thống nhất", 6, PDF_LEFT},
		{"Điểm", 1, PDF_RIGHT},
	};
	const struct sheet *sheet = pass->facts.sheet;

	if (pass->facts.agreed_count == 0)
		return;
	pdf_table_begin(pdf, columns, 3);
	for (size_t i = 0; i < pass->facts.agreed_count; i++) {
		const struct choice *agreed = &pass->facts.agreed[i];
		const struct sheet_node *node = sheet_find(sheet, agreed->criterion_code);
		const struct sheet_option *option =
			node ? node_option(node, agreed->option_no) : NULL;

		if (!option)
			continue; /* it was checked when it was recorded */
		pdf_table_row(pdf, 0,
			      (const char *[]){
				      criterion_words(arena, sheet, agreed->criterion_code),
				      option->label.vi,
				      arena_printf(arena, "%u", option->points),
			      });
	}
	pdf_table_end(pdf);
	pdf_space(pdf, 4);
}

static void missed_draw(struct pdf *pdf, struct arena *arena, const struct sheet *sheet,
			const Ocop__Scoring__V1__Result *result)
{
	for (size_t i = 0; i < result->n_missed_minimums; i++) {
		const Ocop__Scoring__V1__MissedMinimum *missed = result->missed_minimums[i];

		pdf_field(pdf,
			  arena_printf(arena, "Chưa đạt mức tối thiểu của %u sao", missed->star),
			  criterion_words(arena, sheet, missed->criterion_code), 1);
	}
}

static void result_draw(struct pdf *pdf, struct arena *arena, const struct sheet *sheet,
			const Ocop__Scoring__V1__Result *result)
{
	const char *words = result_words(arena, result);

	missed_draw(pdf, arena, sheet, result);
	if (result->outcome == RESULT_OUTCOME(SCORED) && result->star != result->band_star)
		words = arena_printf(arena, "%s (theo điểm: %u sao)", words, result->band_star);
	pdf_field(pdf, "Kết quả phân hạng", words, 1);
	if (result->decision)
		pdf_field(pdf, "Quyết định",
			  arena_printf(arena, "%s, số %s ngày %s", decision_words(result->decision),
				       result->decision_number,
				       day_words(arena, result->decided_on)),
			  1);
}

void minutes_draw_pass(struct pdf *pdf, struct transaction *tx, const struct round *round,
		       const struct council *council, const struct round_dossier *dossier,
		       const struct sheet *sheet, uint32_t pass)
{
	struct arena *arena = transaction_arena(tx);
	const char *reason = pass_reason_load(tx, round->round_id, dossier->dossier_id, pass);
	struct stored_result stored;
	struct pass_facts facts;

	pass_facts_load(tx, round, dossier, pass, sheet, NULL, arena, &facts);
	bool has_result = result_load(tx, round->round_id, dossier->dossier_id, pass, &stored);
	if (facts.facts.filled_count == 0 && !has_result)
		return; /* of a time before it came into the round again */
	if (dossier->pass > 1)
		pdf_text(pdf, &(struct pdf_style){.face = PDF_BOLD, .before = 6, .stays = true},
			 arena_printf(arena, "Lần chấm %u", pass));
	if (*reason)
		pdf_field(pdf, "Lý do chấm lại", reason, 1);
	minutes_draw_re_rating(pdf, tx, council, dossier, &facts, pass);
	if (facts.sheet_count > 0) {
		sheets_draw(pdf, arena, council, &facts);
		mean_draw(pdf, arena, round, &facts);
	}
	findings_draw(pdf, arena, &facts);
	agreed_draw(pdf, arena, &facts);
	if (has_result)
		result_draw(pdf, arena, sheet, result_bytes_unpack(&stored, round, arena));
}
