/* minutes_re_rating.c - the written part of a re-rating in the minutes */
#include "scoring/documents/minutes_re_rating.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/document/pdf.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/documents/wording.h"
#include "scoring/records/re_rating.h"

/* "Phần A 30/40; Phần B 20/25; Phần C 35/35; tổng 85 điểm". */
static const char *points_words(struct arena *arena, const struct sheet *sheet,
				const Ocop__Scoring__V1__ReRating *report)
{
	struct filled_sheet filled = {
		.choices = choices_from_map((const ProtobufCMessage *const *)report->choices,
					    report->n_choices, arena),
		.choice_count = report->n_choices,
	};
	struct score_result scored;
	const char *text = "";

	if (!score_sheet(sheet, &filled, arena, &scored))
		return text; /* it was scored when it was filed */
	for (size_t i = 0; i < sheet->book->part_count; i++)
		text = arena_printf(arena, "%sPhần %s %u/%u; ", text, sheet->book->parts[i].code,
				    scored.score.parts[i], sheet->book->parts[i].max);
	return arena_printf(arena, "%stổng %u điểm", text, report->total);
}

static void report_draw(struct pdf *pdf, struct arena *arena, const struct sheet *sheet,
			const Ocop__Scoring__V1__ReRating *report)
{
	pdf_field(pdf,
		  arena_printf(arena, "Báo cáo của cơ quan tham mưu OCOP ngày %s",
			       day_words(arena, report->filed_on)),
		  report->summary, 1);
	pdf_field(pdf, "Điểm cơ quan tham mưu đề xuất", points_words(arena, sheet, report), 1);
	pdf_field(pdf, "Kiểm tra thực tế", report->site_checked ? "có" : "không", 1);
	pdf_field(pdf, "Việc phức tạp", report->complex ? "có" : "không", 1);
}

static const Ocop__Scoring__V1__Opinion *opinion_of(const struct pass_opinions *written,
						    const char *member_id, struct arena *arena)
{
	for (size_t i = 0; i < written->count; i++)
		if (strcmp(written->opinions[i].member_id, member_id) == 0)
			return opinion_unpack(&written->opinions[i], arena);
	return NULL;
}

/* In the order of the council. */
static void opinions_draw(struct pdf *pdf, struct arena *arena, const struct council *council,
			  const struct pass_opinions *written)
{
	static const struct pdf_column columns[] = {
		{"STT", 1, PDF_CENTRE}, {"Thành viên", 5, PDF_LEFT}, {"Ý kiến", 3, PDF_LEFT},
		{"Lý do", 5, PDF_LEFT}, {"Ngày", 2, PDF_CENTRE},
	};
	size_t number = 0;

	pdf_table_begin(pdf, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < council->count; i++) {
		const struct council_member *member = &council->members[i];
		const Ocop__Scoring__V1__Opinion *opinion =
			opinion_of(written, member->member_id, arena);

		if (!opinion)
			continue;
		const char *cells[] = {
			arena_printf(arena, "%zu", ++number),        member->display_name,
			opinion->agrees ? "Đồng ý" : "Không đồng ý", opinion->reason,
			day_words(arena, opinion->given_on),
		};

		pdf_table_row(pdf, 0, cells);
	}
	pdf_table_end(pdf);
	pdf_space(pdf, 4);
}

static void meeting_draw(struct pdf *pdf, struct transaction *tx,
			 const struct round_dossier *dossier, uint32_t pass_no)
{
	struct arena *arena = transaction_arena(tx);
	struct meeting meeting;

	if (meeting_load(tx, dossier, &meeting) && meeting.pass == pass_no)
		pdf_field(
			pdf,
			arena_printf(arena, "Hội đồng họp, mời ngày %s",
				     day_words(arena,
					       date_text(arena, date_of_us(meeting.called_at_us)))),
			meeting.reason, 1);
}

void minutes_draw_re_rating(struct pdf *pdf, struct transaction *tx, const struct council *council,
			    const struct round_dossier *dossier, const struct pass_facts *pass,
			    uint32_t pass_no)
{
	struct arena *arena = transaction_arena(tx);
	const struct pass_opinions *written = &pass->written;

	if (!written->on)
		return;
	report_draw(pdf, arena, pass->facts.sheet, written->on);
	if (written->count > 0)
		opinions_draw(pdf, arena, council, written);
	pdf_field(pdf, "Ý kiến đồng ý với báo cáo",
		  arena_printf(arena, "%zu/%zu", written->agreeing, written->count), 1);
	meeting_draw(pdf, tx, dossier, pass_no);
}
