/* number_templates.h - templates of official numbers, one an authority
 *
 * Pure, as rules.h. A setting names them: "19={seq:04}/{year}/GCN-OCOP-{province} TW={seq}/GCN-TW/
 * {year}/{province}", pairs parted by blanks; an authority is what stands for {province}.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_TEMPLATES_MAX = 40, AUTHORITY_SIZE = 24, NUMBER_TEMPLATE_SIZE = 128 };

struct number_templates {
	struct {
		char authority[AUTHORITY_SIZE];
		char number_template[NUMBER_TEMPLATE_SIZE];
	} pairs[NUMBER_TEMPLATES_MAX];
	size_t count;
};

/* Reads the setting; false when it is no list of pairs, names an authority twice, or one of its
 * templates is not sound (official_number_template_is_sound). */
bool number_templates_read(const char *text, struct number_templates *ret_templates);

/* The template of an authority; NULL when the list has none. */
const char *number_template_of(const struct number_templates *templates, const char *authority);
