/* refusal.c - what a refusal is called and how it reads, in both languages
 *
 * Each text says the rule and what to do about it. 400 is for what cannot be read, 409 for a thing
 * whose state does not allow it, 422 for a rule of the domain.
 */
#include "common/refusal.h"

#include <stddef.h>

#include "common/refusals/refusal_certification.h"
#include "common/refusals/refusal_market.h"
#include "common/refusals/refusal_notification.h"
#include "common/refusals/refusal_registration.h"
#include "common/refusals/refusal_scoring.h"

/* By code; the gaps between the hundreds are empty, the services with many
 * have tables of their own. */
static const struct refusal_text refusal_texts[] = {
	[REFUSAL(UNSPECIFIED)] =
		{REFUSAL(UNSPECIFIED), 500, "unspecified",
		 "Lý do từ chối không rõ. Hãy báo cho người vận hành kèm mã yêu cầu.",
		 "The reason is not known. Tell the operator, with the request id."},
	[REFUSAL(MESSAGE_UNREADABLE)] =
		{REFUSAL(MESSAGE_UNREADABLE), 400, "message-unreadable",
		 "Không đọc được thông điệp. Hãy gửi lại đúng định dạng của loại thông điệp này.",
		 "The bytes are not the message they claim to be. Send it in the format of its "
		 "type."},
	[REFUSAL(MESSAGE_UNKNOWN)] =
		{REFUSAL(MESSAGE_UNKNOWN), 404, "message-unknown",
		 "Không có dịch vụ nào ở đây trả lời loại thông điệp này. Hãy kiểm tra tên loại.",
		 "No daemon here answers this type of message. Check the name of the type."},
	[REFUSAL(MESSAGE_TOO_LARGE)] =
		{REFUSAL(MESSAGE_TOO_LARGE), 413, "message-too-large",
		 "Thông điệp vượt quá giới hạn kích thước của loại này. Hãy chia nhỏ rồi gửi lại.",
		 "The message is over the size limit of its kind. Send less at a time."},
	[REFUSAL(TEXT_INVALID)] =
		{REFUSAL(TEXT_INVALID), 400, "text-invalid",
		 "Văn bản phải là UTF-8, không có ký tự điều khiển. Hãy sửa trường được nêu.",
		 "Text must be UTF-8 without control characters. Correct the field that is named."},
	[REFUSAL(
		FIELD_MISSING)] = {REFUSAL(FIELD_MISSING), 400, "field-missing",
				   "Thiếu một trường bắt buộc. Hãy điền trường được nêu.",
				   "A required field is missing. Fill in the field that is named."},
	[REFUSAL(FIELD_INVALID)] = {REFUSAL(FIELD_INVALID), 400, "field-invalid",
				    "Giá trị của trường không hợp lệ. Hãy sửa trường được nêu, "
				    "theo phần chi tiết nếu có.",
				    "The value of the field is not valid. Correct it, as the "
				    "detail says if there is one."},
	[REFUSAL(FIELD_TOO_LONG)] = {REFUSAL(FIELD_TOO_LONG), 400, "field-too-long",
				     "Nội dung của trường quá dài. Hãy rút ngắn trường được nêu.",
				     "The field is too long. Shorten the field that is named."},
	[REFUSAL(FIELD_UNKNOWN)] =
		{REFUSAL(FIELD_UNKNOWN), 400, "field-unknown",
		 "Không có trường mang tên này. Hãy bỏ hoặc sửa tên trường được nêu; phần chi "
		 "tiết, "
		 "nếu có, liệt kê các tên đúng.",
		 "There is no field of this name. Remove it or correct its name; the detail, if "
		 "there is one, lists those there are."},
	[REFUSAL(COMMAND_ID_INVALID)] =
		{REFUSAL(COMMAND_ID_INVALID), 400, "command-id-invalid",
		 "Mã lệnh (Idempotency-Key) phải là một UUID. Hãy gửi một UUID phiên bản 7.",
		 "The command id (Idempotency-Key) must be a UUID. Send a UUID of version 7."},
	[REFUSAL(COMMAND_ID_TOO_OLD)] = {REFUSAL(COMMAND_ID_TOO_OLD), 409, "command-id-too-old",
					 "Mã lệnh đã quá 30 ngày, câu trả lời cũ không còn. Hãy "
					 "kiểm tra kết quả rồi dùng mã mới.",
					 "The command id is over 30 days old and its answer is "
					 "forgotten. Check what happened, then use a new id."},
	[REFUSAL(COMMAND_ID_REUSED)] =
		{REFUSAL(COMMAND_ID_REUSED), 409, "command-id-reused",
		 "Mã lệnh này đã dùng cho một nội dung khác. Hãy dùng mã mới cho lệnh mới.",
		 "This command id came before with another body. Use a new id for a new command."},
	[REFUSAL(TOKEN_MISSING)] = {REFUSAL(TOKEN_MISSING), 401, "token-missing",
				    "Việc này cần đăng nhập. Hãy đăng nhập hoặc gửi khóa truy cập.",
				    "This needs a sign-in. Sign in, or send a key."},
	[REFUSAL(TOKEN_INVALID)] =
		{REFUSAL(TOKEN_INVALID), 401, "token-invalid",
		 "Phiên hoặc khóa truy cập không đúng hoặc không còn hiệu lực. Hãy đăng nhập lại.",
		 "The session or key is unknown or no longer valid. Sign in again."},
	[REFUSAL(
		TOKEN_EXPIRED)] = {REFUSAL(TOKEN_EXPIRED), 401, "token-expired",
				   "Chứng thực đã hết hạn. Hãy gửi lại yêu cầu hoặc đăng nhập lại.",
				   "The access token has expired. Ask again, or sign in again."},
	[REFUSAL(ROLE_MISSING)] =
		{REFUSAL(ROLE_MISSING), 403, "role-missing",
		 "Tài khoản không có vai trò được làm việc này. Hãy nhờ người vận hành cấp vai "
		 "trò.",
		 "The account has no role that may do this. Ask the operator for the role."},
	[REFUSAL(SCOPE_MISSING)] =
		{REFUSAL(SCOPE_MISSING), 403, "scope-missing",
		 "Vai trò của tài khoản không bao gồm địa bàn, chủ thể hoặc đợt đánh giá này. Hãy "
		 "nhờ người vận hành kiểm tra phạm vi vai trò.",
		 "The account's role does not cover this unit, producer or round. Ask the operator "
		 "to "
		 "look at its scope."},
	[REFUSAL(NO_SUCH_THING)] = {REFUSAL(NO_SUCH_THING), 404, "no-such-thing",
				    "Không tìm thấy đối tượng này. Hãy kiểm tra lại mã.",
				    "There is no such thing. Check the id."},
	[REFUSAL(WRONG_SHARD)] =
		{REFUSAL(WRONG_SHARD), 404, "wrong-shard",
		 "Mã này thuộc phân vùng chấm điểm khác. Hãy hỏi phân vùng ghi trong mã.",
		 "The id belongs to another shard. Ask the shard that the id names."},
	[REFUSAL(VERSION_STALE)] =
		{REFUSAL(VERSION_STALE), 412, "version-stale",
		 "Đối tượng đã thay đổi sau khi bạn xem. Hãy tải lại, xem thay đổi rồi gửi lại.",
		 "The thing has changed since you saw it. Load it again, look, and send again."},
	[REFUSAL(HANDLER_FAILED)] =
		{REFUSAL(HANDLER_FAILED), 500, "handler-failed",
		 "Lệnh không thực hiện được do lỗi của hệ thống. Hãy báo cho người vận hành kèm mã "
		 "yêu cầu.",
		 "The daemon could not carry this out. Tell the operator, with the request id."},
	[REFUSAL(OVERLOADED)] = {REFUSAL(OVERLOADED), 503, "overloaded",
				 "Đang có quá nhiều yêu cầu chờ. Hãy thử lại sau ít giây.",
				 "Too much waits. Try again in a few seconds."},
	[REFUSAL(REPLY_TOO_LARGE)] =
		{REFUSAL(REPLY_TOO_LARGE), 422, "reply-too-large",
		 "Câu trả lời quá lớn. Hãy yêu cầu ít dòng hơn bằng limit hoặc bộ lọc.",
		 "The answer would be too large. Ask for less, with limit or a filter."},
	[REFUSAL(CURSOR_INVALID)] =
		{REFUSAL(CURSOR_INVALID), 400, "cursor-invalid",
		 "Con trỏ trang không hợp lệ. Hãy dùng giá trị next của trang trước, hoặc bắt đầu "
		 "lại.",
		 "The cursor is not one of ours. Use next of the page before, or begin again."},
	[REFUSAL(DATE_INVALID)] =
		{REFUSAL(DATE_INVALID), 400, "date-invalid",
		 "Ngày phải có dạng YYYY-MM-DD, có trên lịch và hợp với việc này. Hãy sửa trường "
		 "được nêu theo phần chi tiết, nếu có.",
		 "A date must exist, read YYYY-MM-DD and fit what it is for. Correct the field "
		 "that "
		 "is named, as the detail says if there is one."},
	[REFUSAL(UNIT_UNKNOWN)] = {REFUSAL(UNIT_UNKNOWN), 422, "unit-unknown",
				   "Không có đơn vị hành chính nào mang mã này. Hãy dùng mã tỉnh 2 "
				   "chữ số hoặc mã xã 5 chữ số.",
				   "No administrative unit has this code. Use a province's two or "
				   "a commune's five digits."},
	[REFUSAL(INSTANCE_KIND)] =
		{REFUSAL(INSTANCE_KIND), 403, "instance-kind",
		 "Chỉ hệ thống trình diễn hoặc kiểm thử mới được đổi đồng hồ. Hệ thống này thì "
		 "không.",
		 "Only a demo or test instance may move its clock. This one is neither."},
	[REFUSAL(SIGN_IN_WRONG)] =
		{REFUSAL(SIGN_IN_WRONG), 401, "sign-in-wrong",
		 "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại.",
		 "The name or the password is wrong. Check both and try again."},
	[REFUSAL(SIGN_IN_NAME_TAKEN)] = {REFUSAL(SIGN_IN_NAME_TAKEN), 409, "sign-in-name-taken",
					 "Tên đăng nhập đã có người dùng. Hãy chọn tên khác.",
					 "The sign-in name is taken. Choose another."},
	[REFUSAL(PASSWORD_TOO_SHORT)] =
		{REFUSAL(PASSWORD_TOO_SHORT), 422, "password-too-short",
		 "Mật khẩu phải có ít nhất 10 ký tự. Hãy chọn mật khẩu dài hơn.",
		 "A password has at least 10 characters. Choose a longer one."},
	[REFUSAL(AGENCY_UNKNOWN)] = {REFUSAL(AGENCY_UNKNOWN), 422, "agency-unknown",
				     "Không có cơ quan mang mã này. Hãy thêm cơ quan trước.",
				     "No agency has this id. Add the agency first."},
	[REFUSAL(ACCOUNT_CLOSED)] = {REFUSAL(ACCOUNT_CLOSED), 403, "account-closed",
				     "Tài khoản đã đóng. Hãy liên hệ người vận hành.",
				     "The account is closed. Ask the operator."},
	[REFUSAL(SHARD_NAME_TAKEN)] =
		{REFUSAL(SHARD_NAME_TAKEN), 409, "shard-name-taken",
		 "Tên phân vùng đã được dùng và không bao giờ dùng lại. Hãy chọn tên khác.",
		 "The shard name was used before and is never used again. Choose another."},
	[REFUSAL(SHARD_UNKNOWN)] = {REFUSAL(SHARD_UNKNOWN), 404, "shard-unknown",
				    "Không có phân vùng mang tên này. Hãy xem danh sách phân vùng.",
				    "No shard has this name. See the list of shards."},
	[REFUSAL(GRANT_UNKNOWN)] =
		{REFUSAL(GRANT_UNKNOWN), 422, "grant-unknown",
		 "Tài khoản không có vai trò này với phạm vi này. Hãy xem các vai trò của tài "
		 "khoản.",
		 "The account does not have this role with this scope. See the account's grants."},
	[REFUSAL(AGENCY_EXISTS)] =
		{REFUSAL(AGENCY_EXISTS), 409, "agency-exists",
		 "Mã này đã thuộc một cơ quan khác. Hãy chọn mã khác cho cơ quan mới.",
		 "An agency with this id exists and is described otherwise. Choose another id."},
	[REFUSAL(SIGN_INS_TOO_MANY)] =
		{REFUSAL(SIGN_INS_TOO_MANY), 429, "sign-ins-too-many",
		 "Đăng nhập sai quá nhiều lần từ mạng này. Hãy đợi vài phút (Retry-After cho biết "
		 "bao lâu) rồi thử lại.",
		 "Too many failed sign-ins from this network. Wait some minutes (Retry-After says "
		 "how long), and try again."},
	[REFUSAL(RULEBOOK_UNKNOWN)] =
		{REFUSAL(RULEBOOK_UNKNOWN), 422, "rulebook-unknown",
		 "Không có bộ tiêu chí mang mã này. Hãy xem danh sách bộ tiêu chí.",
		 "No rule book has this code. See the list of rule books."},
	[REFUSAL(RULEBOOK_NOT_IN_FORCE)] = {REFUSAL(RULEBOOK_NOT_IN_FORCE), 422,
					    "rulebook-not-in-force",
					    "Bộ tiêu chí không có hiệu lực vào ngày được tính. Hãy "
					    "chọn bộ tiêu chí của ngày đó.",
					    "The rule book is not in force on the day that counts. "
					    "Choose the one of that day."},
	[REFUSAL(SET_UNKNOWN)] =
		{REFUSAL(SET_UNKNOWN), 422, "set-unknown",
		 "Bộ tiêu chí không có bộ sản phẩm này. Hãy chọn số từ 1 đến 26 có trong bộ tiêu "
		 "chí.",
		 "The rule book has no such product set. Choose a number that it lists."},
	[REFUSAL(SHEET_UNAVAILABLE)] =
		{REFUSAL(SHEET_UNAVAILABLE), 422, "sheet-unavailable",
		 "Chưa có phiếu đánh giá của bộ sản phẩm này trong dữ liệu, nên không chấm được.",
		 "The set is known but its sheet is not in the data, so it cannot be scored."},
	[REFUSAL(CRITERION_MISSING)] =
		{REFUSAL(CRITERION_MISSING), 422, "criterion-missing",
		 "Mỗi tiêu chí áp dụng phải có đúng một lựa chọn. Hãy chọn cho tiêu chí được nêu.",
		 "Every criterion that applies needs one choice. Choose for the criterion that is "
		 "named."},
	[REFUSAL(CRITERION_UNKNOWN)] =
		{REFUSAL(CRITERION_UNKNOWN), 422, "criterion-unknown",
		 "Phiếu đánh giá không có tiêu chí này. Hãy bỏ hoặc sửa mã tiêu chí.",
		 "The sheet has no such criterion. Remove it or correct its key."},
	[REFUSAL(CRITERION_DOUBLED)] = {REFUSAL(CRITERION_DOUBLED), 422, "criterion-doubled",
					"Một tiêu chí chỉ được chọn một lần. Hãy bỏ lựa chọn thừa.",
					"A criterion is chosen once. Remove the second choice."},
	[REFUSAL(OPTION_UNKNOWN)] =
		{REFUSAL(OPTION_UNKNOWN), 422, "option-unknown",
		 "Tiêu chí không có lựa chọn này. Hãy chọn một trong các mức của tiêu chí.",
		 "The criterion has no such option. Choose one that it lists."},
	[REFUSAL(CASE_CONFLICT)] =
		{REFUSAL(CASE_CONFLICT), 422, "case-conflict",
		 "Chỉ chấm một trong hai trường hợp của tiêu chí. Hãy bỏ trường hợp còn lại.",
		 "Only one case of a criterion is scored. Remove the other."},
	[REFUSAL(CASE_MISSING)] =
		{REFUSAL(CASE_MISSING), 422, "case-missing",
		 "Phải chọn một trường hợp của tiêu chí để chấm. Hãy chọn trường hợp phù hợp.",
		 "One case of the criterion must be scored. Choose the one that applies."},
	[REFUSAL(FINDING_UNKNOWN)] =
		{REFUSAL(FINDING_UNKNOWN), 422, "finding-unknown",
		 "Phiếu đánh giá không có ghi nhận hoặc căn cứ này. Hãy dùng mã trong phiếu.",
		 "The sheet has no such note or ground. Use a key of the sheet."},
	[REFUSAL(HTTP_MALFORMED)] = {REFUSAL(HTTP_MALFORMED), 400, "http-malformed",
				     "Yêu cầu HTTP sai quy cách. Hãy sửa theo RFC 9112.",
				     "The HTTP request is malformed. Correct it as RFC 9112 says."},
	[REFUSAL(JSON_MALFORMED)] =
		{REFUSAL(JSON_MALFORMED), 400, "json-malformed",
		 "Nội dung không phải JSON hợp lệ. Hãy sửa vị trí được nêu.",
		 "The body is not JSON. Correct it at the position that is named."},
	[REFUSAL(JSON_TOO_DEEP)] =
		{REFUSAL(JSON_TOO_DEEP), 400, "json-too-deep",
		 "JSON lồng quá nhiều cấp. Hãy gửi đúng cấu trúc của thông điệp.",
		 "The JSON is nested too deeply. Send the structure of the message."},
	[REFUSAL(JSON_KEY_DOUBLED)] = {REFUSAL(JSON_KEY_DOUBLED), 400, "json-key-doubled",
				       "Một đối tượng JSON có khóa lặp lại. Hãy chỉ giữ một.",
				       "A JSON object names a key twice. Keep one."},
	[REFUSAL(ROUTE_UNKNOWN)] = {REFUSAL(ROUTE_UNKNOWN), 404, "route-unknown",
				    "Không có địa chỉ này. Hãy xem /api để biết các địa chỉ.",
				    "There is no such path. See /api for those there are."},
	[REFUSAL(METHOD_NOT_ALLOWED)] =
		{REFUSAL(METHOD_NOT_ALLOWED), 405, "method-not-allowed",
		 "Địa chỉ này không nhận phương thức đã dùng. Hãy dùng phương thức trong Allow.",
		 "The path does not take this method. Use one that Allow names."},
	[REFUSAL(MEDIA_TYPE)] =
		{REFUSAL(MEDIA_TYPE), 415, "media-type",
		 "Loại nội dung không được nhận. Hãy gửi application/json hoặc loại được nêu.",
		 "This media type is not taken. Send application/json, or the type that is named."},
	[REFUSAL(PARAMETER_UNKNOWN)] =
		{REFUSAL(PARAMETER_UNKNOWN), 400, "parameter-unknown",
		 "Địa chỉ này không có tham số đó. Hãy bỏ hoặc sửa tên tham số.",
		 "The path has no such parameter. Remove it or correct its name."},
	[REFUSAL(RATE_LIMITED)] =
		{REFUSAL(RATE_LIMITED), 429, "rate-limited",
		 "Bạn gửi quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi theo Retry-After rồi thử "
		 "lại.",
		 "Too many requests in a short time. Wait as Retry-After says, and try again."},
	[REFUSAL(DAEMON_UNREACHABLE)] =
		{REFUSAL(DAEMON_UNREACHABLE), 503, "daemon-unreachable",
		 "Dịch vụ cần cho việc này tạm thời không trả lời. Hãy thử lại với cùng mã lệnh.",
		 "The daemon this needs does not answer now. Try again with the same command id."},
	[REFUSAL(CROSS_SITE)] =
		{REFUSAL(CROSS_SITE), 403, "cross-site",
		 "Yêu cầu ghi bằng cookie phải đến từ trang của hệ thống này. Hãy gửi từ trang đó "
		 "hoặc dùng Authorization.",
		 "A write with a cookie must come from a page of this site. Send it from there, or "
		 "use Authorization."},
	[REFUSAL(RANGE_OUTSIDE)] =
		{REFUSAL(RANGE_OUTSIDE), 416, "range-outside",
		 "Tệp không có khoảng byte được yêu cầu. Hãy xem kích thước tệp trong "
		 "Content-Range.",
		 "The file has no such range of bytes. See its size in Content-Range."},
};

const struct refusal_text *refusal_text(Ocop__Common__V1__RefusalCode code)
{
	const struct refusal_text *of_service = refusal_text_of_registration(code);
	size_t index = (size_t)code;

	if (!of_service)
		of_service = refusal_text_of_scoring(code);
	if (!of_service)
		of_service = refusal_text_of_notification(code);
	if (!of_service)
		of_service = refusal_text_of_certification(code);
	if (!of_service)
		of_service = refusal_text_of_market(code);
	if (of_service)
		return of_service;

	/* A code of a newer daemon: there is no text for it here. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return &refusal_texts[REFUSAL(UNSPECIFIED)];
	return &refusal_texts[index];
}
