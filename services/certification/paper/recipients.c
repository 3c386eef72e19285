/* recipients.c - to whom notices go
 *
 * A decision is on some hundred products, so its recipients are gathered in memory.
 */
#include "certification/paper/recipients.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/words.h"
#include "common/store/transaction.h"
#include "common/unit/place_today.h"

bool recipient_is_commune(const char *recipient_id)
{
	return recipient_id[strspn(recipient_id, "0123456789")] == '\0';
}

struct recipient commune_recipient(struct transaction *tx, const char *commune_code)
{
	const struct place_codes then = {.commune_code = commune_code, .province_code = ""};
	struct place_codes today;
	struct unit commune;

	place_today(tx, &then, &today);
	unit_load(tx, today.commune_code, &commune);
	return (struct recipient){
		.kind = NOTICE_RECIPIENT(COMMUNE),
		.id = commune_code,
		.name = committee_words(transaction_arena(tx), &commune),
		.products = 1,
	};
}

struct recipient producer_recipient(const char *producer_id, const char *producer_name)
{
	return (struct recipient){
		.kind = NOTICE_RECIPIENT(PRODUCER),
		.id = producer_id,
		.name = producer_name,
		.products = 1,
	};
}

/* Counts a product for a recipient that is there already. */
static bool counted(struct recipient *recipients, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(recipients[i].id, id) == 0) {
			recipients[i].products++;
			return true;
		}
	}
	return false;
}

size_t decision_recipients(struct transaction *tx, const struct decision_row *decision,
			   struct recipient **ret_recipients)
{
	struct decision_line *lines;
	size_t line_count = decision_lines_load(tx, decision, "", "", &lines);
	struct arena *arena = transaction_arena(tx);
	struct recipient *recipients =
		arena_alloc(arena, 2 * (line_count + 1) * sizeof(*recipients));
	struct recipient *producers = arena_alloc(arena, (line_count + 1) * sizeof(*producers));
	size_t count = 0, producer_count = 0;

	for (size_t i = 0; i < line_count; i++) {
		const struct decision_line *line = &lines[i];

		if (*line->commune_code && !counted(recipients, count, line->commune_code))
			recipients[count++] = commune_recipient(tx, line->commune_code);
		if (!counted(producers, producer_count, line->producer_id))
			producers[producer_count++] =
				producer_recipient(line->producer_id, line->producer_name);
	}
	memcpy(&recipients[count], producers, producer_count * sizeof(*producers));
	*ret_recipients = recipients;
	return count + producer_count;
}
