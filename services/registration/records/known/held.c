/* held.c - statements on other certificates of producers and products */
#include <stdint.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/rows.h"

#define HELD_COLUMNS                                                                               \
	"h.held_certificate_id, h.producer_id, h.product_id, h.kind, h.issuer, h.number,"          \
	" h.issued_on, h.valid_until, h.scope, h.version"

void held_certificate_write(struct transaction *tx,
			    const Ocop__Registration__V1__HeldCertificate *row)
{
	statement(tx, "INSERT INTO held_certificates (held_certificate_id, producer_id,"
		      " product_id, kind, issuer, number, issued_on, valid_until, scope, version,"
		      " recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"
		      " ON CONFLICT (held_certificate_id) DO UPDATE SET"
		      " product_id = excluded.product_id, kind = excluded.kind,"
		      " issuer = excluded.issuer, number = excluded.number,"
		      " issued_on = excluded.issued_on, valid_until = excluded.valid_until,"
		      " scope = excluded.scope, version = excluded.version");
	bind_text(tx, row->held_certificate_id);
	bind_text(tx, row->producer_id);
	bind_text(tx, row->product_id);
	bind_i64(tx, row->kind);
	bind_text(tx, row->issuer);
	bind_text(tx, row->number);
	bind_text(tx, row->issued_on);
	bind_text(tx, row->valid_until);
	bind_text(tx, row->scope);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_held(struct transaction *tx)
{
	Ocop__Registration__V1__HeldCertificate *row =
		arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__held_certificate__init(row);
	row->held_certificate_id = message_text(column_text(tx, "held_certificate_id"));
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->product_id = message_text(column_text(tx, "product_id"));
	row->kind = (Ocop__Registration__V1__HeldCertificateKind)column_i64(tx, "kind");
	row->issuer = message_text(column_text(tx, "issuer"));
	row->number = message_text(column_text(tx, "number"));
	row->issued_on = message_text(column_text(tx, "issued_on"));
	row->valid_until = message_text(column_text(tx, "valid_until"));
	row->scope = message_text(column_text(tx, "scope"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__HeldCertificate **held_certificates_load(struct transaction *tx,
								 const char *producer_id,
								 size_t *ret_count)
{
	statement(tx, SAME_PRODUCERS
		  "SELECT " HELD_COLUMNS " FROM held_certificates h"
		  " WHERE h.producer_id IN (SELECT id FROM same) AND h.struck_at_us = 0"
		  " ORDER BY h.held_certificate_id DESC LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_held, ROWS_SIZE_BYTES_MAX, ret_count);
}

Ocop__Registration__V1__HeldCertificate **held_certificates_of_product(struct transaction *tx,
								       const char *product_id,
								       size_t *ret_count)
{
	statement(tx, SAME_PRODUCTS
		  ", holders (id) AS ("
		  " SELECT producer_id FROM products WHERE product_id = $1"
		  " UNION SELECT p.producer_id FROM producers p"
		  " JOIN holders o ON p.merged_into = o.id AND p.merged_into <> '')"
		  " SELECT " HELD_COLUMNS " FROM held_certificates h"
		  " WHERE h.product_id IN (SELECT product_id FROM family) AND h.product_id <> ''"
		  " AND h.producer_id IN (SELECT id FROM holders) AND h.struck_at_us = 0"
		  " ORDER BY h.held_certificate_id DESC LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_held, ROWS_SIZE_BYTES_MAX, ret_count);
}

Ocop__Registration__V1__HeldCertificate **held_certificates_search(struct transaction *tx,
								   const struct held_search *search,
								   size_t *ret_count)
{
	statement(tx, "SELECT " HELD_COLUMNS " FROM held_certificates h"
		      " JOIN producers p ON p.producer_id = h.producer_id"
		      " WHERE h.valid_until <> '' AND h.struck_at_us = 0"
		      " AND (h.valid_until, h.held_certificate_id) > ($1, $2)"
		      " AND ($3 = '' OR h.valid_until < $3)"
		      " AND ($4 = '' OR p.province_code = $4) AND ($5 = 0 OR h.kind = $5)"
		      " ORDER BY h.valid_until, h.held_certificate_id LIMIT $6");
	bind_text(tx, search->after_end);
	bind_text(tx, search->after_id);
	bind_text(tx, search->before_end);
	bind_text(tx, search->province_code);
	bind_i64(tx, search->kind);
	bind_i64(tx, search->limit);
	return rows_read(tx, read_held, SIZE_MAX, ret_count);
}
