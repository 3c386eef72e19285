/* number_templates.c - templates of official numbers, one an authority */
#include "certification/rules/number_templates.h"

#include <string.h>

#include "certification/rules.h"

/* Copies what fits; false for nothing and for too much. */
static bool part_copy(const char *text, size_t length, char *to, size_t size_bytes)
{
	if (length == 0 || length >= size_bytes)
		return false;
	memcpy(to, text, length);
	to[length] = '\0';
	return true;
}

/* One pair of a length. */
static bool pair_read(const char *text, size_t length, struct number_templates *templates)
{
	const char *equals = memchr(text, '=', length);
	size_t at = templates->count;
	size_t name_length;

	if (equals == NULL || at == NUMBER_TEMPLATES_MAX)
		return false;
	name_length = (size_t)(equals - text);
	if (!part_copy(text, name_length, templates->pairs[at].authority, AUTHORITY_SIZE) ||
	    !part_copy(equals + 1, length - name_length - 1, templates->pairs[at].number_template,
		       NUMBER_TEMPLATE_SIZE))
		return false;
	if (number_template_of(templates, templates->pairs[at].authority) != NULL)
		return false;
	templates->count++;
	return official_number_template_is_sound(templates->pairs[at].number_template);
}

bool number_templates_read(const char *text, struct number_templates *ret_templates)
{
	ret_templates->count = 0;
	for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");

		if (!pair_read(text, length, ret_templates))
			return false;
		text += length;
	}
	return true;
}

const char *number_template_of(const struct number_templates *templates, const char *authority)
{
	for (size_t i = 0; i < templates->count; i++) {
		if (strcmp(templates->pairs[i].authority, authority) == 0)
			return templates->pairs[i].number_template;
	}
	return NULL;
}
