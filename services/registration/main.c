/* main.c - registration: producers, products, dossiers and their evidence */
#include "common/service.h"
#include "registration/commands.h"
#include "registration/deadlines.h"
#include "registration/events.h"
#include "registration/queries.h"
#include "registration/reactions.h"
#include "registration/records/known/erasure.h"
#include "registration/schema.h"
#include "registration/state.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {"identity", "scoring", "certification", NULL};
	static const struct service_definition definition = {
		.name = "registration",
		.settings = registration_settings,
		.migrations = registration_migrations,
		.commands = registration_commands,
		.queries = registration_queries,
		.files = registration_files,
		.reactions = registration_reactions,
		.forget = registration_forget,
		.deadlines = registration_deadlines,
		.follows = follows,
		.start = registration_start,
		.stop = registration_stop,
		.naming_events = registration_naming_events,
		.erase = registration_erase,
	};

	return service_main(&definition, argc, argv);
}
