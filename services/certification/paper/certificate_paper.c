/* certificate_paper.c - a certificate as the paper that hangs on a wall */
#include "certification/paper/certificate_paper.h"

#include "certification/paper/template.h"
#include "certification/rules.h"
#include "common/base/arena.h"
#include "common/document/pdf.h"
#include "common/document/words.h"

static const char *stars_drawn(struct arena *arena, unsigned star)
{
	const char *stars = "";

	for (unsigned i = 0; i < star; i++)
		stars = arena_printf(arena, "%s★", stars);
	return stars;
}

static const char *variants_listed(struct arena *arena,
				   const Ocop__Certification__V1__Certificate *certificate)
{
	const char *list = "";

	for (size_t i = 0; i < certificate->n_variants; i++) {
		const Ocop__Registration__V1__Variant *variant = certificate->variants[i];

		list = arena_printf(arena, "%s%s%s%s%s", list, i > 0 ? "; " : "", variant->name,
				    *variant->packaging ? ", " : "", variant->packaging);
	}
	return list;
}

/* As written; where nobody wrote one, what the place is called. */
static const char *place_of(struct arena *arena,
			    const Ocop__Certification__V1__Certificate *certificate)
{
	const Ocop__Certification__V1__PlaceToday *today = certificate->place_today;

	if (*certificate->place_text || !today || !*today->commune_name)
		return certificate->place_text;
	return arena_printf(arena, "%s, %s", today->commune_name, today->province_name);
}

static void values_read(const struct paper_ground *ground, struct arena *arena,
			struct template_values *ret_values)
{
	const Ocop__Certification__V1__Certificate *certificate = ground->certificate;
	const char *last_day = *certificate->extended_until ? certificate->extended_until
							    : certificate->valid_until;

	*ret_values = (struct template_values){{
		[VALUE_CODE] = certificate->code,
		[VALUE_OFFICIAL_NUMBER] = certificate->official_number,
		[VALUE_PRODUCT_NAME] = certificate->product_name,
		[VALUE_PRODUCT_CODE] = certificate->product_code,
		[VALUE_PRODUCER_NAME] = certificate->producer_name,
		[VALUE_PLACE] = place_of(arena, certificate),
		[VALUE_STAR] = arena_printf(arena, "%u", certificate->star),
		[VALUE_STARS] = stars_drawn(arena, certificate->star),
		[VALUE_VARIANTS] = variants_listed(arena, certificate),
		[VALUE_DECISION] = certificate->decision_number,
		[VALUE_DECIDED_ON] = day_words(arena, certificate->decided_on),
		[VALUE_DECIDED_DAY] = *certificate->decided_on
					      ? long_day_words(arena, certificate->decided_on)
					      : "",
		[VALUE_VALID_FROM] = day_words(arena, certificate->valid_from),
		[VALUE_VALID_UNTIL] = day_words(arena, last_day),
		[VALUE_URL] = ground->url,
	}};
}

/* What stands over a certificate that is not in force; NULL over one that is. */
static const char *warning_of(const Ocop__Certification__V1__Certificate *certificate,
			      struct arena *arena)
{
	switch (certificate->state) {
	case CERTIFICATE_STATE(VALID):
		return NULL;
	case CERTIFICATE_STATE(EXPIRED):
		return "ĐÃ HẾT HẠN";
	case CERTIFICATE_STATE(REVOKED):
		return arena_printf(arena, "ĐÃ THU HỒI NGÀY %s",
				    day_words(arena, certificate->revoked_on));
	case CERTIFICATE_STATE(REPLACED):
		return arena_printf(arena, "ĐÃ ĐƯỢC THAY BẰNG GIẤY %s",
				    certificate->replaced_by_code);
	case CERTIFICATE_STATE(SUSPENDED):
		return "ĐANG TẠM ĐÌNH CHỈ";
	case CERTIFICATE_STATE(UNSPECIFIED):
	case CERTIFICATE_STATE(NOT_VERIFIED):
	case _OCOP__CERTIFICATION__V1__CERTIFICATE_STATE_IS_INT_SIZE:
		break;
	}
	return "CHƯA XÁC MINH";
}

static void warning_draw(struct pdf *pdf, const char *warning)
{
	static const struct pdf_style style = {
		.size = 16, .face = PDF_BOLD, .align = PDF_CENTRE, .after = 4};

	if (warning)
		pdf_text(pdf, &style, warning);
}

/* Parts beside each other. */
static void parts_draw(struct pdf *pdf, const struct paper_ground *ground,
		       const struct template_values *values, struct arena *arena,
		       enum template_part from, enum template_part until)
{
	struct pdf_side sides[PDF_SIDES_MAX];
	size_t count = 0;

	for (enum template_part part = from; part <= until; part++) {
		struct pdf_piece *pieces = arena_alloc(arena, TEMPLATE_LINES_MAX * sizeof(*pieces));

		sides[count++] = (struct pdf_side){
			.share = 1,
			.pieces = pieces,
			.piece_count = template_fill(ground->certificate_template, part,
						     ground->is_of_centre, values, arena, pieces),
		};
	}
	pdf_sides(pdf, sides, count);
}

/* Line by line: what it covers may be longer than a page. */
static void middle_draw(struct pdf *pdf, const struct paper_ground *ground,
			const struct template_values *values, struct arena *arena)
{
	struct pdf_piece *pieces = arena_alloc(arena, TEMPLATE_LINES_MAX * sizeof(*pieces));
	size_t count = template_fill(ground->certificate_template, TEMPLATE_MIDDLE,
				     ground->is_of_centre, values, arena, pieces);

	for (size_t i = 0; i < count; i++) {
		const struct pdf_side whole = {1, &pieces[i], 1};

		if (pieces[i].text && !pieces[i].style.is_qr)
			pdf_text(pdf, &pieces[i].style, pieces[i].text);
		else
			pdf_sides(pdf, &whole, 1);
	}
}

void certificate_paper_draw(struct pdf *pdf, const struct paper_ground *ground, struct arena *arena)
{
	struct template_values values;

	values_read(ground, arena, &values);
	pdf_frame(pdf);
	if (ground->is_demonstration)
		warning_draw(pdf, "BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ");
	warning_draw(pdf, warning_of(ground->certificate, arena));
	parts_draw(pdf, ground, &values, arena, TEMPLATE_HEAD_LEFT, TEMPLATE_HEAD_RIGHT);
	middle_draw(pdf, ground, &values, arena);
	parts_draw(pdf, ground, &values, arena, TEMPLATE_FOOT_LEFT, TEMPLATE_FOOT_RIGHT);
}
