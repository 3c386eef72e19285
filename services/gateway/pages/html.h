/* html.h - a writer of HTML that cannot forget to escape
 *
 * Elements are opened and closed in order; texts and attributes are escaped by the writer. Only
 * html_literal takes markup, and only markup that stands in our own source.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

enum { HTML_DEPTH_MAX = 32 };

/* Ends a list of attributes: a null pointer of the right type, which a bare NULL need not be among
 * variable arguments. */
#define HTML_END ((const char *)NULL)

/* A document while it is written. */
struct html {
	char *text;
	size_t size_bytes;
	size_t capacity;
	const char *open[HTML_DEPTH_MAX]; /* names of open elements, borrowed */
	size_t depth;
};

/* Begins an empty document. */
void html_init(struct html *html);

/* Frees the text and leaves an empty document. */
void html_deinit(struct html *html);

/* Opens an element with attributes: pairs of name and value, then HTML_END. A value that is NULL
 * leaves its attribute out, "" writes it without a value. */
void html_open(struct html *html, const char *name, ...) __attribute__((sentinel));

/* Closes the newest open element, which must be of this name. */
void html_close(struct html *html, const char *name);

/* An element that has no content: input, link, meta. */
void html_void(struct html *html, const char *name, ...) __attribute__((sentinel));

/* A text, escaped; NULL is "". */
void html_text(struct html *html, const char *text);

/* A text as printf makes it, escaped. */
void html_format(struct html *html, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An element with nothing but a text and perhaps a class. */
void html_element(struct html *html, const char *name, const char *class_name, const char *text);

/* Markup of our own, as it stands. */
void html_literal(struct html *html, const char *markup);

/* A block of linked data: <script type="application/ld+json">, no sign of which can end it. */
void html_linked_data(struct html *html, const json_t *json);
