/* comparison.h - the tree of the store against the published one, before anything is signed */
#pragma once

#include <stdbool.h>

#include "common/tlog/checkpoint.h"

struct transaction;

enum log_result {
	LOG_GOES_ON,   /* the store has what is published, and may have more */
	LOG_IS_BEHIND, /* the store is how the published log begins: an older copy was put back */
	LOG_FORKS,     /* another leaf stands at the same index, or more was signed than is there */
	LOG_UNREADABLE /* the published files are missing, damaged, or not those of this key */
};

struct log_comparison {
	enum log_result result;
	bool has_checkpoint; /* false: this is a new log, and the store is empty */
	struct checkpoint published;
	uint64_t store_size;
	uint64_t fork_index; /* LOG_FORKS: of the first leaf that differs */
};

/* Compares; what is not LOG_GOES_ON is logged as an error, with the place. A transaction that fails
 * leaves the comparison undefined. */
void log_compare(struct transaction *tx, const char *folder, const struct note_verifier *verifier,
		 struct log_comparison *ret_comparison);
