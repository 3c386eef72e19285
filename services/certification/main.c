/* main.c - certification: who holds which certificate, and what it is worth today */
#include <string.h>

#include "certification/commands.h"
#include "certification/deadlines.h"
#include "certification/events.h"
#include "certification/log/forgetting.h"
#include "certification/log/leaf.h"
#include "certification/paper/sample.h"
#include "certification/queries.h"
#include "certification/reactions.h"
#include "certification/records/erasure.h"
#include "certification/schema.h"
#include "certification/state.h"
#include "common/service.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {"identity", "registration", "scoring", NULL};
	static const struct service_definition definition = {
		.name = "certification",
		.settings = certification_settings,
		.migrations = certification_migrations,
		.commands = certification_commands,
		.queries = certification_queries,
		.reactions = certification_reactions,
		.forget = certification_forget,
		.deadlines = certification_deadlines,
		.follows = follows,
		.start = certification_start,
		.stop = certification_stop,
		.event_written = leaf_append,
		.naming_events = certification_naming_events,
		.erase = certification_erase,
		.event_rewritten = leaf_forget,
		.closed = certification_closed,
		.mute = certification_mute,
		.events_committed = certification_committed,
	};

	/* No daemon is needed to see what a template makes. */
	if (argc == 5 && strcmp(argv[1], "--print-sample") == 0)
		return certificate_sample_print(argv[2], argv[3], argv[4]);
	return service_main(&definition, argc, argv);
}
