/* request_letter.c - the commune proposes a product to the province */
#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"
#include "registration/rules/samples.h"

static void draw_head(struct pdf *pdf, const struct dossier_facts *facts)
{
	struct arena *arena = facts->arena;

	letterhead_print(pdf, &(struct letterhead){
				      .superior = "",
				      .office = committee_lines(arena, &facts->commune),
				      .number = *facts->dossier.letter_number
							? facts->dossier.letter_number
							: "……………/TTr-UBND",
				      .regarding = "",
				      .place = facts->commune.name_vi,
				      .date = facts->dossier.proposed_on,
			      });
	pdf_title(pdf, "TỜ TRÌNH");
	pdf_title(pdf, "Về việc đề nghị đánh giá, phân hạng sản phẩm\n"
		       "Chương trình mỗi xã một sản phẩm");
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .before = 6, .after = 6},
		 arena_printf(arena, "Kính gửi: %s", committee_words(arena, &facts->province)));
}

static void draw_grounds(struct pdf *pdf, const struct dossier_facts *facts)
{
	struct arena *arena = facts->arena;
	const char *commune = committee_words(arena, &facts->commune);

	pdf_paragraph(pdf,
		      arena_printf(arena,
				   "Căn cứ Quyết định số %s %s của Thủ tướng Chính phủ về Bộ tiêu "
				   "chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi "
				   "xã một sản phẩm;",
				   facts->content.book->official_number,
				   long_day_words(arena, facts->content.book->issued)));
	pdf_paragraph(pdf, arena_printf(arena,
					"Trên cơ sở hồ sơ chủ thể nộp ngày %s và kết quả thẩm tra "
					"(báo cáo theo Mẫu 03 kèm theo), %s kính trình %s xem xét, "
					"đánh giá, phân hạng sản phẩm sau:",
					day_words(arena, facts->dossier.submitted_on), commune,
					committee_words(arena, &facts->province)));
}

static void draw_product(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_column columns[] = {
		{"Sản phẩm", 2.7, PDF_LEFT},    {"Chủ thể", 2.7, PDF_LEFT},
		{"Bộ sản phẩm", 2.5, PDF_LEFT}, {"Hình thức", 1.9, PDF_LEFT},
		{"Số phiếu", 3.5, PDF_LEFT},
	};

	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	pdf_table_row(pdf, 0,
		      (const char *[]){facts->product.name, facts->producer.name,
				       facts->set->name.vi, kind_words(facts->dossier.kind),
				       facts->dossier.commune_slip});
	pdf_table_end(pdf);
	if (*facts->dossier.request)
		pdf_paragraph(pdf, facts->dossier.request);
}

static void draw_enclosures(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_style line = {
		.align = PDF_JUSTIFIED, .first_line = 10 * 72.0 / 25.4, .after = 2};
	uint32_t samples = samples_asked(facts->content.book, facts->set, facts->dossier.kind,
					 OFFICE(PROVINCE));

	pdf_text(pdf, &(struct pdf_style){.first_line = line.first_line, .after = 2, .stays = true},
		 "Hồ sơ kèm theo gồm:");
	pdf_text(pdf, &line, "- Báo cáo kết quả thẩm tra của xã (Mẫu 03): 01 bản;");
	pdf_text(pdf, &line,
		 arena_printf(facts->arena,
			      "- Hồ sơ sản phẩm (Mẫu 01, Mẫu 02 và %zu minh chứng): 01 bộ giấy, 01 "
			      "bộ điện tử%s",
			      facts->content.evidence_count, samples ? ";" : "."));
	if (samples)
		pdf_text(pdf, &line,
			 arena_printf(facts->arena, "- Mẫu sản phẩm: %02u mẫu.", samples));
	pdf_space(pdf, 4);
	pdf_need(pdf, LETTERHEAD_SIGNATURE_HEIGHT + 20); /* with the last words */
	pdf_paragraph(pdf, "Kính đề nghị xem xét, quyết định./.");
}

void draw_request_letter(struct pdf *pdf, const struct dossier_facts *facts)
{
	draw_head(pdf, facts);
	draw_grounds(pdf, facts);
	draw_product(pdf, facts);
	draw_enclosures(pdf, facts);
	letterhead_signature(pdf, "- Như trên;\n- Chủ thể;\n- Lưu: VT.",
			     &(struct signer){
				     .dated = "",
				     .authority = "TM. ỦY BAN NHÂN DÂN",
				     .position = "CHỦ TỊCH",
				     .hint = "(Ký tên, đóng dấu)",
				     .name = "",
			     });
}
