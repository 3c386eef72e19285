/* sticker_looks.c - what a sticker is worth, in words: each answer says what to do with the pack */
#include "gateway/pages/looks.h"

#define VERDICT(name) OCOP__MARKET__V1__SERIAL_VERDICT__SERIAL_VERDICT_##name

/* By verdict. */
static const struct look looks[] = {
	[VERDICT(UNKNOWN)] =
		{"revoked", "#i-question", "Không có tem này", "No such sticker",
		 "Không ai ở đây cấp số sê-ri này. Hãy xem lại từng chữ; nếu tem trên bao bì ghi "
		 "đúng "
		 "như vậy thì đó không phải tem OCOP thật.",
		 "Nobody here has issued this serial. Check every character; if the sticker "
		 "really says this, it is no genuine OCOP sticker."},
	[VERDICT(GENUINE)] = {"valid", "#i-check", "Tem thật, còn hiệu lực", "Genuine and valid",
			      "Số sê-ri do sổ này cấp và giấy chứng nhận đang có hiệu lực.",
			      "The serial is of this register and its certificate is valid today."},
	[VERDICT(CERTIFICATE_REVOKED)] =
		{"revoked", "#i-cross", "Giấy chứng nhận đã thu hồi", "Certificate revoked",
		 "Tem được cấp theo một giấy chứng nhận đã bị thu hồi, nên không còn giá trị.",
		 "The sticker was issued on a certificate that was revoked; it is worth nothing."},
	[VERDICT(CERTIFICATE_EXPIRED)] =
		{"expired", "#i-clock", "Giấy chứng nhận đã hết hạn", "Certificate expired",
		 "Tem được cấp theo một giấy chứng nhận đã qua ngày cuối, nên không còn giá trị.",
		 "The sticker was issued on a certificate that is past its last day; it is worth "
		 "nothing."},
	[VERDICT(CERTIFICATE_SUSPENDED)] =
		{"revoked", "#i-pause", "Giấy chứng nhận tạm đình chỉ", "Certificate suspended",
		 "Giấy chứng nhận đang bị tạm đình chỉ; tem chưa có giá trị cho đến khi được bỏ "
		 "đình chỉ.",
		 "The certificate is suspended; the sticker is worth nothing until that is "
		 "lifted."},
	[VERDICT(CERTIFICATE_REPLACED)] =
		{"replaced", "#i-swap", "Giấy chứng nhận đã được thay", "Certificate replaced",
		 "Một giấy chứng nhận khác đã thay cho giấy mà tem này được cấp theo.",
		 "Another certificate stands in the place of the one this sticker was issued on."},
	[VERDICT(CERTIFICATE_NOT_VALID)] =
		{"unverified", "#i-question", "Giấy chứng nhận không có hiệu lực",
		 "Certificate not valid",
		 "Giấy chứng nhận mà tem này được cấp theo hôm nay không có hiệu lực.",
		 "The certificate that this sticker was issued on is not valid today."},
	[VERDICT(OTHER_PRODUCT)] =
		{"revoked", "#i-cross", "Tem của sản phẩm khác", "Of another product",
		 "Tem này được cấp cho sản phẩm hoặc lô ghi dưới đây, không phải cho bao bì bạn "
		 "đang cầm.",
		 "This sticker was issued for the product or batch below, not for the pack in your "
		 "hand."},
	[VERDICT(BATCH_UNKNOWN)] =
		{"revoked", "#i-question", "Không có lô hàng này", "No such batch",
		 "Bao bì ghi một lô hàng mà sản phẩm không có trong sổ. Tem có thể là giả.",
		 "The pack names a batch that the product does not have. The sticker may be a "
		 "counterfeit."},
	[VERDICT(SEEN_FAR_APART)] =
		{"unverified", "#i-question", "Tem có thể đã bị sao chép", "Perhaps a copy",
		 "Giấy chứng nhận còn hiệu lực, nhưng số sê-ri này vừa được quét ở nơi khác rất xa "
		 "trong thời gian ngắn: một trong hai là bản sao. Cơ quan OCOP đã được báo.",
		 "The certificate is valid, but this serial was scanned far from here a short "
		 "time "
		 "ago: one of the two is a copy. The OCOP agency is told."},
};

const struct look *look_of_sticker(Ocop__Market__V1__SerialVerdict verdict)
{
	size_t index = (size_t)verdict;

	/* One of a later release says nothing good either. */
	if (index >= sizeof(looks) / sizeof(looks[0]) || !looks[index].word_vi)
		return &looks[VERDICT(CERTIFICATE_NOT_VALID)];
	return &looks[index];
}
