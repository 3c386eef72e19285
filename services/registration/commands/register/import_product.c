/* import_product.c - one row of an old register: producer, product and what it claims
 *
 * Reads:     registration.v1.ImportProduct
 * Needs:     nothing that exists; ids follow from what the row says, so the same row again is found
 * Writes:    producers and products where they are new, import_claims, product_codes with what
 *            their numbers take of the commune's sequence
 * Publishes: registration.v1.ProducerRegistered, ProductRegistered, RecognitionClaimed
 * Refuses:   IMPORT_ROW_INVALID, naming each field
 *
 * What a row is about, register/import.h says.
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/numbers/product_number.h"
#include "registration/register/import.h"

/* Of numbers below one that a register brings, as offices read it. */
static const char numbers_before_import[] =
	"Xã đã cấp mã có số lớn hơn trước khi dùng phần mềm; mã mang số này chưa được nhập";

static void write_new_ones(struct transaction *tx, const struct product_import *import)
{
	if (import->producer_is_new) {
		producer_insert(tx, &import->producer);
		event_producer_registered(tx, &import->producer);
	}
	if (import->product_is_new) {
		product_insert(tx, &import->product);
		event_product_registered(tx, &import->product);
	}
	import_claim_insert(tx, &import->claim);
	if (*import->claim.event)
		event_recognition_claimed(tx, &import->product, &import->place, &import->claim);
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

enum decision import_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ImportProduct *asked =
		(const Ocop__Registration__V1__ImportProduct *)message;
	struct product_import import;

	product_import_read(tx, asked, &import);
	if (transaction_failed(tx))
		return FAILED;
	if (!import_is_sound(&import.faults, asked->line, reply))
		return REFUSED;

	if (import.claim_is_new) {
		write_new_ones(tx, &import);
		write_code(tx, &import.row, &import.product);
	}
	reply_accept(reply, import.product.product_id, import.product.version);
	return ACCEPTED;
}
