/* return_letter.c - why a dossier was sent back, what to put right, until when */
#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/rulebook/sheet.h"
#include "registration/documents/facts.h"
#include "registration/documents/offices.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"

/* What an item is about in words: "Mẫu 01, Điện thoại", a criterion, a kind of evidence. */
static const char *subject_of(const struct dossier_facts *facts, const char *code)
{
	const struct sheet_node *node = sheet_find(facts->content.sheet, code);
	const struct rulebook_named *type =
		rulebook_list_find(&facts->content.book->evidence_types, code);
	const char *field = facts_field_name(facts, code);

	if (node)
		return arena_printf(facts->arena, "Tiêu chí %s: %s", node->code, node->name.vi);
	if (type)
		return type->name.vi;
	return *field ? field : code;
}

static void draw_items(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.6, PDF_CENTRE},
		{"Nội dung", 3, PDF_LEFT},
		{"Yêu cầu hoàn thiện", 5, PDF_LEFT},
	};

	if (!facts->return_item_count)
		return;
	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < facts->return_item_count; i++) {
		const struct return_item *item = &facts->return_items[i];

		pdf_table_row(pdf, 0,
			      (const char *[]){arena_printf(facts->arena, "%zu", i + 1),
					       subject_of(facts, item->code), item->text});
	}
	pdf_table_end(pdf);
}

void draw_return_letter(struct pdf *pdf, const struct dossier_facts *facts)
{
	const struct dossier_move *returned = facts_move_to(facts, DOSSIER_STATE(RETURNED));
	const struct issuing_office office = office_of(facts, office_of_state(returned->from));
	struct arena *arena = facts->arena;

	letterhead_print(pdf, &(struct letterhead){
				      .superior = office.superior,
				      .office = office.lines,
				      .number = office.number,
				      .regarding = "",
				      .place = office.place,
				      .date = facts_move_day(facts, returned),
			      });
	pdf_title(pdf, "THÔNG BÁO");
	pdf_title(pdf, "Về việc hoàn thiện, bổ sung hồ sơ sản phẩm");
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .before = 6, .after = 6},
		 arena_printf(arena, "Kính gửi: %s", facts->producer.name));
	pdf_paragraph(
		pdf,
		arena_printf(arena,
			     "%s đã xem xét hồ sơ đề nghị đánh giá, phân hạng sản phẩm “%s” "
			     "(số phiếu %s) và trả lại để hoàn thiện với lý do sau:",
			     office.words, facts->product.name,
			     *facts->dossier.commune_slip ? facts->dossier.commune_slip : "……………"));
	pdf_paragraph(pdf, returned->reason);
	draw_items(pdf, facts);
	pdf_need(pdf, LETTERHEAD_SIGNATURE_HEIGHT + 40); /* with the last words */
	pdf_paragraph(pdf,
		      arena_printf(arena, "Đề nghị hoàn thiện hồ sơ và nộp lại chậm nhất ngày %s.",
				   *returned->deadline ? day_words(arena, returned->deadline)
						       : "……/……/………"));
	letterhead_signature(pdf, "- Như trên;\n- Lưu: VT.",
			     &(struct signer){
				     .dated = "",
				     .authority = office.authority,
				     .position = office.position,
				     .hint = "(Ký tên, đóng dấu)",
				     .name = "",
			     });
}
