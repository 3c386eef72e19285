/* notice.c - the written notices of decisions and of what happens to certificates, as PDF
 *
 * Laid out as Nghị định 30/2020/NĐ-CP has office papers.
 */
#include "certification/paper/notice.h"

#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "common/document/words.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/scoring/v1/types.pb-c.h"

/* Of the parts of a notice that are not its own table. */
enum { ROOM_FOR_THE_END = LETTERHEAD_SIGNATURE_HEIGHT + 40 };

static bool is_of_centre(const struct notice_head *head)
{
	return head->level == AUTHORITY_LEVEL(CENTRE);
}

const char *notice_office_words(struct transaction *tx, const struct notice_head *head)
{
	struct unit province;

	if (is_of_centre(head))
		return "Bộ Nông nghiệp và Môi trường";
	unit_load(tx, head->province_code, &province);
	return arena_printf(transaction_arena(tx), "Cơ quan tham mưu quản lý OCOP %s",
			    unit_words(transaction_arena(tx), &province));
}

/* Who decides, in a sentence. */
static const char *authority_words(struct transaction *tx, const struct notice_head *head)
{
	struct unit province;

	if (is_of_centre(head))
		return "Bộ trưởng Bộ Nông nghiệp và Môi trường";
	unit_load(tx, head->province_code, &province);
	return arena_printf(transaction_arena(tx), "Chủ tịch %s",
			    committee_words(transaction_arena(tx), &province));
}

static void draw_head(struct pdf *pdf, struct transaction *tx, const struct notice_head *head,
		      const char *subject)
{
	struct arena *arena = transaction_arena(tx);
	struct unit province;

	unit_load(tx, head->province_code, &province);
	if (certification_state(tx)->is_demonstration)
		pdf_text(pdf,
			 &(struct pdf_style){.align = PDF_CENTRE, .face = PDF_BOLD, .after = 6},
			 "BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ");
	letterhead_print(
		pdf,
		&(struct letterhead){
			.superior = is_of_centre(head) ? "" : committee_lines(arena, &province),
			.office = is_of_centre(head) ? "Bộ Nông nghiệp\nvà Môi trường"
						     : "Cơ quan tham mưu\nquản lý OCOP cấp tỉnh",
			.number = "……………/TB",
			.regarding = "",
			.place = is_of_centre(head) ? "Hà Nội" : province.name_vi,
			.date = head->dated_on,
		});
	pdf_title(pdf, "THÔNG BÁO");
	pdf_title(pdf, subject);
	pdf_text(pdf, &(struct pdf_style){.align = PDF_CENTRE, .before = 6, .after = 6},
		 arena_printf(arena, "Kính gửi: %s", head->recipient));
}

static void draw_end(struct pdf *pdf, const char *last_words)
{
	pdf_need(pdf, ROOM_FOR_THE_END);
	pdf_paragraph(pdf, last_words);
	letterhead_signature(pdf, "- Như trên;\n- Lưu: VT.",
			     &(struct signer){
				     .dated = "",
				     .authority = "",
				     .position = "THỦ TRƯỞNG CƠ QUAN",
				     .hint = "(Ký tên, đóng dấu)",
				     .name = "",
			     });
}

/* "4 sao (83.29 điểm)", and what became of it. */
static const char *outcome_words(struct arena *arena, const struct decision_line *line)
{
	switch (line->outcome) {
	case OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_RECOGNISED:
		return arena_printf(arena, "Công nhận %u sao (%s điểm)", line->star,
				    line->points_text);
	case OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_PROPOSED_TO_CENTRE:
		return arena_printf(arena,
				    "Phê duyệt kết quả (%s điểm), đề nghị Trung ương đánh giá",
				    line->points_text);
	default:
		return arena_printf(arena, "Không công nhận (%s điểm)", line->points_text);
	}
}

static const char *certificate_words(struct arena *arena, const struct decision_line *line)
{
	if (*line->certificate_code == '\0')
		return "";
	return arena_printf(arena, "%s\nMã tra cứu: %s", line->official_number,
			    line->certificate_code);
}

static void draw_lines(struct pdf *pdf, struct transaction *tx, const struct decision_line *lines,
		       size_t count)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.5, PDF_CENTRE},
		{"Sản phẩm", 2.6, PDF_LEFT},
		{"Chủ thể", 2.4, PDF_LEFT},
		{"Kết quả", 2.2, PDF_LEFT},
		{"Giấy chứng nhận", 2.3, PDF_LEFT},
	};
	struct arena *arena = transaction_arena(tx);

	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++)
		pdf_table_row(pdf, 0,
			      (const char *[]){arena_printf(arena, "%zu", i + 1),
					       lines[i].product_name, lines[i].producer_name,
					       outcome_words(arena, &lines[i]),
					       certificate_words(arena, &lines[i])});
	pdf_table_end(pdf);
}

void notice_draw_decision(struct pdf *pdf, struct transaction *tx, const struct notice_head *head,
			  const struct decision_row *decision, const struct decision_line *lines,
			  size_t count)
{
	struct arena *arena = transaction_arena(tx);

	draw_head(pdf, tx, head, "Về kết quả đánh giá, phân hạng sản phẩm OCOP");
	pdf_paragraph(pdf, arena_printf(arena,
					"Căn cứ Quyết định số %s %s của %s, %s thông báo kết quả "
					"đánh giá, phân hạng đối với các sản phẩm sau:",
					decision->decision_number,
					long_day_words(arena, decision->decided_on),
					authority_words(tx, head), notice_office_words(tx, head)));
	draw_lines(pdf, tx, lines, count);
	draw_end(pdf,
		 "Đề nghị cơ quan, chủ thể có tên trên biết, thực hiện; chỉ sử dụng hạng sao và "
		 "dấu OCOP trong thời gian giấy chứng nhận còn hiệu lực.");
}

const char *notice_subject(Ocop__Certification__V1__CertificateMove move)
{
	static const char *const subjects[] = {
		[CERTIFICATE_MOVE(UNSPECIFIED)] = "",
		[CERTIFICATE_MOVE(ISSUE)] = "Về việc cấp giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(EXPIRE)] = "Về việc giấy chứng nhận sản phẩm OCOP hết hiệu lực",
		[CERTIFICATE_MOVE(REVOKE)] = "Về việc thu hồi giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(RENEW)] = "Về việc thay thế giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(CORRECT)] = "Về việc đính chính giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(SUSPEND)] = "Về việc tạm đình chỉ giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(REINSTATE)] =
			"Về việc bỏ tạm đình chỉ giấy chứng nhận sản phẩm OCOP",
		[CERTIFICATE_MOVE(EXTEND)] =
			"Về việc giấy chứng nhận sản phẩm OCOP tiếp tục có hiệu lực",
		[CERTIFICATE_MOVE(REENTER)] =
			"Về việc ghi lại giấy chứng nhận sản phẩm OCOP vào sổ đăng ký",
	};

	return (size_t)move < sizeof subjects / sizeof *subjects ? subjects[move] : "";
}

/* What the recipient has to do. */
static const char *consequence(Ocop__Certification__V1__CertificateMove move)
{
	static const char *const consequences[] = {
		[CERTIFICATE_MOVE(UNSPECIFIED)] = "",
		[CERTIFICATE_MOVE(ISSUE)] =
			"Chỉ sử dụng hạng sao và dấu OCOP cho đúng sản phẩm, trong thời gian giấy "
			"chứng nhận còn hiệu lực.",
		[CERTIFICATE_MOVE(EXPIRE)] =
			"Chủ thể không sử dụng hạng sao và dấu OCOP trên bao bì, quảng cáo của sản "
			"phẩm cho đến khi được công nhận lại.",
		[CERTIFICATE_MOVE(REVOKE)] = "Chủ thể ngừng ngay việc sử dụng hạng sao và dấu OCOP "
					     "trên bao bì, quảng cáo "
					     "của sản phẩm.",
		[CERTIFICATE_MOVE(RENEW)] = "Chủ thể sử dụng giấy chứng nhận thay thế.",
		[CERTIFICATE_MOVE(CORRECT)] = "Chủ thể sử dụng giấy chứng nhận thay thế.",
		[CERTIFICATE_MOVE(SUSPEND)] =
			"Chủ thể không sử dụng hạng sao và dấu OCOP cho đến khi được bỏ tạm đình "
			"chỉ.",
		[CERTIFICATE_MOVE(REINSTATE)] =
			"Chủ thể được tiếp tục sử dụng hạng sao và dấu OCOP trong thời gian giấy "
			"chứng nhận còn hiệu lực.",
		[CERTIFICATE_MOVE(EXTEND)] =
			"Giấy chứng nhận hết hiệu lực sớm hơn nếu kết quả phân hạng lại không đạt.",
		[CERTIFICATE_MOVE(REENTER)] =
			"Sổ đăng ký được khôi phục từ bản sao lưu và đã ghi lại giấy chứng nhận "
			"này. Nếu "
			"có điều gì khác với bản giấy, hãy báo cho cơ quan OCOP.",
	};

	return (size_t)move < sizeof consequences / sizeof *consequences ? consequences[move] : "";
}

static const char *ground_words(struct transaction *tx, const struct certificate *certificate)
{
	const struct rulebooks *books = certification_state(tx)->rulebooks;
	const struct rulebook *book = rulebook_find(books, certificate->rulebook_code);
	const struct rulebook_named *ground = NULL;

	if (book == NULL || book->revocation_grounds.count == 0)
		book = rulebooks_in_force(books, date_of_us(certificate->changed_at_us));
	if (book != NULL)
		ground = rulebook_list_find(&book->revocation_grounds,
					    certificate->revocation_ground);
	return ground != NULL ? ground->name.vi : "";
}

static void draw_fact(struct pdf *pdf, const char *label, const char *value)
{
	if (*value)
		pdf_field(pdf, label, value, 1);
}

static void draw_certificate(struct pdf *pdf, struct arena *arena,
			     const struct certificate *certificate)
{
	draw_fact(pdf, "Sản phẩm", certificate->product_name);
	draw_fact(pdf, "Chủ thể", certificate->producer_name);
	draw_fact(pdf, "Số giấy chứng nhận", certificate->official_number);
	draw_fact(pdf, "Mã tra cứu", certificate->code);
	draw_fact(pdf, "Hạng", arena_printf(arena, "%u sao", certificate->star));
	draw_fact(pdf, "Hiệu lực đến hết ngày", day_words(arena, certificate->valid_until));
}

/* What this move says of it besides its decision and reason. */
static void draw_particulars(struct pdf *pdf, struct transaction *tx,
			     const struct certificate *certificate,
			     const struct certificate_move *move)
{
	struct arena *arena = transaction_arena(tx);

	if (move->move == CERTIFICATE_MOVE(REVOKE)) {
		draw_fact(pdf, "Căn cứ thu hồi", ground_words(tx, certificate));
		draw_fact(pdf, "Theo kết luận, xác nhận",
			  arena_printf(arena, "%s, %s", certificate->conclusion_number,
				       day_words(arena, certificate->concluded_on)));
	}
	if (move->move == CERTIFICATE_MOVE(SUSPEND))
		draw_fact(pdf, "Theo văn bản", certificate->suspension_act);
	if (move->move == CERTIFICATE_MOVE(EXTEND))
		draw_fact(pdf, "Tiếp tục có hiệu lực đến hết ngày",
			  day_words(arena, certificate->extended_until));
	draw_fact(pdf, "Mã tra cứu của giấy thay thế", move->other_code);
}

void notice_draw_move(struct pdf *pdf, struct transaction *tx, const struct notice_head *head,
		      const struct certificate *certificate, const struct certificate_move *move)
{
	struct arena *arena = transaction_arena(tx);
	const char *by =
		*move->decision_number
			? arena_printf(arena, "Theo Quyết định số %s của %s, %s thông báo:",
				       move->decision_number, authority_words(tx, head),
				       notice_office_words(tx, head))
			: arena_printf(arena, "%s thông báo:", notice_office_words(tx, head));

	draw_head(pdf, tx, head, notice_subject(move->move));
	pdf_paragraph(pdf, by);
	draw_certificate(pdf, arena, certificate);
	draw_fact(pdf, "Kể từ ngày", day_words(arena, move->moved_on));
	draw_particulars(pdf, tx, certificate, move);
	draw_fact(pdf, "Lý do", move->reason);
	draw_end(pdf, consequence(move->move));
}
