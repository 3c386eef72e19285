/* check.c - the invariants, on the running instance: all of them, or those that are named */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"

enum { SENTENCE_SIZE = 1024 };

/* In this order: the listings are held against the certificates that were read, so who asks for
 * `needed_by` asks for the row too. */
static const struct {
	const char *name; /* as it is typed */
	const char *needed_by;
	const char *invariant;
	const char *counted;
	void (*run)(struct check *check, struct findings *findings);
} invariants[] = {
	{"logs", "", "logs are unbroken", "events", check_log_chains},
	{"followers", "", "followers are confirmed", "follows", check_followers},
	{"scoring", "", "results are what sheets and rule books give", "results", check_rounds},
	{"certificates", "listings", "one valid certificate a product", "certificates",
	 check_certificates},
	{"inspections", "", "inspections came to what they found", "inspections",
	 check_inspections},
	{"transparency", "", "every event of certification is in the transparency log", "leaves",
	 check_transparency},
	{"listings", "", "stars only with a valid certificate", "listings", check_listings},
	{"stickers", "", "serials are within their quotas", "quotas", check_stickers},
	{"feed", "", "the public is told every public event once", "items", check_feed},
};

enum { INVARIANTS = sizeof(invariants) / sizeof(invariants[0]) };

void finding_add(struct findings *findings, const char *format, ...)
{
	char sentence[SENTENCE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(sentence, sizeof(sentence), format, arguments); /* cut short is enough */
	va_end(arguments);
	(void)json_array_append_new(findings->sentences, json_string(sentence));
}

static void print_findings(const struct findings *findings, const char *counted)
{
	size_t count = json_array_size(findings->sentences);

	(void)printf("%s  %s (%zu %s)\n", count == 0 ? "ok    " : "BROKEN", findings->invariant,
		     findings->checked, counted);
	for (size_t i = 0; i < count; i++)
		(void)printf("        %s\n",
			     json_string_value(json_array_get(findings->sentences, i)));
}

static json_t *findings_json(const struct findings *findings)
{
	return json_pack("{s:s, s:b, s:I, s:O}", "invariant", findings->invariant, "holds",
			 json_array_size(findings->sentences) == 0, "checked",
			 (json_int_t)findings->checked, "findings", findings->sentences);
}

/* True when all were asked for, or this one, or one that needs it. */
static bool is_asked(const struct arguments *arguments, size_t index)
{
	for (size_t i = 0; i < arguments->operand_count; i++)
		if (strcmp(arguments->operands[i], invariants[index].name) == 0 ||
		    strcmp(arguments->operands[i], invariants[index].needed_by) == 0)
			return true;
	return arguments->operand_count == 0;
}

static bool names_are_known(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->operand_count; i++) {
		size_t k = 0;

		while (k < INVARIANTS && strcmp(arguments->operands[i], invariants[k].name) != 0)
			k++;
		if (k == INVARIANTS) {
			complain("%s: logs, followers, scoring, certificates, inspections, "
				 "transparency, listings, stickers or feed",
				 arguments->operands[i]);
			return false;
		}
	}
	return true;
}

static bool run_asked(struct check *check, json_t *report)
{
	bool all_hold = true;

	for (size_t i = 0; i < INVARIANTS; i++) {
		if (!is_asked(&check->session->arguments, i))
			continue;
		struct findings findings = {.invariant = invariants[i].invariant,
					    .sentences = json_array()};

		invariants[i].run(check, &findings);
		all_hold = all_hold && json_array_size(findings.sentences) == 0;
		(void)json_array_append_new(report, findings_json(&findings));
		if (!check->session->json)
			print_findings(&findings, invariants[i].counted);
		json_decref(findings.sentences);
		arena_reset(check->session->arena);
	}
	return all_hold;
}

/* The names outlive the arena, which every invariant empties. */
static void keep_names(struct source_list *sources)
{
	const char **names = memory_alloc(sources->count * sizeof(*names));

	for (size_t i = 0; i < sources->count; i++)
		names[i] = memory_strdup(sources->names[i]);
	sources->names = names;
}

static void drop_names(struct source_list *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		memory_free((char *)sources->names[i]);
	memory_free(sources->names);
}

int check(struct session *session)
{
	if (!names_are_known(&session->arguments))
		return EXIT_USAGE;

	struct check run = {.session = session, .certificates = json_object()};
	json_t *report = json_array();
	int result = sources_list(session, &run.sources);

	keep_names(&run.sources);
	if (result == EXIT_DONE)
		result = run_asked(&run, report) ? EXIT_DONE : EXIT_FINDINGS;
	if (session->json) {
		(void)json_dumpf(report, stdout, JSON_COMPACT);
		(void)putchar('\n');
	}
	drop_names(&run.sources);
	json_decref(report);
	json_decref(run.certificates);
	return result;
}
