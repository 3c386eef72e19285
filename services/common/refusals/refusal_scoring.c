/* refusal_scoring.c - the texts of scoring's refusals, which are many */
#include "common/refusals/refusal_scoring.h"

#include <stddef.h>

enum { SCORING_BASE = 400 };

/* By code less the base. */
static const struct refusal_text refusal_texts[] = {
	[REFUSAL(ROUND_STATE) -
	 SCORING_BASE] = {REFUSAL(ROUND_STATE), 409, "round-state",
			  "Trạng thái hiện tại của đợt đánh giá không cho phép việc này.",
			  "The round's present state does not allow this. Look at its state."},
	[REFUSAL(ROUND_UNKNOWN) -
		SCORING_BASE] = {REFUSAL(ROUND_UNKNOWN), 404, "round-unknown",
				 "Không tìm thấy đợt đánh giá này. Hãy kiểm tra mã.",
				 "There is no such round. Check the id."},
	[REFUSAL(ROUND_EMPTY) - SCORING_BASE] =
		{REFUSAL(ROUND_EMPTY), 422, "round-empty",
		 "Đợt đánh giá chưa có hồ sơ nào. Hãy tiếp nhận hồ sơ vào đợt trước.",
		 "The round has no dossier to score. Admit dossiers to it first."},
	[REFUSAL(COUNCIL_MISSING) -
		SCORING_BASE] = {REFUSAL(COUNCIL_MISSING), 422, "council-missing",
				 "Đợt đánh giá chưa có hội đồng. Hãy thành lập hội đồng trước.",
				 "The round has no council. Appoint the council first."},
	[REFUSAL(COUNCIL_CHAIR_MISSING) -
		SCORING_BASE] = {REFUSAL(COUNCIL_CHAIR_MISSING), 422, "council-chair-missing",
				 "Hội đồng phải có đúng một chủ tịch. Hãy chỉ định một chủ tịch.",
				 "A council has exactly one chair. Name one."},
	[REFUSAL(COUNCIL_MEMBER_DOUBLED) -
		SCORING_BASE] = {REFUSAL(COUNCIL_MEMBER_DOUBLED), 422, "council-member-doubled",
				 "Một người chỉ có một chỗ: trong hội đồng hoặc trong tổ tư vấn. "
				 "Hãy bỏ dòng trùng.",
				 "A person has one place, on the council or on the advisory team. "
				 "Remove the second "
				 "entry."},
	[REFUSAL(COUNCIL_MEMBER_UNKNOWN) - SCORING_BASE] =
		{REFUSAL(COUNCIL_MEMBER_UNKNOWN), 422, "council-member-unknown",
		 "Người này không thuộc hội đồng của đợt đánh giá. Hãy kiểm tra danh sách hội "
		 "đồng.",
		 "This is no member of the round's council. Check the list of the council."},
	[REFUSAL(MEMBER_HAS_CONFLICT) - SCORING_BASE] =
		{REFUSAL(MEMBER_HAS_CONFLICT), 403, "member-has-conflict",
		 "Thành viên có xung đột lợi ích với chủ thể nên không được xem và chấm hồ sơ này.",
		 "A member linked to the producer does not see or score this dossier."},
	[REFUSAL(MEMBER_DOES_NOT_SCORE) - SCORING_BASE] =
		{REFUSAL(MEMBER_DOES_NOT_SCORE), 403, "member-does-not-score",
		 "Thành viên này không chấm điểm trong hội đồng. Chỉ thành viên được chấm mới nộp "
		 "phiếu.",
		 "This member does not score in the council. Only scoring members hand in sheets."},
	[REFUSAL(ACTING_CHAIR_MISSING) - SCORING_BASE] =
		{REFUSAL(ACTING_CHAIR_MISSING), 422, "acting-chair-missing",
		 "Chủ tịch hội đồng có xung đột lợi ích. Hãy cử người điều hành thay cho hồ sơ "
		 "này.",
		 "The chair has a conflict. Name an acting chair for this dossier."},
	[REFUSAL(SHEET_SEALED) -
		SCORING_BASE] = {REFUSAL(SHEET_SEALED), 409, "sheet-sealed",
				 "Phiếu đã nộp thì niêm phong và không thay đổi. Chỉ lần chấm "
				 "lại mới có phiếu mới.",
				 "A submitted sheet is sealed and does not change. Only a new "
				 "pass takes a new sheet."},
	[REFUSAL(SHEET_INCOMPLETE) - SCORING_BASE] =
		{REFUSAL(SHEET_INCOMPLETE), 422, "sheet-incomplete",
		 "Phiếu đánh giá chưa đầy đủ nên chưa nộp được. Hãy hoàn thành tiêu chí được nêu.",
		 "An incomplete sheet cannot be submitted. Complete the criteria that are named."},
	[REFUSAL(DOSSIER_NOT_IN_ROUND) -
		SCORING_BASE] = {REFUSAL(DOSSIER_NOT_IN_ROUND), 404, "dossier-not-in-round",
				 "Hồ sơ không thuộc đợt đánh giá này. Hãy kiểm tra đợt của hồ sơ.",
				 "The dossier is not in this round. Check the dossier's round."},
	[REFUSAL(DOSSIER_CLOSED) - SCORING_BASE] =
		{REFUSAL(DOSSIER_CLOSED), 409, "dossier-closed",
		 "Việc chấm điểm hồ sơ này đã kết thúc. Sửa đổi chỉ bằng lần chấm lại có lý do.",
		 "Scoring of this dossier is over. A correction is a new pass with its reason."},
	[REFUSAL(DOSSIER_NOT_CLOSED) - SCORING_BASE] =
		{REFUSAL(DOSSIER_NOT_CLOSED), 409, "dossier-not-closed",
		 "Việc chấm điểm hồ sơ này chưa kết thúc. Hãy kết thúc chấm điểm trước.",
		 "Scoring of this dossier is not over. Close it first."},
	[REFUSAL(QUORUM_MISSED) - SCORING_BASE] =
		{REFUSAL(QUORUM_MISSED), 422, "quorum-missed",
		 "Chưa đủ số thành viên chấm điểm hoặc biểu quyết theo quy định. Hãy chờ thêm "
		 "phiếu "
		 "của thành viên.",
		 "Too few members have scored, or voted, for a quorum. Wait for more of them."},
	[REFUSAL(CHAIR_SHEET_MISSING) - SCORING_BASE] =
		{REFUSAL(CHAIR_SHEET_MISSING), 422, "chair-sheet-missing",
		 "Phải có phiếu của chủ tịch hội đồng hoặc người điều hành thay. Hãy nộp phiếu đó.",
		 "The sheet of the chair, or acting chair, must be there. Hand it in."},
	[REFUSAL(SECOND_PASS_NEEDED) -
		SCORING_BASE] = {REFUSAL(SECOND_PASS_NEEDED), 409, "second-pass-needed",
				 "Điểm của các thành viên chênh lệch quá mức cho phép. Hội "
				 "đồng phải thảo luận và chấm lại.",
				 "Members differ by more than the spread allows. The "
				 "council discusses and scores again."},
	[REFUSAL(SECOND_PASS_NOT_NEEDED) -
		SCORING_BASE] = {REFUSAL(SECOND_PASS_NOT_NEEDED), 409, "second-pass-not-needed",
				 "Chênh lệch điểm trong mức cho phép và không có lý do "
				 "chấm lại. Hãy ghi lý do nếu cần.",
				 "The spread is within its limit, so no second pass is "
				 "due. Give a reason if one is."},
	[REFUSAL(AGREED_OPTION_INVALID) - SCORING_BASE] =
		{REFUSAL(AGREED_OPTION_INVALID), 422, "agreed-option-invalid",
		 "Lựa chọn thống nhất phải là một mức của tiêu chí trong phiếu. Hãy chọn lại.",
		 "An agreed option must be one of the criterion's options. Choose again."},
	[REFUSAL(DECISION_NUMBER_TAKEN) -
		SCORING_BASE] = {REFUSAL(DECISION_NUMBER_TAKEN), 409, "decision-number-taken",
				 "Số quyết định này đã được ghi. Hãy kiểm tra số quyết định.",
				 "This decision number is recorded already. Check the number."},
	[REFUSAL(LEVEL_NOT_COMPETENT) - SCORING_BASE] =
		{REFUSAL(LEVEL_NOT_COMPETENT), 422, "level-not-competent",
		 "Cấp này không có thẩm quyền công nhận hạng sao này. Hãy đề nghị cấp có thẩm "
		 "quyền.",
		 "This level does not recognise this star. Propose it to the level that does."},
	[REFUSAL(DOCUMENTS_NOT_AHEAD) -
		SCORING_BASE] = {REFUSAL(DOCUMENTS_NOT_AHEAD), 422, "documents-not-ahead",
				 "Tài liệu phải gửi hội đồng trước phiên họp theo thời "
				 "hạn đã đặt. Hãy lùi giờ chấm.",
				 "The documents must be out ahead of the scoring by the "
				 "set time. Start scoring later."},
	[REFUSAL(ROUND_KIND) -
		SCORING_BASE] = {REFUSAL(ROUND_KIND), 409, "round-kind",
				 "Đợt đánh giá loại này không có việc đó. Hãy xem loại của đợt.",
				 "A round of this kind does not do this. Look at its kind."},
	[REFUSAL(MEETING_NEEDED) - SCORING_BASE] =
		{REFUSAL(MEETING_NEEDED), 409, "meeting-needed",
		 "Ý kiến khác nhau hoặc việc phức tạp: hội đồng phải họp. Hãy mời họp.",
		 "Opinions differ, or the matter is complex: the council must meet. Call a "
		 "meeting."},
	[REFUSAL(MEETING_NOT_NEEDED) - SCORING_BASE] =
		{REFUSAL(MEETING_NOT_NEEDED), 409, "meeting-not-needed",
		 "Hồ sơ này lấy ý kiến bằng văn bản. Chỉ chấm phiếu khi hội đồng họp.",
		 "Written opinions are asked for on this dossier. It is scored only when the "
		 "council meets."},
	[REFUSAL(AGENCY_REPORT_MISSING) - SCORING_BASE] =
		{REFUSAL(AGENCY_REPORT_MISSING), 409, "agency-report-missing",
		 "Cơ quan OCOP chưa có báo cáo về hồ sơ này. Hãy lập báo cáo trước.",
		 "The OCOP agency has not reported on this dossier. File the report first."},
	[REFUSAL(ADVISER_UNKNOWN) - SCORING_BASE] =
		{REFUSAL(ADVISER_UNKNOWN), 403, "adviser-unknown",
		 "Tài khoản không thuộc tổ tư vấn của đợt này. Hãy xem quyết định thành lập tổ.",
		 "The account is not on the advisory team of this round. See the team that was "
		 "appointed."},
	[REFUSAL(SITTING_FULL) - SCORING_BASE] =
		{REFUSAL(SITTING_FULL), 422, "sitting-full",
		 "Một ngày có quá nhiều sản phẩm. Hãy chia sang ngày khác.",
		 "There are too many products on one day. Move some to another day."},
	[REFUSAL(OFFLINE_FORM_INVALID) - SCORING_BASE] =
		{REFUSAL(OFFLINE_FORM_INVALID), 422, "offline-form-invalid",
		 "Tệp chấm điểm không thuộc đợt hoặc thành viên này. Hãy tải lại mẫu.",
		 "The form is not of this round or member. Download it again."},
	[REFUSAL(COMPLAINT_UNKNOWN) - SCORING_BASE] =
		{REFUSAL(COMPLAINT_UNKNOWN), 404, "complaint-unknown",
		 "Không tìm thấy kiến nghị này trong đợt đánh giá. Hãy kiểm tra mã.",
		 "The round has no such complaint. Check its id."},
	[REFUSAL(COMPLAINT_ANSWERED) -
		SCORING_BASE] = {REFUSAL(COMPLAINT_ANSWERED), 409, "complaint-answered",
				 "Kiến nghị này đã được trả lời và không thay đổi nữa.",
				 "This complaint is answered and does not change any more."},
	[REFUSAL(COMPLAINT_NUMBER_TAKEN) - SCORING_BASE] =
		{REFUSAL(COMPLAINT_NUMBER_TAKEN), 409, "complaint-number-taken",
		 "Đợt đánh giá đã có kiến nghị mang số này. Hãy xem danh sách kiến nghị.",
		 "The round has a complaint of this number. See its list of complaints."},
	[REFUSAL(SHARD_CLOSED) - SCORING_BASE] =
		{REFUSAL(SHARD_CLOSED), 409, "shard-closed",
		 "Phân vùng này không nhận thêm đợt đánh giá. Hãy chọn phân vùng khác.",
		 "This shard takes no more rounds. Choose another one."},
	[REFUSAL(CENTRE_RESULT_MISSING) - SCORING_BASE] =
		{REFUSAL(CENTRE_RESULT_MISSING), 409, "centre-result-missing",
		 "Chưa có kết quả của Trung ương để tỉnh công nhận. Hãy chờ quyết định.",
		 "There is no result of the centre to recognise on. Wait for its decision."},
	[REFUSAL(SUPPLEMENT_AWAITED) - SCORING_BASE] =
		{REFUSAL(SUPPLEMENT_AWAITED), 409, "supplement-awaited",
		 "Hồ sơ đang chờ bổ sung. Hãy chờ đến khi nhận được hoặc hết hạn bổ sung.",
		 "A supplement to the dossier is awaited. Wait until it is there or its day is "
		 "over."},
	[REFUSAL(COMPARISON_INVALID) -
		SCORING_BASE] = {REFUSAL(COMPARISON_INVALID), 422, "comparison-invalid",
				 "Hai phiếu này không so sánh được. Hãy chọn hai phiếu khác nhau.",
				 "These two sheets cannot be compared. Choose two that differ."},
	[REFUSAL(FINDING_UNDECIDED) - SCORING_BASE] =
		{REFUSAL(FINDING_UNDECIDED), 409, "finding-undecided",
		 "Có phiếu nêu lý do loại, dừng hoặc không đạt yêu cầu đối với sản phẩm. Hội đồng "
		 "phải biểu quyết trước.",
		 "A sheet raises something against the product. The council must vote on it "
		 "first."},
};

const struct refusal_text *refusal_text_of_scoring(Ocop__Common__V1__RefusalCode code)
{
	size_t index = (size_t)code - SCORING_BASE;

	/* Below the base it wraps around and is past the end too. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return NULL;
	return &refusal_texts[index];
}
