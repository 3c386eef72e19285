/* qr.h - QR codes on pages (ISO/IEC 18004)
 *
 * Of error correction M: 15 % of a code may be scratched or stained. White as wide as four modules
 * is kept around it, as readers ask for.
 */
#pragma once

struct pdf;

/* Draws a code that says `text` into a square of this size with its upper left corner here. A text
 * that no code has room for (over 2,331 bytes) fails the document. */
void qr_draw(struct pdf *pdf, const char *text, double x, double y, double size);
