/* label.c - what a line of a shop's list may name; facts in, decision out */
#include "market/rules/label.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/label/digital_link.h"

/* What stands behind `step` in an address, up to its end or its query; NULL where it does not. */
static const char *step_of(struct arena *arena, const char *text, const char *step)
{
	const char *found = strstr(text, step);

	return found ? arena_printf(arena, "%.*s", (int)strcspn(found + strlen(step), "/?#"),
				    found + strlen(step))
		     : NULL;
}

/* As slugs are made, small letters, digits and hyphens; or a product's id. */
static bool may_name_page(const char *text)
{
	return strncmp(text, "product_", strlen("product_")) == 0 ||
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* Twelve characters of which the last checks the others; numbers with hyphens are codes of
 * products. */
static bool serial_read(struct arena *arena, const char *text, const char **ret_serial)
{
	char *serial = arena_alloc(arena, SERIAL_SIZE);

	if (strchr(text, '-') || !public_code_read(text, SERIAL_LENGTH, serial))
		return false;
	*ret_serial = serial;
	return true;
}

/* Of the steps of an address that name something; false when it has none of them. */
static bool address_read(struct arena *arena, const char *text, struct label *label)
{
	const char *serial = step_of(arena, text, "/s/");
	const char *slug = step_of(arena, text, "/san-pham/");
	const char *number = step_of(arena, text, "/verify/");

	if (serial && !serial_read(arena, serial, &label->serial))
		label->serial = serial;
	if (!serial && slug)
		label->slug = slug;
	if (!serial && !slug && number)
		label->number = number;
	return serial || slug || number;
}

void label_read(struct arena *arena, const char *text, struct label *ret_label)
{
	struct digital_link link;

	*ret_label = (struct label){"", "", "", "", ""};
	if (digital_link_read(arena, text, &link)) {
		ret_label->gtin = link.gtin;
		ret_label->batch = link.batch;
		if (!serial_read(arena, link.serial, &ret_label->serial))
			ret_label->serial = *link.serial ? link.serial : text;
		return;
	}
	if (address_read(arena, text, ret_label) || serial_read(arena, text, &ret_label->serial))
		return;
	ret_label->number = text;
	if (may_name_page(text))
		ret_label->slug = text;
}
