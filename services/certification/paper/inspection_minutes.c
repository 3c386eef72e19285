/* inspection_minutes.c - the minutes of a visit about a certificate, as PDF
 *
 * Laid out as Nghị định 30/2020/NĐ-CP has office papers. Printed before the conclusion they are
 * what the team and the producer sign on the spot; afterwards they say what came of it.
 */
#include "certification/paper/inspection_minutes.h"

#include "certification/rules/inspection.h"
#include "common/base/arena.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/document/words.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

/* The last paragraph is never parted from the signatures. */
enum { ROOM_FOR_THE_END = LETTERHEAD_SIGNATURE_HEIGHT + 40 };

static void draw_head(struct pdf *pdf, struct transaction *tx,
		      const Ocop__Certification__V1__Inspection *inspection)
{
	bool is_of_centre = inspection->level == AUTHORITY_LEVEL(CENTRE);
	struct unit province;

	unit_load(tx, inspection->province_code, &province);
	letterhead_print(pdf,
			 &(struct letterhead){
				 .superior = is_of_centre ? ""
							  : committee_lines(transaction_arena(tx),
									    &province),
				 .office = is_of_centre ? "Bộ Nông nghiệp\nvà Môi trường"
							: "Cơ quan tham mưu\nquản lý OCOP cấp tỉnh",
				 .number = "……………/BB",
				 .regarding = "",
				 .place = province.name_vi,
				 .date = inspection->held_on,
			 });
	pdf_title(pdf, "BIÊN BẢN");
	pdf_title(pdf, "Kiểm tra việc duy trì điều kiện sản phẩm OCOP");
	pdf_space(pdf, 6);
}

static void draw_fact(struct pdf *pdf, const char *label, const char *value)
{
	if (*value)
		pdf_field(pdf, label, value, 1);
}

static void draw_certificate(struct pdf *pdf, struct transaction *tx,
			     const struct inspection_minutes *minutes)
{
	const Ocop__Certification__V1__Inspection *inspection = minutes->inspection;
	bool is_periodic = inspection->kind == INSPECTION_KIND(PERIODIC);
	struct arena *arena = transaction_arena(tx);
	struct unit commune;

	unit_load(tx, inspection->commune_code, &commune);
	draw_fact(pdf, "Sản phẩm", inspection->product_name);
	draw_fact(pdf, "Chủ thể", inspection->producer_name);
	draw_fact(pdf, "Nơi sản xuất", commune.full_name_vi);
	draw_fact(pdf, "Số giấy chứng nhận", minutes->official_number);
	draw_fact(pdf, "Mã tra cứu", inspection->code);
	draw_fact(pdf, "Hạng", arena_printf(arena, "%u sao", inspection->star));
	draw_fact(pdf, "Hình thức", is_periodic ? "Kiểm tra định kỳ" : "Kiểm tra đột xuất");
	draw_fact(pdf, "Lý do", inspection->reason);
	draw_fact(pdf, "Thông báo số", inspection->notice_number);
	draw_fact(pdf, "Ngày kiểm tra", day_words(arena, inspection->held_on));
}

static void draw_team(struct pdf *pdf, struct arena *arena,
		      const Ocop__Certification__V1__Inspection *inspection)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.5, PDF_CENTRE},
		{"Cơ quan, đơn vị", 5, PDF_LEFT},
		{"Nhiệm vụ", 2, PDF_LEFT},
	};

	pdf_heading(pdf, "1. Đoàn kiểm tra");
	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < inspection->n_team; i++)
		pdf_table_row(
			pdf, 0,
			(const char *[]){arena_printf(arena, "%zu", i + 1),
					 inspection->team[i]->office,
					 inspection->team[i]->leads ? "Chủ trì" : "Phối hợp"});
	pdf_table_end(pdf);
}

static const char *result_words(Ocop__Certification__V1__InspectionLineResult result)
{
	static const char *const words[] = {
		[INSPECTION_LINE_RESULT(UNSPECIFIED)] = "",
		[INSPECTION_LINE_RESULT(CONFORMS)] = "Đạt",
		[INSPECTION_LINE_RESULT(DOES_NOT_CONFORM)] = "Không đạt",
		[INSPECTION_LINE_RESULT(NOT_APPLICABLE)] = "Không áp dụng",
	};

	return (size_t)result < sizeof words / sizeof *words ? words[result] : "";
}

/* "2.1 Tên tiêu chí", and what the product was rated by: the option agreed on, or the least points.
 */
static const char *line_words(struct arena *arena,
			      const Ocop__Certification__V1__InspectionLine *line)
{
	const char *name = arena_printf(arena, "%s%s%s", line->criterion_code,
					*line->criterion_code ? " " : "", line->name);

	if (line->option_no > 0)
		return arena_printf(arena, "%s\nĐã thống nhất: %s (%u/%u điểm)", name,
				    line->option_label, line->points, line->max_points);
	if (line->minimum_points > 0)
		return arena_printf(arena, "%s\nTối thiểu %u/%u điểm", name, line->minimum_points,
				    line->max_points);
	return name;
}

static void draw_lines(struct pdf *pdf, struct arena *arena,
		       const Ocop__Certification__V1__Inspection *inspection)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.5, PDF_CENTRE},
		{"Nội dung kiểm tra", 4, PDF_LEFT},
		{"Kết quả", 1.2, PDF_LEFT},
		{"Ghi chú", 2.3, PDF_LEFT},
	};

	pdf_heading(pdf, "2. Kết quả kiểm tra");
	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < inspection->n_lines; i++)
		pdf_table_row(
			pdf, 0,
			(const char *[]){arena_printf(arena, "%u", inspection->lines[i]->line_no),
					 line_words(arena, inspection->lines[i]),
					 result_words(inspection->lines[i]->result),
					 inspection->lines[i]->note});
	pdf_table_end(pdf);
}

/* How it was put right, or that it was not yet. */
static const char *remedy_words(struct arena *arena,
				const Ocop__Certification__V1__InspectionFinding *finding)
{
	const Ocop__Certification__V1__InspectionRemedy *last;

	if (finding->n_remedies == 0)
		return "";
	last = finding->remedies[finding->n_remedies - 1];
	return arena_printf(arena, "%s ngày %s\n%s", last->accepted ? "Đã khắc phục" : "Chưa đạt",
			    day_words(arena, last->remedied_on), last->note);
}

static void draw_findings(struct pdf *pdf, struct arena *arena,
			  const Ocop__Certification__V1__Inspection *inspection)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.5, PDF_CENTRE},
		{"Nội dung phải khắc phục", 4, PDF_LEFT},
		{"Thời hạn", 1.2, PDF_LEFT},
		{"Khắc phục", 2.3, PDF_LEFT},
	};

	if (inspection->n_findings == 0)
		return;
	pdf_heading(pdf, "3. Yêu cầu khắc phục");
	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < inspection->n_findings; i++)
		pdf_table_row(
			pdf, 0,
			(const char *[]){
				arena_printf(arena, "%u", inspection->findings[i]->finding_no),
				inspection->findings[i]->what,
				day_words(arena, inspection->findings[i]->remedy_until),
				remedy_words(arena, inspection->findings[i])});
	pdf_table_end(pdf);
}

static void draw_conclusion(struct pdf *pdf, struct arena *arena,
			    const struct inspection_minutes *minutes)
{
	static const char *const outcomes[] = {
		[INSPECTION_OUTCOME(UNSPECIFIED)] = "",
		[INSPECTION_OUTCOME(IN_ORDER)] = "Sản phẩm duy trì các điều kiện đã được công nhận",
		[INSPECTION_OUTCOME(REMEDIED)] = "Các tồn tại đã được khắc phục",
		[INSPECTION_OUTCOME(PROPOSES_REVOCATION)] = "Đề nghị thu hồi giấy chứng nhận",
		[INSPECTION_OUTCOME(HANDED_ON)] = "Chuyển cơ quan có thẩm quyền xử lý",
	};
	const Ocop__Certification__V1__Inspection *inspection = minutes->inspection;

	if (inspection->outcome == INSPECTION_OUTCOME(UNSPECIFIED) ||
	    (size_t)inspection->outcome >= sizeof outcomes / sizeof *outcomes)
		return;
	pdf_heading(pdf, "Kết luận");
	draw_fact(pdf, "Kết luận số",
		  arena_printf(arena, "%s, %s", inspection->conclusion_number,
			       day_words(arena, inspection->concluded_on)));
	draw_fact(pdf, "Nội dung", outcomes[inspection->outcome]);
	draw_fact(pdf, "Căn cứ thu hồi", minutes->ground != NULL ? minutes->ground->name.vi : "");
	pdf_paragraph(pdf, inspection->summary);
}

void inspection_minutes_draw(struct pdf *pdf, struct transaction *tx,
			     const struct inspection_minutes *minutes)
{
	const Ocop__Certification__V1__Inspection *inspection = minutes->inspection;
	struct arena *arena = transaction_arena(tx);

	draw_head(pdf, tx, inspection);
	draw_certificate(pdf, tx, minutes);
	draw_team(pdf, arena, inspection);
	draw_lines(pdf, arena, inspection);
	draw_findings(pdf, arena, inspection);
	draw_conclusion(pdf, arena, minutes);
	pdf_need(pdf, ROOM_FOR_THE_END);
	pdf_paragraph(pdf, "Biên bản được lập thành các bản có giá trị như nhau; mỗi bên giữ một "
			   "bản.");
	letterhead_signatures(pdf,
			      &(struct signer){.dated = "",
					       .authority = "",
					       .position = "ĐẠI DIỆN CHỦ THỂ",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""},
			      &(struct signer){.dated = "",
					       .authority = "",
					       .position = "TRƯỞNG ĐOÀN KIỂM TRA",
					       .hint = "(Ký, ghi rõ họ tên)",
					       .name = ""});
}
