/* sheet.c - looks things up in a scoring sheet */
#include "common/rulebook/sheet.h"

#include <string.h>

const struct sheet_node *sheet_find(const struct sheet *sheet, const char *code)
{
	for (size_t i = 0; i < sheet->node_count; i++)
		if (strcmp(sheet->nodes[i].code, code) == 0)
			return &sheet->nodes[i];
	return NULL;
}

bool node_is_criterion(const struct sheet_node *node)
{
	return node->select == NODE_ONE || node->select == NODE_ONE_CASE;
}

bool node_has_note(const struct sheet_node *node, enum note_kind kind)
{
	for (size_t i = 0; i < node->note_count; i++)
		if (node->notes[i].kind == kind)
			return true;
	return false;
}

const struct sheet_option *node_option(const struct sheet_node *node, uint32_t option_no)
{
	if (option_no == 0 || option_no > node->option_count)
		return NULL;
	return &node->options[option_no - 1];
}

uint32_t node_minimum(const struct sheet_node *node, uint32_t star)
{
	uint32_t minimum = 0;

	for (size_t i = 0; i < node->option_count; i++) {
		const struct sheet_option *option = &node->options[i];

		if (option->min_star && option->min_star <= star && option->points > minimum)
			minimum = option->points;
	}
	return minimum;
}
