/* main.c - scoring: rule books, rounds, councils, sheets, results; one process a shard */
#include "common/service.h"
#include "scoring/commands.h"
#include "scoring/deadlines.h"
#include "scoring/events.h"
#include "scoring/queries.h"
#include "scoring/reactions.h"
#include "scoring/records/erasure.h"
#include "scoring/schema.h"
#include "scoring/state.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {"identity", "registration", NULL};
	static const struct service_definition definition = {
		.name = "scoring",
		.sharded = true,
		.settings = scoring_settings,
		.migrations = scoring_migrations,
		.commands = scoring_commands,
		.queries = scoring_queries,
		.reactions = scoring_reactions,
		.deadlines = scoring_deadlines,
		.follows = follows,
		.start = scoring_start,
		.stop = scoring_stop,
		.naming_events = scoring_naming_events,
		.erase = scoring_erase,
	};

	return service_main(&definition, argc, argv);
}
