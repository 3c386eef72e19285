/* main.c - market: what the public sees of products, and how it is found */
#include "common/base/large_pages.h"
#include "common/service.h"
#include "market/commands.h"
#include "market/deadlines.h"
#include "market/queries.h"
#include "market/reactions.h"
#include "market/records.h"
#include "market/schema.h"
#include "market/state.h"

int main(int argc, char **argv)
{
	static const char *const follows[] = {"identity", "registration", "scoring",
					      "certification", NULL};
	static const struct service_definition definition = {
		.name = "market",
		.settings = market_settings,
		.migrations = market_migrations,
		.commands = market_commands,
		.queries = market_queries,
		.reactions = market_reactions,
		.forget = market_forget,
		.deadlines = market_deadlines,
		.follows = follows,
		.start = market_start,
		.stop = market_stop,
		.erase = market_erase,
	};

	large_pages_use(argv); /* all listings stand in memory */
	return service_main(&definition, argc, argv);
}
