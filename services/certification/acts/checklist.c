/* checklist.c - what is looked at on a visit: made from what was rated, and the use of the mark
 *
 * The words stand in the visit's own rows: a checklist stays what it was when the rule book's
 * folder is mended later.
 */
#include "certification/acts/checklist.h"

#include "certification/records.h"
#include "certification/records/inspection/inspection.h"
#include "certification/state.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"

static const struct sheet *sheet_of(struct transaction *tx, const struct certificate *certificate)
{
	const struct rulebook *book =
		rulebook_find(certification_state(tx)->rulebooks, certificate->rulebook_code);
	const struct rulebook_set *set =
		book != NULL ? rulebook_set_find(book, certificate->set_no) : NULL;

	return set != NULL ? set->sheet : NULL;
}

static struct inspection_line criterion_line(struct transaction *tx,
					     const struct certificate *certificate,
					     const struct sheet_node *node)
{
	uint32_t option_no = agreed_option_load(tx, message_text(certificate->round_id),
						message_text(certificate->dossier_id), node->code);
	const struct sheet_option *option = node_option(node, option_no);

	return (struct inspection_line){
		.kind = INSPECTION_LINE_KIND(CRITERION),
		.criterion_code = node->code,
		.name = node->name.vi,
		.option_no = option != NULL ? option_no : 0,
		.option_label = option != NULL ? option->label.vi : "",
		.points = option != NULL ? option->points : 0,
		.max_points = node->max,
		.minimum_points = node_minimum(node, certificate->star),
	};
}

static uint32_t criteria_write(struct transaction *tx, const char *inspection_id,
			       const struct certificate *certificate)
{
	const struct sheet *sheet = sheet_of(tx, certificate);
	uint32_t count = 0;

	for (size_t i = 0; sheet != NULL && i < sheet->node_count; i++) {
		struct inspection_line line;

		if (!node_is_criterion(&sheet->nodes[i]) ||
		    count == INSPECTION_LINES_MAX - FIXED_LINES)
			continue;
		line = criterion_line(tx, certificate, &sheet->nodes[i]);
		line.line_no = ++count;
		inspection_line_insert(tx, inspection_id, &line);
	}
	return count;
}

void checklist_write(struct transaction *tx, const char *inspection_id,
		     const struct certificate *certificate)
{
	uint32_t criteria = criteria_write(tx, inspection_id, certificate);

	for (uint32_t i = 0; i < FIXED_LINES; i++)
		inspection_line_insert(tx, inspection_id,
				       &(struct inspection_line){
					       .line_no = criteria + i + 1,
					       .kind = fixed_lines[i].kind,
					       .criterion_code = "",
					       .name = fixed_lines[i].name,
					       .option_label = "",
				       });
}
