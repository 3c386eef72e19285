/* kind.c - the table of kinds of recorded things, and what they have in common
 *
 * The statements of a kind stand in its row: literals still, each with an address of its own.
 */
#include "registration/records/known/kind.h"

#include <stddef.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

enum {
	OFFICES = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY),
	RECORDERS = ALLOW(PRODUCER) | OFFICES
};

#define FIND(table, id, owner)                                                                     \
	"SELECT " owner " AS owner_id, version, struck_at_us FROM " table " WHERE " id " = $1"
#define STRIKE(table, id)                                                                          \
	"UPDATE " table " SET struck_at_us = $1, version = version + 1 WHERE " id " = $2"

static const struct record_kind kinds[] = {
	{"area", "area_id", OWNER_PRODUCER, RECORDERS,
	 FIND("material_areas", "area_id", "producer_id"), STRIKE("material_areas", "area_id")},
	{"linkage", "linkage_id", OWNER_PRODUCER, RECORDERS,
	 FIND("linkages", "linkage_id", "producer_id"), STRIKE("linkages", "linkage_id")},
	{"held", "held_certificate_id", OWNER_PRODUCER, RECORDERS,
	 FIND("held_certificates", "held_certificate_id", "producer_id"),
	 STRIKE("held_certificates", "held_certificate_id")},
	{"support", "support_id", OWNER_PRODUCER, OFFICES,
	 FIND("supports", "support_id", "producer_id"), STRIKE("supports", "support_id")},
	{"business", "business_plan_id", OWNER_PRODUCT, RECORDERS,
	 FIND("business_plans", "business_plan_id", "product_id"),
	 STRIKE("business_plans", "business_plan_id")},
	{"survey", "entry_id", OWNER_COMMUNE, OFFICES,
	 FIND("survey_entries", "entry_id", "commune_code"), STRIKE("survey_entries", "entry_id")},
	{"mark", "mark_id", OWNER_PROVINCE, ALLOW(OCOP_AGENCY),
	 FIND("marks", "mark_id", "province_code"), STRIKE("marks", "mark_id")},
	{"survey", "entry_id", OWNER_COMMUNE, OFFICES,
	 FIND("survey_entries", "entry_id", "commune_code"), STRIKE("survey_entries", "entry_id")},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const struct record_kind *record_kind_of_id(const char *record_id)
{
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (identifier_is(record_id, kinds[i].name))
			return &kinds[i];
	}
	return NULL;
}

const struct record_kind *record_kind_of_message(const ProtobufCMessage *message)
{
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (protobuf_c_message_descriptor_get_field_by_name(message->descriptor,
								    kinds[i].id_field))
			return &kinds[i];
	}
	return NULL;
}

const char *record_owner_of_message(const struct record_kind *kind, const ProtobufCMessage *message)
{
	static const char *const fields[] = {
		[OWNER_PRODUCER] = "producer_id",
		[OWNER_PRODUCT] = "product_id",
		[OWNER_COMMUNE] = "commune_code",
		[OWNER_PROVINCE] = "province_code",
	};

	return message_field_text(message, fields[kind->owner]);
}

static const char *standing_owner(struct transaction *tx, enum record_owner owner,
				  const char *owner_id)
{
	switch (owner) {
	case OWNER_PRODUCER:
		return producer_standing(tx, owner_id);
	case OWNER_PRODUCT:
		return product_standing(tx, owner_id);
	case OWNER_COMMUNE:
	case OWNER_PROVINCE:
		break;
	}
	return owner_id;
}

void record_load(struct transaction *tx, const struct record_kind *kind, const char *record_id,
		 struct record *ret_record)
{
	*ret_record = (struct record){.owner_id = ""};
	statement(tx, kind->find_sql);
	bind_text(tx, record_id);
	if (!statement_step(tx))
		return;
	*ret_record = (struct record){
		.exists = true,
		.owner_id = column_text(tx, "owner_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.struck = column_i64(tx, "struck_at_us") != 0,
	};
	statement_end(tx);
	ret_record->owner_id = standing_owner(tx, kind->owner, ret_record->owner_id);
}

void record_strike(struct transaction *tx, const struct record_kind *kind, const char *record_id)
{
	statement(tx, kind->strike_sql);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, record_id);
	statement_run(tx);
}

/* The last row of the way; UNION, not UNION ALL: a circle, which must never be, would end. */
static const char *read_end_of_way(struct transaction *tx)
{
	const char *id = "";

	while (statement_step(tx))
		id = column_text(tx, "id");
	return id;
}

const char *producer_standing(struct transaction *tx, const char *producer_id)
{
	statement(tx, "WITH RECURSIVE way (id, next_id) AS ("
		      " SELECT producer_id, merged_into FROM producers WHERE producer_id = $1"
		      " UNION SELECT p.producer_id, p.merged_into FROM producers p"
		      " JOIN way w ON p.producer_id = w.next_id)"
		      " SELECT id FROM way WHERE next_id = ''");
	bind_text(tx, producer_id);
	return read_end_of_way(tx);
}

const char *product_standing(struct transaction *tx, const char *product_id)
{
	statement(tx, "WITH RECURSIVE way (id, next_id) AS ("
		      " SELECT product_id, merged_into FROM products WHERE product_id = $1"
		      " UNION SELECT p.product_id, p.merged_into FROM products p"
		      " JOIN way w ON p.product_id = w.next_id)"
		      " SELECT id FROM way WHERE next_id = ''");
	bind_text(tx, product_id);
	return read_end_of_way(tx);
}
