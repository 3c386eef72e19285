/* producer.c - statements on producers and the words of their names */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/place.h"
#include "registration/records/words.h"
#include "registration/register/candidates.h"

#define PRODUCER_COLUMNS                                                                           \
	"producer_id, name, legal_form, registration_number, address, " PLACE_COLUMNS              \
	", imported, version, merged_into"

static void read_row(struct transaction *tx, struct producer *producer)
{
	*producer = (struct producer){
		.exists = true,
		.producer_id = column_text(tx, "producer_id"),
		.name = column_text(tx, "name"),
		.legal_form = (Ocop__Registration__V1__LegalForm)column_i64(tx, "legal_form"),
		.registration_number = column_text(tx, "registration_number"),
		.address = column_text(tx, "address"),
		.place = place_read(tx),
		.imported = column_i64(tx, "imported"),
		.version = (uint64_t)column_i64(tx, "version"),
		.merged_into = column_text(tx, "merged_into"),
	};
}

void producer_load(struct transaction *tx, const char *producer_id, struct producer *ret_producer)
{
	*ret_producer = (struct producer){.producer_id = "",
					  .name = "",
					  .registration_number = "",
					  .address = "",
					  .place = no_place,
					  .merged_into = ""};
	statement(tx, "SELECT " PRODUCER_COLUMNS " FROM producers WHERE producer_id = $1");
	bind_text(tx, producer_id);
	if (!statement_step(tx))
		return;
	read_row(tx, ret_producer);
	statement_end(tx);
}

bool producer_number_taken(struct transaction *tx, const char *registration_number)
{
	statement(tx, "SELECT 1 AS taken FROM producers"
		      " WHERE registration_number = $1 AND registration_number <> ''"
		      " AND merged_into = ''");
	bind_text(tx, registration_number);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

static void insert_word(struct transaction *tx, const char *word, const char *producer_id)
{
	statement(tx, "INSERT INTO producer_words (word, producer_id) VALUES ($1, $2)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, word);
	bind_text(tx, producer_id);
	statement_run(tx);
}

void producer_insert(struct transaction *tx, const struct producer *producer)
{
	const char *folded = text_fold(transaction_arena(tx), producer->name);
	struct place place = place_with_former(tx, &producer->place);

	statement(tx, "INSERT INTO producers (" PRODUCER_COLUMNS ", name_folded, registered_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17, $18, $19)");
	bind_text(tx, producer->producer_id);
	bind_text(tx, producer->name);
	bind_i64(tx, producer->legal_form);
	bind_text(tx, producer->registration_number);
	bind_text(tx, producer->address);
	place_bind(tx, &place);
	bind_i64(tx, producer->imported);
	bind_i64(tx, (int64_t)producer->version);
	bind_text(tx, producer->merged_into);
	bind_text(tx, folded);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
	words_each(tx, folded, producer->producer_id, insert_word);
	candidates_of_producer(tx, producer->producer_id);
}

static void delete_words(struct transaction *tx, const char *producer_id)
{
	statement(tx, "DELETE FROM producer_words WHERE producer_id = $1");
	bind_text(tx, producer_id);
	statement_run(tx);
}

void producer_update(struct transaction *tx, struct producer *producer)
{
	const char *folded = text_fold(transaction_arena(tx), producer->name);
	struct place place = place_with_former(tx, &producer->place);

	producer->version++;
	statement(tx, "UPDATE producers SET name = $1, legal_form = $2, registration_number = $3,"
		      " address = $4, (" PLACE_COLUMNS ") = ($5, $6, $7, $8, $9, $10, $11, $12,"
		      " $13), version = $14, merged_into = $15, name_folded = $16"
		      " WHERE producer_id = $17");
	bind_text(tx, producer->name);
	bind_i64(tx, producer->legal_form);
	bind_text(tx, producer->registration_number);
	bind_text(tx, producer->address);
	place_bind(tx, &place);
	bind_i64(tx, (int64_t)producer->version);
	bind_text(tx, producer->merged_into);
	bind_text(tx, folded);
	bind_text(tx, producer->producer_id);
	statement_run(tx);
	delete_words(tx, producer->producer_id);
	words_each(tx, folded, producer->producer_id, insert_word);
	candidates_of_producer(tx, producer->producer_id);
}

static size_t read_page(struct transaction *tx, struct producer **ret_producers)
{
	struct producer *producers = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		producers = list_room(tx, producers, count, sizeof(*producers));
		read_row(tx, &producers[count++]);
	}
	*ret_producers = producers;
	return count;
}

/* True for a word that few names have; none at all is not rare. */
static bool word_is_rare(struct transaction *tx, const struct word_range *range)
{
	int64_t rows = 0;

	statement(tx, "SELECT count(*) AS row_count FROM (SELECT 1 FROM producer_words"
		      " WHERE word >= $1 AND word < $2 LIMIT $3) AS found");
	bind_text(tx, range->from);
	bind_text(tx, range->below);
	bind_i64(tx, COMMON_WORD_ROWS);
	while (statement_step(tx))
		rows = column_i64(tx, "row_count");
	return *range->from && rows < COMMON_WORD_ROWS;
}

void producer_place_refresh(struct transaction *tx, const struct producer *producer)
{
	struct place place = place_with_former(tx, &producer->place);

	statement(tx, "UPDATE producers SET (" PLACE_COLUMNS ") = ($1, $2, $3, $4, $5, $6, $7,"
		      " $8, $9) WHERE producer_id = $10");
	place_bind(tx, &place);
	bind_text(tx, producer->producer_id);
	statement_run(tx);
	if (strcmp(place.former_district_code, producer->place.former_district_code) != 0)
		candidates_of_producer(tx, producer->producer_id);
}

size_t producers_of_older_units(struct transaction *tx, uint64_t units_version, int64_t limit,
				const char ***ret_producer_ids)
{
	const char **ids = NULL;
	size_t count = 0;

	statement(tx, "SELECT producer_id FROM producers WHERE units_version < $1"
		      " ORDER BY units_version LIMIT $2");
	bind_i64(tx, (int64_t)units_version);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		ids = list_room(tx, ids, count, sizeof(*ids));
		ids[count++] = column_text(tx, "producer_id");
	}
	*ret_producer_ids = ids;
	return count;
}

size_t producers_search(struct transaction *tx, const struct name_search *search,
			struct producer **ret_producers)
{
	struct word_range range = word_range_of(tx, search->words);

	if (word_is_rare(tx, &range)) {
		statement(tx, "SELECT " PRODUCER_COLUMNS " FROM producers"
			      " WHERE producer_id IN"
			      " (SELECT producer_id FROM producer_words"
			      " WHERE word >= $1 AND word < $2)"
			      " AND ' ' || name_folded LIKE $3"
			      " AND (name_folded, producer_id) > ($4, $5)"
			      " AND ($6 = '' OR province_code = $6) AND merged_into = ''"
			      " ORDER BY name_folded, producer_id LIMIT $7");
		bind_text(tx, range.from);
		bind_text(tx, range.below);
	} else {
		statement(tx, "SELECT " PRODUCER_COLUMNS " FROM producers"
			      " WHERE ' ' || name_folded LIKE $1"
			      " AND (name_folded, producer_id) > ($2, $3)"
			      " AND ($4 = '' OR province_code = $4) AND merged_into = ''"
			      " ORDER BY name_folded, producer_id LIMIT $5");
	}
	bind_text(tx, range.pattern);
	bind_text(tx, search->after_name);
	bind_text(tx, search->after_id);
	bind_text(tx, search->province_code);
	bind_i64(tx, search->limit);
	return read_page(tx, ret_producers);
}
