/* refusal_registration.c - the texts of registration's refusals, which are many */
#include "common/refusals/refusal_registration.h"

#include <stddef.h>

/* Registration's codes are 301 to 399 (refusal.proto). */
enum { REGISTRATION_BASE = 300 };

static const struct refusal_text refusal_texts[] = {
	[REFUSAL(PRODUCER_EXISTS) -
	 REGISTRATION_BASE] = {REFUSAL(PRODUCER_EXISTS), 409, "producer-exists",
			       "Số đăng ký này đã thuộc một chủ thể khác. Hãy dùng chủ thể đã có.",
			       "A producer with this registration number exists. Use that one."},
	[REFUSAL(PRODUCER_UNKNOWN) - REGISTRATION_BASE] =
		{REFUSAL(PRODUCER_UNKNOWN), 404, "producer-unknown",
		 "Không tìm thấy chủ thể này. Hãy kiểm tra mã hoặc đăng ký chủ thể trước.",
		 "There is no such producer. Check the id, or register the producer first."},
	[REFUSAL(PRODUCT_UNKNOWN) - REGISTRATION_BASE] =
		{REFUSAL(PRODUCT_UNKNOWN), 404, "product-unknown",
		 "Không tìm thấy sản phẩm này. Hãy kiểm tra mã hoặc đăng ký sản phẩm trước.",
		 "There is no such product. Check the id, or register the product first."},
	[REFUSAL(PRODUCT_EXISTS) - REGISTRATION_BASE] =
		{REFUSAL(PRODUCT_EXISTS), 409, "product-exists",
		 "Chủ thể đã có sản phẩm cùng tên. Hãy dùng sản phẩm đã có hoặc đặt tên phân biệt.",
		 "The producer has a product of this name. Use that one, or a name that tells them "
		 "apart."},
	[REFUSAL(LEGAL_FORM_NOT_ELIGIBLE) - REGISTRATION_BASE] =
		{REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), 422, "legal-form-not-eligible",
		 "Loại hình của chủ thể không được tham gia bộ sản phẩm này theo bộ tiêu chí.",
		 "The rule book does not admit a producer of this legal form to this set."},
	[REFUSAL(DOSSIER_STATE) - REGISTRATION_BASE] =
		{REFUSAL(DOSSIER_STATE), 409, "dossier-state",
		 "Trạng thái hiện tại của hồ sơ không cho phép việc này. Hãy mở lại hồ sơ để xem "
		 "trạng thái.",
		 "The dossier's present state does not allow this. Open it again and look."},
	[REFUSAL(DOSSIER_OPEN_EXISTS) - REGISTRATION_BASE] =
		{REFUSAL(DOSSIER_OPEN_EXISTS), 409, "dossier-open-exists",
		 "Sản phẩm đang có một hồ sơ khác chưa kết thúc. Hãy hoàn tất hoặc rút hồ sơ đó.",
		 "The product has another dossier under way. Finish or withdraw that one first."},
	[REFUSAL(DOSSIER_INCOMPLETE) - REGISTRATION_BASE] =
		{REFUSAL(DOSSIER_INCOMPLETE), 422, "dossier-incomplete",
		 "Hồ sơ còn thiếu thành phần bắt buộc. Hãy bổ sung từng phần được nêu.",
		 "The dossier lacks a compulsory part. Add each part that is named."},
	[REFUSAL(SELF_ASSESSMENT_MISSING) - REGISTRATION_BASE] =
		{REFUSAL(SELF_ASSESSMENT_MISSING), 422, "self-assessment-missing",
		 "Hồ sơ phải có phiếu tự đánh giá. Hãy lập phiếu tự đánh giá trước khi nộp.",
		 "A dossier needs a self-assessment. Record it before you submit."},
	[REFUSAL(EVIDENCE_MISSING) - REGISTRATION_BASE] =
		{REFUSAL(EVIDENCE_MISSING), 422, "evidence-missing",
		 "Thiếu một loại minh chứng bắt buộc. Hãy tải lên giấy tờ được nêu.",
		 "A compulsory kind of evidence is not there. Upload the paper that is named."},
	[REFUSAL(EVIDENCE_UNKNOWN) -
		REGISTRATION_BASE] = {REFUSAL(EVIDENCE_UNKNOWN), 404, "evidence-unknown",
				      "Hồ sơ không có minh chứng này. Hãy kiểm tra mã minh chứng.",
				      "The dossier has no such evidence. Check its id."},
	[REFUSAL(EVIDENCE_TYPE_UNKNOWN) - REGISTRATION_BASE] =
		{REFUSAL(EVIDENCE_TYPE_UNKNOWN), 422, "evidence-type-unknown",
		 "Bộ tiêu chí không có loại minh chứng này. Hãy chọn loại trong danh mục.",
		 "The rule book has no such type of evidence. Choose one that it lists."},
	[REFUSAL(EVIDENCE_EXPIRED) - REGISTRATION_BASE] =
		{REFUSAL(EVIDENCE_EXPIRED), 422, "evidence-expired",
		 "Minh chứng đã hết hạn vào ngày được tính. Hãy thay bằng giấy tờ còn hiệu lực.",
		 "The evidence has expired on the day that counts. Replace it by one that is "
		 "valid."},
	[REFUSAL(FILE_TYPE_MISMATCH) -
		REGISTRATION_BASE] = {REFUSAL(FILE_TYPE_MISMATCH), 415, "file-type-mismatch",
				      "Nội dung tệp không đúng với tên hoặc loại đã khai, hoặc tệp "
				      "hỏng hay có mật khẩu. "
				      "Hãy mở thử rồi gửi lại tệp đọc được.",
				      "The file is not what its name or type says, or is broken or "
				      "locked by a password. "
				      "Open it yourself, then send one that can be read."},
	[REFUSAL(FILE_TYPE_REFUSED) - REGISTRATION_BASE] =
		{REFUSAL(FILE_TYPE_REFUSED), 415, "file-type-refused",
		 "Loại tệp này không được nhận. Hãy gửi PDF, ảnh hoặc loại tệp được nêu.",
		 "Files of this type are not taken. Send a PDF, an image or a type that is named."},
	[REFUSAL(FILE_TOO_LARGE) - REGISTRATION_BASE] =
		{REFUSAL(FILE_TOO_LARGE), 413, "file-too-large",
		 "Tệp vượt quá kích thước cho phép. Hãy giảm dung lượng hoặc chia tệp.",
		 "The file is over the size limit. Make it smaller, or divide it."},
	[REFUSAL(UPLOAD_UNKNOWN) - REGISTRATION_BASE] =
		{REFUSAL(UPLOAD_UNKNOWN), 404, "upload-unknown",
		 "Không có lần tải lên này, hoặc đã hết hạn. Hãy tải lại từ đầu.",
		 "There is no such upload, or it is over. Begin the upload again."},
	[REFUSAL(UPLOAD_INCOMPLETE) -
		REGISTRATION_BASE] = {REFUSAL(UPLOAD_INCOMPLETE), 409, "upload-incomplete",
				      "Tệp chưa tải lên hết. Hãy gửi tiếp phần còn lại.",
				      "The file is not all here. Send the rest."},
	[REFUSAL(UPLOAD_OFFSET) - REGISTRATION_BASE] =
		{REFUSAL(UPLOAD_OFFSET), 409, "upload-offset",
		 "Vị trí gửi không khớp với phần đã nhận. Hãy hỏi vị trí hiện tại rồi gửi tiếp.",
		 "The upload does not stand at this offset. Ask where it stands, and go on from "
		 "there."},
	[REFUSAL(REASON_MISSING) -
		REGISTRATION_BASE] = {REFUSAL(REASON_MISSING), 422, "reason-missing",
				      "Việc này phải có lý do. Hãy ghi rõ lý do.",
				      "This needs a reason. Write the reason."},
	[REFUSAL(SCREENING_INCOMPLETE) - REGISTRATION_BASE] =
		{REFUSAL(SCREENING_INCOMPLETE), 422, "screening-incomplete",
		 "Mỗi nội dung thẩm tra của cấp xã phải có kết luận. Hãy ghi nội dung còn thiếu.",
		 "Every check of the commune needs a finding. Record the one that is missing."},
	[REFUSAL(PROPOSED_TOO_LATE) - REGISTRATION_BASE] =
		{REFUSAL(PROPOSED_TOO_LATE), 422, "proposed-too-late",
		 "Đợt đánh giá chỉ nhận hồ sơ được đề nghị trước ngày chốt. Hãy đưa vào đợt sau.",
		 "The round takes dossiers proposed before its date only. Admit it to the next "
		 "round."},
	[REFUSAL(RECOGNITION_MISSING) -
		REGISTRATION_BASE] = {REFUSAL(RECOGNITION_MISSING), 422, "recognition-missing",
				      "Nâng hạng hoặc phân hạng lại cần một giấy chứng nhận đã "
				      "có. Hãy nộp hồ sơ lần đầu.",
				      "An upgrade or re-rating starts from a certificate. File "
				      "a first dossier instead."},
	[REFUSAL(RE_RATING_WINDOW) - REGISTRATION_BASE] =
		{REFUSAL(RE_RATING_WINDOW), 422, "re-rating-window",
		 "Hồ sơ phân hạng lại nộp từ 180 đến 120 ngày trước khi giấy chứng nhận hết hạn.",
		 "A re-rating is filed between 180 and 120 days before the certificate expires."},
	[REFUSAL(IMPORT_ROW_INVALID) - REGISTRATION_BASE] =
		{REFUSAL(IMPORT_ROW_INVALID), 422, "import-row-invalid",
		 "Dòng dữ liệu nhập không hợp lệ. Hãy sửa theo phần chi tiết rồi nhập lại.",
		 "The row cannot be imported. Correct it as the detail says, and import again."},
	[REFUSAL(IDEA_STATE) - REGISTRATION_BASE] =
		{REFUSAL(IDEA_STATE), 409, "idea-state",
		 "Trạng thái hiện tại của ý tưởng không cho phép việc này. Hãy xem trạng thái ý "
		 "tưởng.",
		 "The state of the idea does not allow this. Look at its state."},
	[REFUSAL(IDEA_INCOMPLETE) - REGISTRATION_BASE] =
		{REFUSAL(IDEA_INCOMPLETE), 422, "idea-incomplete",
		 "Ý tưởng phải trả lời đủ bốn câu hỏi: nguồn gốc, nguyên liệu địa phương, điểm "
		 "khác biệt, thị trường. Hãy điền trường được nêu.",
		 "An idea answers four questions: origin, local material, what is special, market. "
		 "Fill in the field that is named."},
	[REFUSAL(RECORD_STRUCK) - REGISTRATION_BASE] =
		{REFUSAL(RECORD_STRUCK), 409, "record-struck",
		 "Bản ghi này đã bị gạch bỏ hoặc đã gộp vào bản ghi khác. Hãy dùng bản ghi còn "
		 "hiệu lực.",
		 "This record was struck or merged into another. Use the one that stands."},
	[REFUSAL(MERGE_INVALID) -
		REGISTRATION_BASE] = {REFUSAL(MERGE_INVALID), 422, "merge-invalid",
				      "Không thể gộp một bản ghi vào chính nó hoặc vào bản ghi đã "
				      "gộp. Hãy chọn hai bản ghi còn hiệu lực.",
				      "One cannot be merged into itself or into one that was "
				      "merged. Choose two that stand."},
	[REFUSAL(MERGE_CONFLICT) -
		REGISTRATION_BASE] = {REFUSAL(MERGE_CONFLICT), 409, "merge-conflict",
				      "Gộp hoặc tách như vậy sẽ để lại hai bản ghi mâu thuẫn: "
				      "trùng tên, hai hồ sơ hoặc hai "
				      "giấy chứng nhận. Hãy giải quyết điều được nêu trước.",
				      "Merged or parted like this, two records would contradict "
				      "each other: one name, two "
				      "dossiers or two certificates. Settle what is named first."},
	[REFUSAL(MERGE_UNDONE) - REGISTRATION_BASE] =
		{REFUSAL(MERGE_UNDONE), 409, "merge-undone",
		 "Lần gộp này đã được hoàn tác. Không cần làm gì thêm.",
		 "This merge was undone already. There is nothing left to do."},
	[REFUSAL(NUMBER_PASSED) - REGISTRATION_BASE] =
		{REFUSAL(NUMBER_PASSED), 409, "number-passed",
		 "Số thứ tự của xã đã vượt quá số này. Hãy chọn số lớn hơn số cuối cùng đã cấp.",
		 "The sequence of the commune is past this number. Name one above the last that "
		 "was given."},
	[REFUSAL(GTIN_INVALID) - REGISTRATION_BASE] =
		{REFUSAL(GTIN_INVALID), 422, "gtin-invalid",
		 "GTIN phải có 8, 12, 13 hoặc 14 chữ số và đúng số kiểm tra. Hãy kiểm tra mã vạch.",
		 "A GTIN has 8, 12, 13 or 14 digits and a right check digit. Check the bar code."},
	[REFUSAL(CARRY_OVER_SOURCE) - REGISTRATION_BASE] =
		{REFUSAL(CARRY_OVER_SOURCE), 422, "carry-over-source",
		 "Chỉ kế thừa được từ hồ sơ trước của chính sản phẩm này. Hãy chọn hồ sơ khác.",
		 "Only an earlier dossier of the same product can be carried over. Choose "
		 "another."},
	[REFUSAL(NOT_CONFIRMED) -
		REGISTRATION_BASE] = {REFUSAL(NOT_CONFIRMED), 409, "not-confirmed",
				      "Chủ thể chưa xác nhận đúng nội dung hiện tại của hồ sơ. Hãy "
				      "đề nghị chủ thể xem và xác nhận.",
				      "The producer has not confirmed the dossier as it is now. "
				      "Ask him to look and confirm."},
	[REFUSAL(SUPPLEMENT_NOT_ASKED) - REGISTRATION_BASE] =
		{REFUSAL(SUPPLEMENT_NOT_ASKED), 409, "supplement-not-asked",
		 "Hồ sơ không có yêu cầu bổ sung đang chờ. Hãy xem trạng thái hồ sơ.",
		 "No supplement is awaited for this dossier. Look at its state."},
	[REFUSAL(SUPPLEMENT_OPEN) - REGISTRATION_BASE] =
		{REFUSAL(SUPPLEMENT_OPEN), 409, "supplement-open",
		 "Hồ sơ đang có một yêu cầu bổ sung chưa trả lời. Hãy đợi hoặc thúc chủ thể trả "
		 "lời yêu cầu đó.",
		 "A supplement is already awaited. Wait for it or remind the producer."},
	[REFUSAL(SUPPLEMENT_EMPTY) -
		REGISTRATION_BASE] = {REFUSAL(SUPPLEMENT_EMPTY), 422, "supplement-empty",
				      "Chưa có minh chứng nào được bổ sung kể từ khi có yêu cầu. "
				      "Hãy tải lên trước khi gửi.",
				      "No evidence was added since the supplement was asked for. "
				      "Upload it before you send."},
	[REFUSAL(SAMPLES_MISSING) - REGISTRATION_BASE] =
		{REFUSAL(SAMPLES_MISSING), 409, "samples-missing",
		 "Chưa ghi nhận đủ mẫu sản phẩm giao kèm hồ sơ. Hãy lập biên nhận mẫu trước.",
		 "The samples that go with the dossier are not recorded as received. Record the "
		 "receipt first."},
	[REFUSAL(SAMPLES_NOT_ASKED) - REGISTRATION_BASE] =
		{REFUSAL(SAMPLES_NOT_ASKED), 422, "samples-not-asked",
		 "Ngành này không nộp mẫu sản phẩm. Không cần lập biên nhận mẫu.",
		 "This sector hands over no samples. No receipt is needed."},
	[REFUSAL(DOSSIER_TOO_LARGE) - REGISTRATION_BASE] =
		{REFUSAL(DOSSIER_TOO_LARGE), 413, "dossier-too-large",
		 "Tổng dung lượng tệp của hồ sơ vượt giới hạn. Hãy nén hoặc bỏ bớt tệp.",
		 "All files of the dossier together are over the limit. Compress or remove some."},
	[REFUSAL(IMAGE_INVALID) - REGISTRATION_BASE] =
		{REFUSAL(IMAGE_INVALID), 422, "image-invalid",
		 "Ảnh quá nhiều điểm ảnh hoặc không đọc được. Hãy chụp hoặc lưu lại ảnh.",
		 "The image has too many pixels or cannot be read. Take or save it again."},
	[REFUSAL(EVIDENCE_BOUND) -
		REGISTRATION_BASE] = {REFUSAL(EVIDENCE_BOUND), 409, "evidence-bound",
				      "Minh chứng này thuộc phiên bản đã nộp nên không thay đổi "
				      "được. Hãy bổ sung minh chứng mới.",
				      "This evidence belongs to a submitted version and does not "
				      "change. Add new evidence instead."},
	[REFUSAL(PAPER_MISSING) - REGISTRATION_BASE] =
		{REFUSAL(PAPER_MISSING), 422, "paper-missing",
		 "Thiếu văn bản cần kèm theo. Hãy đính kèm văn bản được nêu.",
		 "A paper that goes with this is missing. Attach the one that is named."},
	[REFUSAL(DOCUMENT_UNKNOWN) - REGISTRATION_BASE] =
		{REFUSAL(DOCUMENT_UNKNOWN), 404, "document-unknown",
		 "Không có tài liệu này, hoặc đã quá một giờ. Hãy tạo lại.",
		 "There is no such document, or its hour is over. Make it again."},
	[REFUSAL(DOCUMENT_NOT_READY) - REGISTRATION_BASE] =
		{REFUSAL(DOCUMENT_NOT_READY), 409, "document-not-ready",
		 "Hồ sơ chưa có nội dung để in tài liệu này. Hãy làm bước trước đó.",
		 "There is nothing yet to print in this document. Take the step before it."},
	[REFUSAL(REPORT_INVALID) - REGISTRATION_BASE] =
		{REFUSAL(REPORT_INVALID), 422, "report-invalid",
		 "Số liệu báo cáo không hợp lý hoặc năm chưa đến. Hãy sửa trường được nêu.",
		 "The figures contradict each other or the year has not come. Correct the field "
		 "that is named."},
	[REFUSAL(PRODUCT_MERGED) - REGISTRATION_BASE] =
		{REFUSAL(PRODUCT_MERGED), 409, "product-merged",
		 "Sản phẩm hoặc chủ thể này đã gộp vào bản ghi khác. Hãy dùng bản ghi còn lại.",
		 "This product or producer was merged into another. Use the one that stays."},
	[REFUSAL(PLAN_INVALID) - REGISTRATION_BASE] =
		{REFUSAL(PLAN_INVALID), 422, "plan-invalid",
		 "Năm hoặc chỉ tiêu của kế hoạch không hợp lệ. Hãy sửa trường được nêu.",
		 "The years or targets of the plan are not valid. Correct the field that is "
		 "named."},
	[REFUSAL(LATE_FILING_NOT_ALLOWED) - REGISTRATION_BASE] =
		{REFUSAL(LATE_FILING_NOT_ALLOWED), 422, "late-filing-not-allowed",
		 "Ở đây hồ sơ phân hạng lại nộp muộn chỉ được nhận như đánh giá lần đầu.",
		 "A late re-rating is taken here as a first rating only."},
	[REFUSAL(PERSONAL_DATA_NEEDED) - REGISTRATION_BASE] =
		{REFUSAL(PERSONAL_DATA_NEEDED), 409, "personal-data-needed",
		 "Chủ thể còn giấy chứng nhận đang hiệu lực hoặc hồ sơ đang xử lý nên chưa xoá "
		 "được "
		 "dữ liệu cá nhân. Hãy kết thúc việc được nêu trước.",
		 "A certificate is in force or a dossier under way, so the personal data cannot be "
		 "erased yet. End what is named first."},
};

const struct refusal_text *refusal_text_of_registration(Ocop__Common__V1__RefusalCode code)
{
	size_t index = (size_t)code - REGISTRATION_BASE;

	/* Below the base it wraps around and is past the end too. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return NULL;
	return &refusal_texts[index];
}
