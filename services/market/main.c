/* main.c - market: what the public sees of products, and how it is found */
#include "common/service.h"
#include "market/commands.h"
#include "market/deadlines.h"
#include "market/queries.h"
#include "market/reactions.h"
#include "market/schema.h"

static const char *const follows[] = {"identity", "registration", "certification", NULL};

static const struct service_definition market = {
	.name = "market",
	.migrations = market_migrations,
	.commands = market_commands,
	.queries = market_queries,
	.reactions = market_reactions,
	.deadlines = market_deadlines,
	.follows = follows,
};

int main(int argc, char **argv)
{
	return service_main(&market, argc, argv);
}
