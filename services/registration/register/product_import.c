/* product_import.c - what a row of an old register would be taken in as
 *
 * The product of a row is the one with its id, whatever it is called today; else the producer's of
 * this name; else new. A producer who was merged is the one who stands, and a product too.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/records/known/kind.h"
#include "registration/records/register/merge.h"
#include "registration/register/import.h"
#include "registration/state.h"

/* The row with all its texts composed, so that a blank more is no other row. */
static Ocop__Registration__V1__ImportProduct compose_row(
	struct arena *arena, const Ocop__Registration__V1__ImportProduct *row)
{
	Ocop__Registration__V1__ImportProduct composed = *row;
	char **const texts[] = {
		&composed.product_name, &composed.producer_name,   &composed.producer_type,
		&composed.commune,      &composed.district,        &composed.province,
		&composed.score,        &composed.decision_number, &composed.decision_date,
		&composed.expiry_date,  &composed.product_group,   &composed.year,
		&composed.event,        &composed.source_url,      &composed.product_code,
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = text_compose(arena, *texts[i]);
	return composed;
}

static void find_faults(struct transaction *tx, struct product_import *import)
{
	const Ocop__Registration__V1__ImportProduct *row = &import->row;
	const struct place texts = {.commune_text = row->commune,
				    .district_text = row->district,
				    .province_text = row->province};
	struct import_fault faults[IMPORT_FAULTS_MAX];
	size_t count = import_row_faults(row, faults);
	struct product_code_parts parts;

	for (size_t i = 0; i < count; i++)
		import_fault_add(
			&import->faults, faults[i].field,
			arena_printf(transaction_arena(tx), "%s is needed", faults[i].detail));
	import_place(tx, &texts, &import->faults, &import->place);
	if (product_code_parse(row->product_code, &parts) && !product_code_fits_units(tx, &parts))
		import_fault_add(&import->faults, "product_code",
				 "its commune or district is not in its province");
}

/* The sector whose name holds the register's group, "Đồ uống"; "" when none or several do. */
static const char *sector_of_group(struct arena *arena, const struct rulebooks *books,
				   const char *product_group)
{
	const char *folded = text_fold(arena, product_group);
	const struct rulebook *book = rulebooks_count(books) ? rulebooks_at(books, 0) : NULL;
	const char *sector_code = "";

	if (*folded == '\0' || !book)
		return "";
	for (size_t i = 0; i < book->set_count; i++) {
		const struct rulebook_set *set = &book->sets[i];

		if (!strstr(text_fold(arena, set->sector_name.vi), folded) ||
		    strcmp(set->sector_code, sector_code) == 0)
			continue;
		if (*sector_code)
			return "";
		sector_code = set->sector_code;
	}
	return sector_code;
}

static void find_producer(struct transaction *tx, const char *producer_id,
			  struct product_import *import)
{
	const Ocop__Registration__V1__ImportProduct *row = &import->row;

	producer_load(tx, producer_standing(tx, producer_id), &import->producer);
	import->producer_is_new = !import->producer.exists;
	if (!import->producer_is_new)
		return;
	import->producer = (struct producer){
		.producer_id = producer_id,
		.name = row->producer_name,
		.legal_form =
			legal_form_of_word(text_fold(transaction_arena(tx), row->producer_type)),
		.registration_number = "",
		.address = "",
		.place = import->place,
		.imported = true,
		.version = 1,
		.merged_into = "",
	};
}

static const char *product_id_of(struct transaction *tx, const struct product_import *import,
				 const char *producer_id)
{
	return import_id(tx, "product",
			 arena_printf(transaction_arena(tx), "%s\n%s", import->row.product_name,
				      producer_id));
}

static struct product new_product(struct transaction *tx, const struct product_import *import,
				  const char *product_id)
{
	return (struct product){
		.product_id = product_id,
		.producer_id = import->producer.producer_id,
		.producer_name = import->producer.name,
		.name = import->row.product_name,
		.rulebook_code = "",
		.sector_code =
			sector_of_group(transaction_arena(tx), registration_state(tx)->rulebooks,
					import->row.product_group),
		.description = "",
		.place = import->place,
		.imported = true,
		.version = 1,
		.stage = PRODUCT_STAGE(MADE),
		.idea_id = "",
		.merged_into = "",
	};
}

/* Returns the id that the claim follows from: the product's own, whatever became of it since. */
static const char *find_product(struct transaction *tx, const char *row_producer_id,
				struct product_import *import)
{
	const char *product_id = product_id_of(tx, import, row_producer_id);

	product_load(tx, product_standing(tx, product_id), &import->product);
	if (import->product.exists)
		return product_id;
	product_of_name(tx, import->producer.producer_id, import->row.product_name,
			&import->product);
	if (import->product.exists)
		return import->product.product_id;
	product_id = product_id_of(tx, import, import->producer.producer_id);
	product_load(tx, product_standing(tx, product_id), &import->product);
	import->product_is_new = !import->product.exists;
	if (import->product_is_new)
		import->product = new_product(tx, import, product_id);
	return product_id;
}

static void find_claim(struct transaction *tx, const char *product_id,
		       struct product_import *import)
{
	const Ocop__Registration__V1__ImportProduct *row = &import->row;
	const char *seed = arena_printf(
		transaction_arena(tx), "%s\n%s\n%s\n%s\n%u\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s",
		product_id, row->commune, row->district, row->province, row->stars, row->score,
		row->decision_number, row->decision_date, row->expiry_date, row->product_group,
		row->year, row->event, row->source_url, row->product_code);

	import->claim = (struct import_claim){
		.claim_id = import_id(tx, "claim", seed),
		.product_id = import->product.product_id,
		.line = row->line,
		.stars = row->stars,
		.score = row->score,
		.decision_number = row->decision_number,
		.decision_date = row->decision_date,
		.expiry_date = row->expiry_date,
		.product_group = row->product_group,
		.year = row->year,
		.event = row->event,
		.source_url = row->source_url,
	};
	import->claim_is_new = !import_claim_exists(tx, import->claim.claim_id);
}

void product_import_read(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row,
			 struct product_import *ret_import)
{
	struct product_import import = {.row = compose_row(transaction_arena(tx), row)};

	find_faults(tx, &import);
	if (import.faults.count == 0) {
		const char *producer_id = import_producer_id(tx, import.row.producer_name,
							     import.place.province_code);

		find_producer(tx, producer_id, &import);
		find_claim(tx, find_product(tx, producer_id, &import), &import);
	}
	*ret_import = import;
}
