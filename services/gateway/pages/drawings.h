/* drawings.h - the logo and the icons, drawn for OCOP
 */
#pragma once

/* Terraced fields under a star. */
extern const char drawing_logo[];

/* Symbols that pages use by id, once a page. */
extern const char drawing_symbols[];
