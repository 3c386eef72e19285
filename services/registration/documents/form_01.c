/* form_01.c - Mẫu 01: the slip by which a producer registers a product */
#include <string.h>

#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"
#include "registration/documents/fields.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"

/* One of the three procedures is ticked: as filled in, else as the dossier was opened. */
static void draw_procedure(struct pdf *pdf, const struct drawn_field *field)
{
	const char *chosen =
		*field->value ? field->value : procedure_of_kind(field->facts->dossier.kind);
	const char *boxes = "";

	for (Ocop__Registration__V1__DossierKind kind = DOSSIER_KIND(FIRST);
	     kind <= DOSSIER_KIND(RE_RATING); kind++)
		boxes = arena_printf(field->facts->arena, "%s%s %s          ", boxes,
				     strcmp(chosen, procedure_of_kind(kind)) == 0 ? "☒" : "☐",
				     kind_words(kind));
	pdf_text(pdf, &(struct pdf_style){.before = 3, .after = 3}, boxes);
}

static void count_evidence(const struct dossier_content *content, const char *evidence_type,
			   size_t *ret_files, size_t *ret_links)
{
	*ret_files = 0;
	*ret_links = 0;
	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *evidence = &content->evidence[i];

		if (strcmp(evidence->evidence_type, evidence_type) != 0)
			continue;
		*(*evidence->sha256 ? ret_files : ret_links) += 1;
	}
}

/* What goes with the slip: as filled in, and the evidence by its kinds. */
static void draw_enclosures(struct pdf *pdf, const struct drawn_field *field)
{
	static const struct pdf_style style = {.after = 2};
	const struct dossier_content *content = &field->facts->content;
	const struct rulebook_list *types = &content->book->evidence_types;
	struct arena *arena = field->facts->arena;

	if (*field->value || !content->evidence_count)
		pdf_field(pdf, "Hồ sơ gồm", field->value, 3);
	for (size_t i = 0; i < types->count; i++) {
		size_t files, links;

		count_evidence(content, types->items[i].code, &files, &links);
		if (files && links)
			pdf_text(pdf, &style,
				 arena_printf(arena, "- %s: %zu tệp, %zu đường dẫn;",
					      types->items[i].name.vi, files, links));
		else if (files || links)
			pdf_text(pdf, &style,
				 arena_printf(arena, "- %s: %zu %s;", types->items[i].name.vi,
					      files + links, files ? "tệp" : "đường dẫn"));
	}
}

static const struct field_look looks[] = {
	{"province", NULL, 0, draw_nothing}, /* both stand in the title */
	{"year", NULL, 0, draw_nothing},
	{"unit_name", "I. THÔNG TIN VỀ CHỦ THỂ", 0, NULL},
	{"product_name", "II. THÔNG TIN VỀ SẢN PHẨM", 0, NULL},
	{"procedure", NULL, 0, draw_procedure},
	{"enclosures", "III. HỒ SƠ KÈM THEO", 0, draw_enclosures},
	{"undertaking", "IV. CAM KẾT", 3, draw_body},
	{"signature_stamp", NULL, 0, draw_nothing}, /* at the end */
};

static void draw_head(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_style form_no = {.size = 11, .face = PDF_BOLD, .align = PDF_RIGHT};
	static const struct pdf_style middle = {.align = PDF_CENTRE, .after = 2};
	const char *year = facts_field(facts, "M01", "year");
	const char *province = facts_field(facts, "M01", "province");

	pdf_text(pdf, &form_no, "Mẫu 01");
	letterhead_of_form(pdf);
	pdf_title(pdf, "PHIẾU ĐĂNG KÝ");
	pdf_title(pdf, "Đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm");
	pdf_text(pdf, &middle,
		 arena_printf(facts->arena, "%s, năm %s", *province ? province : "Tỉnh ……………………",
			      *year ? year : "………"));
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .before = 6, .after = 2},
		 arena_printf(facts->arena, "Kính gửi: %s",
			      committee_words(facts->arena, &facts->commune)));
}

static void draw_signature(struct pdf *pdf, const struct dossier_facts *facts)
{
	char day[LETTERHEAD_DAY_SIZE];

	letterhead_day(*facts->commune.name_vi ? facts->commune.name_vi : "……………",
		       facts->dossier.submitted_on, day);
	letterhead_signature(pdf, "",
			     &(struct signer){
				     .dated = day,
				     .authority = "",
				     .position = "ĐẠI DIỆN CHỦ THỂ",
				     .hint = "(Ký tên, đóng dấu nếu có)",
				     .name = facts_field(facts, "M01", "legal_representative"),
			     });
}

/* What the offices fill in when they take it: a column each. */
static void draw_offices(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_column columns[] = {
		{"Phần dành cho cơ quan tiếp nhận", 1.1, PDF_LEFT},
		{"Cấp xã", 1, PDF_LEFT},
		{"Cấp tỉnh", 1, PDF_LEFT},
	};
	const struct dossier *dossier = &facts->dossier;
	const char *const rows[][3] = {
		{"Số phiếu", dossier->commune_slip, dossier->province_slip},
		{"Ngày nhận", day_words(facts->arena, dossier->submitted_on),
		 day_words(facts->arena, dossier->proposed_on)},
		{"Người nhận", "", ""},
		{"Ký nhận", "\n", "\n"},
	};

	pdf_space(pdf, 10);
	pdf_need(pdf, 110); /* one box, not parted */
	pdf_table_begin(pdf, columns, 3);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pdf_table_row(pdf, 0, rows[i]);
	pdf_table_end(pdf);
}

void draw_form_01(struct pdf *pdf, const struct dossier_facts *facts)
{
	draw_head(pdf, facts);
	fields_draw(pdf, facts, facts_form(facts, "M01"), looks, sizeof looks / sizeof *looks);
	draw_signature(pdf, facts);
	draw_offices(pdf, facts);
}
