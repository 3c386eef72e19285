/* refusal_certification.c - the texts of certification's refusals, which are many */
#include "common/refusals/refusal_certification.h"

#include <stddef.h>

enum { CERTIFICATION_BASE = 500 };

/* By code less the base. */
static const struct refusal_text refusal_texts[] = {
	[REFUSAL(CERTIFICATE_UNKNOWN) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_UNKNOWN), 404, "certificate-unknown",
		 "Không tìm thấy giấy chứng nhận này. Hãy kiểm tra mã hoặc số in trên giấy.",
		 "There is no such certificate. Check the code or number printed on it."},
	[REFUSAL(CERTIFICATE_STATE) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_STATE), 409, "certificate-state",
		 "Trạng thái hiện tại của giấy chứng nhận không cho phép việc này.",
		 "The certificate's present state does not allow this. Look at its state."},
	[REFUSAL(GROUND_UNKNOWN) - CERTIFICATION_BASE] =
		{REFUSAL(GROUND_UNKNOWN), 422, "ground-unknown",
		 "Bộ tiêu chí không có căn cứ thu hồi này. Hãy chọn căn cứ trong danh mục.",
		 "The rule book has no such ground of revocation. Choose one that it lists."},
	[REFUSAL(SUSPENSION_NOT_ENTERED) - CERTIFICATION_BASE] =
		{REFUSAL(SUSPENSION_NOT_ENTERED), 422, "suspension-not-entered",
		 "Chưa có văn bản còn hiệu lực cho phép tạm đình chỉ giấy chứng nhận. Hãy ghi văn "
		 "bản đó trước.",
		 "No act is in force that allows suspension. Enter the act first."},
	[REFUSAL(CONCLUSION_MISSING) -
		CERTIFICATION_BASE] = {REFUSAL(CONCLUSION_MISSING), 422, "conclusion-missing",
				       "Thu hồi phải dựa trên kết luận của cơ quan có thẩm quyền "
				       "hoặc xác nhận của xã. Hãy ghi số và ngày của văn bản đó.",
				       "A revocation rests on a competent body's conclusion or the "
				       "commune's confirmation. Give its number and date."},
	[REFUSAL(CERTIFICATE_REVOKED) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_REVOKED), 409, "certificate-revoked",
		 "Giấy chứng nhận đã bị thu hồi; thu hồi là dứt khoát. Sản phẩm phải được đánh giá "
		 "lại từ đầu.",
		 "The certificate has been revoked, for good. The product has to be rated anew."},
	[REFUSAL(CERTIFICATE_EXPIRED) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_EXPIRED), 409, "certificate-expired",
		 "Giấy chứng nhận đã hết hiệu lực. Sản phẩm phải được phân hạng lại.",
		 "The certificate has expired. The product has to be rated again."},
	[REFUSAL(CERTIFICATE_REPLACED) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_REPLACED), 409, "certificate-replaced",
		 "Giấy chứng nhận đã được thay bằng giấy khác. Hãy làm việc này với giấy thay thế.",
		 "Another certificate stands in the place of this one. Do it with that one."},
	[REFUSAL(CERTIFICATE_SUSPENDED) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_SUSPENDED), 409, "certificate-suspended",
		 "Giấy chứng nhận đang bị tạm đình chỉ. Hãy bỏ tạm đình chỉ trước.",
		 "The certificate is suspended. Lift the suspension first."},
	[REFUSAL(CERTIFICATE_NOT_SUSPENDED) - CERTIFICATION_BASE] =
		{REFUSAL(CERTIFICATE_NOT_SUSPENDED), 409, "certificate-not-suspended",
		 "Giấy chứng nhận không bị tạm đình chỉ nên không có gì để bỏ.",
		 "The certificate is not suspended: there is nothing to lift."},
	[REFUSAL(CERTIFICATE_NOT_VERIFIED) -
		CERTIFICATION_BASE] = {REFUSAL(CERTIFICATE_NOT_VERIFIED), 409,
				       "certificate-not-verified",
				       "Việc công nhận này chưa được xác minh nên chỉ có thể thu "
				       "hồi. Hãy bổ sung quyết định và ngày hiệu lực trước.",
				       "This recognition is not verified: it can only be revoked. "
				       "Enter its decision and dates first."},
	[REFUSAL(EXTENSION_NOT_ALLOWED) - CERTIFICATION_BASE] =
		{REFUSAL(EXTENSION_NOT_ALLOWED), 422, "extension-not-allowed",
		 "Không có căn cứ để giấy chứng nhận này chạy tiếp sau ngày hết hiệu lực: chỉ khi "
		 "thời hạn nộp hồ sơ phân hạng lại đã qua trước ngày quy định mới có hiệu lực, "
		 "hoặc cài đặt cho phép.",
		 "Nothing lets this certificate run on: only where the window for its re-rating "
		 "was over before the new rules came, or where the setting allows it."},
	[REFUSAL(EXTENSION_TOO_LONG) -
		CERTIFICATION_BASE] = {REFUSAL(EXTENSION_TOO_LONG), 422, "extension-too-long",
				       "Giấy chứng nhận chỉ được chạy tiếp một số ngày nhất định "
				       "sau ngày hết hiệu lực. Hãy chọn ngày sớm hơn.",
				       "A certificate runs on only so many days after its last "
				       "one. Choose an earlier day."},
	[REFUSAL(RE_RATING_NOT_FILED) - CERTIFICATION_BASE] =
		{REFUSAL(RE_RATING_NOT_FILED), 422, "re-rating-not-filed",
		 "Chưa có hồ sơ phân hạng lại nào được nộp cho giấy chứng nhận này. Hãy nộp hồ sơ "
		 "trước.",
		 "No re-rating of this certificate has been handed in. Hand it in first."},
	[REFUSAL(REQUEST_ANSWERED) - CERTIFICATION_BASE] = {REFUSAL(REQUEST_ANSWERED), 409,
							    "request-answered",
							    "Yêu cầu này đã được trả lời.",
							    "This request has been answered."},
	[REFUSAL(LOG_NOT_PUBLISHED) - CERTIFICATION_BASE] =
		{REFUSAL(LOG_NOT_PUBLISHED), 503, "log-not-published",
		 "Nhật ký minh bạch chưa công bố mục này. Hãy thử lại sau một giây; nếu vẫn vậy, "
		 "hãy báo cho người vận hành.",
		 "The transparency log has not published this yet. Try again in a second; if it "
		 "stays so, tell the operator."},
	[REFUSAL(REGISTER_UNRECONCILED) - CERTIFICATION_BASE] =
		{REFUSAL(REGISTER_UNRECONCILED), 503, "register-unreconciled",
		 "Sổ đăng ký chứng nhận không khớp với nhật ký đã công bố nên không nhận thay đổi "
		 "và không cấp số; điều gì chưa chắc chắn thì không trả lời. Hãy báo cho người vận "
		 "hành.",
		 "The register of certificates is not the one its published log tells of, so it "
		 "takes no change and gives no number, and does not answer what it is not sure of. "
		 "Tell "
		 "the operator."},
	[REFUSAL(LEAF_SETTLED) - CERTIFICATION_BASE] = {REFUSAL(LEAF_SETTLED), 409, "leaf-settled",
							"Mục này đã được đối chiếu xong.",
							"This leaf has been gone through already."},
	[REFUSAL(NUMBERS_TOO_MANY) - CERTIFICATION_BASE] =
		{REFUSAL(NUMBERS_TOO_MANY), 422, "numbers-too-many",
		 "Mỗi lần kiểm tra được nhiều nhất 1.000 số. Hãy chia danh sách ra nhiều lần.",
		 "At most 1,000 numbers are verified at once. Send the list in parts."},
	[REFUSAL(INSPECTION_PLAN_EXISTS) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_PLAN_EXISTS), 409, "inspection-plan-exists",
		 "Năm này đã có kế hoạch kiểm tra. Hãy bổ sung vào kế hoạch đó.",
		 "There is a plan of inspections for this year. Change that one."},
	[REFUSAL(INSPECTION_PLAN_EMPTY) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_PLAN_EMPTY), 422, "inspection-plan-empty",
		 "Kế hoạch kiểm tra không còn dòng nào. Hãy thêm ít nhất một dòng.",
		 "The plan of inspections has no line. Add one at least."},
	[REFUSAL(INSPECTION_PLAN_STATE) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_PLAN_STATE), 409, "inspection-plan-state",
		 "Trạng thái hiện tại của kế hoạch kiểm tra không cho phép việc này. Hãy xem kế "
		 "hoạch đã được duyệt chưa.",
		 "The plan's present state does not allow this. See whether it has been approved."},
	[REFUSAL(PLAN_LINE_UNKNOWN) -
		CERTIFICATION_BASE] = {REFUSAL(PLAN_LINE_UNKNOWN), 422, "plan-line-unknown",
				       "Kế hoạch không có dòng này, hoặc dòng này đã bị bỏ.",
				       "The plan has no such line, or it was struck."},
	[REFUSAL(PLAN_LINE_USED) - CERTIFICATION_BASE] =
		{REFUSAL(PLAN_LINE_USED), 409, "plan-line-used",
		 "Đã có cuộc kiểm tra theo dòng này nên không bỏ được. Hãy huỷ cuộc kiểm tra "
		 "trước.",
		 "There is a visit under this line, so it stays. Cancel the visit first."},
	[REFUSAL(PLAN_LINE_OF_ANOTHER) -
		CERTIFICATION_BASE] = {REFUSAL(PLAN_LINE_OF_ANOTHER), 422, "plan-line-of-another",
				       "Dòng này của kế hoạch không bao gồm giấy chứng nhận đó. "
				       "Hãy chọn dòng khác, hoặc kiểm tra đột xuất có lý do.",
				       "This line of the plan does not cover the certificate. "
				       "Choose another, or inspect for a reason."},
	[REFUSAL(INSPECTION_STATE) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_STATE), 409, "inspection-state",
		 "Trạng thái hiện tại của cuộc kiểm tra không cho phép việc này.",
		 "The inspection's present state does not allow this. Look at its state."},
	[REFUSAL(INSPECTION_LINE_MISSING) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_LINE_MISSING), 422, "inspection-line-missing",
		 "Còn nội dung kiểm tra chưa có kết quả. Hãy ghi kết quả cho từng nội dung.",
		 "A line of the checklist has no result. Give each line one."},
	[REFUSAL(INSPECTION_LINE_UNKNOWN) - CERTIFICATION_BASE] =
		{REFUSAL(INSPECTION_LINE_UNKNOWN), 422, "inspection-line-unknown",
		 "Phiếu kiểm tra không có nội dung này, hoặc đã được ghi hai lần.",
		 "The checklist has no such line, or it was named twice."},
	[REFUSAL(REMEDY_NOT_NEEDED) -
		CERTIFICATION_BASE] = {REFUSAL(REMEDY_NOT_NEEDED), 409, "remedy-not-needed",
				       "Nội dung này đạt, hoặc đã được yêu cầu khắc phục.",
				       "This line conforms, or its remedy was ordered before."},
	[REFUSAL(FINDING_CLOSED) -
		CERTIFICATION_BASE] = {REFUSAL(FINDING_CLOSED), 409, "finding-closed",
				       "Việc khắc phục này đã kết thúc.",
				       "Nothing is awaited for this finding any more."},
	[REFUSAL(FINDINGS_OPEN) - CERTIFICATION_BASE] =
		{REFUSAL(FINDINGS_OPEN), 409, "findings-open",
		 "Kết quả kiểm tra không cho phép kết luận này: còn nội dung không đạt chưa được "
		 "khắc phục, hoặc không có nội dung nào không đạt.",
		 "What was found does not allow this conclusion: something is not remedied yet, or "
		 "nothing was found."},
	[REFUSAL(REVOCATION_NOT_PROPOSED) -
		CERTIFICATION_BASE] = {REFUSAL(REVOCATION_NOT_PROPOSED), 422,
				       "revocation-not-proposed",
				       "Cuộc kiểm tra này không đề nghị thu hồi giấy chứng nhận "
				       "đó, hoặc đề nghị đã được thực hiện.",
				       "This inspection does not propose to revoke the "
				       "certificate, or it has been followed."},
	[REFUSAL(PACK_REPORT_STATE) - CERTIFICATION_BASE] =
		{REFUSAL(PACK_REPORT_STATE), 409, "pack-report-state",
		 "Phản ánh này đã được tiếp nhận, đã kết thúc hoặc kết thúc với kết luận khác.",
		 "This report has been taken up, is closed, or is closed with another conclusion."},
};

const struct refusal_text *refusal_text_of_certification(Ocop__Common__V1__RefusalCode code)
{
	size_t index = (size_t)code - CERTIFICATION_BASE;

	/* Below the base it wraps around and is past the end too. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return NULL;
	return &refusal_texts[index];
}
