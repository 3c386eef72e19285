/* content_text.c - a dossier's content as the text that is kept of a submission, and back
 *
 *	rulebook 26-2026 set 6
 *	field M01.phone 4:0200
 *	choice 1.1 3
 *	evidence EV_BIZ 3.1 3.2 64:ab12... valid_until 2027-01-31
 *	evidence EV_DECL 8.2 64:cd34... valid_until  shows_pack
 *
 * Evidence stands in the text by its hash; back it comes from its own rows, which know more of it.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/erasure/erased_names.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"

/* A text that grows; what is appended is copied once for each doubling. */
struct growing_text {
	struct arena *arena;
	char *text;
	size_t length;
	size_t room;
};

static void append(struct growing_text *text, const char *piece)
{
	size_t length = strlen(piece);

	if (text->length + length + 1 > text->room) {
		size_t room = 2 * (text->room + length + 1);
		char *grown = arena_alloc(text->arena, room);

		if (text->length)
			memcpy(grown, text->text, text->length);
		text->text = grown;
		text->room = room;
	}
	memcpy(text->text + text->length, piece, length + 1);
	text->length += length;
}

static void append_field(struct growing_text *text, const struct form_field *field)
{
	append(text, arena_printf(text->arena, "field %s.%s %zu:%s\n", field->form_code, field->key,
				  strlen(field->value), field->value));
}

const char *dossier_content_text(const struct dossier_content *content, struct arena *arena)
{
	struct growing_text text = {.arena = arena};

	append(&text, arena_printf(arena, "rulebook %s set %u\n", content->book->code,
				   content->sheet->set_no));
	for (size_t i = 0; i < content->field_count; i++)
		append_field(&text, &content->fields[i]);
	for (size_t i = 0; i < content->choice_count; i++)
		append(&text,
		       arena_printf(arena, "choice %s %u\n", content->choices[i].criterion_code,
				    content->choices[i].option_no));
	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *paper = &content->evidence[i];
		const char *proof = *paper->sha256 ? paper->sha256 : paper->link;

		append(&text, arena_printf(arena, "evidence %s %s %zu:%s valid_until %s%s\n",
					   paper->evidence_type, paper->criterion_codes,
					   strlen(proof), proof, paper->valid_until,
					   paper->shows_pack ? " shows_pack" : ""));
	}
	return text.text;
}

/* Where the reader is; NULL once the text is not what it should be. */
struct reader {
	const char *at;
	struct arena *arena;
};

static bool skip(struct reader *reader, const char *word)
{
	size_t length = strlen(word);

	if (!reader->at || strncmp(reader->at, word, length) != 0)
		return false;
	reader->at += length;
	return true;
}

/* Up to a character of the line, which is passed over; NULL when the line ends before it. */
static const char *read_until(struct reader *reader, char end)
{
	const char *from = reader->at;
	const char *found = from ? strpbrk(from, (const char[]){end, '\n', '\0'}) : NULL;

	if (!found || *found != end) {
		reader->at = NULL;
		return "";
	}
	reader->at = found + 1;
	return arena_printf(reader->arena, "%.*s", (int)(found - from), from);
}

/* A value behind its length, and the end of its line. */
static const char *read_value(struct reader *reader)
{
	const char *digits = read_until(reader, ':');
	char *end;
	unsigned long length = strtoul(digits, &end, 10);
	const char *value = reader->at;

	if (!value || *digits == '\0' || *end || length > strlen(value) || value[length] != '\n') {
		reader->at = NULL;
		return "";
	}
	reader->at += length + 1;
	return arena_printf(reader->arena, "%.*s", (int)length, value);
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static struct form_field read_field(struct reader *reader)
{
	struct form_field field = {.form_code = read_until(reader, '.')};

	field.key = read_until(reader, ' ');
	field.value = read_value(reader);
	return field;
}

bool dossier_content_read(const char *text, struct arena *arena,
			  struct dossier_content *ret_content)
{
	size_t most = count_lines(text);
	struct form_field *fields = arena_alloc(arena, most * sizeof(*fields));
	struct choice *choices = arena_alloc(arena, most * sizeof(*choices));
	struct reader reader = {.at = text, .arena = arena};
	size_t field_count = 0, choice_count = 0;

	if (!skip(&reader, "rulebook "))
		return false;
	(void)read_until(&reader, '\n'); /* book and sheet are the dossier's */
	while (skip(&reader, "field "))
		fields[field_count++] = read_field(&reader);
	while (skip(&reader, "choice ")) {
		struct choice *choice = &choices[choice_count++];

		choice->criterion_code = read_until(&reader, ' ');
		choice->option_no = (uint32_t)strtoul(read_until(&reader, '\n'), NULL, 10);
	}
	if (!reader.at || (*reader.at && !skip(&reader, "evidence ")))
		return false;
	ret_content->fields = fields;
	ret_content->field_count = field_count;
	ret_content->choices = choices;
	ret_content->choice_count = choice_count;
	return true;
}

const char *dossier_content_erase(const char *text, const struct erased_names *names,
				  struct arena *arena)
{
	struct reader reader = {.at = text, .arena = arena};
	struct growing_text kept = {.arena = arena};

	if (!skip(&reader, "rulebook "))
		return text;
	(void)read_until(&reader, '\n'); /* stays as it is */
	append(&kept, arena_printf(arena, "%.*s", reader.at ? (int)(reader.at - text) : 0, text));
	while (skip(&reader, "field ")) {
		struct form_field field = read_field(&reader);
		bool personal = field_is_personal(field.form_code, field.key);

		field.value = personal ? "" : erased_names_replace(names, arena, field.value);
		append_field(&kept, &field);
	}
	if (!reader.at)
		return text; /* not as we write it: left alone */
	append(&kept, reader.at);
	return kept.text;
}
