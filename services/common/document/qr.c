/* qr.c - QR codes on pages: libqrencode says which modules are dark, cairo fills them */
#include "common/document/qr.h"

#include <qrencode.h>

#include "common/base/error.h"
#include "common/document/pdf_page.h"

enum { QUIET_MODULES = 4 };

/* The dark modules of a row, neighbours as one: no reader sees a seam between two. */
static void trace_row(cairo_t *cairo, const QRcode *code, int row)
{
	const unsigned char *modules = code->data + row * code->width;

	for (int from = 0, until; from < code->width; from = until + 1) {
		for (until = from; until < code->width && (modules[until] & 1U); until++)
			;
		if (until > from)
			cairo_rectangle(cairo, from, row, until - from, 1);
	}
}

void qr_draw(struct pdf *pdf, const char *text, double x, double y, double size)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	double module;

	if (!code) {
		if (!pdf->error)
			pdf->error = ERROR_TOO_LARGE;
		return;
	}
	module = size / (code->width + 2 * QUIET_MODULES);
	cairo_save(pdf->cairo);
	cairo_translate(pdf->cairo, x + QUIET_MODULES * module, y + QUIET_MODULES * module);
	cairo_scale(pdf->cairo, module, module);
	for (int row = 0; row < code->width; row++)
		trace_row(pdf->cairo, code, row);
	cairo_fill(pdf->cairo);
	cairo_restore(pdf->cairo);
	QRcode_free(code);
}
