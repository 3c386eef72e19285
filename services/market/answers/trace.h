/* trace.h - batches, stickers and signals as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "ocop/market/v1/types.pb-c.h"

struct batch;
struct serial_signal;
struct transaction;

/* YYYY-MM-DD of the day in Vietnam at this transaction, in its arena. */
const char *trace_today(struct transaction *tx);

/* As its producer and the offices see it: what was recorded of it, with the quantity. */
Ocop__Market__V1__Batch *batch_message(struct transaction *tx, const struct batch *batch);

/* The same with tests, quotas and runs. */
Ocop__Market__V1__Batch *batch_message_whole(struct transaction *tx, const struct batch *batch);

/* As everybody sees it: origin and verdict, nothing of trade. */
Ocop__Market__V1__PublicBatch *batch_message_public(struct transaction *tx,
						    const struct batch *batch);

/* A signal as the agency sees it. */
Ocop__Market__V1__SerialSignal *serial_signal_message(struct transaction *tx,
						      const struct serial_signal *signal);
