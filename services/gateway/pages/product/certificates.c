/* certificates.c - certificates of other kinds that are in force, as the registration knows them */
#include "common/base/arena.h"
#include "gateway/pages/product/sections.h"

#define KIND(name) OCOP__REGISTRATION__V1__HELD_CERTIFICATE_KIND__HELD_CERTIFICATE_KIND_##name

static const struct {
	Ocop__Registration__V1__HeldCertificateKind kind;
	const char *vi, *en;
} names[] = {
	{KIND(FOOD_SAFETY), "Cơ sở đủ điều kiện an toàn thực phẩm", "Food safety"},
	{KIND(FOOD_SAFETY_CHAIN), "Chuỗi cung ứng thực phẩm an toàn", "Safe food chain"},
	{KIND(ORGANIC), "Hữu cơ", "Organic"},
	{KIND(VIETGAP), "VietGAP", "VietGAP"},
	{KIND(GACP_WHO), "GACP-WHO", "GACP-WHO"},
	{KIND(HACCP), "HACCP", "HACCP"},
	{KIND(ISO_22000), "ISO 22000", "ISO 22000"},
	{KIND(GMP), "GMP", "GMP"},
	{KIND(TRADEMARK), "Nhãn hiệu được bảo hộ", "Registered trademark"},
	{KIND(GEOGRAPHICAL_INDICATION), "Chỉ dẫn địa lý", "Geographical indication"},
};

const char *product_certificate_name(const struct page *page,
				     Ocop__Registration__V1__HeldCertificateKind kind)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].kind == kind)
			return page_says(page, names[i].vi, names[i].en);
	}
	return page_says(page, "Chứng nhận khác", "Another certificate");
}

static void write_certificate(struct page *page, const Ocop__Market__V1__OtherCertificate *other)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_element(html, "b", NULL, product_certificate_name(page, other->kind));
	if (*other->number)
		html_format(html, " %s", other->number);
	if (*other->issuer) {
		html_text(html, ", ");
		page_name(page, "span", NULL, other->issuer);
	}
	if (*other->valid_until)
		html_format(html, ", %s %s", page_says(page, "hiệu lực đến", "valid until"),
			    page_date(page, other->valid_until));
	html_close(html, "li");
}

void product_certificates(struct page *page, const Ocop__Market__V1__Listing *listing,
			  const struct product_answers *answers)
{
	(void)answers; /* the listing says all */
	if (listing->n_other_certificates == 0)
		return;
	page_element(page, "h2", NULL, "Chứng nhận khác", "Other certificates");
	html_open(&page->html, "ul", "class", "others", HTML_END);
	for (size_t i = 0; i < listing->n_other_certificates; i++)
		write_certificate(page, listing->other_certificates[i]);
	html_close(&page->html, "ul");
}
