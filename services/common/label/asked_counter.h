/* asked_counter.h - what people asked of packs, until the writer takes it
 *
 * Questions are answered on reader threads, which write nothing: they count here, in memory of a
 * fixed size, and a deadline takes what came together into the store every few seconds. What a
 * daemon that ends has not taken is lost: seconds of a statistic. Of who asked nothing is known
 * here. Any thread may call.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct asked_counter;

enum {
	/* Different keys of one batch; what comes beyond them is counted as others. */
	ASKED_BATCH_MAX = 256,
	ASKED_KEY_SIZE = 41 /* bytes of a key, with the zero */
};

/* What was asked since the last batch; in an arena. */
struct asked_batch {
	struct asked_count {
		const char *key;
		const char *commune_code; /* as who asked gave it: five digits or "" */
		uint32_t asked;
	} * counts;
	uint32_t count;
	uint32_t others;
	uint64_t batch_no; /* since the start, from 1 */
};

/* Between two batches pass pause_us at least. */
struct asked_counter *asked_counter_create(int64_t pause_us);

/* NULL is fine. */
void asked_counter_destroy(struct asked_counter *counter);

/* Counts a key, which is not empty and shorter than ASKED_KEY_SIZE: asserted. A commune that is not
 * five digits is "". */
void asked_counter_add(struct asked_counter *counter, const char *key, const char *commune_code);

/* Takes what came together; false when there is nothing, or it is too soon after the last. */
bool asked_counter_take(struct asked_counter *counter, int64_t now_us, struct arena *arena,
			struct asked_batch *ret_batch);
