/* rows.c - rows of a list as messages, as many as an answer has room for */
#include "registration/records/known/rows.h"

#include "common/store/transaction.h"
#include "registration/records.h"

void *rows_read(struct transaction *tx, row_read_fn *read_row, size_t size_bytes_max,
		size_t *ret_count)
{
	void **rows = NULL;
	size_t size_bytes = 0;

	*ret_count = 0;
	while (statement_step(tx)) {
		ProtobufCMessage *row = read_row(tx);

		size_bytes += protobuf_c_message_get_packed_size(row);
		if (size_bytes > size_bytes_max) {
			statement_end(tx);
			break;
		}
		rows = list_room(tx, rows, *ret_count, sizeof(*rows));
		rows[(*ret_count)++] = row;
	}
	return rows;
}
