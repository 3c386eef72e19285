/* main.c - identity: who is who, what is where, and what time it is */
#include "common/service.h"
#include "identity/commands.h"
#include "identity/deadlines.h"
#include "identity/queries.h"
#include "identity/reactions.h"
#include "identity/schema.h"
#include "identity/state.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {NULL};
	static const struct service_definition definition = {
		.name = "identity",
		.settings = identity_settings,
		.migrations = identity_migrations,
		.commands = identity_commands,
		.queries = identity_queries,
		.reactions = identity_reactions,
		.deadlines = identity_deadlines,
		.follows = follows,
		.start = identity_start,
		.stop = identity_stop,
	};

	return service_main(&definition, argc, argv);
}
