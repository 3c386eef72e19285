/* commands.c - the table of verbs */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

/* Each invariant once, and once more by mistake. */
enum { NAME_COLUMN = 24, CHECKS_MAX = 10, RECONCILED_MAX = 200 };

static const struct option score_options[] = {
	{"rulebook", "CODE", "the decision, for example 26-2026"},
	{"set", "N", "number of the product set, 1 to 26"},
	{"rulebooks-dir", "DIR", "folder of the rule books (OCOP_RULEBOOKS_DIR, deploy/rulebooks)"},
	{0},
};

static const struct option verify_options[] = {
	{"keys", "FILE", "public keys of the log and its register, a line each (/log/keys)"},
	{"open-data", "DIR", "a folder with SHA256SUMS of the open data and the files it names"},
	{0},
};

static const struct option events_options[] = {
	{"follow", NULL, "wait for more"},
	{"types", "A,B", "only these, by full or short name"},
	{"cursor", "FILE", "keep the place in this file and go on from there"},
	{"after", "PLACE", "begin behind this item; head is what comes from now on"},
	{"subscription", "ID", "what this subscription is told, instead of the whole feed"},
	{"url", "URL", "of another agency's gateway; --key-file is the key it gave"},
	{"logs", NULL, "the logs of the daemons instead of the public feed"},
	{"source", "A,B", "only the logs of these, for example certification"},
	{0},
};

static const struct option subscription_add_options[] = {
	{"agency", "ID", "who is told; by default the agency of the key"},
	{"url", "URL", "send each item there, signed; without --url and --mail it is asked for"},
	{"signature", "KIND", "hmac (the default) or ed25519"},
	{"mail", "ADDRESS", "send each item to this mailbox of an office"},
	{"language", "LANGUAGE", "of letters: vi (the default) or en"},
	{"type", "TYPE", "only this event, for example CertificateRevoked; may be repeated"},
	{"unit", "UNIT", "only of this place, by code or name, former ones too; may be repeated"},
	{"sector", "SECTOR", "only of this sector, I to VI; may be repeated"},
	{"star", "N", "only of so many stars; may be repeated"},
	{"after", "PLACE", "begin behind this item of the feed; beginning is before the first"},
	{"at-once", "N", "how many may be under way at a time; by default 1, in order"},
	{0},
};

static const struct option subscription_list_options[] = {
	{"agency", "ID", "only of this agency"},
	{0},
};

static const struct option subscription_deliveries_options[] = {
	{"state", "STATE", "only those that are pending, delivered or dead"},
	{0},
};

static const struct option subscription_replay_options[] = {
	{"from", "COUNT", "first of the subscription's count"},
	{"to", "COUNT", "last of it; by default the newest"},
	{0},
};

static const struct option lapsing_options[] = {
	{"province", "CODE", "only of this province, two digits"},
	{"commune", "CODE", "only of this commune, five digits"},
	{"producer", "ID", "only of this producer"},
	{"from", "DATE",
	 "last days from this one; by default today; an earlier one shows what lapsed"},
	{"until", "DATE", "last days until this one; by default twelve months on"},
	{"by-commune", NULL, "how many of each commune"},
	{"by-producer", NULL, "how many of each producer"},
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

static const struct option backup_options[] = {
	{"log-dir", "DIR", "folder of the published log, where it is not log/ beside the stores"},
	{0},
};

static const struct option restore_options[] = {
	{"only", "A,B", "only these stores, for example certification"},
	{"check", NULL, "only see whether the backup is whole"},
	{"log-dir", "DIR", "folder of the published log, where it is not log/ beside the stores"},
	{0},
};

static const struct option follow_resume_options[] = {
	{"rebuild", NULL, "forget what the source told, and take it again from event 1"},
	{"at", "N", "go on behind event N of the source; what came before counts as seen"},
	{0},
};

static const struct option reconcile_options[] = {
	{"settled", NULL, "list all, not only what is still to be gone through"},
	{"all", NULL, "settle all that need neither names nor a reason, up to 200"},
	{"paper", "NUMBER", "the decision or file they were held against"},
	{"reason", "TEXT",
	 "of a revocation or suspension, as the paper has it; why a number is burnt"},
	{"product-name", "TEXT", "as the paper has it, where neither log nor sources do"},
	{"producer-name", "TEXT", "the same"},
	{"burn", NULL, "the number stands on no paper: it is never given again"},
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
	{"verify", "[CERTIFICATE.json PROOF]",
	 "Checks a certificate file and its proof, or open data, offline",
	 "Signature, place in the transparency log, and what it is worth as of the proof.\n"
	 "Ends 0 for valid, 1 for genuine and not valid now, 2 for not genuine.",
	 verify_options, 0, 2, verify},
	{"status", "", "Shows every daemon: there, how far, whom it follows",
	 "Ends 1 when one is missing, a follower has diverged or events are held back.", NULL, 0, 0,
	 status},
	{"events", "", "Follows the public feed, one line of JSON an item",
	 "Every item's hash chain is checked; one that does not follow, or a feed that does not\n"
	 "confirm the place, ends 1.",
	 events_options, 0, 0, events},
	{"lapsing", "", "Lists certificates that come to their end, the earliest first",
	 "Code, last day, where it is with its re-rating, days left, the window to file, star,\n"
	 "product and producer; or counts of them.",
	 lapsing_options, 0, 0, lapsing},
	{"subscription add", "NAME", "Tells an agency; a webhook's secret is shown once", NULL,
	 subscription_add_options, 1, 1, subscription_add},
	{"subscription list", "", "Lists who is told of what, and how far", NULL,
	 subscription_list_options, 0, 0, subscription_list},
	{"subscription deliveries", "ID", "Lists what was sent, newest first", NULL,
	 subscription_deliveries_options, 1, 1, subscription_deliveries},
	{"subscription replay", "ID", "Sends a range again, with the same ids", NULL,
	 subscription_replay_options, 1, 1, subscription_replay},
	{"check", "[NAME...]", "Checks the invariants on the running instance",
	 "Logs unbroken, followers confirmed, results recomputed, at most one valid certificate a\n"
	 "product, inspections come to what they found, each event in the transparency log, no\n"
	 "stars shown without one, the public told of every event once. NAME is logs, followers,\n"
	 "scoring, certificates, inspections, transparency, listings, stickers or\n"
	 "feed; without one all are checked. Ends 1 when one does not hold.",
	 NULL, 0, CHECKS_MAX, check},
	{"backup", "DIR", "Copies stores, files, keys and the published log, while all goes on",
	 "Each daemon copies its own store. What DIR has from before is not copied again. As the\n"
	 "user that the daemons run as, since they write there too.",
	 backup_options, 1, 1, backup},
	{"restore", "DIR", "Puts the stores of a backup back; the daemons are stopped",
	 "Each begins a new epoch, so that whoever followed it stops and says so. What was there "
	 "is\n"
	 "kept beside. The published log is not touched unless it is lost.",
	 restore_options, 1, 1, restore},
	{"follow resume", "FOLLOWER SOURCE", "Goes on following a source that was restored",
	 "Without an option only where the source still has the event that the follower stands\n"
	 "behind. Else says how the two stand, and ends 1.",
	 follow_resume_options, 2, 2, follow_resume},
	{"reconcile", "[LEAF...]", "Goes through what a restored register had forgotten",
	 "Without a leaf lists them. Settled ones were held against the paper, and with the last\n"
	 "one the register opens. With the key of the OCOP agency or the chairman (--key-file).",
	 reconcile_options, 0, RECONCILED_MAX, reconcile},
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
	{"shard close", "NAME", "Gives a shard no more rounds, for good",
	 "Its rounds run to their end, and it is asked about them as before.", NULL, 1, 1,
	 shard_close},
	{"shard move", "NAME [DIR]", "Says where a shard answers from now on",
	 "DIR is the folder of its sockets, absolute; by default the run folder. To be said when "
	 "its\n"
	 "process has stopped at the old place and its store is at the new one.",
	 shard_add_options, 1, 2, shard_move},
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
