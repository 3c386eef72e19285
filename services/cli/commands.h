/* commands.h - the verbs of `ocop`
 *
 * A verb is a row of the table: its name (one or two words), what it takes, what it does. Its file
 * in commands/ is named after it.
 */
#pragma once

#include "cli/arguments.h"

struct session;

/* How a verb ends; the man page of each says what its own 1 means. */
enum exit_status {
	EXIT_DONE = 0,
	EXIT_FINDINGS = 1,    /* done, and not all is as it should be */
	EXIT_USAGE = 2,       /* wrong options, or input that is not what it should be */
	EXIT_UNREACHABLE = 3, /* a daemon does not answer */
	EXIT_NOT_ALLOWED = 4  /* a daemon refused, or could not */
};

struct verb {
	const char *name;     /* "import products" */
	const char *operands; /* "FILE.csv", or "" */
	const char *summary;  /* one line */
	const char *text;     /* what else is to be known, and what exit status 1 means */
	const struct option
		*options; /* beside those of every verb; ends with an empty row, or NULL */
	size_t operands_least;
	size_t operands_most;
	int (*run)(struct session *session);
};

/* Ends with an empty row. */
extern const struct verb verbs[];

/* Finds the verb of the first one or two words; NULL for none. *ret_words is how many. */
const struct verb *verb_find(int count, char **words, int *ret_words);

/* One line a verb. */
void verbs_print(void);

/* Those that begin with this word; false when there is none. */
bool verbs_print_of(const char *word);

/* --- the verbs, each in commands/ under its name; each returns an exit_status */

/* `ocop score`: scores a sheet by a rule book, without any daemon. */
int score(struct session *session);

/* `ocop verify`: a certificate file and its proof, checked without any daemon. */
int verify(struct session *session);

/* `ocop status`: shows every daemon and how far it is. */
int status(struct session *session);

/* `ocop events`: follows the public feed, checking its chain; or the daemons' logs. */
int events(struct session *session);

/* The same of the daemons' logs, each chain checked: `--logs` or `--source`. */
int event_logs(struct session *session);

/* `ocop subscription add`: an agency is told; a webhook's secret, shown once. */
int subscription_add(struct session *session);

/* `ocop lapsing`: certificates that come to their end, each or counted. */
int lapsing(struct session *session);

/* `ocop subscription list`: who is told of what, and how far. */
int subscription_list(struct session *session);

/* `ocop subscription deliveries`: what was sent, and how the attempts went. */
int subscription_deliveries(struct session *session);

/* `ocop subscription replay`: a range is sent again. */
int subscription_replay(struct session *session);

/* `ocop check`: holds the invariants against the running instance. */
int check(struct session *session);

/* `ocop backup`: all that a restore needs, copied while the daemons go on. */
int backup(struct session *session);

/* `ocop restore`: stores out of a backup. */
int restore(struct session *session);

/* `ocop follow resume`: a source that was restored is followed again. */
int follow_resume(struct session *session);

/* `ocop reconcile`: what a restored register had forgotten, listed or settled. */
int reconcile(struct session *session);

/* `ocop import products`: an old register, row by row. */
int import_products(struct session *session);

/* `ocop import producers`: a list of producers, row by row. */
int import_producers(struct session *session);

/* `ocop import units`: provinces, communes and former communes. */
int import_units(struct session *session);

/* `ocop import calendar`: holidays and days worked instead. */
int import_calendar(struct session *session);

/* `ocop export`: a list of the register as CSV or XLSX. */
int export_list(struct session *session);

/* `ocop export package`: a dossier with the offices' papers as a zip. */
int export_package(struct session *session);

/* `ocop account add`: an account with its roles. */
int account_add(struct session *session);

/* `ocop account list`: accounts and their roles. */
int account_list(struct session *session);

/* `ocop agency add`: an agency. */
int agency_add(struct session *session);

/* `ocop key add`: a machine's secret, shown once. */
int key_add(struct session *session);

/* `ocop key revoke`: ends a key. */
int key_revoke(struct session *session);

/* `ocop shard add`: names a scoring shard. */
int shard_add(struct session *session);

/* `ocop shard list`: where each answers. */
int shard_list(struct session *session);

/* `ocop shard close`: no more rounds for it. */
int shard_close(struct session *session);

/* `ocop shard move`: it answers elsewhere. */
int shard_move(struct session *session);

/* `ocop clock advance`: moves the clock of a demo, and waits for every daemon. */
int clock_advance(struct session *session);

/* `ocop clock show`: the time at each daemon. */
int clock_show(struct session *session);
