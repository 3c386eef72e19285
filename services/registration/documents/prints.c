/* prints.c - what a dossier can be printed as: the table */
#include "registration/documents/prints.h"

#include <stddef.h>

#include "common/base/error.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"

#define DOCUMENT(name) OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_##name

/* Forms of the producer: an empty one can be printed and filled in by hand. */
static bool has_form_01(const struct dossier_facts *facts)
{
	return facts_form(facts, "M01") != NULL;
}

static bool has_form_02(const struct dossier_facts *facts)
{
	return facts_form(facts, "M02") != NULL;
}

static bool is_screened(const struct dossier_facts *facts)
{
	return facts->finding_count > 0;
}

/* It was proposed, or the commune is about to propose it and needs the letter to sign. */
static bool is_to_be_proposed(const struct dossier_facts *facts)
{
	return *facts->dossier.proposed_on || facts->dossier.state == DOSSIER_STATE(SCREENED);
}

static bool has_samples(const struct dossier_facts *facts)
{
	return facts->sample_count > 0;
}

static bool was_returned(const struct dossier_facts *facts)
{
	return facts_move_to(facts, DOSSIER_STATE(RETURNED)) != NULL;
}

static const struct print prints[] = {
	{DOCUMENT(M01), "mau-01-phieu-dang-ky", "Mẫu 01: Phiếu đăng ký", has_form_01, draw_form_01},
	{DOCUMENT(M02), "mau-02-bao-cao-tu-danh-gia", "Mẫu 02: Báo cáo tự đánh giá", has_form_02,
	 draw_form_02},
	{DOCUMENT(M03), "mau-03-bao-cao-cua-xa", "Mẫu 03: Báo cáo thẩm tra của xã", is_screened,
	 draw_form_03},
	{DOCUMENT(REQUEST_LETTER), "to-trinh-cua-xa", "Tờ trình của xã", is_to_be_proposed,
	 draw_request_letter},
	{DOCUMENT(SAMPLE_RECEIPT), "bien-nhan-mau-san-pham", "Biên nhận mẫu sản phẩm", has_samples,
	 draw_sample_receipt},
	{DOCUMENT(RETURN_LETTER), "thong-bao-tra-ho-so", "Thông báo trả hồ sơ", was_returned,
	 draw_return_letter},
};

const struct print *print_find(Ocop__Registration__V1__DossierDocument document)
{
	for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
		if (prints[i].document == document)
			return &prints[i];
	}
	return NULL;
}

int print_write(const struct print *print, const struct dossier_facts *facts, const char *path)
{
	const struct pdf_options options = {
		.title = print->title,
		.author = facts->producer.name,
		/* When the dossier last changed: printed again, it is the same file. */
		.created_us = facts->dossier.changed_at_us,
	};
	struct pdf *pdf;
	int error = pdf_open(path, &options, &pdf);

	if (error)
		return error;
	print->draw(pdf, facts);
	return pdf_close(pdf);
}
