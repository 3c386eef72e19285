/* open_dossier.c - a dossier is begun for a product
 *
 * Reads:     registration.v1.OpenDossier
 * Needs:     a product in a commune, no other dossier of it under way; the rule book in force today
 *            and a set with a sheet; for an upgrade or re-rating the certificate it starts from,
 *            for a first rating no valid one
 * Writes:    dossiers, one row; dossier_fields with what registration knows already
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   FIELD_INVALID, UNIT_UNKNOWN, RULEBOOK_UNKNOWN, RULEBOOK_NOT_IN_FORCE, SET_UNKNOWN,
 *            SHEET_UNAVAILABLE, LEGAL_FORM_NOT_ELIGIBLE, DOSSIER_OPEN_EXISTS, RECOGNITION_MISSING
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/rules.h"
#include "registration/state.h"

/* What is known when a dossier is opened. */
struct opening {
	struct product product;
	struct producer producer;
	struct unit province;
	struct certificate certificate;
	const struct rulebook *book;
	const struct rulebook *book_in_force;
	const struct rulebook_set *set;
	bool another_is_open;
	bool is_recognised;
	Ocop__Registration__V1__DossierKind kind;
	int32_t today;
};

static void load_facts(struct transaction *tx, const Ocop__Registration__V1__OpenDossier *asked,
		       struct opening *opening)
{
	const struct rulebooks *books = registration_state(tx)->rulebooks;

	opening->kind = asked->kind;
	opening->today = date_of_us(transaction_now_us(tx));
	product_load(tx, asked->product_id, &opening->product);
	producer_load(tx, opening->product.producer_id, &opening->producer);
	unit_load(tx, opening->product.place.province_code, &opening->province);
	certificate_load(tx, asked->certificate_code, &opening->certificate);
	opening->another_is_open = dossier_open_exists(tx, asked->product_id);
	opening->is_recognised = certificate_valid_exists(tx, asked->product_id);
	opening->book = rulebook_find(books, asked->rulebook_code);
	opening->book_in_force = rulebooks_in_force(books, opening->today);
	opening->set = opening->book ? rulebook_set_find(opening->book, asked->set_no) : NULL;
}

static void check_rulebook(const struct opening *opening, struct reply *reply)
{
	if (!opening->book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), "rulebook_code", NULL);
	else if (opening->book != opening->book_in_force)
		reply_refuse(reply, REFUSAL(RULEBOOK_NOT_IN_FORCE), "rulebook_code", NULL);
	else if (!opening->set)
		reply_refuse(reply, REFUSAL(SET_UNKNOWN), "set_no", NULL);
	else if (!opening->set->sheet)
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), "set_no", NULL);
	else if (!legal_form_is_eligible(opening->producer.legal_form, opening->set->sector_code))
		reply_refuse(reply, REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), NULL, NULL);
}

static void check(const struct opening *opening, struct reply *reply)
{
	bool is_first = opening->kind == DOSSIER_KIND(FIRST);

	if (opening->kind < DOSSIER_KIND(FIRST) || opening->kind > DOSSIER_KIND(RE_RATING))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	else if (is_first && opening->is_recognised)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind",
			     "the product has a valid certificate: upgrade it or rate it again");
	else if (!is_first && !certificate_carries(&opening->certificate, opening->kind,
						   opening->product.product_id))
		reply_refuse(reply, REFUSAL(RECOGNITION_MISSING), "certificate_code", NULL);
	if (*opening->product.place.commune_code == '\0')
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "product_id",
			     "the product's commune is not known");
	if (opening->another_is_open)
		reply_refuse(reply, REFUSAL(DOSSIER_OPEN_EXISTS), "product_id", NULL);
	check_rulebook(opening, reply);
}

static const char *const legal_form_words[] = {
	"",           "Hợp tác xã",    "Tổ hợp tác",    "Doanh nghiệp",
	"Trang trại", "Hộ kinh doanh", "Hội, hiệp hội",
};

static bool form_has(const struct rulebook *book, const char *form_code, const char *key)
{
	for (size_t i = 0; i < book->form_count; i++) {
		const struct rulebook_form *form = &book->forms[i];

		for (size_t k = 0; strcmp(form->code, form_code) == 0 && k < form->field_count; k++)
			if (strcmp(form->fields[k].key, key) == 0)
				return true;
	}
	return false;
}

/* What the producer need not type again. */
static void prefill(struct transaction *tx, const char *dossier_id, const struct opening *opening)
{
	const char *year = arena_printf(transaction_arena(tx), "%d", date_year(opening->today));
	const struct form_field known[] = {
		{"M01", "province", opening->province.full_name_vi},
		{"M01", "year", year},
		{"M01", "unit_name", opening->producer.name},
		{"M01", "address", opening->producer.address},
		{"M01", "product_name", opening->product.name},
		{"M01", "sector", opening->set->sector_name.vi},
		{"M01", "group", opening->set->group_name.vi},
		{"M01", "subgroup", opening->set->name.vi},
		{"M01", "procedure", procedure_of_kind(opening->kind)},
		{"M02", "subject", opening->producer.name},
		{"M02", "organisation_type", legal_form_words[opening->producer.legal_form]},
		{"M02", "address", opening->producer.address},
		{"M02", "founding_number", opening->producer.registration_number},
		{"M02", "product", opening->product.name},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (*known[i].value && form_has(opening->book, known[i].form_code, known[i].key))
			form_field_write(tx, dossier_id, &known[i]);
	}
}

enum decision open_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__OpenDossier *asked =
		(const Ocop__Registration__V1__OpenDossier *)message;
	char dossier_id[IDENTIFIER_SIZE];
	struct opening opening;

	load_facts(tx, asked, &opening);
	if (transaction_failed(tx))
		return FAILED;

	check(&opening, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("dossier", NULL, transaction_now_us(tx), dossier_id);
	const struct dossier dossier = {
		.dossier_id = dossier_id,
		.product_id = opening.product.product_id,
		.producer_id = opening.product.producer_id,
		.kind = asked->kind,
		.state = DOSSIER_STATE(DRAFT),
		.rulebook_code = opening.book->code,
		.set_no = asked->set_no,
		.commune_code = opening.product.place.commune_code,
		.province_code = opening.product.place.province_code,
		.certificate_code = opening.certificate.code,
		.version = 1,
		.waits_with = OFFICE(PRODUCER),
	};
	dossier_insert(tx, &dossier);
	dossier_move_insert(tx, dossier_id,
			    &(struct dossier_move){.version = 1,
						   .from = DOSSIER_STATE(UNSPECIFIED),
						   .to = DOSSIER_STATE(DRAFT),
						   .moved_at_us = transaction_now_us(tx),
						   .actor_id = transaction_caller(tx)->account_id,
						   .reason = "",
						   .deadline = ""});
	prefill(tx, dossier_id, &opening);
	reply_accept(reply, dossier_id, 1);
	return ACCEPTED;
}
