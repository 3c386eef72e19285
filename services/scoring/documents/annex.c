/* annex.c - the annex of results of a round */
#include "scoring/documents/annex.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/documents/wording.h"
#include "scoring/sitting.h"

/* More stars first, then the greater mean, exactly; then the older dossier. */
static int results_compare(const void *one, const void *other)
{
	const Ocop__Scoring__V1__Result *a = *(Ocop__Scoring__V1__Result *const *)one;
	const Ocop__Scoring__V1__Result *b = *(Ocop__Scoring__V1__Result *const *)other;
	uint64_t mean_a = (uint64_t)a->points_sum * (b->points_count ? b->points_count : 1);
	uint64_t mean_b = (uint64_t)b->points_sum * (a->points_count ? a->points_count : 1);

	if (a->star != b->star)
		return a->star > b->star ? -1 : 1;
	if (mean_a != mean_b)
		return mean_a > mean_b ? -1 : 1;
	return strcmp(a->dossier_id, b->dossier_id);
}

static const char *mean_cell(struct arena *arena, const Ocop__Scoring__V1__Result *result)
{
	struct mean mean = {result->points_sum, result->points_count};

	return mean.count ? mean_words(arena, mean) : "";
}

static void rows_draw(struct pdf *pdf, struct arena *arena,
		      Ocop__Scoring__V1__Result *const *results, size_t count)
{
	static const struct pdf_column columns[] = {
		{"STT", 1, PDF_CENTRE},
		{"Sản phẩm", 6, PDF_LEFT},
		{"Chủ thể", 6, PDF_LEFT},
		{"Bộ sản phẩm", 2, PDF_CENTRE},
		{"Điểm trung bình", 2, PDF_RIGHT},
		{"Kết quả", 3, PDF_LEFT},
		{"Quyết định", 4, PDF_LEFT},
	};

	pdf_table_begin(pdf, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < count; i++) {
		const Ocop__Scoring__V1__Result *result = results[i];
		const char *cells[] = {
			arena_printf(arena, "%zu", i + 1),
			result->product_name,
			result->producer_name,
			arena_printf(arena, "%u", result->set_no),
			mean_cell(arena, result),
			result_words(arena, result),
			decision_words(result->decision),
		};

		pdf_table_row(pdf, 0, cells);
	}
	pdf_table_end(pdf);
}

/* "(Kèm theo Quyết định số ... ngày ...)" or the report's, or neither yet. */
static const char *belongs_to(struct arena *arena, const struct round *round)
{
	if (round->decision_number[0])
		return arena_printf(arena, "(Kèm theo Quyết định số %s ngày %s)",
				    round->decision_number, day_words(arena, round->decided_on));
	if (round->report_number[0])
		return arena_printf(arena, "(Kèm theo Báo cáo số %s của hội đồng)",
				    round->report_number);
	return "(Dự thảo, trước khi hội đồng báo cáo)";
}

void annex_draw(struct pdf *pdf, struct transaction *tx, const struct round *round,
		Ocop__Scoring__V1__Result *const *results, size_t count)
{
	struct arena *arena = transaction_arena(tx);
	const struct rulebook *book = round_rulebook(tx, round);
	Ocop__Scoring__V1__Result **sorted =
		arena_copy(arena, results, (count + 1) * sizeof(*sorted));
	struct council_head head;

	qsort(sorted, count, sizeof(Ocop__Scoring__V1__Result *), results_compare);
	council_head_load(tx, round, &head);
	letterhead_print(pdf,
			 &(struct letterhead){
				 .superior = head.superior,
				 .office = head.lines,
				 .number = NULL,
				 .regarding = "",
				 .place = head.place,
				 .date = round->decided_on[0] ? round->decided_on : round->held_on,
			 });
	pdf_title(pdf, "PHỤ LỤC");
	pdf_title(pdf, "KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP");
	pdf_text(pdf, &(struct pdf_style){.face = PDF_ITALIC, .align = PDF_CENTRE, .after = 8},
		 belongs_to(arena, round));
	pdf_field(pdf, "Đợt đánh giá", round->name, 1);
	pdf_field(pdf, "Bộ tiêu chí", book ? book->official_number : "", 1);
	rows_draw(pdf, arena, sorted, count);
	pdf_space(pdf, 6);
	pdf_paragraph(pdf,
		      arena_printf(arena,
				   "Danh sách gồm %zu sản phẩm. Điểm trung bình là trung bình "
				   "cộng của tổng điểm các thành viên, ghi hai chữ số thập phân.",
				   count));
}
