/* restored.h - a store that was put back from a backup begins a new epoch
 *
 * Whoever followed it may have seen more than it has now: with the epoch it says so. `ocop restore`
 * leaves a mark beside the store, named as the store with ".restored" at the end, because it is no
 * daemon and writes no store itself.
 */
#pragma once

struct store;

/* Begins a new epoch when the mark is there, and takes the mark away once that is on disk. 0 or an
 * ERROR_*. Ended in between, it begins one more: an epoch nobody has seen harms nothing. */
int restored_begin_epoch(struct store *store);
