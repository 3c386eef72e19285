/* fair_participant.c - who takes part in fairs, and what came of it: one function a statement */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/records/fair.h"
#include "market/records/merged/family.h"

/* Merged registrations of a producer's are one that takes part. */
#define EXHIBITED_BY                                                                               \
	"CASE f.producer_id WHEN '' THEN '' ELSE " PRODUCER_STANDING("f.producer_id") " END"

#define PARTICIPANT_COLUMNS                                                                        \
	"f.participant_id, f.fair_id, " EXHIBITED_BY                                               \
	" AS producer_id, f.buyer_name, f.state, f.note,"                                          \
	" f.answer_reason, f.version, coalesce(producer.name, '') AS producer_name"

#define PARTICIPANT_JOINS " LEFT JOIN producers producer ON producer.producer_id = " EXHIBITED_BY

static void participant_read(struct transaction *tx, struct fair_participant *ret_participant)
{
	*ret_participant = (struct fair_participant){
		.participant_id = column_text(tx, "participant_id"),
		.fair_id = column_text(tx, "fair_id"),
		.producer_id = column_text(tx, "producer_id"),
		.buyer_name = column_text(tx, "buyer_name"),
		.state = (Ocop__Market__V1__ParticipantState)column_i64(tx, "state"),
		.note = column_text(tx, "note"),
		.answer_reason = column_text(tx, "answer_reason"),
		.version = column_i64(tx, "version"),
		.producer_name = column_text(tx, "producer_name"),
	};
}

bool participant_load(struct transaction *tx, const char *participant_id,
		      struct fair_participant *ret_participant)
{
	statement(tx, "SELECT " PARTICIPANT_COLUMNS " FROM fair_participants f" PARTICIPANT_JOINS
		      " WHERE f.participant_id = $1");
	bind_text(tx, participant_id);
	if (!statement_step(tx))
		return false;
	participant_read(tx, ret_participant);
	statement_end(tx);
	return true;
}

void participant_of_producer(struct transaction *tx, const char *fair_id, const char *producer_id,
			     struct fair_participant *ret_participant)
{
	*ret_participant = (struct fair_participant){
		.participant_id = "", .fair_id = "", .producer_id = "", .buyer_name = ""};
	statement(tx, "SELECT " PARTICIPANT_COLUMNS " FROM fair_participants f" PARTICIPANT_JOINS
		      " WHERE f.fair_id = $1 AND f.producer_id <> ''"
		      " AND f.producer_id IN " PRODUCER_FAMILY(PRODUCER_STANDING(
			      "$2")) " ORDER BY f.state = 4, f.participant_id DESC LIMIT 1");
	bind_text(tx, fair_id);
	bind_text(tx, producer_id);
	while (statement_step(tx))
		participant_read(tx, ret_participant);
}

void participant_insert(struct transaction *tx, const struct fair_participant *participant)
{
	statement(tx, "INSERT INTO fair_participants (participant_id, fair_id, producer_id,"
		      " buyer_name, state, note, answer_reason, version)"
		      " VALUES ($1, $2, $3, $4, $5, $6, '', 1)");
	bind_text(tx, participant->participant_id);
	bind_text(tx, participant->fair_id);
	bind_text(tx, participant->producer_id);
	bind_text(tx, participant->buyer_name);
	bind_i64(tx, participant->state);
	bind_text(tx, participant->note);
	statement_run(tx);
}

void fair_listings_write(struct transaction *tx, const char *participant_id,
			 char *const *listing_ids, size_t count)
{
	statement(tx, "DELETE FROM fair_listings WHERE participant_id = $1");
	bind_text(tx, participant_id);
	statement_run(tx);
	for (size_t i = 0; i < count; i++) {
		statement(tx, "INSERT INTO fair_listings (participant_id, listing_id)"
			      " VALUES ($1, $2)");
		bind_text(tx, participant_id);
		bind_text(tx, listing_ids[i]);
		statement_run(tx);
	}
}

void participant_answer(struct transaction *tx, const struct fair_participant *participant)
{
	statement(tx, "UPDATE fair_participants SET state = $1, answer_reason = $2, note = $3,"
		      " version = version + 1 WHERE participant_id = $4");
	bind_i64(tx, participant->state);
	bind_text(tx, participant->answer_reason);
	bind_text(tx, participant->note);
	bind_text(tx, participant->participant_id);
	statement_run(tx);
}

void participant_touch(struct transaction *tx, const char *participant_id)
{
	statement(tx, "UPDATE fair_participants SET version = version + 1"
		      " WHERE participant_id = $1");
	bind_text(tx, participant_id);
	statement_run(tx);
}

size_t participants_load(struct transaction *tx, const char *fair_id, bool exhibitors,
			 const char *after, size_t limit, struct fair_participant *ret_participants)
{
	size_t count = 0;

	statement(tx, "SELECT " PARTICIPANT_COLUMNS " FROM fair_participants f" PARTICIPANT_JOINS
		      " WHERE f.fair_id = $1 AND f.participant_id > $2"
		      " AND ($3 = 0 OR (f.state = 2 AND f.producer_id <> ''"
		      " AND NOT EXISTS " EXHIBITED_EARLIER(
			      "f", "") "))"
				       " ORDER BY f.participant_id LIMIT $4");
	bind_text(tx, fair_id);
	bind_text(tx, after);
	bind_i64(tx, exhibitors);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		participant_read(tx, &ret_participants[count++]);
	return count;
}

size_t fair_listings_load(struct transaction *tx, const char *participant_id,
			  const char **ret_listing_ids)
{
	size_t count = 0;

	statement(tx, "SELECT listing_id FROM fair_listings WHERE participant_id = $1"
		      " ORDER BY listing_id LIMIT $2");
	bind_text(tx, participant_id);
	bind_i64(tx, FAIR_LISTINGS_MAX);
	while (statement_step(tx))
		ret_listing_ids[count++] = column_text(tx, "listing_id");
	return count;
}

size_t exhibitor_listings_load(struct transaction *tx, const struct fair_participant *exhibitor,
			       const char **ret_listing_ids)
{
	size_t count = 0;

	statement(tx, "SELECT DISTINCT s.listing_id FROM fair_participants f"
		      " JOIN fair_listings s ON s.participant_id = f.participant_id"
		      " WHERE f.fair_id = $1 AND f.producer_id IN " PRODUCER_FAMILY(
			      "$2") " AND f.producer_id <> '' AND f.state = 2 ORDER BY "
				    "s.listing_id LIMIT $3");
	bind_text(tx, exhibitor->fair_id);
	bind_text(tx, exhibitor->producer_id);
	bind_i64(tx, FAIR_SHOWN_MAX);
	while (statement_step(tx))
		ret_listing_ids[count++] = column_text(tx, "listing_id");
	return count;
}

static int64_t count_read(struct transaction *tx)
{
	int64_t count = 0;

	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

int64_t exhibitor_count(struct transaction *tx, const char *fair_id)
{
	statement(tx, "SELECT count(DISTINCT " PRODUCER_STANDING(
			      "f.producer_id") ") AS count FROM fair_participants f"
					       " WHERE f.fair_id = $1 AND f.state = 2"
					       " AND f.producer_id <> ''");
	bind_text(tx, fair_id);
	return count_read(tx);
}

int64_t fair_buyer_count(struct transaction *tx, const char *fair_id)
{
	statement(tx, "SELECT count(*) AS count FROM fair_participants"
		      " WHERE fair_id = $1 AND buyer_name <> ''");
	bind_text(tx, fair_id);
	return count_read(tx);
}

void fair_outcome_insert(struct transaction *tx, const char *participant_id,
			 const Ocop__Market__V1__FairOutcome *outcome)
{
	statement(tx, "INSERT INTO fair_outcomes (participant_id, entry_no, contracts, memoranda,"
		      " value_dong, note, reason, recorded_on, by_office)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	bind_text(tx, participant_id);
	bind_i64(tx, outcome->entry_no);
	bind_i64(tx, outcome->contracts);
	bind_i64(tx, outcome->memoranda);
	bind_i64(tx, (int64_t)outcome->value_dong);
	bind_text(tx, outcome->note);
	bind_text(tx, outcome->reason);
	bind_text(tx, outcome->recorded_on);
	bind_i64(tx, outcome->by_office);
	statement_run(tx);
}

static Ocop__Market__V1__FairOutcome *outcome_read(struct transaction *tx)
{
	Ocop__Market__V1__FairOutcome *outcome =
		arena_alloc(transaction_arena(tx), sizeof(*outcome));

	ocop__market__v1__fair_outcome__init(outcome);
	outcome->entry_no = (uint32_t)column_i64(tx, "entry_no");
	outcome->contracts = (uint32_t)column_i64(tx, "contracts");
	outcome->memoranda = (uint32_t)column_i64(tx, "memoranda");
	outcome->value_dong = (uint64_t)column_i64(tx, "value_dong");
	outcome->note = message_text(column_text(tx, "note"));
	outcome->reason = message_text(column_text(tx, "reason"));
	outcome->recorded_on = message_text(column_text(tx, "recorded_on"));
	outcome->by_office = column_i64(tx, "by_office") != 0;
	return outcome;
}

void fair_outcomes(struct transaction *tx, const char *participant_id,
		   Ocop__Market__V1__FairOutcome ***ret_outcomes, size_t *ret_count)
{
	Ocop__Market__V1__FairOutcome **outcomes =
		arena_alloc(transaction_arena(tx), OUTCOMES_MAX * sizeof(*outcomes));
	size_t count = 0;

	statement(tx, "SELECT entry_no, contracts, memoranda, value_dong, note, reason,"
		      " recorded_on, by_office FROM fair_outcomes WHERE participant_id = $1"
		      " ORDER BY entry_no LIMIT $2");
	bind_text(tx, participant_id);
	bind_i64(tx, OUTCOMES_MAX);
	while (statement_step(tx))
		outcomes[count++] = outcome_read(tx);
	*ret_outcomes = outcomes;
	*ret_count = count;
}

int64_t fair_outcome_count(struct transaction *tx, const char *participant_id)
{
	statement(tx, "SELECT count(*) AS count FROM fair_outcomes WHERE participant_id = $1");
	bind_text(tx, participant_id);
	return count_read(tx);
}
