/* sample.c - a template tried before it counts: a certificate that is none, as it would be printed
 */
#include "certification/paper/sample.h"

#include <stdio.h>
#include <string.h>

#include "certification/paper/certificate_paper.h"
#include "certification/paper/template.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/document/pdf.h"

static void sample_fill(Ocop__Certification__V1__Certificate *certificate, uint32_t star)
{
	ocop__certification__v1__certificate__init(certificate);
	certificate->state = OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
	certificate->code = "7K2M4X9Q0V";
	certificate->official_number = "0000/2026/GCN-OCOP";
	certificate->product_name = "Sản phẩm Ví dụ có tên khá dài để thử xuống dòng";
	certificate->producer_name = "Hợp tác xã Ví dụ";
	certificate->product_code = "19-02155-0-2026";
	certificate->place_text = "Xã Ví dụ, tỉnh Ví dụ";
	certificate->decision_number = "0000/QĐ-UBND";
	certificate->decided_on = certificate->valid_from = "2026-06-20";
	certificate->valid_until = "2029-06-20";
	certificate->star = star;
}

static int page_print(const struct certificate_template *certificate_template, uint32_t star,
		      const char *pdf_path)
{
	static const struct pdf_options options = {
		.title = "Giấy chứng nhận OCOP: bản thử",
		.author = "",
		.landscape = true,
		.margin = CERTIFICATE_PAPER_MARGIN,
	};
	Ocop__Certification__V1__Certificate certificate;
	const struct paper_ground ground = {
		.certificate_template = certificate_template,
		.certificate = &certificate,
		.url = "https://ocop.example/verify/7K2M4X9Q0V",
		.is_of_centre = star >= MINISTRY_FROM_STAR,
		.is_demonstration = true,
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct pdf *pdf;
	int error = pdf_open(pdf_path, &options, &pdf);

	sample_fill(&certificate, star);
	if (!error) {
		certificate_paper_draw(pdf, &ground, arena);
		error = pdf_close(pdf);
	}
	arena_destroy(arena);
	return error;
}

int certificate_sample_print(const char *template_path, const char *star, const char *pdf_path)
{
	char fault[TEMPLATE_FAULT_SIZE];
	struct certificate_template *read;
	int error;

	if (strlen(star) != 1 || *star < '3' || *star > '5') {
		fprintf(stderr, "%s: no certificate has so many stars; 3, 4 or 5\n", star);
		return 1;
	}
	if (template_load(template_path, &read, fault)) {
		fprintf(stderr, "%s\n", fault);
		return 1;
	}
	error = page_print(read, (uint32_t)(*star - '0'), pdf_path);
	template_destroy(read);
	if (error)
		fprintf(stderr, "%s: %s\n", pdf_path, error_text(error));
	return error ? 1 : 0;
}
