/* pdf_table.c - tables whose headings come again on every page
 *
 * A row is as high as its highest cell. One that does not fit goes to the next page; one that fits
 * on none is parted between lines, each part with its own frame.
 */
#include <assert.h>

#include "common/document/pdf_page.h"

static const double padding = 3;
static const double line_width = 0.5;

/* The cells of a row while it is drawn. */
struct row {
	PangoLayout *layouts[PDF_COLUMNS_MAX];
	PangoLayoutIter *iters[PDF_COLUMNS_MAX]; /* NULL: drawn to its end */
	double height;                           /* of the whole row, without padding */
};

/* The frame of a row or of a part of one. */
static void draw_frame(struct pdf *pdf, double from, double until)
{
	const struct pdf_table *table = &pdf->table;

	cairo_set_line_width(pdf->cairo, line_width);
	cairo_rectangle(pdf->cairo, pdf->left, from, pdf->right - pdf->left, until - from);
	for (size_t i = 1; i < table->count; i++) {
		cairo_move_to(pdf->cairo, table->x[i], from);
		cairo_line_to(pdf->cairo, table->x[i], until);
	}
	cairo_stroke(pdf->cairo);
}

static void row_init(struct pdf *pdf, struct row *row, unsigned face, const char *const *cells,
		     bool is_heading)
{
	const struct pdf_table *table = &pdf->table;

	row->height = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct pdf_style style = {
			.size = pdf_table_size,
			.face = face,
			.align = is_heading ? PDF_CENTRE : table->columns[i].align,
		};
		double height;

		row->layouts[i] = pdf_layout(pdf, &style, cells[i] ? cells[i] : "",
					     table->x[i + 1] - table->x[i] - 2 * padding);
		row->iters[i] = pango_layout_get_iter(row->layouts[i]);
		height = pdf_layout_height(row->layouts[i]);
		if (height > row->height)
			row->height = height;
	}
}

static void row_deinit(const struct pdf *pdf, struct row *row)
{
	for (size_t i = 0; i < pdf->table.count; i++) {
		if (row->iters[i])
			pango_layout_iter_free(row->iters[i]);
		g_object_unref(row->layouts[i]);
	}
}

/* Draws of every cell what fits on this page, framed; true when nothing is left of the row. */
static bool row_draw(struct pdf *pdf, struct row *row)
{
	double from = pdf->y;
	double until = from;
	bool all = true;

	for (size_t i = 0; i < pdf->table.count; i++) {
		double y = from + padding;

		if (!row->iters[i])
			continue;
		if (pdf_lines_draw(pdf, row->iters[i], pdf->table.x[i] + padding, &y,
				   pdf->bottom - padding)) {
			pango_layout_iter_free(row->iters[i]);
			row->iters[i] = NULL;
		} else {
			all = false;
		}
		if (y > until)
			until = y;
	}
	until += padding;
	draw_frame(pdf, from, until);
	pdf->y = until;
	return all;
}

void pdf_table_headings(struct pdf *pdf)
{
	const char *cells[PDF_COLUMNS_MAX];
	struct row row;

	for (size_t i = 0; i < pdf->table.count; i++)
		cells[i] = pdf->table.columns[i].heading;
	row_init(pdf, &row, PDF_BOLD, cells, true);
	(void)row_draw(pdf, &row); /* headings fit on a page, or what is left of them is lost */
	row_deinit(pdf, &row);
}

void pdf_table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count)
{
	struct pdf_table *table = &pdf->table;
	double shares = 0, x = pdf->left;

	assert(!table->columns && "tables do not nest");
	assert(count > 0 && count <= PDF_COLUMNS_MAX);
	for (size_t i = 0; i < count; i++)
		shares += columns[i].share;
	for (size_t i = 0; i < count; i++) {
		table->x[i] = x;
		x += (pdf->right - pdf->left) * columns[i].share / shares;
	}
	table->x[count] = pdf->right;
	table->count = count;
	pdf_space(pdf, 3);
	pdf_need(pdf, 6 * pdf_table_size); /* headings, and the beginning of a row */
	table->columns = columns;
	pdf_table_headings(pdf);
}

void pdf_table_row(struct pdf *pdf, unsigned face, const char *const *cells)
{
	double page = pdf->bottom - pdf->top;
	struct row row;

	row_init(pdf, &row, face, cells, false);
	/* What fits on one page is not parted, unless most of the page would stay empty. A bold row
	 * names those below it. */
	if (row.height + 2 * padding < page / 2)
		pdf_need(pdf,
			 row.height + 2 * padding + (face & PDF_BOLD ? 4 * pdf_table_size : 0));
	else
		pdf_need(pdf, 4 * pdf_table_size);
	while (!row_draw(pdf, &row))
		pdf_page_break(pdf);
	row_deinit(pdf, &row);
}

void pdf_table_end(struct pdf *pdf)
{
	pdf->table.columns = NULL;
	pdf_space(pdf, 6);
}
