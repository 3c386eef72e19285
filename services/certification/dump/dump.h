/* dump.h - one dump of the register as open data: rows, dictionary, sums
 *
 *	register.csv                 a row a certificate, newest first, with headings
 *	register.jsonl               the same, an object a line
 *	register.csv-metadata.json   what the columns mean
 *	SHA256SUMS                   their hashes; as of when, which state of the log, how many
 *rows; a signed note (c2sp.org/signed-note) by the register's key
 *
 * All of it is one state of the store, that of one transaction.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct note_signer;
struct store_connection;

/* Texts live as long as whoever uses it. */
struct dump_options {
	const char *folder;
	const char *origin;  /* name of the log */
	const char *licence; /* "" for none named */
	const struct note_signer *signer;
	void *state;                 /* the service's */
	const _Atomic bool *is_over; /* true: gives up, for the daemon ends */
};

/* Makes one and puts it in the place of the present one. 0 or an ERROR_* (ERROR_CLOSED: it gave
 * up); then that one stands. */
int dump_make(const struct dump_options *options, struct store_connection *connection,
	      int64_t now_us);

/* True when a name was erased that may stand in the present dump: that one must go at once. Looks
 * from leaf *from of the log on, and moves it to where it has looked. */
bool dump_names_erased(const struct dump_options *options, struct store_connection *connection,
		       uint64_t *from);

/* The size of the log that the present dump has seen; 0 without one. */
uint64_t dump_log_size(const struct dump_options *options);
