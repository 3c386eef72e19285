/* refusal_market.c - the texts of market's refusals */
#include "common/refusals/refusal_market.h"

#include <stddef.h>

enum { MARKET_BASE = 600 };

/* By code less the base. */
static const struct refusal_text refusal_texts[] = {
	[REFUSAL(LISTING_UNKNOWN) -
	 MARKET_BASE] = {REFUSAL(LISTING_UNKNOWN), 404, "listing-unknown",
			 "Không tìm thấy sản phẩm này trên chợ. Hãy tìm theo tên.",
			 "There is no such listing. Search for it by name."},
	[REFUSAL(FILTER_INVALID) -
		MARKET_BASE] = {REFUSAL(FILTER_INVALID), 400, "filter-invalid",
				"Bộ lọc không hợp lệ. Hãy dùng giá trị có trong tài liệu.",
				"The filter is not valid. Use a value that is documented."},
	[REFUSAL(BATCH_CODE_TAKEN) - MARKET_BASE] =
		{REFUSAL(BATCH_CODE_TAKEN), 409, "batch-code-taken",
		 "Sản phẩm đã có lô mang mã này. Hãy dùng mã khác, hoặc sửa lô đã ghi.",
		 "The product has a batch of this code. Use another, or correct the one on "
		 "record."},
	[REFUSAL(BATCH_CLOSED) -
		MARKET_BASE] = {REFUSAL(BATCH_CLOSED), 409, "batch-closed",
				"Lô hàng đã khóa sổ. Hãy làm việc này với lô đang mở.",
				"The batch is closed. Do this with one that is open."},
	[REFUSAL(MATERIAL_AREA_UNKNOWN) -
		MARKET_BASE] = {REFUSAL(MATERIAL_AREA_UNKNOWN), 422, "material-area-unknown",
				"Chủ thể không có vùng nguyên liệu này trong sổ. Hãy chọn vùng đã "
				"đăng ký, hoặc ghi nơi lấy bằng chữ.",
				"The producer has no such material area on record. Choose one that "
				"is registered, or write the place."},
	[REFUSAL(PAPER_UNKNOWN) - MARKET_BASE] =
		{REFUSAL(PAPER_UNKNOWN), 422, "paper-unknown",
		 "Chưa có cơ quan nào lưu văn bản này. Hãy nhờ xã hoặc cơ quan OCOP lưu trước.",
		 "No office has kept this paper. Have the commune or the OCOP agency keep it "
		 "first."},
	[REFUSAL(CERTIFICATE_OF_OTHER_PRODUCT) - MARKET_BASE] =
		{REFUSAL(CERTIFICATE_OF_OTHER_PRODUCT), 422, "certificate-of-other-product",
		 "Giấy chứng nhận này cấp cho sản phẩm khác. Hãy dùng giấy của chính sản phẩm có "
		 "lô hàng.",
		 "The certificate is another product's. Use one of the product whose batch it is."},
	[REFUSAL(STICKER_QUOTA_EXCEEDED) -
		MARKET_BASE] = {REFUSAL(STICKER_QUOTA_EXCEEDED), 409, "sticker-quota-exceeded",
				"Số tem vượt hạn mức được cấp cho giấy chứng nhận và lô này. Hãy "
				"lấy ít hơn, hoặc xin cơ quan OCOP cấp thêm.",
				"This is more than the quota of certificate and batch has left. "
				"Draw fewer, or ask the OCOP agency for more."},
	[REFUSAL(STICKER_QUOTA_TOO_SMALL) -
		MARKET_BASE] = {REFUSAL(STICKER_QUOTA_TOO_SMALL), 409, "sticker-quota-too-small",
				"Hạn mức không được nhỏ hơn số tem đã lấy.",
				"A quota is no smaller than what was drawn of it."},
	[REFUSAL(SIGNAL_ANSWERED) -
		MARKET_BASE] = {REFUSAL(SIGNAL_ANSWERED), 409, "signal-answered",
				"Dấu hiệu này đã có kết luận.",
				"There is a conclusion about this signal already."},
	[REFUSAL(POINT_OF_SALE_CLOSED) -
		MARKET_BASE] = {REFUSAL(POINT_OF_SALE_CLOSED), 409, "point-of-sale-closed",
				"Điểm bán này đã đóng cửa hẳn. Hãy ghi một điểm bán mới.",
				"This point of sale is closed for good. Record a new one."},
	[REFUSAL(LISTING_CERTIFIED) - MARKET_BASE] =
		{REFUSAL(LISTING_CERTIFIED), 409, "listing-certified",
		 "Sản phẩm này đã từng được công nhận. Chỉ sản phẩm chưa có giấy "
		 "chứng nhận mới ghi là tiềm năng.",
		 "The product has been certified before. Only one that has never had a "
		 "certificate is shown as potential."},
	[REFUSAL(FAIR_STATE) - MARKET_BASE] =
		{REFUSAL(FAIR_STATE), 409, "fair-state",
		 "Việc này không hợp với tình trạng của sự kiện: chưa hay đã bắt đầu, đã qua, đã "
		 "hủy hoặc "
		 "đã chốt báo cáo.",
		 "This does not fit the event as it is: not begun, begun, over, cancelled or "
		 "closed."},
	[REFUSAL(FAIR_APPLIED_TO) -
		MARKET_BASE] = {REFUSAL(FAIR_APPLIED_TO), 409, "fair-applied-to",
				"Chủ thể đã đăng ký sự kiện này.",
				"The producer has applied to this event already."},
	[REFUSAL(PARTICIPANT_STATE) - MARKET_BASE] =
		{REFUSAL(PARTICIPANT_STATE), 409, "participant-state",
		 "Việc này không hợp với tình trạng của bên tham gia: chưa được nhận, "
		 "đã có trả lời, đã rút, hoặc là bên mua.",
		 "This does not fit the participant: not accepted, answered already, withdrawn, or "
		 "a buyer."},
	[REFUSAL(LINK_INVALID) -
		MARKET_BASE] = {REFUSAL(LINK_INVALID), 422, "link-invalid",
				"Địa chỉ phải bắt đầu bằng https:// và ghi rõ tên trang, không có "
				"tên đăng nhập hay số máy. Hãy chép lại từ trình duyệt.",
				"The address must begin with https:// and name its site plainly, "
				"without a user or a bare number. Copy it from the browser."},
	[REFUSAL(OFFER_WITHDRAWN) - MARKET_BASE] = {REFUSAL(OFFER_WITHDRAWN), 409,
						    "offer-withdrawn",
						    "Chào hàng này đã rút. Hãy ghi chào hàng mới.",
						    "The offer was withdrawn. Record a new one."},
	[REFUSAL(OFFERS_TOO_MANY) -
		MARKET_BASE] = {REFUSAL(OFFERS_TOO_MANY), 409, "offers-too-many",
				"Sản phẩm đã có đủ số chào hàng. Hãy rút bớt trước.",
				"The product has as many offers as it may. Withdraw some first."},
	[REFUSAL(OFFER_UNKNOWN) - MARKET_BASE] = {REFUSAL(OFFER_UNKNOWN), 422, "offer-unknown",
						  "Chào hàng này không còn, hoặc của sản phẩm "
						  "khác. Hãy chọn lại trên trang sản phẩm.",
						  "The offer does not stand, or is of another "
						  "product. Choose again on the product's page."},
	[REFUSAL(LISTING_HELD) - MARKET_BASE] =
		{REFUSAL(LISTING_HELD), 409, "listing-held",
		 "Giấy chứng nhận của sản phẩm đã bị thu hồi: trang này không nhận hỏi mua.",
		 "The product's certificate was revoked: no enquiries are taken here."},
	[REFUSAL(ENQUIRY_OPEN) - MARKET_BASE] =
		{REFUSAL(ENQUIRY_OPEN), 409, "enquiry-open",
		 "Bạn đang có một cuộc hỏi mua về sản phẩm này. Hãy viết tiếp bằng số biên nhận "
		 "của cuộc đó.",
		 "You have an open enquiry about this product. Write on by its receipt."},
	[REFUSAL(ENQUIRIES_TOO_MANY) - MARKET_BASE] =
		{REFUSAL(ENQUIRIES_TOO_MANY), 429, "enquiries-too-many",
		 "Chủ thể chưa nhận thêm lời hỏi mua từ liên hệ này. Nếu đang có một cuộc "
		 "hỏi mua, hãy viết tiếp bằng số biên nhận; nếu không, hãy gửi lại ngày mai.",
		 "The producer takes no further enquiry from this contact now. Write on by "
		 "the receipt of an open one, or send again tomorrow."},
	[REFUSAL(LINKS_TOO_MANY) -
		MARKET_BASE] = {REFUSAL(LINKS_TOO_MANY), 422, "links-too-many",
				"Lời nhắn đầu có quá nhiều đường dẫn. Hãy bớt đi.",
				"The first message has too many links. Leave some out."},
	[REFUSAL(BUYER_BLOCKED) - MARKET_BASE] =
		{REFUSAL(BUYER_BLOCKED), 403, "buyer-blocked",
		 "Chủ thể này không nhận lời hỏi mua của bạn nữa. Hãy liên hệ theo cách khác.",
		 "This producer takes no more enquiries of yours. Reach him in another way."},
	[REFUSAL(ENQUIRY_CLOSED) -
		MARKET_BASE] = {REFUSAL(ENQUIRY_CLOSED), 409, "enquiry-closed",
				"Cuộc hỏi mua đã kết thúc. Hãy gửi lời hỏi mới từ trang sản phẩm.",
				"The enquiry is closed. Send a new one from the product's page."},
	[REFUSAL(MESSAGES_TOO_MANY) -
		MARKET_BASE] = {REFUSAL(MESSAGES_TOO_MANY), 429, "messages-too-many",
				"Đã có nhiều tin chưa được trả lời, hoặc cuộc trao đổi quá dài. "
				"Hãy đợi bên kia, hoặc liên hệ trực tiếp.",
				"There are many messages without an answer, or the thread is too "
				"long. Wait for the other side, or get in touch directly."},
	[REFUSAL(COUNTRY_UNKNOWN) - MARKET_BASE] =
		{REFUSAL(COUNTRY_UNKNOWN), 422, "country-unknown",
		 "Không có nước nào mang mã này. Hãy dùng mã hai chữ cái của ISO 3166-1, và không "
		 "phải VN.",
		 "No country has this code. Use two letters of ISO 3166-1, and not VN."},
	[REFUSAL(EXPORT_STATE) - MARKET_BASE] =
		{REFUSAL(EXPORT_STATE), 409, "export-state",
		 "Bản ghi xuất khẩu đã được quyết định như vậy. Hãy chờ chủ thể sửa.",
		 "The export record is decided like this already. Wait until the producer corrects "
		 "it."},
};

const struct refusal_text *refusal_text_of_market(Ocop__Common__V1__RefusalCode code)
{
	size_t index = (size_t)code - MARKET_BASE;

	/* Below the base it wraps around and is past the end too. */
	if (index >= sizeof(refusal_texts) / sizeof(refusal_texts[0]) || !refusal_texts[index].name)
		return NULL;
	return &refusal_texts[index];
}
