/* pdf_form.c - fields, boxes and columns without lines */
#include <assert.h>
#include <string.h>

#include "common/document/pdf_page.h"
#include "common/document/qr.h"

static const double field_after = 3;
static const double rule_width = 0.7;

/* Dots from here to there, on the line that letters stand on. */
static void draw_dots(struct pdf *pdf, double from, double until, double baseline)
{
	static const double dashes[] = {0, 3};
	cairo_t *cairo = pdf->cairo;

	if (from >= until)
		return;
	cairo_save(cairo);
	cairo_set_line_width(cairo, 1);
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND); /* a dash of no length is then a dot */
	cairo_set_dash(cairo, dashes, 2, 0);
	cairo_move_to(cairo, from, baseline);
	cairo_line_to(cairo, until, baseline);
	cairo_stroke(cairo);
	cairo_restore(cairo);
}

/* A label without an answer: dots behind its last line, and lines of dots below. */
static void draw_empty_field(struct pdf *pdf, const char *label, int lines)
{
	static const struct pdf_style style = {0};
	PangoLayout *layout = pdf_layout(pdf, &style, label, pdf->right - pdf->left);
	double height = pdf_layout_height(layout);
	double line_height = height / pango_layout_get_line_count(layout);
	PangoLayoutLine *last =
		pango_layout_get_line_readonly(layout, pango_layout_get_line_count(layout) - 1);
	double below_baseline = height - (double)pango_layout_get_baseline(layout) / PANGO_SCALE -
				line_height * (pango_layout_get_line_count(layout) - 1);
	PangoRectangle logical;

	pango_layout_line_get_extents(last, NULL, &logical);
	pdf_need(pdf, height);
	pdf_layout_draw(pdf, layout, pdf->left, pdf->y);
	pdf->y += height;
	draw_dots(pdf, pdf->left + (double)logical.width / PANGO_SCALE + 4, pdf->right,
		  pdf->y - below_baseline);
	for (int i = 1; i < lines; i++) {
		pdf_need(pdf, line_height);
		pdf->y += line_height;
		draw_dots(pdf, pdf->left, pdf->right, pdf->y - below_baseline);
	}
	g_object_unref(layout);
}

void pdf_field(struct pdf *pdf, const char *label, const char *value, int lines)
{
	static const struct pdf_style style = {.align = PDF_JUSTIFIED};
	char *text = g_strdup_printf("%s: %s", label, value ? value : "");

	assert(lines >= 1);
	if (!value || !*value) {
		text[strlen(label) + 1] = '\0';
		draw_empty_field(pdf, text, lines);
	} else {
		pdf_text(pdf, &style, text);
	}
	g_free(text);
	pdf_space(pdf, field_after);
}

void pdf_box(struct pdf *pdf, bool ticked, const char *label)
{
	static const struct pdf_style style = {.after = field_after};
	char *text = g_strdup_printf("%s  %s", ticked ? "☒" : "☐", label);

	pdf_text(pdf, &style, text);
	g_free(text);
}

/* Where a thing of this width begins in a column. */
static double aligned(enum pdf_align align, double x, double width, double thing_width)
{
	double rest = width - thing_width;

	return align == PDF_CENTRE ? x + rest / 2 : align == PDF_RIGHT ? x + rest : x;
}

void pdf_frame(struct pdf *pdf)
{
	static const double outer = 16, inner = 12, outer_width = 2.4;

	cairo_set_line_width(pdf->cairo, outer_width);
	cairo_rectangle(pdf->cairo, pdf->left - outer, pdf->top - outer,
			pdf->right - pdf->left + 2 * outer, pdf->bottom - pdf->top + 2 * outer);
	cairo_stroke(pdf->cairo);
	cairo_set_line_width(pdf->cairo, rule_width);
	cairo_rectangle(pdf->cairo, pdf->left - inner, pdf->top - inner,
			pdf->right - pdf->left + 2 * inner, pdf->bottom - pdf->top + 2 * inner);
	cairo_stroke(pdf->cairo);
}

/* One column: draws it at (x, y), or only measures when `draws` is false; its height. */
static double side_draw(struct pdf *pdf, const struct pdf_side *side, double x, double width,
			double y, bool draws)
{
	double from = y;

	for (size_t i = 0; i < side->piece_count; i++) {
		const struct pdf_piece *piece = &side->pieces[i];
		PangoLayout *layout;

		y += piece->style.before;
		if (!piece->text) {
			double middle = x + width / 2;

			cairo_move_to(pdf->cairo, middle - piece->style.size / 2, y);
			cairo_line_to(pdf->cairo, middle + piece->style.size / 2, y);
			cairo_set_line_width(pdf->cairo, rule_width);
			if (draws)
				cairo_stroke(pdf->cairo);
			cairo_new_path(pdf->cairo);
			y += piece->style.after;
			continue;
		}
		if (piece->style.is_qr) {
			double size = piece->style.size;

			if (draws)
				qr_draw(pdf, piece->text,
					aligned(piece->style.align, x, width, size), y, size);
			y += size + piece->style.after;
			continue;
		}
		layout = pdf_layout(pdf, &piece->style, piece->text, width);
		if (draws)
			pdf_layout_draw(pdf, layout, x, y);
		y += pdf_layout_height(layout) + piece->style.after;
		g_object_unref(layout);
	}
	return y - from;
}

void pdf_sides(struct pdf *pdf, const struct pdf_side *sides, size_t count)
{
	static const double gap = 10;
	double room = pdf->right - pdf->left - gap * (double)(count - 1);
	double shares = 0, height = 0, x = pdf->left;
	double widths[PDF_SIDES_MAX];

	assert(count > 0 && count <= PDF_SIDES_MAX);
	for (size_t i = 0; i < count; i++)
		shares += sides[i].share;
	for (size_t i = 0; i < count; i++) {
		widths[i] = room * sides[i].share / shares;
		double side_height = side_draw(pdf, &sides[i], 0, widths[i], 0, false);
		if (side_height > height)
			height = side_height;
	}
	pdf_need(pdf, height);
	for (size_t i = 0; i < count; i++) {
		(void)side_draw(pdf, &sides[i], x, widths[i], pdf->y, true); /* measured above */
		x += widths[i] + gap;
	}
	pdf->y += height;
}
