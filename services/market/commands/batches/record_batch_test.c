/* record_batch_test.c - a laboratory has tested a batch, or what was recorded of a test was wrong
 *
 * A test may come after the batch was closed: what a laboratory finds late matters most.
 *
 * Reads:     market.v1.RecordBatchTest
 * Needs:     a batch
 * Writes:    batch_tests
 * Publishes: market.v1.BatchTested
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, REASON_MISSING,
 *            PAPER_UNKNOWN, ROLE_MISSING (a producer corrects no test that failed)
 */
#include "common/access_token.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/known.h"
#include "market/rules/batch.h"
#include "ocop/market/v1/commands.pb-c.h"

/* A correction says of which test, and why; one that was corrected is not corrected again, so that
 * each test has one that stands in its place. */
static void correction_check(struct transaction *tx,
			     const Ocop__Market__V1__RecordBatchTest *command, struct reply *reply)
{
	Ocop__Market__V1__BatchTest **tests;
	size_t count;

	batch_tests(tx, command->batch_id, &tests, &count);
	if (count >= TESTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "batch_id", "has %d tests", TESTS_MAX);
	if (command->corrects_test_no == 0) {
		if (*command->reason)
			reply_refuse(reply, REFUSAL(FIELD_INVALID), "reason",
				     "only of a correction");
		return;
	}
	if (*command->reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (command->corrects_test_no > count ||
	    !batch_test_stands(tests, count, command->corrects_test_no - 1))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "corrects_test_no",
			     "not one that stands");
	else if (tests[command->corrects_test_no - 1]->verdict == TEST_VERDICT(FAILED) &&
		 !caller_has_role(transaction_caller(tx),
				  ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY)))
		reply_refuse(reply, REFUSAL(ROLE_MISSING), "corrects_test_no",
			     "a test that failed is corrected by an office");
}

/* An office's paper, or one of the producer whose the batch is. */
static bool paper_is_known(struct transaction *tx, const char *paper_id, const struct batch *batch)
{
	struct listing listing;

	listing_load(tx, listing_standing(tx, batch->product_id), &listing);
	return listing.exists && kept_paper_is_for(tx, paper_id, listing.producer_id);
}

static void command_read(struct transaction *tx, const Ocop__Market__V1__RecordBatchTest *command,
			 const struct batch *batch, Ocop__Market__V1__BatchTest *test,
			 struct reply *reply)
{
	int32_t day;

	test->kind = message_text(require_composed(reply, "kind", command->kind, BATCH_NAME_MAX));
	test->laboratory = message_text(
		require_composed(reply, "laboratory", command->laboratory, BATCH_NAME_MAX));
	test->result =
		message_text(allow_composed(reply, "result", command->result, BATCH_REASON_MAX));
	test->reason =
		message_text(allow_composed(reply, "reason", command->reason, BATCH_REASON_MAX));
	if (require_date(reply, "tested_on", command->tested_on, &day) &&
	    day > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "tested_on", "not after today");
	if (command->verdict != TEST_VERDICT(PASSED) && command->verdict != TEST_VERDICT(FAILED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "verdict", "passed or failed");
	if (*command->paper_id && !paper_is_known(tx, command->paper_id, batch))
		reply_refuse(reply, REFUSAL(PAPER_UNKNOWN), "paper_id", NULL);
	correction_check(tx, command, reply);
	test->tested_on = command->tested_on;
	test->verdict = command->verdict;
	test->paper_id = command->paper_id;
	test->corrects_test_no = command->corrects_test_no;
}

enum decision record_batch_test(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Market__V1__RecordBatchTest *command =
		(const Ocop__Market__V1__RecordBatchTest *)message;
	Ocop__Market__V1__BatchTest test = OCOP__MARKET__V1__BATCH_TEST__INIT;
	struct batch batch;

	if (!batch_load(tx, command->batch_id, &batch))
		return FAILED; /* the subject was there */
	command_read(tx, command, &batch, &test, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	test.test_no = (uint32_t)batch_test_count(tx, batch.batch_id) + 1;
	test.recorded_on = message_text(trace_today(tx));
	batch_test_insert(tx, batch.batch_id, &test);
	batch_touch(tx, batch.batch_id);
	batch.version++;
	event_batch_tested(tx, &batch, &test);
	reply_accept(reply, batch.batch_id, (uint64_t)batch.version);
	return ACCEPTED;
}
