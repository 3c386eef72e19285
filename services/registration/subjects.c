/* subjects.c - the things registration's commands and queries are about, and who their caller is */
#include "registration/subjects.h"

#include <stddef.h>

#include "common/command.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/rules.h"

void subject_of_commune(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct unit commune;

	unit_load(tx, message_field_text(message, "commune_code"), &commune);
	if (!commune.exists)
		ret_subject->why = REFUSAL(UNIT_UNKNOWN);
	ret_subject->exists = true;
	ret_subject->commune_code = commune.code;
	ret_subject->province_code = commune.province_code;
}

void subject_of_producer(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	struct producer producer;

	producer_load(tx, message_field_text(message, "producer_id"), &producer);
	*ret_subject = (struct subject){
		.exists = producer.exists,
		.version = producer.version,
		.province_code = producer.place.province_code,
		.commune_code = producer.place.commune_code,
		.producer_id = producer.producer_id,
	};
}

void subject_of_product(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct product product;

	product_load(tx, message_field_text(message, "product_id"), &product);
	*ret_subject = (struct subject){
		.exists = product.exists,
		.version = product.version,
		.province_code = product.place.province_code,
		.commune_code = product.place.commune_code,
		.producer_id = product.producer_id,
	};
}

void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct dossier dossier;

	dossier_load(tx, message_field_text(message, "dossier_id"), &dossier);
	*ret_subject = dossier_subject(&dossier);
	if (caller_has_conflict(tx, &dossier))
		ret_subject->why = REFUSAL(MEMBER_HAS_CONFLICT);
}

bool caller_has_conflict(struct transaction *tx, const struct dossier *dossier)
{
	return dossier->state == DOSSIER_STATE(ADMITTED) &&
	       conflict_exists(tx, dossier->round_id, dossier->dossier_id,
			       transaction_caller(tx)->account_id);
}

struct subject dossier_subject(const struct dossier *dossier)
{
	return (struct subject){
		.exists = dossier->exists,
		.version = dossier->version,
		.province_code = dossier->province_code,
		.commune_code = dossier->commune_code,
		.producer_id = dossier->producer_id,
		.round_id = dossier->round_id,
	};
}

/* Which role makes somebody what to a dossier that his grant covers. */
static const struct {
	uint32_t allow;
	uint32_t actor;
} actor_roles[] = {
	{ALLOW(PRODUCER), ACTOR_PRODUCER},    {ALLOW(COMMUNE_OFFICER), ACTOR_COMMUNE},
	{ALLOW(OCOP_AGENCY), ACTOR_PROVINCE}, {ALLOW(MINISTRY), ACTOR_CENTRE},
	{ALLOW_SYSTEM, ACTOR_SYSTEM},         {ALLOW(COUNCIL_SECRETARY), ACTOR_SECRETARY},
};

uint32_t dossier_actors(struct transaction *tx, const struct dossier *dossier)
{
	const struct subject subject = dossier_subject(dossier);
	uint32_t actors = 0;

	for (size_t i = 0; i < sizeof actor_roles / sizeof *actor_roles; i++) {
		if (caller_may(transaction_caller(tx), actor_roles[i].allow, &subject))
			actors |= actor_roles[i].actor;
	}
	return actors;
}
