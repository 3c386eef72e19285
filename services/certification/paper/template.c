/* template.c - the certificate as it is printed: read, checked, filled in
 *
 * libinih reads the file line by line through a reader of ours, so that what is wrong is told with
 * its line, and a line that libinih would cut is refused.
 */
#include "certification/paper/template.h"

#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/base/text.h"
#include "common/document/pdf.h"

/* What a style does with its text. */
enum style_kind { STYLE_TEXT, STYLE_QR, STYLE_RULE, STYLE_SPACE };

struct template_style {
	const char *name;
	enum style_kind kind;
	struct pdf_style set;
};

struct template_line {
	const struct template_style *style;
	double size; /* of a rule or a space */
	char *text;
};

struct template_lines {
	struct template_line items[TEMPLATE_LINES_MAX];
	size_t count;
};

/* The parts of every level, and those of the centre's own. */
struct certificate_template {
	struct template_lines parts[2][TEMPLATE_PARTS];
};

static const struct template_style styles[] = {
	{"title", STYLE_TEXT, {.size = 30, .face = PDF_BOLD, .align = PDF_CENTRE}},
	{"name", STYLE_TEXT, {.size = 22, .face = PDF_BOLD, .align = PDF_CENTRE}},
	{"stars", STYLE_TEXT, {.size = 26, .align = PDF_CENTRE}},
	{"large", STYLE_TEXT, {.size = 15, .align = PDF_CENTRE}},
	{"bold", STYLE_TEXT, {.size = 12, .face = PDF_BOLD, .align = PDF_CENTRE}},
	{"plain", STYLE_TEXT, {.size = 12, .align = PDF_CENTRE}},
	{"italic", STYLE_TEXT, {.size = 12, .face = PDF_ITALIC, .align = PDF_CENTRE}},
	{"small", STYLE_TEXT, {.size = 9, .align = PDF_CENTRE}},
	{"left", STYLE_TEXT, {.size = 11}},
	/* 34 mm: read from an arm's length; 37 modules of an address of 70 bytes are 0.75 mm each.
	 */
	{"qr", STYLE_QR, {.size = 96, .align = PDF_CENTRE}},
	{"rule", STYLE_RULE, {.before = 3, .after = 6}},
	{"space", STYLE_SPACE, {.size = 0}},
	{0},
};

static const char *const part_names[TEMPLATE_PARTS] = {
	[TEMPLATE_HEAD_LEFT] = "head-left",     [TEMPLATE_HEAD_RIGHT] = "head-right",
	[TEMPLATE_MIDDLE] = "middle",           [TEMPLATE_FOOT_LEFT] = "foot-left",
	[TEMPLATE_FOOT_MIDDLE] = "foot-middle", [TEMPLATE_FOOT_RIGHT] = "foot-right",
};

static const char *const value_names[TEMPLATE_VALUES] = {
	[VALUE_CODE] = "code",
	[VALUE_OFFICIAL_NUMBER] = "official_number",
	[VALUE_PRODUCT_NAME] = "product_name",
	[VALUE_PRODUCT_CODE] = "product_code",
	[VALUE_PRODUCER_NAME] = "producer_name",
	[VALUE_PLACE] = "place",
	[VALUE_STAR] = "star",
	[VALUE_STARS] = "stars",
	[VALUE_VARIANTS] = "variants",
	[VALUE_DECISION] = "decision",
	[VALUE_DECIDED_ON] = "decided_on",
	[VALUE_DECIDED_DAY] = "decided_day",
	[VALUE_VALID_FROM] = "valid_from",
	[VALUE_VALID_UNTIL] = "valid_until",
	[VALUE_URL] = "url",
};

/* --- reading */

struct reading {
	struct certificate_template *result;
	FILE *file;
	const char *path;
	int line;
	char *fault; /* TEMPLATE_FAULT_SIZE; the first one counts */
};

static void complain(struct reading *reading, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void complain(struct reading *reading, const char *format, ...)
{
	char what[TEMPLATE_FAULT_SIZE / 2];
	va_list arguments;

	if (reading->fault[0])
		return;
	va_start(arguments, format);
	(void)vsnprintf(what, sizeof(what), format, arguments); /* cut where it is too long */
	va_end(arguments);
	(void)snprintf(reading->fault, TEMPLATE_FAULT_SIZE, "%s:%d: %s", reading->path,
		       reading->line, what); /* likewise */
}

/* An ini_reader. */
static char *line_read(char *buffer, int size, void *stream)
{
	struct reading *reading = stream;
	char *line = fgets(buffer, size, reading->file);

	if (!line)
		return NULL;
	reading->line++;
	if (!strchr(line, '\n') && !feof(reading->file))
		complain(reading, "the line is longer than %d bytes", size - 2);
	else if (!text_is_clean(line, strcspn(line, "\r\n")))
		complain(reading, "the line is no UTF-8 text");
	return line;
}

/* The value that a name stands for; TEMPLATE_VALUES for none. */
static size_t value_find(const char *name, size_t length)
{
	size_t i = 0;

	while (i < TEMPLATE_VALUES &&
	       (strlen(value_names[i]) != length || memcmp(value_names[i], name, length) != 0))
		i++;
	return i;
}

static void check_text(struct reading *reading, const char *text)
{
	for (const char *open = strpbrk(text, "{}"); open; open = strpbrk(open + 1, "{}")) {
		const char *close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;

		if (!close || *close != '}') {
			complain(reading, "a brace has no partner: a name stands in { }");
			return;
		}
		if (value_find(open + 1, (size_t)(close - open - 1)) == TEMPLATE_VALUES)
			complain(reading, "nothing is named \"{%.*s}\"", (int)(close - open - 1),
				 open + 1);
		open = close;
	}
}

/* Rules and spaces have a length in points for their text. */
static double size_read(struct reading *reading, const char *text)
{
	char *end;
	double size = strtod(text, &end);

	if (*text == '\0' || *end != '\0' || !(size >= 0 && size <= 500))
		complain(reading, "\"%s\" is no length of 0 to 500 points", text);
	return size;
}

static struct template_lines *part_find(struct certificate_template *result, const char *section)
{
	static const char suffix[] = " centre";

	for (size_t i = 0; i < TEMPLATE_PARTS; i++) {
		size_t length = strlen(part_names[i]);

		if (strncmp(section, part_names[i], length) != 0)
			continue;
		if (section[length] == '\0')
			return &result->parts[0][i];
		if (strcmp(section + length, suffix) == 0)
			return &result->parts[1][i];
	}
	return NULL;
}

static const struct template_style *style_find(const char *name)
{
	const struct template_style *style = styles;

	while (style->name && strcmp(style->name, name) != 0)
		style++;
	return style->name ? style : NULL;
}

/* An ini_handler; what is wrong is kept, so that one reading tells the first fault. */
static int line_take(void *context, const char *section, const char *name, const char *text)
{
	struct reading *reading = context;
	struct template_lines *lines = part_find(reading->result, section);
	const struct template_style *style = style_find(name);
	struct template_line *line;

	if (!lines)
		complain(reading, "no part of the page is named [%s]", section);
	else if (!style)
		complain(reading, "no style is named \"%s\"", name);
	else if (lines->count == TEMPLATE_LINES_MAX)
		complain(reading, "[%s] has more than %d lines", section, TEMPLATE_LINES_MAX);
	if (reading->fault[0])
		return 1;
	line = &lines->items[lines->count++];
	line->style = style;
	line->text = memory_strdup(text);
	if (style->kind == STYLE_TEXT || style->kind == STYLE_QR)
		check_text(reading, text);
	else
		line->size = size_read(reading, text);
	return 1;
}

static bool lines_hold(const struct template_lines *lines, enum style_kind kind, const char *text)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (lines->items[i].style->kind == kind && strstr(lines->items[i].text, text))
			return true;
	}
	return false;
}

/* A paper without these proves nothing. */
static void check_whole(struct reading *reading)
{
	static const struct {
		enum style_kind kind;
		const char *text, *what;
	} needed[] = {
		{STYLE_TEXT, "{product_name}", "no line has {product_name}"},
		{STYLE_TEXT, "{producer_name}", "no line has {producer_name}"},
		{STYLE_TEXT, "{official_number}", "no line has {official_number}"},
		{STYLE_QR, "{url}", "no \"qr\" has {url}: nobody could verify the paper"},
	};

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		bool is_there = false;

		for (size_t part = 0; part < TEMPLATE_PARTS; part++)
			is_there = is_there || lines_hold(&reading->result->parts[0][part],
							  needed[i].kind, needed[i].text);
		if (!is_there)
			complain(reading, "%s", needed[i].what);
	}
}

static void file_take(struct reading *reading)
{
	int line = ini_parse_stream(line_read, reading, line_take, reading);

	if (line && !reading->fault[0]) {
		reading->line = line;
		complain(reading, "neither a [part] nor \"style = text\"");
	}
	check_whole(reading);
}

int template_load(const char *path, struct certificate_template **ret_template,
		  char ret_fault[TEMPLATE_FAULT_SIZE])
{
	struct reading reading = {.path = path, .fault = ret_fault};

	ret_fault[0] = '\0';
	reading.file = fopen(path, "re");
	if (!reading.file) {
		(void)snprintf(ret_fault, TEMPLATE_FAULT_SIZE, "%s: cannot be read", path);
		return ERROR_SETTING;
	}
	reading.result = memory_alloc(sizeof(*reading.result));
	file_take(&reading);
	(void)fclose(reading.file); /* it was only read */
	if (ret_fault[0]) {
		template_destroy(reading.result);
		return ERROR_SETTING;
	}
	*ret_template = reading.result;
	return 0;
}

void template_destroy(struct certificate_template *certificate_template)
{
	if (!certificate_template)
		return;
	for (size_t i = 0; i < 2 * TEMPLATE_PARTS; i++) {
		struct template_lines *lines =
			&certificate_template->parts[i / TEMPLATE_PARTS][i % TEMPLATE_PARTS];

		for (size_t line = 0; line < lines->count; line++)
			memory_free(lines->items[line].text);
	}
	memory_free(certificate_template);
}

/* --- filling in */

/* The text with what its names stand for; NULL when one of them is empty. */
static const char *text_fill(const char *text, const struct template_values *values,
			     struct arena *arena)
{
	const char *filled = "";

	for (;;) {
		size_t plain = strcspn(text, "{");
		const char *name = text + plain + 1, *value;

		filled = arena_printf(arena, "%s%.*s", filled, (int)plain, text);
		if (text[plain] == '\0')
			return filled;
		value = values->texts[value_find(name, strcspn(name, "}"))];
		if (*value == '\0')
			return NULL;
		filled = arena_printf(arena, "%s%s", filled, value);
		text = name + strcspn(name, "}") + 1;
	}
}

static struct pdf_piece piece_of(const struct template_line *line, const char *text)
{
	struct pdf_piece piece = {.text = text, .style = line->style->set};

	switch (line->style->kind) {
	case STYLE_TEXT:
		break;
	case STYLE_QR:
		piece.style.is_qr = true;
		break;
	case STYLE_RULE:
		piece.text = NULL;
		piece.style.size = line->size;
		break;
	case STYLE_SPACE:
		/* a rule without a width */
		piece.text = NULL;
		piece.style.before = line->size;
		break;
	}
	return piece;
}

size_t template_fill(const struct certificate_template *certificate_template,
		     enum template_part part, bool is_of_centre,
		     const struct template_values *values, struct arena *arena,
		     struct pdf_piece *ret_pieces)
{
	const struct template_lines *lines = &certificate_template->parts[is_of_centre][part];
	size_t count = 0;

	if (lines->count == 0)
		lines = &certificate_template->parts[0][part];
	for (size_t i = 0; i < lines->count; i++) {
		const char *text = text_fill(lines->items[i].text, values, arena);

		if (text)
			ret_pieces[count++] = piece_of(&lines->items[i], text);
	}
	return count;
}
