/* refusal_notification.c - the texts of notification's refusals */
#include "common/refusals/refusal_notification.h"

#include <stddef.h>

enum { NOTIFICATION_BASE = 800 };

/* By code less the base. */
static const struct refusal_text refusal_texts[] = {
	[REFUSAL(SUBSCRIPTION_STATE) - NOTIFICATION_BASE] =
		{REFUSAL(SUBSCRIPTION_STATE), 409, "subscription-state",
		 "Trạng thái hiện tại của đăng ký nhận tin không cho phép việc này. Hãy xem trạng "
		 "thái của đăng ký.",
		 "The subscription's present state does not allow this. Look at its state."},
	[REFUSAL(SUBSCRIPTION_KIND) -
		NOTIFICATION_BASE] = {REFUSAL(SUBSCRIPTION_KIND), 409, "subscription-kind",
				      "Loại đăng ký nhận tin này không có việc gửi đi nên không có "
				      "khóa và lượt gửi. Hãy dùng đăng ký webhook hoặc thư.",
				      "Nothing is sent to a subscription of this kind, so it has "
				      "no such thing. Use one that is sent to."},
	[REFUSAL(WEBHOOK_URL_INVALID) - NOTIFICATION_BASE] =
		{REFUSAL(WEBHOOK_URL_INVALID), 400, "webhook-url-invalid",
		 "Địa chỉ nhận phải là một URL https đầy đủ, không kèm tên hay mật khẩu.",
		 "The address must be an absolute https URL without a name or password in it."},
	[REFUSAL(MAIL_ADDRESS_INVALID) - NOTIFICATION_BASE] =
		{REFUSAL(MAIL_ADDRESS_INVALID), 400, "mail-address-invalid",
		 "Địa chỉ thư điện tử không hợp lệ. Hãy nhập một hộp thư của cơ quan.",
		 "The mail address is not valid. Give the mailbox of an office."},
	[REFUSAL(EVENT_TYPE_UNKNOWN) - NOTIFICATION_BASE] =
		{REFUSAL(EVENT_TYPE_UNKNOWN), 400, "event-type-unknown",
		 "Không có loại sự kiện công khai này. Hãy dùng tên có trong tài liệu.",
		 "There is no such public type of event. Use a name that is documented."},
	[REFUSAL(FEED_PLACE_UNKNOWN) - NOTIFICATION_BASE] =
		{REFUSAL(FEED_PLACE_UNKNOWN), 409, "feed-place-unknown",
		 "Dòng sự kiện này không xác nhận vị trí đã nêu: kho dữ liệu đã được khôi phục "
		 "hoặc đây là dòng khác. Hãy đối chiếu trước khi đọc tiếp.",
		 "This feed does not confirm that place: its store was restored, or it is another "
		 "feed. Compare before reading on."},
	[REFUSAL(REPLAY_RANGE_INVALID) - NOTIFICATION_BASE] =
		{REFUSAL(REPLAY_RANGE_INVALID), 422, "replay-range-invalid",
		 "Khoảng gửi lại không nằm trong số tin của đăng ký hoặc quá dài. Hãy chia nhỏ "
		 "khoảng.",
		 "The range is not within the subscription's count, or too long. Ask for less."},
	[REFUSAL(FILTER_TOO_WIDE) - NOTIFICATION_BASE] =
		{REFUSAL(FILTER_TOO_WIDE), 422, "filter-too-wide",
		 "Bộ lọc nêu quá nhiều giá trị. Hãy dùng mã tỉnh thay cho từng xã hoặc bỏ bớt.",
		 "The filter names too much. Name the province instead of its communes, or less."},
	[REFUSAL(SUBSCRIPTIONS_TOO_MANY) - NOTIFICATION_BASE] =
		{REFUSAL(SUBSCRIPTIONS_TOO_MANY), 409, "subscriptions-too-many",
		 "Cơ quan đã có số đăng ký nhận tin tối đa. Hãy kết thúc đăng ký không còn dùng.",
		 "The agency has as many subscriptions as it may. End one that is not used."},
};

const struct refusal_text *refusal_text_of_notification(Ocop__Common__V1__RefusalCode code)
{
	size_t index = (size_t)code - NOTIFICATION_BASE;

	/* Below the base it wraps around and is past the end too. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return NULL;
	return &refusal_texts[index];
}
