/* pdf_page.h - what the files of pdf share: the page, where it stands, layouts drawn on it */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "common/document/pdf.h"

/* A table while its rows come. */
struct pdf_table {
	const struct pdf_column *columns; /* NULL: no table */
	size_t count;
	double x[PDF_COLUMNS_MAX + 1]; /* left ends of the columns, and the right end */
};

struct pdf {
	int file;
	int error; /* the first failure, or 0 */
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoFontMap *fonts;
	PangoContext *context;
	double left, right, top, bottom; /* of the text on a page */
	double y;                        /* where the next thing goes */
	int pages;
	struct pdf_table table;
};

/* Lengths in points. */
static const double pdf_mm = 72.0 / 25.4;
static const double pdf_body_size = 12;
static const double pdf_table_size = 10;

/* A text laid out in a width. Free with g_object_unref. */
PangoLayout *pdf_layout(struct pdf *pdf, const struct pdf_style *style, const char *text,
			double width);

/* How high it is. */
double pdf_layout_height(PangoLayout *layout);

/* Draws it whole with its upper left corner here. */
void pdf_layout_draw(struct pdf *pdf, PangoLayout *layout, double x, double y);

/* Draws lines from `iter` on as long as they fit over `bottom`; true when none is left. Moves *y to
 * where they end. */
bool pdf_lines_draw(struct pdf *pdf, PangoLayoutIter *iter, double x, double *y, double bottom);

/* Ends the page and begins the next. */
void pdf_page_break(struct pdf *pdf);

/* The headings of the table that is under way, at the top of what comes. */
void pdf_table_headings(struct pdf *pdf);
