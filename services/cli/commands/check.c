/* check.c - the invariants, on the running instance */
#include <stdarg.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"

enum { SENTENCE_SIZE = 512 };

/* In this order: the listings are held against the certificates that were read. */
static const struct {
	const char *name;
	const char *counted;
	void (*run)(struct check *check, struct findings *findings);
} invariants[] = {
	{"logs are unbroken", "events", check_log_chains},
	{"followers are confirmed", "follows", check_followers},
	{"results are what sheets and rule books give", "results", check_rounds},
	{"one valid certificate a product", "certificates", check_certificates},
	{"stars only with a valid certificate", "listings", check_listings},
};

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

static bool run_all(struct check *check, json_t *report)
{
	bool all_hold = true;

	for (size_t i = 0; i < sizeof(invariants) / sizeof(invariants[0]); i++) {
		struct findings findings = {.invariant = invariants[i].name,
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
	struct check run = {.session = session, .certificates = json_object()};
	json_t *report = json_array();
	int result = sources_list(session, &run.sources);

	keep_names(&run.sources);
	if (result == EXIT_DONE)
		result = run_all(&run, report) ? EXIT_DONE : EXIT_FINDINGS;
	if (session->json) {
		(void)json_dumpf(report, stdout, JSON_COMPACT);
		(void)putchar('\n');
	}
	drop_names(&run.sources);
	json_decref(report);
	json_decref(run.certificates);
	return result;
}
