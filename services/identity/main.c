/* main.c - identity: who is who, what is where, and what time it is */
#include "common/service.h"
#include "identity/commands.h"
#include "identity/deadlines.h"
#include "identity/identity.h"
#include "identity/queries.h"
#include "identity/reactions.h"
#include "identity/schema.h"

int main(int argc, char **argv)
{
	static const struct service_definition identity = {
		.name = "identity",
		.migrations = identity_migrations,
		.commands = identity_commands,
		.queries = identity_queries,
		.reactions = identity_reactions,
		.deadlines = identity_deadlines,
		.start = identity_start,
		.stop = identity_stop,
	};

	return service_main(&identity, argc, argv);
}
