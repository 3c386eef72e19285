/* pdf.h - pages on paper: A4, Vietnamese text, forms and tables, as PDF
 *
 * A document is written from top to bottom: each call adds below what is there and begins a new
 * page where there is no room. Text is set in Noto Serif (package fonts-noto-core); the letters it
 * uses are embedded, and every word can be searched and copied. Margins and page numbers (in the
 * upper margin, none on the first page) are those of office papers, Nghị định 30/2020/NĐ-CP.
 *
 * Texts are UTF-8 and borrowed for the call; a line feed begins a new paragraph. Lengths are points
 * (1/72 inch). The same calls give the same bytes. A document keeps its first failure: the calls
 * after it do nothing that lasts, and pdf_close tells. Every document has fonts of its own, so that
 * several threads may each make one; one document belongs to one thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf;

struct pdf_options {
	const char *title;  /* for the file's properties; "" for none */
	const char *author; /* the office, likewise */
	int64_t created_us; /* the instance's clock; the only time that is in the file */
	bool landscape;
	double margin; /* on all four sides; 0: those of office papers */
};

enum pdf_align { PDF_LEFT, PDF_CENTRE, PDF_RIGHT, PDF_JUSTIFIED };

/* A set of these; 0 is upright and regular. */
enum pdf_face { PDF_BOLD = 1 << 0, PDF_ITALIC = 1 << 1 };

/* How a text is set. All zero: the body's size, upright, from the left. */
struct pdf_style {
	double size; /* 0: of the body */
	unsigned face;
	enum pdf_align align;
	double first_line; /* how far the first line of a paragraph stands in */
	double before;     /* room above it, not at the top of a page */
	double after;
	bool stays; /* with the line below: not the last one of a page */
	bool is_qr; /* in a column: the text in a QR code, `size` wide and high (qr.h) */
};

/* Begins a document in a file, which is made or emptied. 0 or an ERROR_*. */
int pdf_open(const char *path, const struct pdf_options *options, struct pdf **ret_pdf);

/* Writes what is left and frees the document, also after a failure. 0 or the first ERROR_*. */
int pdf_close(struct pdf *pdf);

/* Pages begun so far, from 1. */
int pdf_pages(const struct pdf *pdf);

/* --- running text */

/* A text over the whole width, over as many pages as it needs. */
void pdf_text(struct pdf *pdf, const struct pdf_style *style, const char *text);

/* The name of a document or form: bold, in the middle. */
void pdf_title(struct pdf *pdf, const char *text);

/* Over what follows, on the same page as its beginning. */
void pdf_heading(struct pdf *pdf, const char *text);

/* A justified paragraph whose first line stands in. */
void pdf_paragraph(struct pdf *pdf, const char *text);

/* Room; nothing at the top of a page. */
void pdf_space(struct pdf *pdf, double height);

/* A double line around this page, within its margins. */
void pdf_frame(struct pdf *pdf);

/* Begins a new page unless this much room is left. */
void pdf_need(struct pdf *pdf, double height);

/* --- forms */

/* A label and what was filled in. Empty, it is a dotted line to write on, and `lines` of them (1 or
 * more) when a long answer is asked for. */
void pdf_field(struct pdf *pdf, const char *label, const char *value, int lines);

/* A box, ticked or not, and what it stands for. */
void pdf_box(struct pdf *pdf, bool ticked, const char *label);

/* --- columns without lines, for letterheads and signatures */

/* One text of a column; a text of NULL is a rule in the middle, `size` wide. */
struct pdf_piece {
	const char *text;
	struct pdf_style style;
};

/* A column and its share of the width; shares need not add up to 1. */
struct pdf_side {
	double share;
	const struct pdf_piece *pieces;
	size_t piece_count;
};

enum { PDF_SIDES_MAX = 4 };

/* Columns beside each other, at most PDF_SIDES_MAX, never parted by the end of a page. */
void pdf_sides(struct pdf *pdf, const struct pdf_side *sides, size_t count);

/* --- tables */

enum { PDF_COLUMNS_MAX = 12 };

struct pdf_column {
	const char *heading;
	double share; /* of the width; need not add up to 1 */
	enum pdf_align align;
};

/* Begins a table of at most PDF_COLUMNS_MAX columns, borrowed until its end. Its headings are
 * repeated on every page. Nothing but rows may come before pdf_table_end. */
void pdf_table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count);

/* A row, one text a column ("" or NULL for none), in this face; a bold one is not the last of a
 * page. One that is longer than the rest of a page goes on the next, over several where it must. */
void pdf_table_row(struct pdf *pdf, unsigned face, const char *const *cells);

void pdf_table_end(struct pdf *pdf);
