/* subjects.c - the things registration's commands and queries are about, and who their caller is */
#include "registration/subjects.h"

#include <stddef.h>
#include <string.h>

#include "common/command.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/queries.h"
#include "registration/records/known/kind.h"
#include "registration/records/known/product_photo.h"
#include "registration/records/known/recorded.h"
#include "registration/records/paper.h"
#include "registration/records/programme/programme.h"
#include "registration/records/register/merge.h"
#include "registration/records/report/report_photo.h"
#include "registration/rules.h"

/* A commune or province in force. */
static struct subject unit_subject(struct transaction *tx, const char *unit_code, bool is_province)
{
	struct unit unit;

	unit_load(tx, unit_code, &unit);
	bool fits = unit.exists && is_province == (strcmp(unit.code, unit.province_code) == 0);
	return (struct subject){
		.exists = true,
		.province_code = unit.province_code,
		.commune_code = is_province ? NULL : unit.code,
		.why = fits ? REFUSAL(UNSPECIFIED) : REFUSAL(UNIT_UNKNOWN),
		.why_field = is_province ? "province_code" : "commune_code",
	};
}

void subject_of_commune(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	*ret_subject = unit_subject(tx, message_field_text(message, "commune_code"), false);
}

void subject_of_idea(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject)
{
	struct idea idea;

	idea_load(tx, message_field_text(message, "idea_id"), &idea);
	*ret_subject = idea_subject(&idea);
}

void subject_of_idea_handed_in(struct transaction *tx, const ProtobufCMessage *message,
			       struct subject *ret_subject)
{
	if (*message_field_text(message, "idea_id")) {
		subject_of_idea(tx, message, ret_subject);
		return;
	}
	subject_of_commune(tx, message, ret_subject);
	ret_subject->producer_id = message_field_text(message, "producer_id");
}

struct subject idea_subject(const struct idea *idea)
{
	return (struct subject){
		.exists = idea->exists,
		.version = idea->row.version,
		.province_code = idea->province_code,
		.commune_code = idea->row.commune_code,
		.producer_id = idea->row.producer_id,
	};
}

static struct subject find_unit(struct transaction *tx, const char *unit_code)
{
	struct unit unit;

	unit_load(tx, unit_code, &unit);
	return (struct subject){
		.exists = true,
		.commune_code = unit.code, /* of a province: its own once more */
		.province_code = unit.province_code,
		.why = unit.exists ? REFUSAL(UNSPECIFIED) : REFUSAL(UNIT_UNKNOWN),
		.why_field = "unit_code",
	};
}

void subject_of_unit(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject)
{
	*ret_subject = find_unit(tx, message_field_text(message, "unit_code"));
}

static struct subject find_office(struct transaction *tx, const char *unit_code)
{
	if (*unit_code)
		return find_unit(tx, unit_code);
	return (struct subject){.exists = true, .province_code = "", .commune_code = ""};
}

void subject_of_office(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject)
{
	*ret_subject = find_office(tx, message_field_text(message, "unit_code"));
}

void subject_of_kept_paper(struct transaction *tx, const ProtobufCMessage *message,
			   struct subject *ret_subject)
{
	struct kept_paper kept;

	kept_paper_load(tx, message_field_text(message, "paper_id"), &kept);
	if (!kept.paper.exists)
		return;
	*ret_subject = find_office(tx, kept.unit_code);
	if (*kept.producer_id)
		ret_subject->producer_id = producer_standing(tx, kept.producer_id);
	ret_subject->why = REFUSAL(UNSPECIFIED); /* units may be no more, their papers are */
}

void subject_of_report_photo(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject)
{
	struct report_photo photo;

	report_photo_load(tx, message_field_text(message, "photo_id"), &photo);
	if (!photo.exists || *photo.report_id == '\0')
		return;
	*ret_subject = (struct subject){
		.exists = true,
		.province_code = photo.province_code,
		.commune_code = photo.commune_code,
		.agency_id = *photo.province_code ? NULL : transaction_caller(tx)->agency_id,
	};
}

struct subject producer_subject(const struct producer *producer)
{
	return (struct subject){
		.exists = producer->exists,
		.version = producer->version,
		.province_code = producer->place.province_code,
		.commune_code = producer->place.commune_code,
		.producer_id = producer->producer_id,
	};
}

/* For whoever changes something: one that was merged takes no more work. */
static struct subject find_producer(struct transaction *tx, const char *producer_id)
{
	struct producer producer;
	struct subject subject;

	producer_load(tx, producer_id, &producer);
	subject = producer_subject(&producer);
	if (*producer.merged_into)
		subject.why = REFUSAL(RECORD_STRUCK);
	return subject;
}

void subject_of_producer(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	*ret_subject = find_producer(tx, message_field_text(message, "producer_id"));
}

void subject_of_any_producer(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject)
{
	struct producer producer;

	producer_load(tx, message_field_text(message, "producer_id"), &producer);
	*ret_subject = producer_subject(&producer);
}

struct subject product_subject(const struct product *product)
{
	return (struct subject){
		.exists = product->exists,
		.version = product->version,
		.province_code = product->place.province_code,
		.commune_code = product->place.commune_code,
		.producer_id = product->producer_id,
	};
}

void subject_of_certified_product(struct transaction *tx, const ProtobufCMessage *message,
				  struct subject *ret_subject)
{
	struct certificate certificate;
	struct product product;

	certificate_load(tx, message_field_text(message, "certificate_code"), &certificate);
	product_load(tx, certificate.product_id, &product);
	*ret_subject = product_subject(&product);
	ret_subject->version = 0; /* of the product, which is not what is asked about */
}

/* As find_producer. */
static struct subject find_product(struct transaction *tx, const char *product_id)
{
	struct product product;
	struct subject subject;

	product_load(tx, product_id, &product);
	subject = product_subject(&product);
	subject.producer_id = producer_of_caller(tx, product_id, product.producer_id);
	if (*product.merged_into)
		subject.why = REFUSAL(PRODUCT_MERGED);
	return subject;
}

void subject_of_product(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	*ret_subject = find_product(tx, message_field_text(message, "product_id"));
}

void subject_of_product_photo(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	struct product_photo photo;

	product_photo_load(tx, message_field_text(message, "photo_id"), &photo);
	*ret_subject = (struct subject){.exists = photo.exists};
}

void subject_of_any_product(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	struct product product;

	product_load(tx, message_field_text(message, "product_id"), &product);
	*ret_subject = product_subject(&product);
}

/* What a recorded thing belongs to decides who may touch it. */
static struct subject owner_subject(struct transaction *tx, enum record_owner owner,
				    const char *owner_id)
{
	switch (owner) {
	case OWNER_PRODUCER:
		return find_producer(tx, owner_id);
	case OWNER_PRODUCT:
		return find_product(tx, owner_id);
	case OWNER_COMMUNE:
		return unit_subject(tx, owner_id, false);
	case OWNER_PROVINCE:
		return unit_subject(tx, owner_id, true);
	}
	return (struct subject){0};
}

void subject_of_recording(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject)
{
	const struct record_kind *kind = record_kind_of_message(message);
	const char *record_id = message_field_text(message, kind->id_field);
	struct record record;

	*ret_subject = owner_subject(tx, kind->owner, record_owner_of_message(kind, message));
	if (*record_id == '\0')
		return;
	record_load(tx, kind, record_id, &record);
	ret_subject->version = record.version;
}

void subject_of_record(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject)
{
	const char *record_id = message_field_text(message, "record_id");
	const struct record_kind *kind = record_kind_of_id(record_id);
	const struct caller *caller = transaction_caller(tx);
	struct record record;

	if (!kind)
		return;
	record_load(tx, kind, record_id, &record);
	if (!record.exists)
		return;
	*ret_subject = owner_subject(tx, kind->owner, record.owner_id);
	ret_subject->version = record.version;
	/* The row's roles are those of all kinds together. */
	if (!caller_has_role(caller, kind->allow))
		ret_subject->why = REFUSAL(ROLE_MISSING);
	else if (!caller_may(caller, kind->allow, ret_subject))
		ret_subject->why = REFUSAL(SCOPE_MISSING);
}

void subject_of_producer_year(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	const Ocop__Registration__V1__ReportProducerYear *asked =
		(const Ocop__Registration__V1__ReportProducerYear *)message;

	*ret_subject = find_producer(tx, asked->producer_id);
	ret_subject->version = producer_year_version(tx, asked->producer_id, asked->year);
}

void subject_of_product_year(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject)
{
	const Ocop__Registration__V1__ReportProductYear *asked =
		(const Ocop__Registration__V1__ReportProductYear *)message;

	*ret_subject = find_product(tx, asked->product_id);
	ret_subject->version = product_year_version(tx, asked->product_id, asked->year);
}

void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct dossier dossier;

	dossier_load(tx, message_field_text(message, "dossier_id"), &dossier);
	*ret_subject = dossier_subject(&dossier);
	ret_subject->producer_id = producer_of_caller(tx, dossier.product_id, dossier.producer_id);
	if (caller_has_conflict(tx, &dossier))
		ret_subject->why = REFUSAL(MEMBER_HAS_CONFLICT);
	else if (dossier.exists && !dossier_is_shown(tx, &dossier, ret_subject))
		ret_subject->why = REFUSAL(SCOPE_MISSING);
}

bool dossier_is_shown(struct transaction *tx, const struct dossier *dossier,
		      const struct subject *subject)
{
	static const uint32_t councils = ALLOW(COUNCIL_MEMBER) | ALLOW(COUNCIL_CHAIR);
	const struct caller *caller = transaction_caller(tx);

	if (caller_is_insider(tx, subject) || caller_may(caller, ALLOW_SYSTEM, subject))
		return true;
	if (dossier->submissions == 0)
		return false;
	return *dossier->round_id || caller_may(caller, DOSSIER_READERS & ~councils, subject);
}

bool caller_is_insider(struct transaction *tx, const struct subject *subject)
{
	static const uint32_t insiders =
		ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY);

	return caller_may(transaction_caller(tx), insiders, subject);
}

struct dossier_sight dossier_sight(struct transaction *tx, const struct dossier *dossier)
{
	const struct caller *caller = transaction_caller(tx);
	struct subject subject = dossier_subject(dossier);
	struct dossier_sight sight;

	subject.producer_id = producer_of_caller(tx, dossier->product_id, dossier->producer_id);
	sight.edits = caller_is_insider(tx, &subject);
	sight.persons = caller_may(caller, WHOLE_READERS, &subject);
	sight.content = caller_may(caller, CONTENT_READERS, &subject);
	return sight;
}

/* Ids of one kind are no ids of the other. */
void subject_of_thing(struct transaction *tx, const char *thing_id, struct subject *ret_subject)
{
	struct producer producer;
	struct product product;

	producer_load(tx, thing_id, &producer);
	product_load(tx, thing_id, &product);
	*ret_subject = producer.exists ? producer_subject(&producer) : product_subject(&product);
}

void subject_of_candidate(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject)
{
	subject_of_thing(tx, message_field_text(message, "first_id"), ret_subject);
}

void subject_of_merge(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	struct merge merge;

	merge_load(tx, message_field_text(message, "merge_id"), &merge);
	subject_of_thing(tx, merge.kept_id, ret_subject);
	ret_subject->version = merge.undone ? 2 : 1;
}

const char *producer_of_caller(struct transaction *tx, const char *product_id,
			       const char *producer_id)
{
	const struct caller *caller = transaction_caller(tx);

	for (size_t i = 0; i < caller->grant_count; i++) {
		const char *own_id = caller->grants[i]->producer_id;

		if (*own_id && strcmp(own_id, producer_id) != 0 &&
		    product_came_from(tx, product_id, own_id) &&
		    strcmp(producer_standing(tx, own_id), producer_id) == 0)
			return own_id;
	}
	return producer_id;
}

bool caller_has_conflict(struct transaction *tx, const struct dossier *dossier)
{
	return conflict_exists(tx, dossier->round_id, dossier->dossier_id, dossier->producer_id,
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
	{ALLOW(CHAIRMAN), ACTOR_CHAIRMAN},
};

uint32_t dossier_actors(struct transaction *tx, const struct dossier *dossier)
{
	struct subject subject = dossier_subject(dossier);
	uint32_t actors = 0;

	subject.producer_id = producer_of_caller(tx, dossier->product_id, dossier->producer_id);
	for (size_t i = 0; i < sizeof actor_roles / sizeof *actor_roles; i++) {
		if (caller_may(transaction_caller(tx), actor_roles[i].allow, &subject))
			actors |= actor_roles[i].actor;
	}
	return actors;
}
