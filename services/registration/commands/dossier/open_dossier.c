/* open_dossier.c - a dossier is begun for a product
 *
 * Reads:     registration.v1.OpenDossier
 * Needs:     a product in a commune, no other dossier of it under way; the rule book in force today
 *            and a set with a sheet; for an upgrade or re-rating the certificate it starts from,
 *            for a first rating no valid one. Of kind EARLIER, a paper dossier entered afterwards:
 *            any rule book and a set with a sheet, whatever is under way
 * Writes:    dossiers, one row; dossier_fields with what registration knows already (an earlier one
 *            says what the paper says)
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
#include "registration/records/known/kind.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"
#include "registration/state.h"

/* What is known when a dossier is opened. */
struct opening {
	struct product product;
	struct producer producer;
	struct unit province;
	struct certificate certificate;
	const char *certificate_code; /* as asked for */
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
	opening->certificate_code = asked->certificate_code;
	opening->today = date_of_us(transaction_now_us(tx));
	product_load(tx, asked->product_id, &opening->product);
	producer_load(tx, opening->product.producer_id, &opening->producer);
	unit_load(tx, opening->product.place.province_code, &opening->province);
	certificate_load(tx, asked->certificate_code, &opening->certificate);
	/* What was merged into the product has carried it as well. */
	opening->certificate.product_id = product_standing(tx, opening->certificate.product_id);
	opening->another_is_open = dossier_open_exists(tx, asked->product_id);
	opening->is_recognised = certificate_valid_exists(tx, asked->product_id);
	opening->book = rulebook_find(books, asked->rulebook_code);
	opening->book_in_force = rulebooks_in_force(books, opening->today);
	opening->set = opening->book ? rulebook_set_find(opening->book, asked->set_no) : NULL;
}

static void check_rulebook(const struct opening *opening, struct reply *reply)
{
	bool is_earlier = opening->kind == DOSSIER_KIND(EARLIER);

	if (!opening->book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), "rulebook_code", NULL);
	else if (!is_earlier && opening->book != opening->book_in_force)
		reply_refuse(reply, REFUSAL(RULEBOOK_NOT_IN_FORCE), "rulebook_code", NULL);
	else if (!opening->set)
		reply_refuse(reply, REFUSAL(SET_UNKNOWN), "set_no", NULL);
	else if (!opening->set->sheet)
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), "set_no", NULL);
	else if (!is_earlier &&
		 !legal_form_is_eligible(opening->producer.legal_form, opening->set->sector_code))
		reply_refuse(reply, REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), NULL, NULL);
}

/* A first rating needs a product without, the others one with the certificate they start from. An
 * earlier one needs none; what it names must be the product's. */
static void check_certificate(const struct opening *opening, struct reply *reply)
{
	const struct certificate *certificate = &opening->certificate;
	const char *product_id = opening->product.product_id;

	if (opening->kind == DOSSIER_KIND(FIRST) && opening->is_recognised)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind",
			     "the product has a valid certificate: upgrade it or rate it again");
	if ((opening->kind == DOSSIER_KIND(UPGRADE) || opening->kind == DOSSIER_KIND(RE_RATING)) &&
	    !certificate_carries(certificate, opening->kind, product_id))
		reply_refuse(reply, REFUSAL(RECOGNITION_MISSING), "certificate_code", NULL);
	if (opening->kind == DOSSIER_KIND(EARLIER) && *opening->certificate_code &&
	    (!certificate->exists || strcmp(certificate->product_id, product_id) != 0))
		reply_refuse(reply, REFUSAL(RECOGNITION_MISSING), "certificate_code", NULL);
}

static void check(const struct opening *opening, struct reply *reply)
{
	if (opening->kind < DOSSIER_KIND(FIRST) || opening->kind > DOSSIER_KIND(EARLIER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	check_certificate(opening, reply);
	if (*opening->product.place.commune_code == '\0')
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "product_id",
			     "the product's commune is not known");
	if (opening->another_is_open && opening->kind != DOSSIER_KIND(EARLIER))
		reply_refuse(reply, REFUSAL(DOSSIER_OPEN_EXISTS), "product_id", NULL);
	check_rulebook(opening, reply);
}

static const char *const legal_form_words[] = {
	"",           "Hợp tác xã",    "Tổ hợp tác",    "Doanh nghiệp",
	"Trang trại", "Hộ kinh doanh", "Hội, hiệp hội",
};

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
		if (*known[i].value &&
		    producer_field(opening->book, known[i].form_code, known[i].key))
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
						   .deadline = "",
						   .waits_with = OFFICE(PRODUCER)});
	if (opening.kind != DOSSIER_KIND(EARLIER))
		prefill(tx, dossier_id, &opening);
	reply_accept(reply, dossier_id, 1);
	return ACCEPTED;
}
