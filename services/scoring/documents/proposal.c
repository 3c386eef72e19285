/* proposal.c - the advisory team's report and the authority's decision on one product */
#include "scoring/documents/proposal.h"

#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/documents/wording.h"
#include "scoring/sitting.h"

static void product_draw(struct pdf *pdf, const char *product_name, const char *producer_name,
			 const char *round_name, const struct rulebook *book)
{
	pdf_space(pdf, 6);
	pdf_field(pdf, "Sản phẩm", product_name, 1);
	pdf_field(pdf, "Chủ thể", producer_name, 1);
	pdf_field(pdf, "Đợt đánh giá", round_name, 1);
	pdf_field(pdf, "Bộ tiêu chí", book ? book->official_number : "", 1);
}

static void notes_draw(struct pdf *pdf, const struct sheet *sheet,
		       const Ocop__Scoring__V1__TeamReport *report)
{
	for (size_t i = 0; i < report->n_notes; i++) {
		const Ocop__Scoring__V1__CriterionNote *note = report->notes[i];
		const struct sheet_node *node = sheet_find(sheet, note->criterion_code);

		pdf_field(pdf, node ? node->name.vi : note->criterion_code, note->note, 1);
	}
}

static void visits_draw(struct pdf *pdf, struct arena *arena,
			const Ocop__Scoring__V1__TeamReport *report)
{
	for (size_t i = 0; i < report->n_visits; i++) {
		const Ocop__Scoring__V1__SiteVisit *visit = report->visits[i];

		pdf_field(pdf,
			  arena_printf(arena, "Thực địa ngày %s",
				       day_words(arena, visit->visited_on)),
			  visit->note, 1);
		for (size_t k = 0; k < visit->n_missing_papers; k++)
			pdf_field(pdf, "Giấy tờ còn thiếu", visit->missing_papers[k], 1);
	}
}

void team_report_draw(struct pdf *pdf, struct transaction *tx, const struct sitting *sitting,
		      const Ocop__Scoring__V1__TeamReport *report)
{
	struct arena *arena = transaction_arena(tx);
	struct council_head head;

	council_head_load(tx, &sitting->round, &head);
	letterhead_print(pdf, &(struct letterhead){
				      .superior = head.superior,
				      .office = "Tổ tư vấn đánh giá,\nphân hạng sản phẩm OCOP",
				      .number = "……………/BC-TTV",
				      .regarding = "",
				      .place = head.place,
				      .date = sitting->round.held_on,
			      });
	pdf_title(pdf, "BÁO CÁO");
	pdf_title(pdf, "Của tổ tư vấn về hồ sơ sản phẩm OCOP");
	product_draw(pdf, sitting->dossier.product_name, sitting->dossier.producer_name,
		     sitting->round.name, round_rulebook(tx, &sitting->round));
	pdf_field(pdf, "Điểm chấm sơ bộ", arena_printf(arena, "%u", report->total), 1);
	pdf_heading(pdf, "Nhận xét");
	pdf_paragraph(pdf, report->summary);
	notes_draw(pdf, sitting->sheet, report);
	visits_draw(pdf, arena, report);
}

/* What is decided, in one article. */
static const char *article(struct arena *arena, const Ocop__Scoring__V1__Result *result)
{
	struct mean mean = {result->points_sum, result->points_count};

	if (result->decision == DECISION_OUTCOME(PROPOSED_TO_CENTRE))
		return arena_printf(arena,
				    "Điều 1. Phê duyệt kết quả đánh giá %s điểm và đề nghị Trung "
				    "ương đánh giá, phân hạng sản phẩm.",
				    mean_words(arena, mean));
	return arena_printf(arena, "Điều 1. Kết quả đánh giá: %s; %s.", result_words(arena, result),
			    decision_words(result->decision));
}

void decision_draw(struct pdf *pdf, struct transaction *tx, const struct round *round,
		   const Ocop__Scoring__V1__Result *result)
{
	struct arena *arena = transaction_arena(tx);
	struct council_head head;

	council_head_load(tx, round, &head);
	letterhead_print(pdf, &(struct letterhead){
				      .superior = "",
				      .office = head.superior,
				      .number = round->decision_number,
				      .regarding = "",
				      .place = head.place,
				      .date = round->decided_on,
			      });
	pdf_title(pdf, "QUYẾT ĐỊNH");
	pdf_title(pdf, "Về kết quả đánh giá, phân hạng sản phẩm OCOP");
	product_draw(pdf, result->product_name, result->producer_name, round->name,
		     round_rulebook(tx, round));
	pdf_field(pdf, "Báo cáo của hội đồng", round->report_number, 1);
	pdf_space(pdf, 6);
	pdf_paragraph(pdf, article(arena, result));
}
