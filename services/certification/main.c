/* main.c - certification: who holds which certificate, and what it is worth today */
#include "certification/commands.h"
#include "certification/deadlines.h"
#include "certification/queries.h"
#include "certification/reactions.h"
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
		.deadlines = certification_deadlines,
		.follows = follows,
		.start = certification_start,
		.stop = certification_stop,
	};

	return service_main(&definition, argc, argv);
}
