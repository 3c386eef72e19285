/* minutes.c - the minutes of a council */
#include "scoring/documents/minutes.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/documents/minutes_pass.h"
#include "scoring/records/complaints.h"
#include "scoring/sitting.h"

static void council_draw(struct pdf *pdf, struct arena *arena, const struct council *council)
{
	static const struct pdf_column columns[] = {
		{"STT", 1, PDF_CENTRE},
		{"Cơ quan, đơn vị", 6, PDF_LEFT},
		{"Chức danh trong hội đồng", 4, PDF_LEFT},
	};

	pdf_table_begin(pdf, columns, 3);
	for (size_t i = 0; i < council->count; i++) {
		const struct council_member *member = &council->members[i];
		const char *cells[] = {
			arena_printf(arena, "%zu", i + 1),
			member->display_name,
			council_office_words(member->office),
		};

		pdf_table_row(pdf, 0, cells);
	}
	pdf_table_end(pdf);
}

void minutes_draw_head(struct pdf *pdf, struct transaction *tx, const struct round *round,
		       const struct council *council)
{
	struct arena *arena = transaction_arena(tx);
	const struct rulebook *book = round_rulebook(tx, round);
	bool in_writing = round->kind == ROUND_KIND(RE_RATING);
	struct council_head head;

	council_head_load(tx, round, &head);
	letterhead_print(pdf, &(struct letterhead){
				      .superior = head.superior,
				      .office = head.lines,
				      .number = "……………/BB-HĐ",
				      .regarding = "",
				      .place = head.place,
				      .date = round->held_on,
			      });
	pdf_title(pdf, "BIÊN BẢN");
	pdf_title(pdf, in_writing ? "Lấy ý kiến hội đồng về phân hạng lại sản phẩm OCOP"
				  : "Họp hội đồng đánh giá, phân hạng sản phẩm OCOP");
	pdf_space(pdf, 6);
	pdf_field(pdf, "Đợt đánh giá", round->name, 1);
	pdf_field(pdf, "Bộ tiêu chí", book ? book->official_number : "", 1);
	if (!in_writing)
		pdf_field(pdf, "Ngày họp", day_words(arena, round->held_on), 1);
	pdf_field(pdf, "Quyết định thành lập hội đồng", round->council_decision, 1);
	pdf_heading(pdf, "I. Thành phần hội đồng");
	council_draw(pdf, arena, council);
	pdf_space(pdf, 6);
	pdf_heading(pdf, "II. Nội dung đánh giá");
}

/* What became of a member in the pass that stands. */
enum attendance { TOOK_PART, ABSENT, IN_CONFLICT };

/* In writing by his opinion, else by his sheet. */
static bool took_part(const struct pass_facts *pass, const char *member_id)
{
	const struct pass_opinions *written = &pass->written;

	for (size_t i = 0; written->in_writing && i < written->count; i++)
		if (strcmp(written->opinions[i].member_id, member_id) == 0)
			return true;
	for (size_t i = 0; i < pass->sheet_count; i++)
		if (strcmp(pass->sheets[i].member_id, member_id) == 0)
			return true;
	return false;
}

static enum attendance attendance_of(const struct pass_facts *pass,
				     const struct conflicts *conflicts, const char *member_id)
{
	if (member_has_conflict(conflicts, member_id))
		return IN_CONFLICT;
	return took_part(pass, member_id) ? TOOK_PART : ABSENT;
}

/* "Sở Y tế; Sở Công Thương" of those who may score and did or did not; "" for none. */
static const char *members_of(struct arena *arena, const struct council *council,
			      const struct conflicts *conflicts, const struct pass_facts *pass,
			      enum attendance attendance)
{
	const char *text = "";

	for (size_t i = 0; i < council->count; i++) {
		const struct council_member *member = &council->members[i];

		if (!member_scores(council, member) ||
		    attendance_of(pass, conflicts, member->member_id) != attendance)
			continue;
		text = arena_printf(arena, "%s%s%s", text, *text ? "; " : "", member->display_name);
	}
	return text;
}

static const char *display_name(const struct council *council, const char *member_id)
{
	const struct council_member *member = council_find(council, member_id);

	return member ? member->display_name : "";
}

static void conflicts_draw(struct pdf *pdf, struct arena *arena, const struct council *council,
			   const struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->count; i++) {
		const struct conflict *conflict = &conflicts->items[i];

		if (!council_find(council, conflict->member_id))
			continue; /* an adviser, or one who left the council before it sat */
		pdf_field(pdf, "Không tham gia do xung đột lợi ích",
			  arena_printf(arena, "%s (%s)", display_name(council, conflict->member_id),
				       conflict->reason),
			  1);
		if (conflict->acting_chair_id[0])
			pdf_field(pdf, "Điều hành thay",
				  display_name(council, conflict->acting_chair_id), 1);
	}
}

static void attendance_draw(struct pdf *pdf, struct arena *arena, const struct council *council,
			    const struct conflicts *conflicts, const struct pass_facts *pass)
{
	const char *present = members_of(arena, council, conflicts, pass, TOOK_PART);
	const char *absent = members_of(arena, council, conflicts, pass, ABSENT);
	bool in_writing = pass->written.in_writing;

	pdf_field(pdf,
		  arena_printf(arena, "Thành viên %s (%zu/%zu)",
			       in_writing ? "cho ý kiến bằng văn bản" : "chấm điểm",
			       in_writing ? pass->written.count : pass->sheet_count,
			       council_eligible(council, conflicts)),
		  *present ? present : "không có", 1);
	pdf_field(pdf,
		  in_writing ? "Thành viên chưa cho ý kiến"
			     : "Thành viên vắng mặt hoặc không chấm điểm",
		  *absent ? absent : "không có", 1);
	conflicts_draw(pdf, arena, council, conflicts);
}

static void complaints_draw(struct pdf *pdf, struct transaction *tx,
			    const struct round_dossier *dossier)
{
	struct arena *arena = transaction_arena(tx);
	struct complaint complaint;

	complaints_of_dossier(tx, dossier->round_id, dossier->dossier_id);
	while (complaint_next(tx, &complaint)) {
		pdf_field(pdf,
			  arena_printf(arena, "Kiến nghị số %s ngày %s", complaint.number,
				       day_words(arena, complaint.received_on)),
			  complaint.matter, 1);
		if (!complaint.outcome)
			pdf_field(pdf, "Kết quả xem xét", complaint_words(complaint.outcome), 1);
		else
			pdf_field(pdf, "Kết quả xem xét",
				  arena_printf(arena, "%s, văn bản số %s ngày %s: %s",
					       complaint_words(complaint.outcome),
					       complaint.answer_number,
					       day_words(arena, complaint.answered_on),
					       complaint.answer),
				  1);
	}
}

/* Those that stood when it was closed: who took part declared his afterwards, and what was done is
 * not written otherwise. */
static struct conflicts conflicts_then(struct arena *arena, const struct conflicts *conflicts,
				       const struct pass_facts *pass)
{
	struct conflict *items = arena_alloc(arena, (conflicts->count + 1) * sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < conflicts->count; i++)
		if (!took_part(pass, conflicts->items[i].member_id))
			items[count++] = conflicts->items[i];
	return (struct conflicts){items, count};
}

void minutes_draw_dossier(struct pdf *pdf, struct transaction *tx, const struct round *round,
			  const struct council *council, const struct round_dossier *dossier)
{
	struct arena *arena = transaction_arena(tx);
	const struct sheet *sheet = round_sheet(tx, round, dossier->set_no);
	struct conflicts conflicts, then;
	struct pass_facts last;

	if (!sheet)
		return;
	conflicts_load(tx, round->round_id, dossier->dossier_id, &conflicts);
	pass_facts_load(tx, round, dossier, dossier->pass, sheet, NULL, arena, &last);
	pdf_need(pdf, 120); /* the beginning of a product's minutes stands together */
	pdf_heading(pdf, arena_printf(arena, "Sản phẩm: %s", dossier->product_name));
	pdf_field(pdf, "Chủ thể", dossier->producer_name, 1);
	pdf_field(pdf, "Bộ sản phẩm",
		  arena_printf(arena, "%u. %s", dossier->set_no, sheet->name.vi), 1);
	pdf_field(pdf, "Mã hồ sơ", dossier->dossier_id, 1);
	then = conflicts_then(arena, &conflicts, &last);
	attendance_draw(pdf, arena, council, &then, &last);
	for (uint32_t pass = 1; pass <= dossier->pass; pass++)
		minutes_draw_pass(pdf, tx, round, council, dossier, sheet, pass);
	complaints_draw(pdf, tx, dossier);
	pdf_space(pdf, 8);
}

void minutes_draw_foot(struct pdf *pdf)
{
	pdf_need(pdf, LETTERHEAD_SIGNATURE_HEIGHT + 40); /* with the last words */
	pdf_paragraph(pdf,
		      "Điểm của từng thành viên lấy từ phiếu đánh giá đã mở niêm phong khi kết "
		      "thúc chấm hồ sơ; điểm trung bình giữ nguyên phân số, chỉ làm tròn khi "
		      "ghi. Biên bản này được các bên thông qua và ký tên.");
	letterhead_signatures(pdf,
			      &(struct signer){.dated = "",
					       .authority = "",
					       .position = "THƯ KÝ HỘI ĐỒNG",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""},
			      &(struct signer){.dated = "",
					       .authority = "TM. HỘI ĐỒNG",
					       .position = "CHỦ TỊCH",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""});
}
