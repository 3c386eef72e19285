/* supply.c - statements on raw-material areas and on links with others */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/rows.h"

#define AREA_COLUMNS                                                                               \
	"area_id, producer_id, material, commune_code, hectares_hundredths, household_count,"      \
	" contract_number, contract_until, certificates, version"

#define LINKAGE_COLUMNS                                                                            \
	"linkage_id, producer_id, partner_name, partner_producer_id, kind, household_count,"       \
	" from_on, until_on, note, version"

void material_area_write(struct transaction *tx, const Ocop__Registration__V1__MaterialArea *row)
{
	statement(tx, "INSERT INTO material_areas (" AREA_COLUMNS ", recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"
		      " ON CONFLICT (area_id) DO UPDATE SET material = excluded.material,"
		      " commune_code = excluded.commune_code,"
		      " hectares_hundredths = excluded.hectares_hundredths,"
		      " household_count = excluded.household_count,"
		      " contract_number = excluded.contract_number,"
		      " contract_until = excluded.contract_until,"
		      " certificates = excluded.certificates, version = excluded.version");
	bind_text(tx, row->area_id);
	bind_text(tx, row->producer_id);
	bind_text(tx, row->material);
	bind_text(tx, row->commune_code);
	bind_i64(tx, row->hectares_hundredths);
	bind_i64(tx, row->household_count);
	bind_text(tx, row->contract_number);
	bind_text(tx, row->contract_until);
	bind_text(tx, row->certificates);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_area(struct transaction *tx)
{
	Ocop__Registration__V1__MaterialArea *row =
		arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__material_area__init(row);
	row->area_id = message_text(column_text(tx, "area_id"));
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->material = message_text(column_text(tx, "material"));
	row->commune_code = message_text(column_text(tx, "commune_code"));
	row->hectares_hundredths = (uint32_t)column_i64(tx, "hectares_hundredths");
	row->household_count = (uint32_t)column_i64(tx, "household_count");
	row->contract_number = message_text(column_text(tx, "contract_number"));
	row->contract_until = message_text(column_text(tx, "contract_until"));
	row->certificates = message_text(column_text(tx, "certificates"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__MaterialArea **material_areas_load(struct transaction *tx,
							   const char *producer_id,
							   size_t *ret_count)
{
	statement(tx,
		  SAME_PRODUCERS "SELECT " AREA_COLUMNS " FROM material_areas"
				 " WHERE producer_id IN (SELECT id FROM same) AND struck_at_us = 0"
				 " ORDER BY area_id DESC LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_area, ROWS_SIZE_BYTES_MAX, ret_count);
}

void linkage_write(struct transaction *tx, const Ocop__Registration__V1__Linkage *row)
{
	statement(tx, "INSERT INTO linkages (" LINKAGE_COLUMNS ", recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"
		      " ON CONFLICT (linkage_id) DO UPDATE SET"
		      " partner_name = excluded.partner_name,"
		      " partner_producer_id = excluded.partner_producer_id,"
		      " kind = excluded.kind, household_count = excluded.household_count,"
		      " from_on = excluded.from_on, until_on = excluded.until_on,"
		      " note = excluded.note, version = excluded.version");
	bind_text(tx, row->linkage_id);
	bind_text(tx, row->producer_id);
	bind_text(tx, row->partner_name);
	bind_text(tx, row->partner_producer_id);
	bind_i64(tx, row->kind);
	bind_i64(tx, row->household_count);
	bind_text(tx, row->from_on);
	bind_text(tx, row->until_on);
	bind_text(tx, row->note);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_linkage(struct transaction *tx)
{
	Ocop__Registration__V1__Linkage *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__linkage__init(row);
	row->linkage_id = message_text(column_text(tx, "linkage_id"));
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->partner_name = message_text(column_text(tx, "partner_name"));
	row->partner_producer_id = message_text(column_text(tx, "partner_producer_id"));
	row->kind = (Ocop__Registration__V1__LinkageKind)column_i64(tx, "kind");
	row->household_count = (uint32_t)column_i64(tx, "household_count");
	row->from_on = message_text(column_text(tx, "from_on"));
	row->until_on = message_text(column_text(tx, "until_on"));
	row->note = message_text(column_text(tx, "note"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__Linkage **linkages_load(struct transaction *tx, const char *producer_id,
						size_t *ret_count)
{
	statement(tx,
		  SAME_PRODUCERS "SELECT " LINKAGE_COLUMNS " FROM linkages"
				 " WHERE producer_id IN (SELECT id FROM same) AND struck_at_us = 0"
				 " ORDER BY linkage_id DESC LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_linkage, ROWS_SIZE_BYTES_MAX, ret_count);
}
