/* wording.c - Vietnamese words for what documents and lists say */
#include "registration/documents/wording.h"

#include <stddef.h>

#include "registration/rules.h"

#define PAPER_KIND(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

/* A word of a table by the number of an enum; "" for what it has none for. */
static const char *word_at(const char *const *words, size_t count, int value)
{
	return value >= 0 && (size_t)value < count && words[value] ? words[value] : "";
}

#define WORD_AT(words, value) word_at(words, sizeof(words) / sizeof *(words), (int)(value))

const char *legal_form_words(Ocop__Registration__V1__LegalForm form)
{
	static const char *const words[] = {
		[LEGAL_FORM(COOPERATIVE)] = "Hợp tác xã",
		[LEGAL_FORM(COOPERATIVE_GROUP)] = "Tổ hợp tác",
		[LEGAL_FORM(ENTERPRISE)] = "Doanh nghiệp",
		[LEGAL_FORM(FARM)] = "Trang trại",
		[LEGAL_FORM(HOUSEHOLD)] = "Hộ kinh doanh",
		[LEGAL_FORM(ASSOCIATION)] = "Hội, hiệp hội",
	};

	return WORD_AT(words, form);
}

const char *kind_words(Ocop__Registration__V1__DossierKind kind)
{
	static const char *const words[] = {
		[DOSSIER_KIND(FIRST)] = "Đánh giá lần đầu",
		[DOSSIER_KIND(UPGRADE)] = "Nâng hạng",
		[DOSSIER_KIND(RE_RATING)] = "Phân hạng lại",
		[DOSSIER_KIND(EARLIER)] = "Hồ sơ của lần công nhận trước",
	};

	return WORD_AT(words, kind);
}

const char *state_words(Ocop__Registration__V1__DossierState state)
{
	static const char *const words[] = {
		[DOSSIER_STATE(DRAFT)] = "Đang soạn",
		[DOSSIER_STATE(SUBMITTED)] = "Đã nộp xã",
		[DOSSIER_STATE(SCREENED)] = "Xã đã thẩm tra",
		[DOSSIER_STATE(PROPOSED)] = "Xã đã đề nghị lên tỉnh",
		[DOSSIER_STATE(RETURNED)] = "Trả lại để hoàn thiện",
		[DOSSIER_STATE(ADMITTED)] = "Đang đánh giá",
		[DOSSIER_STATE(RECOGNISED)] = "Được công nhận",
		[DOSSIER_STATE(NOT_RECOGNISED)] = "Không được công nhận",
		[DOSSIER_STATE(PROPOSED_TO_CENTRE)] = "Đề nghị Trung ương đánh giá",
		[DOSSIER_STATE(WITHDRAWN)] = "Chủ thể đã rút",
		[DOSSIER_STATE(CLOSED)] = "Hồ sơ giấy đã nhập",
	};

	return WORD_AT(words, state);
}

const char *office_words(Ocop__Registration__V1__Office office)
{
	static const char *const words[] = {
		[OFFICE(PRODUCER)] = "Chủ thể",  [OFFICE(COMMUNE)] = "Xã",
		[OFFICE(PROVINCE)] = "Tỉnh",     [OFFICE(ROUND)] = "Đợt đánh giá",
		[OFFICE(CENTRE)] = "Trung ương",
	};

	return WORD_AT(words, office);
}

const char *certificate_words(Ocop__Certification__V1__CertificateState state)
{
	static const char *const words[] = {
		[CERTIFICATE_STATE(VALID)] = "Còn hiệu lực",
		[CERTIFICATE_STATE(REVOKED)] = "Đã thu hồi",
		[CERTIFICATE_STATE(EXPIRED)] = "Hết hạn",
		[CERTIFICATE_STATE(REPLACED)] = "Đã thay thế",
		[CERTIFICATE_STATE(SUSPENDED)] = "Tạm đình chỉ",
		[CERTIFICATE_STATE(NOT_VERIFIED)] = "Chưa xác minh",
	};

	return WORD_AT(words, state);
}

const char *paper_words(Ocop__Registration__V1__PaperKind kind)
{
	static const char *const words[] = {
		[PAPER_KIND(COMMUNE_REQUEST)] = "Tờ trình của xã",
		[PAPER_KIND(PROVINCE_REQUEST)] = "Văn bản đề nghị của tỉnh",
		[PAPER_KIND(TEAM_REPORT)] = "Báo cáo của tổ tư vấn",
		[PAPER_KIND(COUNCIL_REPORT)] = "Báo cáo của hội đồng cấp tỉnh",
		[PAPER_KIND(DECISION)] = "Quyết định phê duyệt kết quả",
		[PAPER_KIND(EXTRA_TEST)] = "Kết quả kiểm tra, kiểm nghiệm bổ sung",
		[PAPER_KIND(CENTRE_DECISION)] = "Quyết định của Trung ương",
		[PAPER_KIND(CENTRE_CERTIFICATE)] = "Giấy chứng nhận của Trung ương",
	};

	return WORD_AT(words, kind);
}
