/* html.c - a writer of HTML that cannot forget to escape */
#include "gateway/pages/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"

/* A page of ours has 10 to 25 kB. */
enum { HTML_FIRST_BYTES = 32 * 1024 };

void html_init(struct html *html)
{
	*html = (struct html){.text = memory_alloc(HTML_FIRST_BYTES), .capacity = HTML_FIRST_BYTES};
}

void html_deinit(struct html *html)
{
	memory_free(html->text);
	*html = (struct html){0};
}

static void append(struct html *html, const char *bytes, size_t size_bytes)
{
	if (html->size_bytes + size_bytes > html->capacity) {
		html->capacity = (html->capacity + size_bytes) * 2;
		html->text = memory_realloc(html->text, html->capacity);
	}
	memcpy(html->text + html->size_bytes, bytes, size_bytes);
	html->size_bytes += size_bytes;
}

void html_literal(struct html *html, const char *markup)
{
	append(html, markup, strlen(markup));
}

static const char *escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void html_text(struct html *html, const char *text)
{
	const char *begin = text ? text : "";
	const char *c;

	for (c = begin; *c; c++) {
		const char *escape = escape_of(*c);

		if (!escape)
			continue;
		append(html, begin, (size_t)(c - begin));
		html_literal(html, escape);
		begin = c + 1;
	}
	append(html, begin, (size_t)(c - begin));
}

void html_format(struct html *html, const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	assert(length >= 0 && "memory is always there");
	html_text(html, text);
	free(text);
}

static void begin_tag(struct html *html, const char *name, va_list attributes)
{
	const char *attribute;

	html_literal(html, "<");
	html_literal(html, name);
	while ((attribute = va_arg(attributes, const char *))) {
		const char *value = va_arg(attributes, const char *);

		if (!value)
			continue;
		html_literal(html, " ");
		html_literal(html, attribute);
		if (!*value)
			continue;
		html_literal(html, "=\"");
		html_text(html, value);
		html_literal(html, "\"");
	}
	html_literal(html, ">");
}

void html_open(struct html *html, const char *name, ...)
{
	va_list attributes;

	assert(html->depth < HTML_DEPTH_MAX && "pages are shallow");
	va_start(attributes, name);
	begin_tag(html, name, attributes);
	va_end(attributes);
	html->open[html->depth++] = name;
}

void html_close(struct html *html, const char *name)
{
	assert(html->depth > 0 && strcmp(html->open[html->depth - 1], name) == 0 &&
	       "elements close in order");
	html->depth--;
	html_literal(html, "</");
	html_literal(html, name);
	html_literal(html, ">\n");
}

void html_void(struct html *html, const char *name, ...)
{
	va_list attributes;

	va_start(attributes, name);
	begin_tag(html, name, attributes);
	va_end(attributes);
}

void html_element(struct html *html, const char *name, const char *class_name, const char *text)
{
	html_open(html, name, "class", class_name, HTML_END);
	html_text(html, text);
	html_close(html, name);
}

/* Inside <script> nothing is escaped as HTML; \u003c is the same to JSON and nothing to HTML. */
void html_linked_data(struct html *html, const json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);

	assert(text && "memory is always there");
	html_open(html, "script", "type", "application/ld+json", HTML_END);
	for (const char *c = text; *c; c++) {
		if (*c == '<')
			html_literal(html, "\\u003c");
		else
			append(html, c, 1);
	}
	html_close(html, "script");
	free(text);
}
