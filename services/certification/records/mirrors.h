/* mirrors.h - all that a source has told, forgotten at once
 *
 * As records.h. Only reactions write these tables, so they are the same again when the source's
 * events are applied from event 1; what was done upon them (certificates, judged claims, decisions)
 * is this register's own and stays.
 */
#pragma once

struct transaction;

/* Everything registration has told. */
void mirrors_of_registration_forget(struct transaction *tx);

/* Rounds and results of one shard of scoring. */
void mirrors_of_shard_forget(struct transaction *tx, const char *shard);
