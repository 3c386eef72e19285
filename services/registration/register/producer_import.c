/* producer_import.c - what a row of a list of producers would be taken in as
 *
 * The row fills in what is not known of a producer and replaces nothing: what was decided here
 * stands before any list. Numbers that contradict each other are for an officer to settle.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/records/known/kind.h"
#include "registration/records/register/merge.h"
#include "registration/register/import.h"

static Ocop__Registration__V1__ImportProducer compose_row(
	struct arena *arena, const Ocop__Registration__V1__ImportProducer *row)
{
	Ocop__Registration__V1__ImportProducer composed = *row;
	char **const texts[] = {
		&composed.name,    &composed.producer_type, &composed.registration_number,
		&composed.commune, &composed.district,      &composed.province,
		&composed.address,
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = text_compose(arena, *texts[i]);
	return composed;
}

static void find_faults(struct transaction *tx, const Ocop__Registration__V1__ImportProducer *row,
			struct producer_import *import)
{
	const struct place texts = {.commune_text = row->commune,
				    .district_text = row->district,
				    .province_text = row->province};
	const struct {
		const char *text;
		size_t most;
	} bounds[] = {
		{row->producer_type, LINE_LENGTH_MAX}, {row->commune, LINE_LENGTH_MAX},
		{row->district, LINE_LENGTH_MAX},      {row->province, LINE_LENGTH_MAX},
		{row->address, LINE_LENGTH_MAX},
	};

	if (*row->name == '\0' || text_length(row->name) > NAME_LENGTH_MAX)
		import_fault_add(&import->faults, "name",
				 "a name of 1 to 300 characters is needed");
	if (*row->province == '\0')
		import_fault_add(&import->faults, "province", "a province is needed");
	if (text_length(row->registration_number) > NUMBER_LENGTH_MAX)
		import_fault_add(&import->faults, "registration_number",
				 "a number of at most 60 characters is needed");
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		if (text_length(bounds[i].text) <= bounds[i].most)
			continue;
		import_fault_add(&import->faults, "",
				 "texts of at most 1000 characters are needed");
		break;
	}
	import_place(tx, &texts, &import->faults, &import->place);
}

/* Fills in what the producer lacks; true when there was something. */
static bool fill_in(const struct producer *row, struct producer *producer)
{
	bool filled = false;

	if (*producer->registration_number == '\0' && *row->registration_number) {
		producer->registration_number = row->registration_number;
		filled = true;
	}
	if (*producer->address == '\0' && *row->address) {
		producer->address = row->address;
		filled = true;
	}
	if (producer->legal_form == LEGAL_FORM(UNKNOWN) && row->legal_form != LEGAL_FORM(UNKNOWN)) {
		producer->legal_form = row->legal_form;
		filled = true;
	}
	if (*producer->place.commune_code == '\0' && *row->place.commune_code) {
		producer->place = row->place;
		filled = true;
	}
	return filled;
}

static void check_number(struct transaction *tx, const struct producer *row,
			 struct producer_import *import)
{
	const char *number = row->registration_number;
	const char *own = import->before.registration_number;

	if (*number == '\0' || strcmp(number, own) == 0)
		return;
	if (producer_number_taken(tx, number))
		import_fault_add(&import->faults, "registration_number",
				 "another producer has this number");
	else if (*own)
		import_fault_add(&import->faults, "registration_number",
				 arena_printf(transaction_arena(tx),
					      "the producer is known with the number %s", own));
}

void producer_import_read(struct transaction *tx, const Ocop__Registration__V1__ImportProducer *row,
			  struct producer_import *ret_import)
{
	struct arena *arena = transaction_arena(tx);
	const Ocop__Registration__V1__ImportProducer composed = compose_row(arena, row);
	struct producer_import import = {.is_new = false};

	find_faults(tx, &composed, &import);
	if (import.faults.count == 0) {
		const struct producer of_row = {
			.producer_id =
				import_producer_id(tx, composed.name, import.place.province_code),
			.name = composed.name,
			.legal_form = legal_form_of_word(text_fold(arena, composed.producer_type)),
			.registration_number = composed.registration_number,
			.address = composed.address,
			.place = import.place,
			.imported = true,
			.version = 1,
			.merged_into = "",
		};

		producer_load(tx, producer_standing(tx, of_row.producer_id), &import.before);
		check_number(tx, &of_row, &import);
		import.is_new = !import.before.exists;
		import.producer = import.is_new ? of_row : import.before;
		import.changes = !import.is_new && fill_in(&of_row, &import.producer);
	}
	*ret_import = import;
}
