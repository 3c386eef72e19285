/* template.h - the certificate as it is printed: what the authority lets stand on it
 *
 * A file of the authority's own (setting certificate_template), read once at the start. Sections
 * are the parts of the page, in them every line is `style = text`, from top to bottom:
 *
 *	[middle]
 *	title = GIẤY CHỨNG NHẬN
 *	name = {product_name}
 *
 * A {name} stands for what the certificate says; a line of which one is empty is left out. Sections
 * named "... centre" take the place of those without for certificates of the centre's level. Of
 * "style = text ; note" the note is dropped, and a line that begins with blanks is one more of the
 * style above. A file that cannot be followed is refused with its name and line.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct pdf_piece;

enum template_part {
	TEMPLATE_HEAD_LEFT,
	TEMPLATE_HEAD_RIGHT,
	TEMPLATE_MIDDLE,
	TEMPLATE_FOOT_LEFT,
	TEMPLATE_FOOT_MIDDLE,
	TEMPLATE_FOOT_RIGHT,
	TEMPLATE_PARTS,
};

/* What a {name} may be, and what it stands for on one certificate. */
enum template_value {
	VALUE_CODE,
	VALUE_OFFICIAL_NUMBER,
	VALUE_PRODUCT_NAME,
	VALUE_PRODUCT_CODE,
	VALUE_PRODUCER_NAME,
	VALUE_PLACE,
	VALUE_STAR,        /* "4" */
	VALUE_STARS,       /* "★★★★" */
	VALUE_VARIANTS,    /* what it covers, one a line */
	VALUE_DECISION,    /* its number */
	VALUE_DECIDED_ON,  /* "20/06/2026", as all days but the next */
	VALUE_DECIDED_DAY, /* "ngày 20 tháng 6 năm 2026" */
	VALUE_VALID_FROM,
	VALUE_VALID_UNTIL,
	VALUE_URL, /* where anybody verifies it */
	TEMPLATE_VALUES,
};

/* Texts by enum template_value, none NULL. */
struct template_values {
	const char *texts[TEMPLATE_VALUES];
};

enum { TEMPLATE_FAULT_SIZE = 512, TEMPLATE_LINES_MAX = 64 };

struct certificate_template;

/* Reads a file. Returns 0, or ERROR_SETTING with what is wrong in `ret_fault`:
 * "template.ini:12: no style is named \"huge\"". */
int template_load(const char *path, struct certificate_template **ret_template,
		  char ret_fault[TEMPLATE_FAULT_SIZE]);

/* NULL is fine. */
void template_destroy(struct certificate_template *certificate_template);

/* The pieces of a part for one certificate, at most TEMPLATE_LINES_MAX; texts in the arena. Returns
 * how many. */
size_t template_fill(const struct certificate_template *certificate_template,
		     enum template_part part, bool is_of_centre,
		     const struct template_values *values, struct arena *arena,
		     struct pdf_piece *ret_pieces);
