/* form_03.c - Mẫu 03: the commune's report on a dossier it has screened, without points */
#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"
#include "registration/documents/prints.h"
#include "registration/documents/wording.h"

static void draw_head(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_style form_no = {.size = 11, .face = PDF_BOLD, .align = PDF_RIGHT};
	struct arena *arena = facts->arena;
	const struct dossier_move *screened = facts_move_to(facts, DOSSIER_STATE(SCREENED));

	pdf_text(pdf, &form_no, "Mẫu 03");
	letterhead_print(pdf, &(struct letterhead){
				      .superior = "",
				      .office = committee_lines(arena, &facts->commune),
				      .number = "……………/BC-UBND",
				      .regarding = "",
				      .place = facts->commune.name_vi,
				      .date = facts_move_day(facts, screened),
			      });
	pdf_title(pdf, "BÁO CÁO");
	pdf_title(pdf, "Kết quả thẩm tra hồ sơ sản phẩm đề nghị đánh giá, phân hạng");
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .before = 6, .after = 6},
		 arena_printf(arena, "Kính gửi: %s", committee_words(arena, &facts->province)));
	pdf_paragraph(pdf,
		      arena_printf(arena,
				   "Thực hiện Quyết định số %s %s của Thủ tướng Chính phủ, %s đã "
				   "thẩm tra hồ sơ sau đây và báo cáo kết quả như sau:",
				   facts->content.book->official_number,
				   long_day_words(arena, facts->content.book->issued),
				   committee_words(arena, &facts->commune)));
}

static void draw_subject(struct pdf *pdf, const struct dossier_facts *facts)
{
	struct arena *arena = facts->arena;

	pdf_heading(pdf, "I. THÔNG TIN VỀ CHỦ THỂ VÀ SẢN PHẨM");
	pdf_field(pdf, "1. Chủ thể", facts->producer.name, 1);
	pdf_field(pdf, "2. Loại hình", legal_form_words(facts->producer.legal_form), 1);
	pdf_field(pdf, "3. Số đăng ký", facts->producer.registration_number, 1);
	pdf_field(pdf, "4. Địa chỉ", facts->producer.address, 1);
	pdf_field(pdf, "5. Sản phẩm", facts->product.name, 1);
	pdf_field(pdf, "6. Bộ sản phẩm",
		  arena_printf(arena, "%u. %s", facts->set->set_no, facts->set->name.vi), 1);
	pdf_field(pdf, "7. Hình thức", kind_words(facts->dossier.kind), 1);
	pdf_field(pdf, "8. Ngày nộp hồ sơ", day_words(arena, facts->dossier.submitted_on), 1);
	pdf_field(pdf, "9. Số phiếu đăng ký", facts->dossier.commune_slip, 1);
}

static void draw_components(struct pdf *pdf, const struct dossier_facts *facts)
{
	pdf_heading(pdf, "II. THÀNH PHẦN HỒ SƠ");
	pdf_text(pdf, &(struct pdf_style){.after = 3},
		 arena_printf(facts->arena,
			      "Phiếu đăng ký (Mẫu 01), báo cáo tự đánh giá (Mẫu 02) và %zu minh "
			      "chứng.",
			      facts->content.evidence_count));
	pdf_field(pdf, "Nhận xét", facts->dossier.components_remark, 2);
}

static void draw_findings(struct pdf *pdf, const struct dossier_facts *facts)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.6, PDF_CENTRE},
		{"Nội dung thẩm tra", 3, PDF_LEFT},
		{"Kết quả", 1.2, PDF_CENTRE},
		{"Nhận xét", 4, PDF_LEFT},
	};

	pdf_heading(pdf, "III. KẾT QUẢ THẨM TRA (KHÔNG CHẤM ĐIỂM)");
	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < facts->checks.count; i++) {
		const struct rulebook_named *check = &facts->checks.items[i];
		const struct finding *finding = facts_finding(facts, check->code);
		const char *result = "";

		if (finding)
			result = finding->satisfied ? "Đạt" : "Chưa đạt";
		pdf_table_row(pdf, 0,
			      (const char *[]){arena_printf(facts->arena, "%zu", i + 1),
					       check->name.vi, result,
					       finding ? finding->remark : ""});
	}
	pdf_table_end(pdf);
}

/* What the commune asks for, in its words; in the usual ones where all is as it should be. */
static void draw_request(struct pdf *pdf, const struct dossier_facts *facts)
{
	struct arena *arena = facts->arena;

	pdf_need(pdf, LETTERHEAD_SIGNATURE_HEIGHT + 70); /* with heading and three lines */
	pdf_heading(pdf, "IV. ĐỀ NGHỊ");
	if (*facts->dossier.request)
		pdf_paragraph(pdf, facts->dossier.request);
	else if (facts_all_satisfied(facts))
		pdf_paragraph(pdf,
			      arena_printf(arena,
					   "%s đề nghị %s xem xét, tổ chức đánh giá, phân hạng sản "
					   "phẩm nêu trên theo quy định.",
					   committee_words(arena, &facts->commune),
					   committee_words(arena, &facts->province)));
	else
		pdf_field(pdf, "Ý kiến", "", 3);
}

void draw_form_03(struct pdf *pdf, const struct dossier_facts *facts)
{
	draw_head(pdf, facts);
	draw_subject(pdf, facts);
	draw_components(pdf, facts);
	draw_findings(pdf, facts);
	draw_request(pdf, facts);
	letterhead_signature(pdf, "- Như trên;\n- Chủ thể;\n- Lưu: VT.",
			     &(struct signer){
				     .dated = "",
				     .authority = "TM. ỦY BAN NHÂN DÂN",
				     .position = "CHỦ TỊCH",
				     .hint = "(Ký tên, đóng dấu)",
				     .name = "",
			     });
}
