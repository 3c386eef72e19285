/* commands.c - the table of verbs */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

/* Each invariant once, and once more by mistake. */
enum { NAME_COLUMN = 18, CHECKS_MAX = 10 };

static const struct option score_options[] = {
	{"rulebook", "CODE", "the decision, for example 26-2026"},
	{"set", "N", "number of the product set, 1 to 26"},
	{"rulebooks-dir", "DIR", "folder of the rule books (OCOP_RULEBOOKS_DIR, deploy/rulebooks)"},
	{0},
};

static const struct option events_options[] = {
	{"follow", NULL, "wait for more"},
	{"types", "A,B", "only these, by full or short name"},
	{"source", "A,B", "only of these sources, for example certification"},
	{"cursor", "FILE", "keep the place in this file and go on from there"},
	{"after", "N", "begin behind event N of each source"},
	{0},
};

static const struct option export_options[] = {
	{"format", "FORMAT", "csv (the default) or xlsx"},
	{"province", "CODE", "only of this province, two digits"},
	{"commune", "CODE", "only of this commune, five digits"},
	{"year", "YEAR", "of the figures; of dossiers, when they were first handed in"},
	{"output", "FILE", "write here; by default to standard output"},
	{0},
};

static const struct option export_package_options[] = {
	{"output", "FILE", "write here; by default to standard output"},
	{0},
};

static const struct option account_add_options[] = {
	{"agency", "ID", "agency it belongs to"},
	{"name", "TEXT", "the office it is for"},
	{"role", "ROLE[:SCOPE]", "may be repeated; a scope is unit=CODE, producer=ID or round=ID"},
	{"password-file", "FILE", "its first line; - is standard input; else it is asked for"},
	{0},
};

static const struct option account_list_options[] = {
	{"agency", "ID", "only of this agency"},
	{0},
};

static const struct option agency_add_options[] = {
	{"name-vi", "TEXT", "name in Vietnamese"},
	{"name-en", "TEXT", "name in English"},
	{"kind", "KIND", "commune, ocop-agency, department, chairman-office, ministry, ..."},
	{"unit", "CODE", "province or commune it serves"},
	{0},
};

static const struct option key_add_options[] = {
	{"label", "TEXT", "what it is for"},
	{0},
};

static const struct option shard_add_options[] = {
	{"commands", "ADDRESS", "where it takes commands; by default a socket in the run folder"},
	{"queries", "ADDRESS", "where it takes queries"},
	{"events", "ADDRESS", "where it publishes"},
	{0},
};

static const struct option import_options[] = {
	{"dry-run", NULL, "say line by line what would happen, and change nothing"},
	{0},
};

const struct verb verbs[] = {
	{"score", "FILE|-", "Scores one sheet by a rule book, without any daemon",
	 "FILE holds {\"choices\": {\"1.1\": 3, ...}, \"raised\": [{\"kind\": \"stop\", \"code\": "
	 "\"6.1\"}]}.\nPrints JSON: outcome, at, parts, total, band_star, failed_gates, "
	 "star_if_capped.\nA bad sheet ends 2 and names each criterion.",
	 score_options, 1, 1, score},
	{"status", "", "Shows every daemon: there, how far, whom it follows",
	 "Ends 1 when one is missing, a follower has diverged or events are held back.", NULL, 0, 0,
	 status},
	{"events", "", "Prints what has happened, one line of JSON an event",
	 "Every event's hash chain is checked; one that does not follow ends 1.", events_options, 0,
	 0, events},
	{"check", "[NAME...]", "Checks the invariants on the running instance",
	 "Logs unbroken, followers confirmed, results recomputed, at most one valid certificate a\n"
	 "product, no stars shown without one. NAME is logs, followers, scoring, certificates or\n"
	 "listings; without one all are checked. Ends 1 when one does not hold.",
	 NULL, 0, CHECKS_MAX, check},
	{"import products", "FILE.csv", "Takes in the rows of an old register",
	 "Columns: product, producer, producer_type, commune, district, province, stars, score,\n"
	 "decision_no, decision_date, expiry_date, product_group, year, event, source,\n"
	 "product_code, or their Vietnamese names. Again, it changes nothing. Ends 1 when a row\n"
	 "was refused, or would be.",
	 import_options, 1, 1, import_products},
	{"import producers", "FILE.csv", "Takes in the rows of a list of producers",
	 "Columns: producer, producer_type, registration_number, commune, district, province,\n"
	 "address, or their Vietnamese names. What is known of a producer is filled in, never\n"
	 "replaced. Again, it changes nothing. Ends 1 when a row was refused, or would be.",
	 import_options, 1, 1, import_producers},
	{"import units", "DIR", "Records provinces, communes and former communes",
	 "DIR holds provinces.csv, communes.csv and successors.csv. Again, it changes nothing.",
	 NULL, 1, 1, import_units},
	{"import calendar", "FILE.csv", "Records holidays and days worked instead",
	 "Columns: day, kind, name_vi, name_en, source. A kind is holiday, working or ordinary,\n"
	 "which takes a day back. Again, it changes nothing.",
	 NULL, 1, 1, import_calendar},
	{"export package", "DOSSIER-ID", "Writes a dossier with the offices' papers as a zip",
	 "As the centre asks for it: request, reports, decision, forms, evidence, extra tests, "
	 "and\n"
	 "a list of all of it with SHA-256.",
	 export_package_options, 1, 1, export_package},
	{"export", "LIST", "Writes a list as CSV or XLSX",
	 "LIST is producers, products, dossiers or national-register (the fields of PTNT_OCOP).\n"
	 "Figures of a business are in it only with the key of an office that sees them "
	 "(--key-file);\n"
	 "the national register needs one.",
	 export_options, 1, 1, export_list},
	{"account add", "SIGN-IN-NAME", "Adds an account with its roles", NULL, account_add_options,
	 1, 1, account_add},
	{"account list", "", "Lists accounts and their roles", NULL, account_list_options, 0, 0,
	 account_list},
	{"agency add", "ID", "Adds an agency", NULL, agency_add_options, 1, 1, agency_add},
	{"key add", "ACCOUNT-ID", "Makes a key for a machine; its secret is shown once", NULL,
	 key_add_options, 1, 1, key_add},
	{"key revoke", "KEY-ID", "Ends a key", NULL, NULL, 1, 1, key_revoke},
	{"shard add", "SERVICE NAME", "Names a new shard: shard add scoring tn2", NULL,
	 shard_add_options, 2, 2, shard_add},
	{"shard list", "", "Lists the shards", NULL, NULL, 0, 0, shard_list},
	{"shard close", "NAME", "Gives a shard no more rounds", NULL, NULL, 1, 1, shard_close},
	{"clock show", "", "Shows the time at each daemon", "Ends 1 when they do not agree.", NULL,
	 0, 0, clock_show},
	{"clock advance", "TIME", "Moves the clock of a demo or test instance forward",
	 "TIME is 30d, 12h, 90m, 45s or 2w. Waits until every daemon has moved; ends 1 when one\n"
	 "has not.",
	 NULL, 1, 1, clock_advance},
	{0},
};

/* True when the words begin with those of the name. */
static bool name_matches(const char *name, int count, char **words, int *ret_words)
{
	*ret_words = 0;
	while (*name != '\0') {
		size_t length = strcspn(name, " ");
		if (*ret_words >= count || strlen(words[*ret_words]) != length ||
		    strncmp(words[*ret_words], name, length) != 0)
			return false;
		(*ret_words)++;
		name += length + (name[length] == ' ');
	}
	return true;
}

const struct verb *verb_find(int count, char **words, int *ret_words)
{
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		if (name_matches(verb->name, count, words, ret_words))
			return verb;
	return NULL;
}

void verbs_print(void)
{
	(void)printf("Usage: ocop VERB [OPTIONS]\n\n");
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		(void)printf("  %-*s %s\n", NAME_COLUMN, verb->name, verb->summary);
	(void)printf("\n`ocop VERB --help` tells more.\n");
}

bool verbs_print_of(const char *word)
{
	size_t length = strlen(word);
	bool any = false;

	for (const struct verb *verb = verbs; verb->name != NULL; verb++) {
		if (strncmp(verb->name, word, length) != 0 || verb->name[length] != ' ')
			continue;
		(void)printf("  %-*s %s\n", NAME_COLUMN, verb->name, verb->summary);
		any = true;
	}
	if (any)
		(void)printf("\n`ocop VERB --help` tells more.\n");
	return any;
}
