/* trace.c - batches, stickers and signals as messages show them */
#include "market/answers/trace.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/serial.h"
#include "market/records/signal.h"
#include "market/rules/batch.h"

const char *trace_today(struct transaction *tx)
{
	return date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
}

Ocop__Market__V1__Batch *batch_message(struct transaction *tx, const struct batch *batch)
{
	Ocop__Market__V1__Batch *message = arena_alloc(transaction_arena(tx), sizeof(*message));
	struct listing listing;

	ocop__market__v1__batch__init(message);
	listing_load(tx, listing_standing(tx, batch->product_id), &listing);
	message->batch_id = message_text(batch->batch_id);
	message->product_id = message_text(batch->product_id);
	message->product_name = message_text(listing.product_name);
	message->code = message_text(batch->code);
	message->closed_on = message_text(batch->closed_on);
	message->closing_reason = message_text(batch->closing_reason);
	message->version = (uint64_t)batch->version;
	batch_entries(tx, batch->batch_id, &message->entries, &message->n_entries);
	return message;
}

Ocop__Market__V1__Batch *batch_message_whole(struct transaction *tx, const struct batch *batch)
{
	Ocop__Market__V1__Batch *message = batch_message(tx, batch);

	batch_tests(tx, batch->batch_id, &message->tests, &message->n_tests);
	sticker_quotas_of_batch(tx, batch->batch_id, &message->quotas, &message->n_quotas);
	serial_runs_of_batch(tx, batch->batch_id, &message->runs, &message->n_runs);
	return message;
}

/* Why a test was corrected is between the producer and his office; so is the paper itself, and of
 * one that only the producer has kept the hash too, which would look like an office's word. */
static Ocop__Market__V1__BatchTest *test_message_public(struct transaction *tx,
							const Ocop__Market__V1__BatchTest *test)
{
	Ocop__Market__V1__BatchTest *message = arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__market__v1__batch_test__init(message);
	message->test_no = test->test_no;
	message->kind = test->kind;
	message->laboratory = test->laboratory;
	message->tested_on = test->tested_on;
	message->verdict = test->verdict;
	message->result = test->result;
	if (!test->paper_by_producer)
		message->paper_sha256 = test->paper_sha256;
	return message;
}

static void tests_show(struct transaction *tx, const struct batch *batch,
		       Ocop__Market__V1__PublicBatch *message)
{
	Ocop__Market__V1__BatchTest **tests;
	size_t count;

	batch_tests(tx, batch->batch_id, &tests, &count);
	message->verdict = batch_verdict(tests, count);
	message->tests = arena_alloc(transaction_arena(tx), count * sizeof(*message->tests));
	for (size_t i = 0; i < count; i++) {
		if (batch_test_stands(tests, count, i))
			message->tests[message->n_tests++] = test_message_public(tx, tests[i]);
	}
}

Ocop__Market__V1__PublicBatch *batch_message_public(struct transaction *tx,
						    const struct batch *batch)
{
	Ocop__Market__V1__PublicBatch *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	Ocop__Market__V1__BatchEntry **entries;
	size_t count;

	ocop__market__v1__public_batch__init(message);
	message->code = message_text(batch->code);
	batch_entries(tx, batch->batch_id, &entries, &count);
	if (count > 0) {
		const Ocop__Market__V1__BatchEntry *last = entries[count - 1];

		message->produced_on = last->content->produced_on;
		message->best_before = last->content->best_before;
		message->origins = last->content->origins;
		message->n_origins = last->content->n_origins;
		message->corrected_on = count > 1 ? last->recorded_on : message_text("");
	}
	tests_show(tx, batch, message);
	return message;
}

static const char *commune_name(struct transaction *tx, const char *code)
{
	struct unit commune;

	unit_load(tx, code, &commune);
	return commune.full_name_vi;
}

static uint32_t bounded(int64_t count)
{
	return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
}

Ocop__Market__V1__SerialSignal *serial_signal_message(struct transaction *tx,
						      const struct serial_signal *signal)
{
	Ocop__Market__V1__SerialSignal *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__market__v1__serial_signal__init(message);
	message->signal_id = message_text(signal->signal_id);
	message->kind = signal->kind;
	message->serial = message_text(signal->serial);
	message->day = message_text(signal->day);
	message->province_code = message_text(signal->province_code);
	message->commune_code = message_text(signal->commune_code);
	message->commune_name = message_text(commune_name(tx, signal->commune_code));
	message->other_commune_code = message_text(signal->other_commune_code);
	message->other_commune_name = message_text(commune_name(tx, signal->other_commune_code));
	message->distance_km = bounded(signal->distance_km);
	message->asked = bounded(signal->asked);
	message->product_id = message_text(signal->product_id);
	message->product_name = message_text(signal->product_name);
	message->conclusion = message_text(signal->conclusion);
	message->concluded_on = message_text(signal->concluded_on);
	message->version = (uint64_t)signal->version;
	return message;
}
