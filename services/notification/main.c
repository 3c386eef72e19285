/* main.c - notification: other agencies are told what happened, in order, with nothing missed */
#include "common/service.h"
#include "notification/commands.h"
#include "notification/deadlines.h"
#include "notification/events.h"
#include "notification/queries.h"
#include "notification/reactions.h"
#include "notification/schema.h"
#include "notification/state.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {"identity", "certification", NULL};
	static const struct service_definition definition = {
		.name = "notification",
		.settings = notification_settings,
		.migrations = notification_migrations,
		.commands = notification_commands,
		.queries = notification_queries,
		.reactions = notification_reactions,
		.deadlines = notification_deadlines,
		.follows = follows,
		.start = notification_start,
		.stop = notification_stop,
		.begin = notification_begin,
		.halt = notification_halt,
		.naming_events = notification_naming_events,
	};

	return service_main(&definition, argc, argv);
}
