/* looks.c - how states look: a class for the colour, an icon and a word, never colour alone */
#include "gateway/pages/looks.h"

#include <string.h>

static const struct look look_valid = {
	"valid",
	"#i-check",
	"Còn hiệu lực",
	"Valid",
	"Sản phẩm đang được công nhận và được dùng hạng sao này.",
	"The product is recognised today and may use these stars.",
};
static const struct look look_expired = {
	"expired",
	"#i-clock",
	"Hết hạn",
	"Expired",
	"Giấy chứng nhận đã qua ngày cuối. Sản phẩm không còn được dùng hạng sao này.",
	"The certificate is past its last day. The product may no longer use these stars.",
};
static const struct look look_revoked = {
	"revoked",
	"#i-cross",
	"Đã thu hồi",
	"Revoked",
	"Cơ quan có thẩm quyền đã thu hồi giấy chứng nhận. Sản phẩm không được dùng hạng sao này.",
	"The authority has withdrawn the certificate. The product may not use these stars.",
};
static const struct look look_replaced = {
	"replaced",
	"#i-swap",
	"Đã được thay thế",
	"Replaced",
	"Một giấy chứng nhận khác đã thay cho giấy này.",
	"Another certificate stands in its place.",
};
static const struct look look_suspended = {
	"revoked",
	"#i-pause",
	"Tạm đình chỉ",
	"Suspended",
	"Giấy chứng nhận đang bị tạm đình chỉ; chưa được dùng hạng sao này.",
	"The certificate is suspended; these stars may not be used for now.",
};
static const struct look look_unverified = {
	"unverified",
	"#i-question",
	"Chưa xác minh",
	"Not verified",
	"Sổ cũ ghi nhận một lần công nhận nhưng thiếu quyết định hoặc ngày, nên chưa thể nói còn "
	"hay "
	"hết hiệu lực.",
	"An old register tells of a recognition, but its decision or dates are missing: nobody can "
	"say whether it still holds.",
};
static const struct look look_none = {
	"none",
	"#i-seed",
	"Chưa chứng nhận",
	"Not certified yet",
	"Sản phẩm chưa được công nhận hạng sao.",
	"A product without stars so far.",
};
static const struct look look_potential = {
	"none",
	"#i-seed",
	"Sản phẩm tiềm năng",
	"Potential product",
	"Sản phẩm đang được phát triển để dự thi hạng sao, chưa được công nhận.",
	"A product that is being developed towards its stars; it has none so far.",
};
static const struct look look_unknown = {
	"revoked",
	"#i-question",
	"Không tìm thấy",
	"Unknown",
	"Không có giấy chứng nhận nào mang số hoặc mã này trong sổ của chúng tôi.",
	"No certificate with this number or code is in our register.",
};

const struct look *look_of_badge(Ocop__Market__V1__BadgeState badge)
{
	switch (badge) {
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID:
		return &look_valid;
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_EXPIRED:
		return &look_expired;
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_REVOKED:
		return &look_revoked;
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_SUSPENDED:
		return &look_suspended;
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_NOT_VERIFIED:
		return &look_unverified;
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_NONE:
	case OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_UNSPECIFIED:
	case _OCOP__MARKET__V1__BADGE_STATE_IS_INT_SIZE:
		break;
	}
	return &look_none;
}

const struct look *look_of_potential(void)
{
	return &look_potential;
}

const struct look *look_of_certificate(Ocop__Certification__V1__CertificateState state)
{
	switch (state) {
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID:
		return &look_valid;
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED:
		return &look_expired;
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED:
		return &look_revoked;
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REPLACED:
		return &look_replaced;
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_SUSPENDED:
		return &look_suspended;
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_NOT_VERIFIED:
	case OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_UNSPECIFIED:
	case _OCOP__CERTIFICATION__V1__CERTIFICATE_STATE_IS_INT_SIZE:
		break;
	}
	return &look_unverified;
}

const struct look *look_of_unknown(void)
{
	return &look_unknown;
}

const char *icon_of_sector(const char *sector_code)
{
	static const struct {
		const char *code, *icon;
	} icons[] = {
		{"I", "#s-food"},   {"II", "#s-drink"}, {"III", "#s-herb"},
		{"IV", "#s-craft"}, {"V", "#s-flower"}, {"VI", "#s-travel"},
	};

	for (size_t i = 0; i < sizeof(icons) / sizeof(icons[0]); i++)
		if (strcmp(icons[i].code, sector_code) == 0)
			return icons[i].icon;
	return "#i-seed";
}
