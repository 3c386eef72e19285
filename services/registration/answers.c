/* answers.c - records as messages of queries, and the cursors of lists */
#include "registration/answers.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "registration/events.h"
#include "registration/queries.h"
#include "registration/records/known/variant.h"
#include "registration/subjects.h"

Ocop__Registration__V1__Place *place_copy(struct arena *arena, const struct place *place)
{
	Ocop__Registration__V1__Place message = place_message(place);

	return arena_copy(arena, &message, sizeof message);
}

static Ocop__Registration__V1__FormerPlace *former_place_message(struct transaction *tx,
								 const struct place *place)
{
	Ocop__Registration__V1__FormerPlace *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const struct former_codes codes = {
		.commune_code = place->former_commune_code,
		.district_code = place->former_district_code,
		.province_code = place->former_province_code,
	};
	struct former_names names;
	struct unit commune, province;

	former_unit_names(tx, &codes, &names);
	unit_load(tx, place->commune_code, &commune);
	unit_load(tx, place->province_code, &province);
	ocop__registration__v1__former_place__init(message);
	message->commune_code = message_text(codes.commune_code);
	message->commune_name = message_text(names.commune_name);
	message->district_code = message_text(codes.district_code);
	message->district_name = message_text(names.district_name);
	message->province_code = message_text(codes.province_code);
	message->province_name = message_text(names.province_name);
	message->present_commune_name = message_text(commune.full_name_vi);
	message->present_province_name = message_text(province.full_name_vi);
	return message;
}

Google__Protobuf__Timestamp *timestamp_message(struct arena *arena, int64_t time_us)
{
	Google__Protobuf__Timestamp message = message_time(time_us);

	return arena_copy(arena, &message, sizeof(message));
}

Ocop__Registration__V1__Producer *producer_message(struct transaction *tx,
						   const struct producer *producer)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__Producer *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__producer__init(message);
	message->producer_id = message_text(producer->producer_id);
	message->name = message_text(producer->name);
	message->legal_form = producer->legal_form;
	message->registration_number = message_text(producer->registration_number);
	message->place = place_copy(arena, &producer->place);
	message->address = message_text(producer->address);
	message->imported = producer->imported;
	message->version = producer->version;
	message->merged_into = message_text(producer->merged_into);
	message->former_place = former_place_message(tx, &producer->place);
	return message;
}

bool dossier_is_visible(struct transaction *tx, const struct dossier *dossier)
{
	struct subject subject = dossier_subject(dossier);

	subject.producer_id = producer_of_caller(tx, dossier->product_id, dossier->producer_id);
	return caller_may(transaction_caller(tx), DOSSIER_READERS, &subject) &&
	       dossier_is_shown(tx, dossier, &subject) && !caller_has_conflict(tx, dossier);
}

const char *visible_dossier_id(struct transaction *tx, const char *dossier_id)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	return dossier.exists && dossier_is_visible(tx, &dossier) ? dossier_id : "";
}

static void add_codes(struct transaction *tx, const char *product_id,
		      Ocop__Registration__V1__Product *message)
{
	struct arena *arena = transaction_arena(tx);
	struct product_code *codes;

	message->n_codes = product_codes_load(tx, product_id, &codes);
	message->codes = arena_alloc(arena, message->n_codes * sizeof(*message->codes));
	for (size_t i = 0; i < message->n_codes; i++) {
		Ocop__Registration__V1__ProductCode *code = arena_alloc(arena, sizeof(*code));

		ocop__registration__v1__product_code__init(code);
		code->code = message_text(codes[i].code);
		code->dossier_id = message_text(visible_dossier_id(tx, codes[i].dossier_id));
		code->issued_at = timestamp_message(arena, codes[i].issued_at_us);
		message->codes[i] = code;
	}
}

Ocop__Registration__V1__Product *product_message(struct transaction *tx,
						 const struct product *product)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__Product *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__product__init(message);
	message->product_id = message_text(product->product_id);
	message->producer_id = message_text(product->producer_id);
	message->producer_name = message_text(product->producer_name);
	message->name = message_text(product->name);
	message->rulebook_code = message_text(product->rulebook_code);
	message->set_no = product->set_no;
	message->sector_code = message_text(product->sector_code);
	message->place = place_copy(arena, &product->place);
	message->description = message_text(product->description);
	message->imported = product->imported;
	message->version = product->version;
	message->stage = product->stage;
	message->is_set = product->is_set;
	message->merged_into = message_text(product->merged_into);
	message->idea_id = message_text(product->idea_id);
	message->former_place = former_place_message(tx, &product->place);
	add_codes(tx, product->product_id, message);
	return message;
}

Ocop__Registration__V1__Product *product_message_whole(struct transaction *tx,
						       const struct product *product)
{
	Ocop__Registration__V1__Product *message = product_message(tx, product);

	message->variants = variants_load(tx, product->product_id, &message->n_variants);
	return message;
}

Ocop__Registration__V1__DossierSummary *summary_message(struct arena *arena,
							const struct listed_dossier *row)
{
	Ocop__Registration__V1__DossierSummary *summary = arena_alloc(arena, sizeof(*summary));

	ocop__registration__v1__dossier_summary__init(summary);
	summary->dossier_id = message_text(row->dossier.dossier_id);
	summary->product_id = message_text(row->dossier.product_id);
	summary->product_name = message_text(row->product_name);
	summary->producer_id = message_text(row->dossier.producer_id);
	summary->producer_name = message_text(row->producer_name);
	summary->kind = row->dossier.kind;
	summary->state = row->dossier.state;
	summary->commune_code = message_text(row->dossier.commune_code);
	summary->due_on = message_text(row->dossier.due_on);
	summary->changed_at = timestamp_message(arena, row->dossier.changed_at_us);
	return summary;
}

/* The folded name holds letters, digits and blanks only, so the bar parts it from the id. */
char *name_cursor_print(struct arena *arena, const char *name, const char *id)
{
	return arena_printf(arena, "%s|%s", text_fold(arena, name), id);
}

bool name_cursor_read(struct reply *reply, const char *cursor, const char *kind,
		      struct name_search *search)
{
	const char *bar = strchr(cursor, '|');

	search->after_name = "";
	search->after_id = "";
	if (*cursor == '\0')
		return true;
	if (!bar || !identifier_is(bar + 1, kind)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return false;
	}
	search->after_name = arena_printf(reply_arena(reply), "%.*s", (int)(bar - cursor), cursor);
	search->after_id = bar + 1;
	return true;
}
