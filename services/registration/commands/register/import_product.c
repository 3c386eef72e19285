/* import_product.c - one row of an old register: producer, product and what it claims
 *
 * Reads:     registration.v1.ImportProduct
 * Needs:     nothing that exists; ids follow from what the row says, so the same row again is found
 * Writes:    producers and products where they are new, import_claims, product_codes with what
 *            their numbers take of the commune's sequence
 * Publishes: registration.v1.ProducerRegistered, ProductRegistered, RecognitionClaimed
 * Refuses:   IMPORT_ROW_INVALID, naming each field
 *
 * A producer is the same when composed name and province of today are the same, letter by letter;
 * a product when name and producer are. Variants stay apart until an officer merges them.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/import_claim.h"
#include "registration/records/numbers/product_number.h"
#include "registration/rules.h"
#include "registration/state.h"

/* Of numbers below one that a register brings, as offices read it. */
static const char numbers_before_import[] =
	"Xã đã cấp mã có số lớn hơn trước khi dùng phần mềm; mã mang số này chưa được nhập";

/* What a row makes: each either new or known already. */
struct imported {
	struct producer producer;
	struct product product;
	struct import_claim claim;
	struct place place;
};

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

static bool row_is_sound(const Ocop__Registration__V1__ImportProduct *row, struct reply *reply)
{
	struct import_fault faults[IMPORT_FAULTS_MAX];
	size_t count = import_row_faults(row, faults);

	for (size_t i = 0; i < count; i++)
		reply_refuse(reply, REFUSAL(IMPORT_ROW_INVALID), faults[i].field,
			     "line %u: %s is needed", row->line, faults[i].detail);
	return count == 0;
}

static const char *derive(struct arena *arena, const char *kind, const char *seed)
{
	char id[IDENTIFIER_SIZE];

	/* No time: when it was imported is nothing the row says. */
	identifier_derive(kind, NULL, 0, seed, id);
	return arena_strdup(arena, id);
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

static void fill_in(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row,
		    struct imported *imported)
{
	struct arena *arena = transaction_arena(tx);
	const char *producer_seed =
		arena_printf(arena, "%s\n%s", row->producer_name, imported->place.province_code);

	imported->producer = (struct producer){
		.producer_id = derive(arena, "producer", producer_seed),
		.name = row->producer_name,
		.legal_form = legal_form_of_word(text_fold(arena, row->producer_type)),
		.registration_number = "",
		.address = "",
		.place = imported->place,
		.imported = true,
		.version = 1,
		.merged_into = "",
	};
	imported->product = (struct product){
		.product_id = derive(arena, "product",
				     arena_printf(arena, "%s\n%s", row->product_name,
						  imported->producer.producer_id)),
		.producer_id = imported->producer.producer_id,
		.producer_name = row->producer_name,
		.name = row->product_name,
		.rulebook_code = "",
		.sector_code = sector_of_group(arena, registration_state(tx)->rulebooks,
					       row->product_group),
		.description = "",
		.place = imported->place,
		.imported = true,
		.version = 1,
		.stage = PRODUCT_STAGE(MADE),
		.idea_id = "",
		.merged_into = "",
	};
	imported->claim = (struct import_claim){
		.claim_id = derive(
			arena, "claim",
			arena_printf(arena,
				     "%s\n%s\n%s\n%s\n%u\n%s\n%s\n%s\n%s\n%s\n"
				     "%s\n%s\n%s\n%s",
				     imported->product.product_id, row->commune, row->district,
				     row->province, row->stars, row->score, row->decision_number,
				     row->decision_date, row->expiry_date, row->product_group,
				     row->year, row->event, row->source_url, row->product_code)),
		.product_id = imported->product.product_id,
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
}

static bool resolve_place(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row,
			  struct place *ret_place)
{
	const struct place_text text = {
		.commune = row->commune, .district = row->district, .province = row->province};
	struct place_codes codes;

	unit_resolve(tx, &text, &codes);
	*ret_place = (struct place){
		.commune_code = codes.commune_code,
		.province_code = codes.province_code,
		.commune_text = row->commune,
		.district_text = row->district,
		.province_text = row->province,
	};
	return *codes.province_code != '\0';
}

static void write_new_ones(struct transaction *tx, const struct imported *imported)
{
	struct producer producer;
	struct product product;

	producer_load(tx, imported->producer.producer_id, &producer);
	if (!producer.exists) {
		producer_insert(tx, &imported->producer);
		event_producer_registered(tx, &imported->producer);
	}
	product_load(tx, imported->product.product_id, &product);
	if (!product.exists) {
		product_insert(tx, &imported->product);
		event_product_registered(tx, &imported->product);
	}
	import_claim_insert(tx, &imported->claim);
	if (*imported->claim.event)
		event_recognition_claimed(tx, &imported->product, &imported->place,
					  &imported->claim);
}

/* A code that the commune gave itself: numbers before it that are not known stay its own. */
static void pass_number(struct transaction *tx, const struct product_code_parts *parts)
{
	int64_t last = commune_sequence_last(tx, parts->commune_code);

	if (parts->number > last + 1)
		number_gap_insert(tx, parts->commune_code,
				  &(struct number_gap){.first_number = (uint32_t)last + 1,
						       .last_number = parts->number - 1,
						       .reason = numbers_before_import});
	commune_sequence_pass(tx, parts->commune_code, parts->number);
}

/* The row's official code, when it has one that nobody has yet. */
static void write_code(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row,
		       const struct product *product)
{
	struct product_code_parts parts;
	char code[PRODUCT_CODE_SIZE];

	if (!product_code_parse(row->product_code, &parts) ||
	    !product_code_read(row->product_code, code) || *product_code_owner(tx, code))
		return;
	bool is_old = *parts.district_code;

	product_code_insert(tx,
			    &(struct product_code){.code = code,
						   .commune_code = is_old ? "" : parts.commune_code,
						   .number = is_old ? 0 : parts.number,
						   .product_id = product->product_id,
						   .dossier_id = "",
						   .issued_at_us = transaction_now_us(tx)});
	if (!is_old)
		pass_number(tx, &parts);
}

static bool code_fits(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row)
{
	struct product_code_parts parts;

	return !product_code_parse(row->product_code, &parts) ||
	       product_code_fits_units(tx, &parts);
}

enum decision import_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__ImportProduct row =
		compose_row(arena, (const Ocop__Registration__V1__ImportProduct *)message);
	struct imported imported;

	if (!row_is_sound(&row, reply))
		return REFUSED;

	bool place_known = resolve_place(tx, &row, &imported.place);
	fill_in(tx, &row, &imported);
	bool code_known = code_fits(tx, &row);
	bool known_already = import_claim_exists(tx, imported.claim.claim_id);
	if (transaction_failed(tx))
		return FAILED;

	if (!place_known)
		reply_refuse(reply, REFUSAL(IMPORT_ROW_INVALID), "province",
			     "line %u: no province is or was called so", row.line);
	if (!code_known)
		reply_refuse(reply, REFUSAL(IMPORT_ROW_INVALID), "product_code",
			     "line %u: its commune or district is not in its province", row.line);
	if (reply_refused(reply))
		return REFUSED;

	if (!known_already) {
		write_new_ones(tx, &imported);
		write_code(tx, &row, &imported.product);
	}
	reply_accept(reply, imported.product.product_id, imported.product.version);
	return ACCEPTED;
}
