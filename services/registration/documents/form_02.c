/* form_02.c - Mẫu 02: the producer's own assessment of a product */
#include <string.h>

#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/rulebook/sheet.h"
#include "registration/documents/assessment.h"
#include "registration/documents/facts.h"
#include "registration/documents/fields.h"
#include "registration/documents/prints.h"

/* Rights in the form's words; what was typed beside them is printed as it is. */
static const struct {
	const char *code;
	const char *words;
} rights[] = {
	{"trademark", "Nhãn hiệu"},
	{"right_to_gi_collective_or_certification_mark",
	 "Quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể hoặc nhãn hiệu chứng nhận"},
	{"patent", "Sáng chế, giải pháp hữu ích"},
	{"industrial_design", "Kiểu dáng công nghiệp"},
	{"copyright", "Quyền tác giả"},
	{"other", "Quyền khác"},
};

/* True when a code stands among others, parted by anything that no code has. */
static bool has_code(const char *value, const char *code)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
	size_t length = strlen(code);

	while (*value) {
		size_t word = strspn(value, letters);

		if (word == length && strncmp(value, code, length) == 0)
			return true;
		value += word ? word : 1;
	}
	return false;
}

static void draw_rights(struct pdf *pdf, const struct drawn_field *field)
{
	bool known = false;

	pdf_text(pdf, &(struct pdf_style){.after = 2, .stays = true},
		 arena_printf(field->facts->arena, "%s:", field->field->name.vi));
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
		bool ticked = has_code(field->value, rights[i].code);

		known = known || ticked;
		pdf_box(pdf, ticked, rights[i].words);
	}
	if (!known && field_is_ticked(field->value))
		pdf_field(pdf, "Ghi rõ", field->value, 1);
}

static void draw_assessment(struct pdf *pdf, const struct drawn_field *field)
{
	assessment_draw(pdf, field->facts);
}

static const struct field_look looks[] = {
	{"subject", "PHẦN I. THÔNG TIN CHUNG", 0, NULL},
	{"has_business_registration", NULL, 0, draw_tick},
	{"has_quality_declaration", NULL, 0, draw_tick},
	{"has_food_safety", NULL, 0, draw_tick},
	{"has_other_mandatory", NULL, 0, draw_tick},
	{"ip", NULL, 0, draw_rights},
	{"history", NULL, 3, NULL},
	{"structure", NULL, 2, NULL},
	{"plan_result", "PHẦN II. KẾT QUẢ THỰC HIỆN PHƯƠNG ÁN KINH DOANH", 5, draw_body},
	{"self_scores", "PHẦN III. TỰ ĐÁNH GIÁ THEO BỘ TIÊU CHÍ", 0, draw_assessment},
	{"business_plan", "PHẦN IV. PHƯƠNG ÁN SẢN XUẤT, KINH DOANH", 5, draw_body},
};

void draw_form_02(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_style form_no = {.size = 11, .face = PDF_BOLD, .align = PDF_RIGHT};
	char day[LETTERHEAD_DAY_SIZE];

	pdf_text(pdf, &form_no, "Mẫu 02");
	letterhead_of_form(pdf);
	pdf_title(pdf, "BÁO CÁO TỰ ĐÁNH GIÁ");
	pdf_title(pdf, "Sản phẩm tham gia Chương trình mỗi xã một sản phẩm");
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .after = 2},
		 arena_printf(facts->arena, "(Theo Bộ tiêu chí ban hành kèm theo Quyết định số %s)",
			      facts->content.book->official_number));
	fields_draw(pdf, facts, facts_form(facts, "M02"), looks, sizeof looks / sizeof *looks);
	evidence_list_draw(pdf, facts);
	letterhead_day(*facts->commune.name_vi ? facts->commune.name_vi : "……………",
		       facts->dossier.submitted_on, day);
	letterhead_signature(pdf, "",
			     &(struct signer){
				     .dated = day,
				     .authority = "",
				     .position = "ĐẠI DIỆN CHỦ THỂ",
				     .hint = "(Ký tên, đóng dấu nếu có)",
				     .name = facts_field(facts, "M02", "representative"),
			     });
}
