/* pdf.c - pages and running text on Pango and cairo
 *
 * Pango lays a text out in a width and cairo draws it; here stands where it goes and where a page
 * ends. Lines are drawn one by one so that a paragraph can go on overleaf. cairo embeds the letters
 * that were used and a table of what they mean, which is what makes text extractable.
 */
#include "common/document/pdf.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/document/pdf_page.h"

/* A4 in points; margins of Nghị định 30/2020, appendix I: above and below 20 to 25 mm, left 30 to
 * 35, right 15 to 20. */
static const double page_width = 210 * 72.0 / 25.4;
static const double page_height = 297 * 72.0 / 25.4;
static const double margin_top_mm = 20;
static const double margin_bottom_mm = 20;
static const double margin_left_mm = 30;
static const double margin_right_mm = 18;

/* The second is for boxes and other signs that a text face has none of. */
static const char font_family[] = "Noto Serif, Noto Sans Symbols2, Noto Sans Symbols";

/* From one line to the next, as a part of the size: what Noto Serif asks for itself. */
static const double line_height = 1.36;

/* Vietnam is 7 hours ahead of UTC all year. */
enum { ZONE_SECONDS = 7 * 3600 };

static cairo_status_t write_out(void *context, const unsigned char *bytes, unsigned size_bytes)
{
	struct pdf *pdf = context;

	while (size_bytes > 0) {
		ssize_t count = write(pdf->file, bytes, size_bytes);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0) {
			if (!pdf->error)
				pdf->error = errno == ENOSPC || errno == EDQUOT
						     ? ERROR_DISK_FULL
						     : ERROR_INPUT_OUTPUT;
			return CAIRO_STATUS_WRITE_ERROR;
		}
		bytes += count;
		size_bytes -= (unsigned)count;
	}
	return CAIRO_STATUS_SUCCESS;
}

/* cairo would put the machine's time into the file. */
static void set_properties(struct pdf *pdf, const struct pdf_options *options)
{
	time_t local = (time_t)(options->created_us / 1000000 + ZONE_SECONDS);
	char text[sizeof "2026-06-01T12:00:00+07:00" + 16];
	struct tm parts;

	(void)gmtime_r(&local, &parts); /* a day of this millennium */
	(void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+07:00", &parts); /* it fits */
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, options->title);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR, options->author);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "OCOP");
}

static void set_margins(struct pdf *pdf, const struct pdf_options *options, double width,
			double height)
{
	double same = options->margin;

	pdf->left = same > 0 ? same : margin_left_mm * pdf_mm;
	pdf->right = width - (same > 0 ? same : margin_right_mm * pdf_mm);
	pdf->top = same > 0 ? same : margin_top_mm * pdf_mm;
	pdf->bottom = height - (same > 0 ? same : margin_bottom_mm * pdf_mm);
}

int pdf_open(const char *path, const struct pdf_options *options, struct pdf **ret_pdf)
{
	double width = options->landscape ? page_height : page_width;
	double height = options->landscape ? page_width : page_height;
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct pdf *pdf;

	if (file < 0)
		return errno == ENOSPC || errno == EDQUOT ? ERROR_DISK_FULL : ERROR_INPUT_OUTPUT;
	pdf = memory_alloc(sizeof(*pdf));
	pdf->file = file;
	pdf->surface = cairo_pdf_surface_create_for_stream(write_out, pdf, width, height);
	set_properties(pdf, options);
	pdf->cairo = cairo_create(pdf->surface);
	pdf->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_cairo_font_map_set_resolution((PangoCairoFontMap *)pdf->fonts, 72);
	pdf->context = pango_font_map_create_context(pdf->fonts);
	pango_context_set_language(pdf->context, pango_language_from_string("vi"));
	/* Widths as on paper, not rounded to a screen's dots. */
	pango_context_set_round_glyph_positions(pdf->context, FALSE);
	set_margins(pdf, options, width, height);
	pdf->y = pdf->top;
	pdf->pages = 1;
	*ret_pdf = pdf;
	return 0;
}

int pdf_close(struct pdf *pdf)
{
	cairo_status_t status;
	int error;

	assert(!pdf->table.columns && "a table is ended");
	cairo_show_page(pdf->cairo);
	status = cairo_status(pdf->cairo);
	cairo_destroy(pdf->cairo);
	cairo_surface_finish(pdf->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(pdf->surface);
	cairo_surface_destroy(pdf->surface);
	g_object_unref(pdf->context);
	g_object_unref(pdf->fonts);
	error = pdf->error;
	if (!error && status != CAIRO_STATUS_SUCCESS)
		error = ERROR_INPUT_OUTPUT;
	if (close(pdf->file) && !error)
		error = ERROR_INPUT_OUTPUT;
	memory_free(pdf);
	return error;
}

int pdf_pages(const struct pdf *pdf)
{
	return pdf->pages;
}

PangoLayout *pdf_layout(struct pdf *pdf, const struct pdf_style *style, const char *text,
			double width)
{
	static const PangoAlignment alignments[] = {
		[PDF_LEFT] = PANGO_ALIGN_LEFT,
		[PDF_CENTRE] = PANGO_ALIGN_CENTER,
		[PDF_RIGHT] = PANGO_ALIGN_RIGHT,
		[PDF_JUSTIFIED] = PANGO_ALIGN_LEFT,
	};
	PangoLayout *layout = pango_layout_new(pdf->context);
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *attributes = pango_attr_list_new();
	double size = style->size > 0 ? style->size : pdf_body_size;

	pango_font_description_set_family_static(font, font_family);
	pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
	if (style->face & PDF_BOLD)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	if (style->face & PDF_ITALIC)
		pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
	pango_layout_set_font_description(layout, font); /* copied */
	pango_font_description_free(font);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, alignments[style->align]);
	pango_layout_set_justify(layout, style->align == PDF_JUSTIFIED);
	pango_layout_set_indent(layout, (int)(style->first_line * PANGO_SCALE));
	/* A sign of another font must not push lines apart. */
	pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(
						   (int)(size * line_height * PANGO_SCALE)));
	/* A hash or an address that is parted has no hyphen in it. */
	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, attributes); /* which keeps it */
	pango_attr_list_unref(attributes);
	pango_layout_set_text(layout, text, -1);
	return layout;
}

double pdf_layout_height(PangoLayout *layout)
{
	PangoRectangle logical;

	pango_layout_get_extents(layout, NULL, &logical);
	return (double)logical.height / PANGO_SCALE;
}

void pdf_layout_draw(struct pdf *pdf, PangoLayout *layout, double x, double y)
{
	cairo_move_to(pdf->cairo, x, y);
	pango_cairo_show_layout(pdf->cairo, layout);
}

bool pdf_lines_draw(struct pdf *pdf, PangoLayoutIter *iter, double x, double *y, double bottom)
{
	do {
		PangoRectangle logical;
		int from, until;

		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		pango_layout_iter_get_line_yrange(iter, &from, &until);
		if (*y + (double)(until - from) / PANGO_SCALE > bottom)
			return false;
		cairo_move_to(pdf->cairo, x + (double)logical.x / PANGO_SCALE,
			      *y + (double)(pango_layout_iter_get_baseline(iter) - from) /
					      PANGO_SCALE);
		pango_cairo_show_layout_line(pdf->cairo, pango_layout_iter_get_line_readonly(iter));
		*y += (double)(until - from) / PANGO_SCALE;
	} while (pango_layout_iter_next_line(iter));
	return true;
}

static void draw_page_number(struct pdf *pdf)
{
	const struct pdf_style style = {.size = 11, .align = PDF_CENTRE};
	char text[16];
	PangoLayout *layout;

	(void)snprintf(text, sizeof text, "%d", pdf->pages); /* it fits */
	layout = pdf_layout(pdf, &style, text, pdf->right - pdf->left);
	pdf_layout_draw(pdf, layout, pdf->left, pdf->top - pdf_layout_height(layout) - 6);
	g_object_unref(layout);
}

void pdf_page_break(struct pdf *pdf)
{
	cairo_show_page(pdf->cairo);
	pdf->pages++;
	pdf->y = pdf->top;
	draw_page_number(pdf);
	if (pdf->table.columns)
		pdf_table_headings(pdf);
}

void pdf_need(struct pdf *pdf, double height)
{
	if (pdf->y + height > pdf->bottom && pdf->y > pdf->top)
		pdf_page_break(pdf);
}

void pdf_space(struct pdf *pdf, double height)
{
	if (pdf->y > pdf->top)
		pdf->y += height;
}

/* The height of a layout's first `count` lines. */
static double lines_height(PangoLayout *layout, int count)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	int from, until;

	for (int i = 1; i < count && pango_layout_iter_next_line(iter); i++)
		;
	pango_layout_iter_get_line_yrange(iter, &from, &until);
	pango_layout_iter_free(iter);
	return (double)until / PANGO_SCALE;
}

/* Draws a layout from here on over as many pages as it takes. One line alone is left at the foot of
 * no page; what stays with what follows keeps room for two lines of that, too. */
static void flow(struct pdf *pdf, PangoLayout *layout, bool stays)
{
	PangoLayoutIter *iter;

	pdf_need(pdf,
		 stays ? pdf_layout_height(layout) + 3 * pdf_body_size : lines_height(layout, 2));
	iter = pango_layout_get_iter(layout);
	while (!pdf_lines_draw(pdf, iter, pdf->left, &pdf->y, pdf->bottom))
		pdf_page_break(pdf);
	pango_layout_iter_free(iter);
}

void pdf_text(struct pdf *pdf, const struct pdf_style *style, const char *text)
{
	PangoLayout *layout = pdf_layout(pdf, style, text, pdf->right - pdf->left);

	pdf_space(pdf, style->before);
	flow(pdf, layout, style->stays);
	g_object_unref(layout);
	pdf_space(pdf, style->after);
}

void pdf_title(struct pdf *pdf, const char *text)
{
	static const struct pdf_style style = {
		.size = 13, .face = PDF_BOLD, .align = PDF_CENTRE, .stays = true};

	pdf_text(pdf, &style, text);
}

void pdf_heading(struct pdf *pdf, const char *text)
{
	static const struct pdf_style style = {
		.face = PDF_BOLD, .before = 8, .after = 3, .stays = true};

	pdf_text(pdf, &style, text);
}

void pdf_paragraph(struct pdf *pdf, const char *text)
{
	static const struct pdf_style style = {
		.align = PDF_JUSTIFIED, .first_line = 10 * 72.0 / 25.4, .after = 4};

	pdf_text(pdf, &style, text);
}
